/**
 * What of a record weakens a protection: fields that are unsafe and not as they are by default.
 */
import type { Kind, Values } from '../kind.ts';
import { isSame } from './change.ts';

/** The fields, by our names, each with its sentence. */
export function unsafeChoices(
  kind: Kind,
  record: Values,
): readonly { readonly field: string; readonly sentence: string }[] {
  return Object.entries(kind.fields)
    .filter(([field, { unsafe, default: usual }]) => unsafe && !isSame(record[field], usual))
    .map(([field, { sentence }]) => ({ field, sentence }));
}
