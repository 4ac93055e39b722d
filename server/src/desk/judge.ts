/**
 * Every rule over everything that is proposed: what is wrong with one record, and what two of a list have in common.
 */
import { judgeList, judgeRecord } from '../resources/computed/judge.ts';
import type { By, Refusal } from './desk.ts';
import type { Draft } from './draft.ts';
import { createFacts, type FactsDeps } from './facts.ts';
import type { Proposed } from './proposed.ts';

/** All refusals, in the order of the wishes. */
export async function judgeDraft(
  proposed: readonly Proposed[],
  by: By,
  deps: FactsDeps & { readonly draft: Draft },
): Promise<readonly Refusal[]> {
  const factsFor = await createFacts(deps.draft, by, deps);
  const refusals: Refusal[] = [];
  for (const one of proposed) {
    const { wish, action, kind, at, judged, unreadable } = one;
    if (action === 'purge') continue;
    const facts = await factsFor({ at, kind, judged, isNew: one.stored === undefined });
    const on = action === 'delete' ? { on: 'delete' as const } : {};
    refusals.push(
      ...judgeRecord(kind, judged, { facts, unreadable, ...on }).map((finding) => ({ ...finding, wish })),
    );
  }
  return [...refusals, ...judgeLists(proposed)].sort((a, b) => a.wish - b.wish);
}

/** Of one kind in one tenant: entries of the same list that must differ. */
function judgeLists(proposed: readonly Proposed[]): readonly Refusal[] {
  const lists = Map.groupBy(
    proposed.filter(({ action }) => action !== 'delete' && action !== 'purge'),
    ({ kind, tenant }) => JSON.stringify([kind.name, kind.name === 'tenant' ? '' : tenant]),
  );
  return [...lists.values()].flatMap((list) => {
    const [first] = list;
    if (!first) return [];
    return judgeList(
      first.kind,
      list.map(({ judged }) => judged),
    ).map(({ index, ...finding }) => ({ ...finding, wish: list[index]?.wish ?? -1 }));
  });
}
