/**
 * People found by the terms of a search, a page at a time.
 *
 * Whatever is searched, what is read stays small. Of what has to be true at once, what the fewest have leads, and the rest is
 * looked up for each of those. What few are found by is gathered and sorted; where more are found than that, so many of all have
 * what is meant that a page of them fills soon by walking all in their order.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isSearched, SEARCHED, type SearchedField } from '../../resources/end-user/search/fields.ts';
import type { Search } from '../../resources/end-user/search/search.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

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

export type UserSearch = {
  /** The `sub` of those on a page; `offset` and `limit` together are MAX_FOUND at the most. */
  page(page: SearchPage): Promise<readonly string[]>;
  /** How many are found, a thousand at the most. */
  count(search: Search): Promise<number>;
};

/** As many as are gathered and sorted; where there are more, a page is filled by walking. */
const GATHERED = 1_000;

/** As many as are counted to find out what leads to the fewest. */
const PROBED = 1_000;

/** Where counting stops: at as many as can be paged through. */
const COUNTED = 1_000;

type Place = { readonly kysely: Kysely<Schema>; readonly tenant_id: string };

/** The search in a database, tenant by tenant. */
export function openUserSearch({ kysely }: Database): (tenant_id: string) => UserSearch {
  return (tenant_id) => {
    const place = { kysely, tenant_id };
    return {
      page: ({ search = { is: 'all' }, sort, ...page }) =>
        sort ? sortedPage(place, { search, sort, ...page }) : pageBySub(place, { search, ...page }),
      async count(search) {
        return countUpTo(place, await found(place, search), COUNTED);
      },
    };
  };
}

type Unsorted = Omit<SearchPage, 'sort' | 'search'> & { readonly search: Search };

async function pageBySub(
  place: Place,
  { search, after, offset, limit }: Unsorted,
): Promise<readonly string[]> {
  const behind = (sub: RawBuilder<unknown>) => (after === undefined ? sql`1 = 1` : sql`${sub} > ${after}`);
  const set = await gathered(place, search);
  return set
    ? subsOf(
        place,
        sql`select sub from (${set}) as found where ${behind(sql`sub`)}
        order by sub limit ${limit} offset ${offset}`,
      )
    : subsOf(
        place,
        sql`select users.sub from users where users.tenant_id = ${place.tenant_id}
        and ${holds(place, search, sql`users.sub`)} and ${behind(sql`users.sub`)}
        order by users.sub limit ${limit} offset ${offset}`,
      );
}

/** Those who are found, where they are few. */
async function gathered(place: Place, search: Search): Promise<RawBuilder<unknown> | undefined> {
  if (search.is === 'all') return undefined;
  const set = await found(place, search);
  return (await countUpTo(place, set, GATHERED + 1)) > GATHERED ? undefined : set;
}

type Sorted = Unsorted & { readonly sort: Sort };

async function sortedPage(place: Place, { search, sort, offset, limit }: Sorted): Promise<readonly string[]> {
  const set = await gathered(place, search);
  const most = offset + limit;
  const withField = await subsOf(
    place,
    set ? sortOf(place, set, { sort, most }) : walkOf(place, search, { sort, most }),
  );
  if (withField.length === most) return withField.slice(offset);
  const without = sql`not ${isThere(place, sort.field, sql`found.sub`)}`;
  const others =
    set ??
    sql`select users.sub from users where users.tenant_id = ${place.tenant_id}
    and ${holds(place, search, sql`users.sub`)}`;
  const rest = await subsOf(
    place,
    sql`select found.sub from (${others}) as found where ${without} order by found.sub limit ${most - withField.length}`,
  );
  return [...withField, ...rest].slice(offset);
}

type Walked = { readonly sort: Sort; readonly most: number };

function sortOf(place: Place, set: RawBuilder<unknown>, { sort, most }: Walked): RawBuilder<{ sub: string }> {
  const { source, key, which } = sourceOf(sort.field);
  return sql`select found.sub from (${set}) as found join ${source} as sorted on sorted.sub = found.sub
    where sorted.tenant_id = ${place.tenant_id} and ${which(sql`sorted`)}
    order by sorted.${key} ${direction(sort)}, found.sub ${direction(sort)} limit ${most}`;
}

function walkOf(place: Place, search: Search, { sort, most }: Walked): RawBuilder<{ sub: string }> {
  const { source, key, which } = sourceOf(sort.field);
  return sql`select sorted.sub from ${source} as sorted
    where sorted.tenant_id = ${place.tenant_id} and ${which(sql`sorted`)}
      and ${holds(place, search, sql`sorted.sub`)}
    order by sorted.${key} ${direction(sort)}, sorted.sub ${direction(sort)} limit ${most}`;
}

function direction({ isDescending }: Sort): RawBuilder<unknown> {
  return isDescending ? sql`desc` : sql`asc`;
}

async function subsOf({ kysely }: Place, query: RawBuilder<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ sub: string }>`${query}`.execute(kysely);
  return rows.map(({ sub }) => sub);
}

async function countUpTo({ kysely }: Place, set: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number | bigint | string }>`
    select count(*) as count from (select sub from (${set}) as found limit ${most}) as counted`.execute(
    kysely,
  );
  return Number(rows[0]?.count ?? 0);
}

/** A select of the `sub` of everybody who is found, each once. */
async function found(place: Place, search: Search): Promise<RawBuilder<unknown>> {
  const { tenant_id } = place;
  switch (search.is) {
    case 'all':
      return sql`select users.sub from users where users.tenant_id = ${tenant_id}`;
    case 'none':
      return sql`select users.sub from users where users.tenant_id = ${tenant_id} and users.sub = ''`;
    case 'or': {
      const sets: RawBuilder<unknown>[] = [];
      for (const one of search.of) sets.push(sql`select sub from (${await found(place, one)}) as one`);
      return sql.join(sets, sql` union `);
    }
    case 'and':
      return foundTogether(place, search.of);
    case 'not':
      throw new Error('What is only not meant is refused before anybody is looked for.');
    default:
      return foundByTerm(place, search);
  }
}

type OfTerm = Extract<Search, { readonly field: string }>;

function foundByTerm(place: Place, term: OfTerm): RawBuilder<unknown> {
  const { source, which } = sourceOf(term.field);
  const once = term.is === 'equal' ? sql`` : sql`distinct`;
  return sql`select ${once} led.sub from ${source} as led
    where led.tenant_id = ${place.tenant_id} and ${which(sql`led`)} and ${compared(term, sql`led`)}`;
}

/** What the fewest are found by leads. */
async function foundTogether(place: Place, parts: readonly Search[]): Promise<RawBuilder<unknown>> {
  const sets: { readonly part: Search; readonly set: RawBuilder<unknown>; readonly count: number }[] = [];
  for (const part of parts.filter(leads)) {
    const set = await found(place, part);
    sets.push({ part, set, count: await countUpTo(place, set, PROBED) });
  }
  const [least] = sets.toSorted((a, b) => a.count - b.count);
  if (!least) throw new Error('What no index leads to is refused before anybody is looked for.');
  const rest = parts.filter((part) => part !== least.part).map((part) => holds(place, part, sql`leader.sub`));
  return sql`select leader.sub from (${least.set}) as leader where ${sql.join(rest, sql` and `)}`;
}

function leads(search: Search): boolean {
  if (search.is === 'and') return search.of.some(leads);
  return search.is === 'or' ? search.of.every(leads) : search.is !== 'not';
}

/** Whether somebody is found, looked up for one alone. */
function holds(place: Place, search: Search, sub: RawBuilder<unknown>): RawBuilder<unknown> {
  switch (search.is) {
    case 'all':
      return sql`1 = 1`;
    case 'none':
      return sql`1 = 0`;
    case 'not':
      return sql`not ${holds(place, search.of, sub)}`;
    case 'and':
    case 'or': {
      const parts = search.of.map((one) => holds(place, one, sub));
      return sql`(${sql.join(parts, search.is === 'and' ? sql` and ` : sql` or `)})`;
    }
    default:
      return hasTerm(place, search, sub);
  }
}

function hasTerm(place: Place, term: OfTerm, sub: RawBuilder<unknown>): RawBuilder<unknown> {
  const { source, which } = sourceOf(term.field);
  return sql`exists (select 1 from ${source} as one where one.tenant_id = ${place.tenant_id} and one.sub = ${sub}
    and ${which(sql`one`)} and ${compared(term, sql`one`)})`;
}

function isThere(place: Place, field: string, sub: RawBuilder<unknown>): RawBuilder<unknown> {
  return hasTerm(place, { is: 'exists', field }, sub);
}

type Source = {
  readonly source: RawBuilder<unknown>;
  /** Which column holds the value. */
  readonly key: RawBuilder<unknown>;
  /** Which rows are of the field. */
  readonly which: (alias: RawBuilder<unknown>) => RawBuilder<unknown>;
};

function columnOf(field: string): string | undefined {
  return isSearched(field) && 'column' in SEARCHED[field] ? field : undefined;
}

function sourceOf(field: string): Source {
  const column = columnOf(field);
  return column === undefined
    ? {
        source: sql.table('user_terms'),
        key: sql.ref('value'),
        which: (alias) => sql`${alias}.field = ${field}`,
      }
    : {
        source: sql.table('users'),
        key: sql.ref(column),
        which: (alias) => sql`${alias}.${sql.ref(column)} is not null`,
      };
}

/** Behind everything that begins with a text. */
const LAST = '\u{10ffff}';

function compared(term: OfTerm, alias: RawBuilder<unknown>): RawBuilder<unknown> {
  const column = columnOf(term.field);
  const key = sql`${alias}.${sql.ref(column ?? 'value')}`;
  const value = (text: string) => (column === undefined ? text : Number(text));
  if (term.is === 'exists') return sql`1 = 1`;
  if (term.is === 'equal') return sql`${key} = ${value(term.value)}`;
  if (term.is === 'prefix') return sql`${key} >= ${term.value} and ${key} < ${term.value + LAST}`;
  const { from, to } = term;
  const bounds = [
    ...(from ? [sql`${key} ${from.isIncluded ? sql`>=` : sql`>`} ${value(from.text)}`] : []),
    ...(to ? [sql`${key} ${to.isIncluded ? sql`<=` : sql`<`} ${value(to.text)}`] : []),
  ];
  return sql.join(bounds, sql` and `);
}
