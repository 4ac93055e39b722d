/**
 * Who leads in a search: of what has to be true at once, what the fewest have.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Search } from '../../resources/end-user/search/search.ts';
import type { Database } from '../database.ts';
import { foundByTerm, holds, isInOrder, type OfTerm } from './search-conditions.ts';

/** What a search may look at; each is a share of the most. */
type Bounds = {
  /** More are looked at for no page. */
  readonly examined: number;
  /** Of those who are led to so few are gathered, before it is tried otherwise. */
  readonly few: number;
  /** As many as are looked at in their order, before it is tried otherwise. */
  readonly walked: number;
  /** People whose lists are read beside each other, at first: where many are found, it takes no more. */
  readonly first: number;
  /** Rows of lists that are read beside each other: each takes a fraction of the time that looking at somebody takes. */
  readonly rows: number;
};

export function boundsOf(examined: number): Bounds {
  const share = (of: number) => Math.ceil(examined / of);
  return { examined, few: share(50), walked: share(25), first: share(10), rows: examined * 10 };
}

export type Place = Pick<Database, 'kysely' | 'dialect'> & {
  readonly tenant_id: string;
  readonly bounds: Bounds;
};

export type Plan = {
  /** A select of the `sub` of everybody who is found behind `after`, each once. */
  readonly set: RawBuilder<unknown>;
  /** Whether it is of all that lead, and not of the first of very many. */
  readonly isWhole: boolean;
  /** How many lead; undefined: nobody has counted. */
  readonly leading?: number;
  /** What all have who are found, and what brings them in the order of `sub`. */
  readonly leader?: OfTerm;
};

type Within = { readonly after: string | undefined; readonly bound: number };

export async function planOf(place: Place, search: Search, within: Within): Promise<Plan> {
  const { after } = within;
  const behind = (sub: RawBuilder<unknown>) => (after === undefined ? sql`1 = 1` : sql`${sub} > ${after}`);
  const everybody = sql`select users.sub from users where users.tenant_id = ${place.tenant_id} and ${behind(sql`users.sub`)}`;
  switch (search.is) {
    case 'all':
      return { set: everybody, isWhole: true };
    case 'none':
      return { set: sql`${everybody} and users.sub = ''`, isWhole: true };
    case 'or': {
      const plans: Plan[] = [];
      for (const one of search.of) plans.push(await planOf(place, one, within));
      const sets = plans.map(({ set }) => sql`select sub from (${set}) as one`);
      return { set: sql.join(sets, sql` union `), isWhole: plans.every(({ isWhole }) => isWhole) };
    }
    case 'and':
      return planTogether(place, search.of, within);
    case 'not':
      throw new Error('What is only not meant is refused before anybody is looked for.');
    default: {
      const set = sql`${foundByTerm(place, search)} and ${behind(sql`led.sub`)}`;
      return { set, isWhole: true, ...(isInOrder(search) ? { leader: search } : {}) };
    }
  }
}

/** What the fewest are found by leads. */
async function planTogether(place: Place, parts: readonly Search[], within: Within): Promise<Plan> {
  const { bound } = within;
  const plans: (Plan & { readonly part: Search })[] = [];
  for (const part of parts.filter(leads)) plans.push({ part, ...(await planOf(place, part, within)) });
  const { least, leading } = await fewest(place, plans, bound);
  const rest = parts.filter((part) => part !== least.part).map((part) => holds(place, part, sql`leader.sub`));
  const led = sql`select sub from (${least.set}) as one limit ${bound}`;
  return {
    set: sql`select leader.sub from (${led}) as leader where ${sql.join([sql`1 = 1`, ...rest], sql` and `)}`,
    isWhole: least.isWhole && leading < bound,
    leading,
    ...(least.leader ? { leader: least.leader } : {}),
  };
}

/** Counted as far as it takes to tell them apart, or to the bound where all have so many. */
async function fewest<T extends Plan>(
  place: Place,
  [first, ...others]: readonly T[],
  bound: number,
): Promise<{ readonly least: T; readonly leading: number }> {
  if (!first) throw new Error('What no index leads to is refused before anybody is looked for.');
  let fewest = { least: first, leading: await countUpTo(place, first.set, bound) };
  for (const one of others) {
    const leading = await countUpTo(place, one.set, fewest.leading);
    if (leading < fewest.leading) fewest = { least: one, leading };
  }
  return fewest;
}

function leads(search: Search): boolean {
  if (search.is === 'and') return search.of.some(leads);
  return search.is === 'or' ? search.of.every(leads) : search.is !== 'not';
}

export async function subsOf({ kysely }: Place, query: RawBuilder<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ sub: string }>`${query}`.execute(kysely);
  return rows.map(({ sub }) => sub);
}

export async function countUpTo({ kysely }: Place, set: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number | bigint | string }>`
    select count(*) as count from (select sub from (${set}) as found limit ${most}) as counted`.execute(
    kysely,
  );
  return Number(rows[0]?.count ?? 0);
}
