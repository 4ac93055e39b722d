/**
 * People who have several things at once, where many have each: the lists of those who have one are in the order of `sub` in their
 * index, so they are read beside each other from the beginning, and nobody is looked up.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Search } from '../../resources/end-user/search/search.ts';
import type { Database } from '../database.ts';
import { foundByTerm, holds, isInOrder, type OfTerm } from './search-conditions.ts';

type Place = Pick<Database, 'dialect'> & { readonly tenant_id: string };

type List = { readonly of: OfTerm; readonly has: boolean };

/** What has to be true at once: lists of who has something, or has it not, and whatever else is said. */
type Beside = { readonly lists: readonly List[]; readonly rest: readonly Search[] };

/** Of whom: those behind `after`, up to `last`. */
type Reach = { readonly after: string | undefined; readonly last: string | undefined };

export function beside(parts: readonly Search[]): Beside {
  const lists = parts.map(listOf).filter((list) => list !== undefined);
  // Those whom a person has come first: the others take from them.
  lists.sort((a, b) => Number(b.has) - Number(a.has));
  return { lists, rest: parts.filter((part) => !listOf(part)) };
}

function listOf(part: Search): List | undefined {
  if (isInOrder(part)) return { of: part, has: true };
  return part.is === 'not' && isInOrder(part.of) ? { of: part.of, has: false } : undefined;
}

/** A select of the `sub` of everybody within reach of whom all is true, each once. */
export function together(place: Place, { lists, rest }: Beside, reach: Reach): RawBuilder<unknown> {
  const [first, ...others] = lists;
  const leads = first?.has === true;
  const begun = leads ? listed(place, first.of, reach) : everybody(place, reach);
  const more = leads ? others : lists;
  // SQLite merges such lists; PostgreSQL does what it finds best for those who are looked up, which is to merge or to hash them.
  const isMerged = place.dialect === 'sqlite';
  const merged = isMerged
    ? more.map(({ of, has }) => sql`${has ? sql`intersect` : sql`except`} ${listed(place, of, reach)}`)
    : [];
  const lookedUp = isMerged ? [] : more.map(({ of, has }) => (has ? of : ({ is: 'not', of } as const)));
  const conditions = [...lookedUp, ...rest].map((part) => holds(place, part, sql`listed.sub`));
  return sql`select listed.sub from (${sql.join([begun, ...merged], sql` `)} order by 1) as listed
    where ${sql.join([sql`1 = 1`, ...conditions], sql` and `)}`;
}

function listed(place: Place, term: OfTerm, reach: Reach): RawBuilder<unknown> {
  return sql`${foundByTerm(place, term)} and ${within(sql`led.sub`, reach)}`;
}

function everybody({ tenant_id }: Place, reach: Reach): RawBuilder<unknown> {
  return sql`select users.sub from users where users.tenant_id = ${tenant_id} and ${within(sql`users.sub`, reach)}`;
}

function within(sub: RawBuilder<unknown>, { after, last }: Reach): RawBuilder<unknown> {
  return sql.join(
    [
      ...(after === undefined ? [] : [sql`${sub} > ${after}`]),
      ...(last === undefined ? [] : [sql`${sub} <= ${last}`]),
      sql`1 = 1`,
    ],
    sql` and `,
  );
}
