/**
 * Putting entries into a list and taking them out, by the list that is stored.
 */
import { err, ok, type Result } from '../../protocol/result.ts';
import { isSame } from '../../resources/computed/change.ts';
import type { Named } from '../../resources/computed/names.ts';
import { isMapping } from '../../resources/shape.ts';
import type { Complaint } from './asked.ts';

export type ListChange = {
  readonly named: Named;
  readonly add: readonly unknown[];
  readonly remove: readonly unknown[];
};

/** The list that is meant; an entry that is to go and is not there is a slip, for it may be there under another spelling. */
export function changedList(
  stored: unknown,
  { named, add, remove }: ListChange,
): Result<{ readonly list: readonly unknown[]; readonly kept: number }, readonly Complaint[]> {
  const before: readonly unknown[] = Array.isArray(stored) ? stored : [];
  const strange = remove.flatMap((entry, index) =>
    before.some((one) => isMeant(one, entry)) ? [] : [index],
  );
  if (strange.length > 0) {
    return err(
      strange.map((index) => ({
        code: 'not_in_list',
        part: 'remove' as const,
        path: [...named.path, index],
        message: 'is not there',
      })),
    );
  }
  const kept = before.filter((one) => !remove.some((entry) => isMeant(one, entry)));
  return ok({
    list: [...kept, ...add.filter((entry) => !kept.some((one) => isSame(one, entry)))],
    kept: kept.length,
  });
}

/** An entry of several members is known by those that are said of it. */
function isMeant(stored: unknown, said: unknown): boolean {
  if (!isMapping(stored) || !isMapping(said)) return isSame(stored, said);
  return Object.entries(said).every(([name, value]) => isSame(stored[name], value));
}
