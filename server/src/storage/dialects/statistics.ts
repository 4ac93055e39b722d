/**
 * What SQLite counts of its rows to choose between indexes, as its documentation asks of a connection that lives long: when
 * it opens, from time to time, and before it closes (`PRAGMA optimize`).
 */
import { setImmediate as turn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** All tables when a connection opens; later those whose queries showed that it pays. */
const MASKS = { opened: 0x10002, later: 0xfffe } as const;

/** Makes SQLite tell what it would run, so that each table has a turn of the event loop to itself. */
const ONLY_TELL = 0x1;

/** Rows that are looked at for an index: a few milliseconds for a table, however large. */
const ANALYSIS_LIMIT = 400;

/**
 * Of a table with fewer rows SQLite better knows nothing: it would take the whole table for the shortest way to a row, and go
 * on doing so while the table grows, until it counts again. What it assumes of a table that it knows nothing of is right for
 * a large one.
 */
const FEWEST_ROWS = 1_000;

/** Counts where SQLite says that it pays. */
export async function keepStatistics(kysely: Kysely<Schema>, when: keyof typeof MASKS): Promise<void> {
  await sql`pragma analysis_limit = ${sql.lit(ANALYSIS_LIMIT)}`.execute(kysely);
  const told = await sql<{ optimize: string }>`pragma optimize(${sql.lit(MASKS[when] | ONLY_TELL)})`.execute(
    kysely,
  );
  for (const { optimize } of told.rows) {
    const table = /^ANALYZE "main"\."(\w+)"$/.exec(optimize)?.[1];
    if (table !== undefined && (await isLarge(kysely, table))) await sql.raw(optimize).execute(kysely);
    await turn();
  }
  await forgetSmallTables(kysely);
}

async function isLarge(kysely: Kysely<Schema>, table: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ${sql.table(table)} limit 1 offset ${sql.lit(FEWEST_ROWS - 1)}`.execute(kysely);
  return rows.length > 0;
}

/** An operator may have run `ANALYZE`, or rows have gone since. */
async function forgetSmallTables(kysely: Kysely<Schema>): Promise<void> {
  const kept = await sql`select 1 from sqlite_schema where name = 'sqlite_stat1'`.execute(kysely);
  if (kept.rows.length === 0) return;
  const small = sql`
    select tbl from sqlite_stat1
    group by tbl having max(cast(stat as integer)) < ${sql.lit(FEWEST_ROWS)}`;
  const found = await small.execute(kysely);
  if (found.rows.length === 0) return;
  await sql`delete from sqlite_stat1 where tbl in (${small})`.execute(kysely);
  // SQLite reads them once; this makes it read them again.
  await sql`analyze sqlite_schema`.execute(kysely);
}
