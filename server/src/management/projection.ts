/**
 * Which members of a record are answered: `fields` and `include_fields`, as Auth0 has them.
 */
import { optional, type RecordOf, withDefault } from '../resources/field.ts';
import type { Values } from '../resources/kind.ts';
import { boolean, list, text } from '../resources/shape.ts';

export const PROJECTION_FIELDS = {
  fields: optional(list(text(100), { max: 100 }), { sentence: 'Members to answer with, or to leave out.' }),
  include_fields: withDefault(boolean, true, { sentence: '`false`: all but those in `fields`.' }),
} as const;

export type ProjectionQuery = RecordOf<typeof PROJECTION_FIELDS>;

/** A document with the members that are asked for. A name that it has not is no mistake: not every record has every field. */
export function project(document: Values, { fields, include_fields }: ProjectionQuery): Values {
  if (fields === undefined || fields.length === 0) return document;
  const named = new Set(fields);
  return Object.fromEntries(Object.entries(document).filter(([name]) => named.has(name) === include_fields));
}
