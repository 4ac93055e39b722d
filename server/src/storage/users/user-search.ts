/**
 * People found by the terms of a search, a page at a time.
 *
 * Whatever is searched, what is read stays small. Of what has to be true at once, what the fewest have leads, and the rest is
 * looked up for each of those; where many have each of it, their lists are read beside each other (search-together.ts). What few are
 * found by is gathered; where more are found than that, a page fills soon by walking all in their order, or whoever leads. What
 * none of this answers within a bound is refused: it would hold up whoever asks beside.
 */
import { type RawBuilder, sql } from 'kysely';
import type { SearchedField } from '../../resources/end-user/search/fields.ts';
import type { Search } from '../../resources/end-user/search/search.ts';
import type { Database } from '../database.ts';
import { foundByTerm, holds, isThere, type OfTerm, sourceOf } from './search-conditions.ts';
import { boundsOf, countUpTo, type Place, type Plan, planOf, subsOf } from './search-plan.ts';
import { beside, together } from './search-together.ts';

type Sort = { readonly field: SearchedField; readonly isDescending: boolean };

type SearchPage = {
  /** Absent: everybody. */
  readonly search?: Search;
  /** Absent: by `sub`. Who has no such field comes last. */
  readonly sort?: Sort;
  /** The `sub` behind which it begins, where it is not sorted otherwise. */
  readonly after?: string;
  readonly offset: number;
  readonly limit: number;
};

type FoundUsers = {
  /** The `sub` of those on the page. */
  readonly subs: readonly string[];
  /** How many are found from `after` on, as many as can be paged through at the most. */
  readonly total: number;
};

export type UserSearch = {
  /** `offset` and `limit` together are GATHERED at the most. `too_wide`: nobody can tell within the bound. */
  page(page: SearchPage): Promise<FoundUsers | 'too_wide'>;
};

/** As many as are gathered and counted: as can be paged through. */
const GATHERED = 1_000;

const MOST_EXAMINED = 50_000;

/** The search in a database, tenant by tenant; so many are looked at for a page at the most. */
export function openUserSearch(
  { kysely, dialect }: Database,
  examined = MOST_EXAMINED,
): (tenant_id: string) => UserSearch {
  const bounds = boundsOf(examined);
  return (tenant_id) => {
    const place = { kysely, dialect, tenant_id, bounds };
    return { page: ({ search = { is: 'all' }, ...page }) => pageOf(place, { search, ...page }) };
  };
}

async function pageOf(place: Place, page: Meant): ReturnType<UserSearch['page']> {
  const { few, examined } = place.bounds;
  return (
    (await pageLed(place, page, few)) ??
    (await pageTogether(place, page)) ??
    (await pageLed(place, page, examined)) ??
    'too_wide'
  );
}

/** By what leads; undefined where so many of those it leads to do not tell. */
async function pageLed(place: Place, page: Meant, bound: number): Promise<FoundUsers | undefined> {
  const plan = await planOf(place, page.search, { after: page.after, bound });
  const subs = await gathered(place, plan.set);
  if (subs.length > GATHERED) return many(await pageOfMany(place, plan, page));
  return plan.isWhole ? { subs: await pageOfFew(place, subs, page), total: subs.length } : undefined;
}

/** By lists beside each other; undefined where nothing is looked for at once, or so many people do not tell. */
async function pageTogether(place: Place, page: Meant): Promise<FoundUsers | undefined> {
  const { search, sort, after, offset, limit } = page;
  if (search.is !== 'and') return undefined;
  const { lists, rest } = beside(search.of);
  // Whatever is no list is looked up person by person, which is for the first ones alone.
  const { first, rows } = place.bounds;
  const reaches = rest.length === 0 ? [first, Math.ceil(rows / lists.length)] : [first];
  for (const people of reaches) {
    const last = await lastOf(place, after, people);
    const set = together(place, { lists, rest }, { after, last });
    const subs = await gathered(place, sql`${set} order by 1`);
    const isWhole = last === undefined;
    if (subs.length > GATHERED)
      return many(
        sort ? await pageOfMany(place, { set, isWhole }, page) : subs.slice(offset, offset + limit),
      );
    if (isWhole) return { subs: await pageOfFew(place, subs, page), total: subs.length };
  }
  return undefined;
}

function many(subs: readonly string[] | undefined): FoundUsers | undefined {
  return subs && { subs, total: GATHERED };
}

/** As many as can be paged through, and one. */
function gathered(place: Place, set: RawBuilder<unknown>): Promise<readonly string[]> {
  return subsOf(place, sql`select sub from (${set}) as found limit ${GATHERED + 1}`);
}

/** Who is the last of so many people behind somebody; undefined where there are fewer. */
async function lastOf(place: Place, after: string | undefined, people: number): Promise<string | undefined> {
  const behind = after === undefined ? sql`1 = 1` : sql`sub > ${after}`;
  const [last] = await subsOf(
    place,
    sql`select sub from users where tenant_id = ${place.tenant_id} and ${behind}
      order by sub limit 1 offset ${people - 1}`,
  );
  return last;
}

type Meant = SearchPage & { readonly search: Search };

/** Of those who were gathered. */
async function pageOfFew(
  place: Place,
  few: readonly string[],
  { sort, offset, limit }: SearchPage,
): Promise<readonly string[]> {
  if (few.length === 0) return [];
  const set = sql`select users.sub from users
    where users.tenant_id = ${place.tenant_id} and users.sub in (${sql.join(few)})`;
  const bySub = await subsOf(place, sql`${set} order by users.sub`);
  const withField = sort ? await subsOf(place, sortOf(place, set, { sort, most: few.length })) : [];
  const known = new Set(withField);
  return [...withField, ...bySub.filter((sub) => !known.has(sub))].slice(offset, offset + limit);
}

/** Of more than are gathered, so that every page is full; undefined where it takes more than may be looked at. */
async function pageOfMany(place: Place, plan: Plan, page: Meant): Promise<readonly string[] | undefined> {
  const { sort, offset, limit } = page;
  const { walked, examined } = place.bounds;
  const most = offset + limit;
  const soon = await walk(place, plan, { ...page, most, length: walked });
  if (soon) return soon.slice(offset);
  const whole = plan.isWhole
    ? plan
    : await planOf(place, page.search, { after: page.after, bound: examined });
  const { set, isWhole, leading = await countUpTo(place, set, examined) } = whole;
  if (!isWhole || leading === examined)
    return (await walk(place, plan, { ...page, most, length: examined }))?.slice(offset);
  const withField = sort ? await subsOf(place, sortOf(place, set, { sort, most })) : [];
  if (withField.length === most) return withField.slice(offset);
  const without = sort ? sql`not ${isThere(place, sort.field, sql`found.sub`)}` : sql`1 = 1`;
  const rest = await subsOf(
    place,
    sql`select found.sub from (${set}) as found where ${without}
    order by found.sub limit ${most - withField.length}`,
  );
  return [...withField, ...rest].slice(offset);
}

type Walk = Meant & { readonly most: number; readonly length: number };

type Met = {
  readonly more: RawBuilder<unknown>;
  readonly by: Sort | undefined;
  readonly wanted: number;
};

/** As many as are wanted of those who are met first; undefined where they are not among so many. */
async function walk(
  place: Place,
  { leader }: Plan,
  { search, sort, after, most, length }: Walk,
): Promise<readonly string[] | undefined> {
  const met = (all: RawBuilder<unknown>, { more, by, wanted }: Met) =>
    subsOf(
      place,
      sql`select met.sub from (${all}) as met
      where ${holds(place, search, sql`met.sub`)} and ${more}
      order by met.place ${direction(by)}, met.sub ${direction(by)} limit ${wanted}`,
    );
  const sorted = sort && inOrderOf(place, sort, length);
  const first = sorted ? await met(sorted, { more: sql`1 = 1`, by: sort, wanted: most }) : [];
  if (first.length === most) return first;
  // Those who have no such field come when there is nobody left who has it.
  if (sorted && (await countUpTo(place, sorted, length)) === length) return undefined;
  const behind = after === undefined ? sql`1 = 1` : sql`sorted.sub > ${after}`;
  const without = sort ? sql`not ${isThere(place, sort.field, sql`met.sub`)}` : sql`1 = 1`;
  const all = sql`${inOrderOfSub(place, leader, behind)} limit ${length}`;
  const rest = await met(all, { more: without, by: undefined, wanted: most - first.length });
  return first.length + rest.length === most ? [...first, ...rest] : undefined;
}

/** Those who have a field, in its order. */
function inOrderOf(place: Place, sort: Sort, length: number): RawBuilder<unknown> {
  const { source, key, which } = sourceOf(sort.field);
  return sql`select sorted.sub, sorted.${key} as place from ${source} as sorted
    where sorted.tenant_id = ${place.tenant_id} and ${which(sql`sorted`)}
    order by sorted.${key} ${direction(sort)}, sorted.sub ${direction(sort)} limit ${length}`;
}

/** Those of a set who have a field, in its order. */
function sortOf(
  place: Place,
  set: RawBuilder<unknown>,
  { sort, most }: { readonly sort: Sort; readonly most: number },
): RawBuilder<unknown> {
  const { source, key, which } = sourceOf(sort.field);
  return sql`select found.sub from (${set}) as found join ${source} as sorted on sorted.sub = found.sub
    where sorted.tenant_id = ${place.tenant_id} and ${which(sql`sorted`)}
    order by sorted.${key} ${direction(sort)}, found.sub ${direction(sort)} limit ${most}`;
}

/** Everybody, or whom a term leads to, in the order of `sub`. */
function inOrderOfSub(
  place: Place,
  leader: OfTerm | undefined,
  more: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const all = leader ? foundByTerm(place, leader) : undefined;
  const source = all ? sql`(${all})` : sql.table('users');
  const ofTenant = all ? sql`1 = 1` : sql`sorted.tenant_id = ${place.tenant_id}`;
  return sql`select sorted.sub, 0 as place from ${source} as sorted where ${ofTenant} and ${more} order by sorted.sub`;
}

function direction(sort: Sort | undefined): RawBuilder<unknown> {
  return sort?.isDescending ? sql`desc` : sql`asc`;
}
