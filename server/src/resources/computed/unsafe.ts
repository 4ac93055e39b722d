/**
 * What of a record weakens a protection: fields that are unsafe and not as they are by default, and what is so for some records.
 */
import type { Kind, Values } from '../kind.ts';
import { isSame } from './change.ts';
import { doorName, namesAt } from './names.ts';

/** The fields, by the names that an operator writes, each with its sentence. */
export function unsafeChoices(
  kind: Kind,
  record: Values,
): readonly { readonly field: string; readonly sentence: string }[] {
  const { fields, unsafe: weaknesses = [] } = kind;
  const chosen = [
    ...Object.entries(fields)
      .filter(([field, { unsafe, default: usual }]) => unsafe && !isSame(record[field], usual))
      .map(([field, { sentence }]) => ({ field, sentence })),
    ...weaknesses.filter(({ isChosen }) => isChosen(record)),
  ];
  const names = new Map(namesAt('auth0', kind).map((named) => [named.own, doorName(named)]));
  return chosen.map(({ field, sentence }) => ({ field: names.get(field) ?? field, sentence }));
}
