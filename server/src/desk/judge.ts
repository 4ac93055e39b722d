/**
 * Every rule over everything that is proposed: what is wrong with one record, and what two of a list have in common.
 */
import { judgeList, judgeRecord } from '../resources/computed/judge.ts';
import type { Facts } from '../resources/facts.ts';
import type { Finding } from '../resources/finding.ts';
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
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
    const { wish, action, kind, at, judged } = one;
    if (action === 'purge') continue;
    const on = action === 'delete' ? action : undefined;
    const facts = await factsFor({ at, kind, judged, isNew: one.stored === undefined, on });
    refusals.push(...judgeOne(one, facts).map((finding) => ({ ...finding, wish })));
  }
  return [...refusals, ...judgeLists(proposed)].sort((a, b) => a.wish - b.wish);
}

function judgeOne(one: Proposed, facts: Facts): readonly Finding[] {
  const { action, kind, judged, unreadable, isPatch, stored } = one;
  const on = action === 'delete' ? { on: 'delete' as const } : {};
  const findings = judgeRecord(kind, judged, { facts, unreadable, ...on });
  if (!isPatch || !stored || findings.length === 0) return findings;
  const known = new Set(
    judgeRecord(kind, { record: stored.record, secrets: {} }, { facts }).map((finding) =>
      findingText(finding, stored.record),
    ),
  );
  // What is stored so since before there was the rule, and is not touched, keeps nobody from changing something else.
  return findings.filter((finding) => !known.has(findingText(finding, judged.record)));
}

/** Says the same of the same value wherever in a list it stands. */
function findingText({ code, path, message }: Finding, record: Values): string {
  const value = path.reduce<unknown>((around, step) => memberOf(around, step), record);
  return JSON.stringify([code, path[0], message, value]);
}

function memberOf(around: unknown, step: string | number): unknown {
  if (Array.isArray(around)) return around[Number(step)];
  return isMapping(around) ? around[step] : undefined;
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
