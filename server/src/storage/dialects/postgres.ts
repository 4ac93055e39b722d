/**
 * PostgreSQL, by pg, over a bounded pool of connections.
 */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type ClientConfig, Pool, type PoolConfig, types } from 'pg';
import type { Database } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Schema } from '../schema.ts';
import { CHANNEL, listenForChanges } from './postgres-changes.ts';

/** A database that does not answer in this time is down, and the request says so instead of waiting. */
const CONNECT_TIMEOUT_MS = 5_000;

const LIMITS: PoolConfig = {
  max: 10,
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  // A little more than the server's own limit: for a server that is gone without a word.
  query_timeout: 12_000,
};

const UNIQUE_VIOLATION = '23505';
const BIGINT = 20;

/** Opens a PostgreSQL database and migrates it. */
export async function openPostgres(
  databaseUrl: string,
  onError: (error: unknown) => void,
): Promise<Database> {
  const connection = connectionTo(databaseUrl);
  await migrateFirst(connection, onError);
  const changes = await listenForChanges(connection, onError);
  const kysely = kyselyOn({ ...connection, ...LIMITS }, onError);
  return {
    dialect: 'postgres',
    kysely,
    configurationVersion: changes.version,
    async changeConfiguration(change) {
      const result = await kysely.transaction().execute(async (transaction) => {
        const changed = await change(transaction);
        await sql`select pg_notify(${CHANNEL}, '')`.execute(transaction);
        return changed;
      });
      changes.grow();
      return result;
    },
    unlessLocked: sql`for update skip locked`,
    // By their keys it would look for few rows in the whole table, where it does not know how many there are.
    rowAddress: 'ctid',
    isUniqueViolation: (error) =>
      error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION,
    async close() {
      await changes.close();
      await kysely.destroy();
    },
  };
}

function kyselyOn(config: PoolConfig, onError: (error: unknown) => void): Kysely<Schema> {
  const pool = new Pool(config);
  // The pool listens to idle connections only; the loss of one in use would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', alreadyReported);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** The pool passes on what the connection itself has told; without a listener it would throw. */
function alreadyReported(): void {}

function connectionTo(databaseUrl: string): ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: 'tacit',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // Times are bigint in the tables, which pg gives as text; as whole seconds they are far from the end of number.
    types: {
      getTypeParser: (oid: number) => (oid === BIGINT ? Number : types.getTypeParser(oid)),
    },
  };
}

/** On a connection of its own: it may have to wait for another machine that migrates, longer than a query may take. */
async function migrateFirst(connection: ClientConfig, onError: (error: unknown) => void): Promise<void> {
  const kysely = kyselyOn({ ...connection, max: 1 }, onError);
  try {
    const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(kysely);
    const schema = rows[0]?.schema;
    if (!schema) throw new Error('The search_path of the PostgreSQL user names no schema that exists.');
    await migrate(kysely, schema);
  } finally {
    await kysely.destroy();
  }
}
