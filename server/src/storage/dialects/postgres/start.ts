/**
 * The beginning with PostgreSQL: what time mends is waited for, and one machine migrates while the others wait.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { OpenOptions } from '../../database.ts';
import { migrate } from '../../migrations/migrate.ts';
import type { Connector } from './connect.ts';
import { pooledDialect } from './driver.ts';
import { isMendedByTime } from './failures.ts';
import { Pool } from './pool.ts';

/** How long a server is waited for that is not there yet, starts, or can only be read while another one takes its place. */
export type Patience = {
  readonly seconds: number;
  /** Told once, before the waiting begins. */
  readonly onWait: (error: unknown) => void;
};

const SHORTEST_MS = 250;
const LONGEST_MS = 4_000;

/** Tries a step until it is done, its error is none that time mends, or patience is at its end. */
export async function untilThere<T>(step: () => Promise<T>, patience: Patience | undefined): Promise<T> {
  const ends_ms = performance.now() + 1_000 * (patience?.seconds ?? 0);
  for (let pause_ms = SHORTEST_MS; ; pause_ms = Math.min(2 * pause_ms, LONGEST_MS)) {
    try {
      return await step();
    } catch (error) {
      if (!isMendedByTime(error) || performance.now() + pause_ms > ends_ms) throw error;
      if (pause_ms === SHORTEST_MS) patience?.onWait(error);
    }
    await wait(pause_ms);
  }
}

/** It may have to wait for another machine that migrates, longer than a query may take. */
const KIND = { connect_ms: 5_000, statement_ms: 0, idle_in_transaction_ms: 0 };

const LIFE_MS = 3_600_000;

/** As Kysely's own: a process of an earlier version takes it, too. */
const MIGRATION_LOCK = '3853314791062309107';

/** Brings the schema up to date, on a connection of its own; whether it was begun here. */
export async function migrateFirst(
  connector: Connector,
  { onError, mayBegin }: Pick<OpenOptions, 'onError' | 'mayBegin'>,
): Promise<boolean> {
  const pool = new Pool({ open: () => connector.connect(KIND), max: 1, life_ms: LIFE_MS, onError });
  const kysely = new Kysely<object>({ dialect: pooledDialect(pool) });
  try {
    return await kysely.transaction().execute(async (transaction) => {
      // Of this transaction: behind PgBouncer the session may be one that others have left their limits in.
      await sql`select set_config('statement_timeout', '0', true),
        set_config('idle_in_transaction_session_timeout', '0', true)`.execute(transaction);
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)}::bigint)`.execute(transaction);
      const current = sql<{ schema: string | null }>`select current_schema() as schema`;
      const [row] = (await current.execute(transaction)).rows;
      if (!row?.schema)
        throw new Error('The search_path of the PostgreSQL user names no schema that exists.');
      return migrate(transaction, { schema: row.schema, mayBegin });
    });
  } finally {
    await kysely.destroy();
    await pool.close();
  }
}
