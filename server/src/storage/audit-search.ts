/**
 * What the audit log is searched by. Each condition has an index with the time behind it, so a page costs what it holds; where there
 * are several, the one that fewest rows have leads, and the others are looked at in its rows.
 */
import { type RawBuilder, sql } from 'kysely';
import type { TypeFilter } from '../protocol/diagnosis/event-types.ts';
import type { Database } from './database.ts';
import type { AuditTable } from './schema.ts';
import { isStorable } from './storable-text.ts';

/** A row as it was written; one of a newer version may have a type or a reason that this one does not know. */
export type Logged = Position & {
  readonly type: string;
  readonly request_id: string;
  readonly client_id?: string;
  readonly sub?: string;
  readonly ip?: string;
  readonly detail?: string;
  readonly reason?: string;
  readonly sent?: string;
  readonly actor?: string;
  readonly journey?: string;
  readonly auth0_type?: string;
  readonly record?: string;
};

/** Where a row stands in the log of its tenant. */
export type Position = { readonly at: number; readonly id: string };

export type AuditSearch = {
  readonly types?: readonly TypeFilter[] | undefined;
  readonly sub?: string | undefined;
  readonly client_id?: string | undefined;
  readonly ip?: string | undefined;
  readonly request_id?: string | undefined;
  readonly journey?: string | undefined;
  readonly record?: string | undefined;
  /** Seconds since the epoch, both included. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly order?: 'newest' | 'oldest';
  /** Behind which row, in this order, the page begins. */
  readonly after?: Position | undefined;
  readonly offset?: number;
  readonly limit: number;
};

/** The conditions that lead, those first of which there are fewest rows. */
const LEADERS = ['request_id', 'journey', 'record', 'sub', 'ip', 'client_id'] as const;

/** A page of the events that are asked for. */
export async function searchEvents(
  { kysely }: Pick<Database, 'kysely'>,
  tenant_id: string,
  search: AuditSearch,
): Promise<readonly Logged[]> {
  if (isImpossible(search)) return [];
  const { limit, offset = 0 } = search;
  const order = ORDERS[search.order ?? 'newest'];
  const parts = partsOf(tenant_id, search).map(
    (which) => sql`select * from (select * from audit where ${which} order by ${order}
      limit ${limit + offset}) as part`,
  );
  const { rows } = await sql<AuditTable>`${sql.join(parts, sql` union all `)}
    order by ${order} limit ${limit} offset ${offset}`.execute(kysely);
  return rows.map(loggedOf);
}

/** How many there are, counted up to a limit. */
export async function countEvents(
  { kysely }: Pick<Database, 'kysely'>,
  tenant_id: string,
  search: AuditSearch,
): Promise<number> {
  if (isImpossible(search)) return 0;
  const { limit } = search;
  const parts = partsOf(tenant_id, search).map(
    (which) => sql`select * from (select 1 as one from audit where ${which}
      order by ${ORDERS.newest} limit ${limit}) as part`,
  );
  const { rows } = await sql<{ n: number }>`select count(*) as n
    from (${sql.join(parts, sql` union all `)}) as parts`.execute(kysely);
  return Math.min(limit, Number(rows[0]?.n ?? 0));
}

const ORDERS = {
  newest: sql`at desc, id desc`,
  oldest: sql`at, id`,
} as const;

/** What no row can have. */
function isImpossible(search: AuditSearch): boolean {
  const { types, after } = search;
  const texts = [...LEADERS.map((name) => search[name]), after?.id];
  return types?.length === 0 || texts.some((text) => text !== undefined && !isStorable(text));
}

/** Conditions of which a row has one and no more, each of which is a range of one index. */
function partsOf(tenant_id: string, search: AuditSearch): readonly RawBuilder<unknown>[] {
  const given = LEADERS.filter((name) => search[name] !== undefined);
  const named = given.map((name) => sql`${sql.ref(name)} = ${search[name]}`);
  const { types } = search;
  const when = between(search);
  // As the indexes spell it, so that none but them will do.
  const tenant = sql`coalesce(tenant_id, '') = ${tenant_id}`;
  if (given.length > 0) {
    const ofType = types && sql`(${sql.join(types.map(isOfType), sql` or `)})`;
    return [sql.join([tenant, ...named, ...(ofType ? [ofType] : []), ...when], sql` and `)];
  }
  if (types) return types.map((type) => sql.join([tenant, isOfType(type), ...when], sql` and `));
  return [sql.join([sql`tenant_id = ${tenant_id}`, ...when], sql` and `)];
}

function isOfType({ type, auth0_type }: TypeFilter): RawBuilder<unknown> {
  return auth0_type === undefined
    ? sql`type = ${type} and auth0_type is null`
    : sql`type = ${type} and auth0_type = ${auth0_type}`;
}

/** The latest second that a date of JavaScript has. */
const END_OF_TIME = 8_640_000_000_000;

function between({ since, until, after, order }: AuditSearch): readonly RawBuilder<unknown>[] {
  const is = order === 'oldest' ? sql`>` : sql`<`;
  return [
    sql`at <= ${until ?? END_OF_TIME}`,
    ...(since === undefined ? [] : [sql`at >= ${since}`]),
    ...(after === undefined ? [] : [sql`(at, id) ${is} (${after.at}, ${after.id})`]),
  ];
}

/** A row without the columns in which it has nothing. */
export function loggedOf({ tenant_id: _, at, id, type, request_id, ...more }: AuditTable): Logged {
  const told = Object.entries(more).filter(([, value]) => value !== null);
  return { at: Number(at), id, type, request_id, ...Object.fromEntries(told) };
}
