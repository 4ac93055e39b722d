/**
 * PostgreSQL, by pg, over a bounded pool of connections.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  sql,
} from 'kysely';
import { type ClientConfig, Pool, type PoolConfig, types } from 'pg';
import type { Database, OpenOptions } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Schema } from '../schema.ts';
import { answerUnstorable } from '../unstorable.ts';
import { CHANNEL, listenForChanges } from './postgres-changes.ts';
import { watched } from './store-watch.ts';

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
  onError: OpenOptions['onError'],
  mayBegin = true,
): Promise<Database> {
  const connection = connectionTo(databaseUrl);
  const isNew = await migrateFirst(connection, { onError, mayBegin });
  const changes = await listenForChanges(connection, onError);
  const kysely = kyselyOn({ ...connection, ...LIMITS }, onError, watched);
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
      sqlState(error) === UNIQUE_VIOLATION && (table === undefined || tableOf(error) === table),
    onError,
    isNew,
    async close() {
      await changes.close();
      await kysely.destroy();
    },
  };
}

function sqlState(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function tableOf(error: unknown): unknown {
  return error instanceof Error && 'table' in error ? error.table : undefined;
}

/** serialization_failure and deadlock_detected: the database has undone the step and asks for it once more. */
const GIVEN_UP: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Tries of one step. Each loses to somebody who has gone on, so a crowd comes through one by one. */
const MAX_TRIES = 10;

async function untilNotGivenUp<T>(step: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await step();
    } catch (error) {
      if (!GIVEN_UP.has(sqlState(error)) || tried === MAX_TRIES) throw error;
    }
    // Apart by chance, so that two do not meet in step again.
    await wait(randomInt(tried * RETRY_SPREAD_MS));
  }
}

const RETRY_SPREAD_MS = 5;

function kyselyOn(
  config: PoolConfig,
  onError: (error: unknown) => void,
  watch: (dialect: Dialect) => Dialect = (dialect) => dialect,
): Kysely<Schema> {
  const pool = new Pool(config);
  // The pool listens to idle connections only; the loss of one in use would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', alreadyReported);
  return new Kysely<Schema>({ dialect: watch(new PooledDialect({ pool })) });
}

class PooledDialect extends PostgresDialect {
  readonly #createDriver: () => PooledDriver;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#createDriver = () => new PooledDriver(config);
  }

  override createDriver(): PooledDriver {
    return this.#createDriver();
  }
}

/** The connections of the pool, each with what stands before its statements. */
class PooledDriver extends PostgresDriver {
  readonly #guarded = new WeakSet<DatabaseConnection>();

  override async acquireConnection(): ReturnType<PostgresDriver['acquireConnection']> {
    const connection = await super.acquireConnection();
    if (this.#guarded.has(connection)) return connection;
    this.#guarded.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, ...options) =>
      answerUnstorable(query) ?? execute(query, ...options);
    return connection;
  }
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
async function migrateFirst(
  connection: ClientConfig,
  { onError, mayBegin }: Pick<OpenOptions, 'onError' | 'mayBegin'>,
): Promise<boolean> {
  const kysely = kyselyOn({ ...connection, max: 1 }, onError);
  try {
    const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(kysely);
    const schema = rows[0]?.schema;
    if (!schema) throw new Error('The search_path of the PostgreSQL user names no schema that exists.');
    return await migrate(kysely, { schema, mayBegin });
  } finally {
    await kysely.destroy();
  }
}
