/**
 * What is searched for as conditions of a statement: of everybody who has a term, and of one alone.
 */
import { type RawBuilder, sql } from 'kysely';
import { isSearched, SEARCHED } from '../../resources/end-user/search/fields.ts';
import type { Search } from '../../resources/end-user/search/search.ts';

type Place = { readonly tenant_id: string };

export type OfTerm = Extract<Search, { readonly field: string }>;

/** A select of the `sub` of everybody who has a term, each once. */
export function foundByTerm(place: Place, term: OfTerm): RawBuilder<unknown> {
  const { source, key, which } = sourceOf(term.field);
  const once = term.is === 'equal' || columnOf(term.field) !== undefined ? sql`` : sql`distinct`;
  return sql`select ${once} led.sub from ${source} as led
    where led.tenant_id = ${place.tenant_id} and ${which(sql`led`)} and ${compared(term, sql`led.${key}`)}`;
}

/** Whether the rows of a term are in the order of `sub` in their index. */
export function isInOrder(search: Search): search is OfTerm {
  return search.is === 'equal' && columnOf(search.field) === undefined;
}

/** Whether somebody is found, looked up for one alone. */
export function holds(place: Place, search: Search, sub: RawBuilder<unknown>): RawBuilder<unknown> {
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
  const { source, key } = sourceOf(term.field);
  const isColumn = columnOf(term.field) !== undefined;
  // By the plus SQLite knows not to look through an index of the column for somebody whose row it has.
  const value = isColumn ? sql`+one.${key}` : sql`one.${key}`;
  const ofField = isColumn ? sql`${value} is not null` : sql`one.field = ${term.field}`;
  return sql`exists (select 1 from ${source} as one where one.tenant_id = ${place.tenant_id} and one.sub = ${sub}
    and ${ofField} and ${compared(term, value)})`;
}

/** Whether somebody has a field. */
export function isThere(place: Place, field: string, sub: RawBuilder<unknown>): RawBuilder<unknown> {
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

/** Where a field is kept, and how its rows are known. */
export function sourceOf(field: string): Source {
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

function compared(term: OfTerm, key: RawBuilder<unknown>): RawBuilder<unknown> {
  const column = columnOf(term.field);
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
