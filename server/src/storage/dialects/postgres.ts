/**
 * PostgreSQL, by pg, over a bounded pool of connections to the server that can be written (postgres/).
 */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { Database, OpenOptions } from '../database.ts';
import type { Schema } from '../schema.ts';
import { createConnector } from './postgres/connect.ts';
import { pooledDialect } from './postgres/driver.ts';
import { codeOf, wasCutShort } from './postgres/failures.ts';
import { Pool } from './postgres/pool.ts';
import { readServers } from './postgres/server-list.ts';
import { migrateFirst, type Patience, untilThere } from './postgres/start.ts';
import { CHANNEL, watch } from './postgres/watch.ts';
import { watched } from './store-watch.ts';

/** A database that does not let us in in this time is down, and the request says so instead of waiting. */
const KIND = { connect_ms: 2_000, statement_ms: 10_000, idle_in_transaction_ms: 10_000 };

const UNIQUE_VIOLATION = '23505';

export type PostgresChoice = {
  /** How many connections there are at most, but for the one that watches. */
  readonly connections?: number | undefined;
  /** Absent: a server that is not there is an error at once. */
  readonly patience?: Patience | undefined;
};

const CONNECTIONS = 10;

/** A connection gets no older: a name that moved, and what a server keeps for a connection, are forgotten in this time. */
const LIFE_MS = 30 * 60_000;

/** Opens a PostgreSQL database and migrates it. */
export async function openPostgres(
  databaseUrl: string,
  { onError, mayBegin }: Pick<OpenOptions, 'onError' | 'mayBegin'>,
  { connections = CONNECTIONS, patience }: PostgresChoice = {},
): Promise<Database> {
  const list = readServers(databaseUrl);
  if (!list.ok) throw new Error(`The database URL ${list.error}.`);
  const connector = createConnector(list.value);
  const isNew = await untilThere(() => migrateFirst(connector, { onError, mayBegin }), patience);
  const open = () => connector.connect(KIND);
  const pool = new Pool({ open, max: connections, life_ms: LIFE_MS, onError });
  const kysely = new Kysely<Schema>({ dialect: watched(pooledDialect(pool)) });
  const changes = await watch({ connector, pool, onError }).catch(async (error: unknown) => {
    await kysely.destroy();
    throw error;
  });
  const transaction: Database['transaction'] = (step) =>
    untilNotGivenUp(() => kysely.transaction().execute(step));
  return {
    dialect: 'postgres',
    kysely,
    transaction,
    configurationVersion: changes.version,
    async changeConfiguration(change) {
      const result = await transaction(async (step) => {
        const changed = await change(step);
        await sql`select pg_notify(${CHANNEL}, '')`.execute(step);
        return changed;
      });
      changes.grow();
      return result;
    },
    unlessLocked: sql`for update skip locked`,
    forUpdate: sql`for update`,
    forShare: sql`for share`,
    // By their keys it would look for few rows in the whole table, where it does not know how many there are.
    rowAddress: 'ctid',
    async lockTable(transaction, table) {
      await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(transaction);
    },
    isUniqueViolation: (error, table) =>
      codeOf(error) === UNIQUE_VIOLATION && (table === undefined || tableOf(error) === table),
    onError,
    isNew,
    async close() {
      await changes.close();
      await kysely.destroy();
      await pool.close();
    },
  };
}

function tableOf(error: unknown): unknown {
  return error instanceof Error && 'table' in error ? error.table : undefined;
}

/** serialization_failure and deadlock_detected: the database has undone the step and asks for it once more. */
const GIVEN_UP: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Tries of one step. Each loses to somebody who has gone on, so a crowd comes through one by one. */
const MAX_TRIES = 10;

/** Of those that lost their connection: the second one is a new one. */
const MAX_CONNECTIONS = 2;

async function untilNotGivenUp<T>(step: () => Promise<T>): Promise<T> {
  let lost = 0;
  for (let tried = 1; ; tried += 1) {
    try {
      return await step();
    } catch (error) {
      if (wasCutShort(error)) lost += 1;
      else if (!GIVEN_UP.has(codeOf(error))) throw error;
      if (tried === MAX_TRIES || lost === MAX_CONNECTIONS) throw error;
    }
    // Apart by chance, so that two do not meet in step again.
    await wait(randomInt(tried * RETRY_SPREAD_MS));
  }
}

const RETRY_SPREAD_MS = 5;
