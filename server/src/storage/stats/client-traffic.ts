/**
 * What the answered requests of a client showed, of all days that are looked back at in one statement.
 */
import { sql } from 'kysely';
import type { Facet, Traffic } from '../../protocol/advice/traffic.ts';
import { TRAFFIC_COUNTED, type TrafficName } from '../../protocol/diagnosis/counted.ts';
import type { Database } from '../database.ts';

export type { Traffic } from '../../protocol/advice/traffic.ts';

/** Midnights (UTC), both included. */
export type LookBack = {
  readonly since: number;
  /** What comes from then on was lately. */
  readonly lately: number;
};

/** As many as somebody can do something with; what there is least of is left out. */
const MAX_ROWS = 500;

/** What says how often there was something: no row of it may be left out for the many values that programs can make up. */
const PROMPT = likeFacet('prompt');
const RESPONSE_MODE = likeFacet('response_mode');

type Row = {
  readonly name: string;
  readonly n: number | string;
  readonly lately: number | string;
  readonly first: number | string;
  readonly last: number | string;
};

/** By what is shown: what counts before all else, then what there was most of. */
export async function listTraffic(
  { kysely }: Pick<Database, 'kysely'>,
  { tenant_id, what }: { readonly tenant_id: string; readonly what: TrafficName },
  { since, lately }: LookBack,
): Promise<readonly Traffic[]> {
  const { rows } = await sql<Row>`
    select name, sum(n) as n, sum(case when at >= ${lately} then n else 0 end) as lately,
      min(at) as first, max(at) as last
    from counters where tenant_id = ${tenant_id} and what = ${what} and at >= ${since}
    group by name
    order by case when name like ${PROMPT} or name like ${RESPONSE_MODE} then 0 else 1 end, sum(n) desc, name
    limit ${MAX_ROWS}`.execute(kysely);
  return rows.flatMap(({ name, n, lately: late, first, last }) => {
    const shown = readName(name);
    return shown
      ? [{ ...shown, n: Number(n), lately: Number(late), first: Number(first), last: Number(last) }]
      : [];
  });
}

/** The midnight (UTC) of the first day of which anything is known. */
export async function findTrafficSince(
  { kysely }: Pick<Database, 'kysely'>,
  tenant_id: string,
): Promise<number | undefined> {
  const row = await kysely
    .selectFrom('counters')
    .select('at')
    .where((where) => where.and({ tenant_id, what: TRAFFIC_COUNTED }))
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return row && Number(row.at);
}

const FACETS: ReadonlySet<string> = new Set(['prompt', 'response_mode', 'origin', 'sdk'] satisfies Facet[]);

/** A value has no quotation mark that is not escaped, so that none is mistaken for a facet. */
function likeFacet(facet: Facet): string {
  return `%,"${facet}",%`;
}

/** As protocol/diagnosis/counted.ts writes it; undefined: as another version does. */
function readName(name: string): Pick<Traffic, 'way' | 'facet' | 'value'> | undefined {
  const read: unknown = JSON.parse(name);
  if (!Array.isArray(read)) return undefined;
  const [way, facet, value]: readonly unknown[] = read;
  return typeof way === 'string' && isFacet(facet) && typeof value === 'string'
    ? { way, facet, value }
    : undefined;
}

function isFacet(text: unknown): text is Facet {
  return typeof text === 'string' && FACETS.has(text);
}
