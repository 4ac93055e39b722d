/**
 * From what was said to the record that is meant, and how it differs from the one that is stored.
 */
import type { Field, ShapeTag } from '../field.ts';
import type { Finding } from '../finding.ts';
import type { Judged, Kind, Values } from '../kind.ts';
import { isMapping } from '../shape.ts';
import type { Said } from './document.ts';

/** How a document is meant: as the whole record, or as a change to the one that is stored. */
export type Meant = 'whole' | 'patch';

export type Asked = Judged & { readonly findings: readonly Finding[] };

type Meaning = {
  readonly stored: Values | undefined;
  readonly meant: Meant;
  /** What the server gives a record that is made. */
  readonly given?: Values;
  /** Fields that could not be read; that is said already. */
  readonly unreadable?: readonly string[];
};

/** The record that is meant. What the server alone writes stays as it is stored. */
export function recordMeant(
  kind: Kind,
  said: Said,
  { stored, meant, given = {}, unreadable = [] }: Meaning,
): Asked {
  const stays = stored !== undefined && (meant === 'patch' || kind.absence === 'stays');
  const around = { said, stored, stays, given, meant };
  const fields = Object.entries(kind.fields);
  const kept = fields.filter(([, { presence }]) => presence !== 'secret');
  const record = present(kept.map(([name, field]) => [name, meantValue(kind, [name, field], around)]));
  const secrets = present(
    fields
      .filter(([, { presence }]) => presence === 'secret')
      .map(([name]) => [name, said[name] ?? undefined]),
  );
  const findings = kept
    .filter(([name]) => !unreadable.includes(name))
    .flatMap(([name, field]) => judgeField(name, field, { record, stored }));
  return { record, secrets, findings };
}

function present(members: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function judgeField(
  name: string,
  field: Field,
  { record, stored }: { readonly record: Values; readonly stored: Values | undefined },
): readonly Finding[] {
  if (field.computed) return [];
  const value = record[name];
  if (value === undefined && field.presence === 'required')
    return [{ code: 'missing_field', path: [], message: `misses the field {${name}}` }];
  return field.createOnly && stored !== undefined && !isSame(value, stored[name])
    ? [{ code: 'create_only', path: [name], message: 'cannot be changed once it is made' }]
    : [];
}

type Around = {
  readonly said: Said;
  readonly stored: Values | undefined;
  readonly stays: boolean;
  readonly given: Values;
  readonly meant: Meant;
};

function meantValue(
  kind: Kind,
  [name, field]: readonly [string, Field],
  { said, stored, stays, given, meant }: Around,
): unknown {
  const value = said[name];
  const before = stored?.[name];
  if (field.computed) return before ?? given[name];
  if (value === undefined) return stays ? before : (kind.implied[name]?.(said) ?? field.default);
  if (value === null) return field.default;
  if (!MAPPINGS.has(field.shape.tag) || !isMapping(value)) return value;
  const known = isMapping(before) ? before : {};
  if (field.shape.tag === 'metadata') return metadataMeant(value, meant === 'patch' ? known : {});
  // Members of a mapping are changed one by one where the rest stays, and null takes one away.
  return withoutNulls({ ...(stays ? known : {}), ...value });
}

/** Shapes whose values have members of their own. */
const MAPPINGS: ReadonlySet<string> = new Set<ShapeTag>(['record', 'map', 'metadata']);

function withoutNulls(members: Values): Values {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

/** A change of metadata is one of its members, of which `null` goes; an empty one empties it. Nothing in it: it is not there. */
function metadataMeant(said: Values, before: Values): Values | undefined {
  const isEmptied = Object.keys(said).length === 0;
  const kept = withoutNulls({ ...(isEmptied ? {} : before), ...said });
  return Object.keys(kept).length === 0 ? undefined : kept;
}

export type Difference = {
  /** Our name of the field. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** The fields in which two records differ, in the order of the table. */
export function differences(kind: Kind, before: Values, after: Values): readonly Difference[] {
  return Object.keys(kind.fields)
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Whether two values say the same; the order of members says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  if (!isMapping(a) || !isMapping(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame(a[name], b[name]));
}
