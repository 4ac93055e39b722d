/**
 * SQLite in this process, by node:sqlite: one connection, WAL, commits on disk before they are answered, and the event
 * loop never waits for the disk.
 */

import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import type { Database, OpenOptions } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import { missingDisk, noDatabaseFile } from '../no-database.ts';
import { outageOf } from '../outages.ts';
import type { Schema } from '../schema.ts';
import { type Checkpoints, createCheckpoints } from './checkpoints.ts';
import { missingMountAbove } from './mounts.ts';
import { type Content, type ObservedConnection, observed } from './observed-connection.ts';
import { keepStatistics } from './statistics.ts';
import { errorCode, whenNotBusy, whenNotBusyOn } from './when-not-busy.ts';
import { openLog, type WriteAheadLog } from './write-ahead-log.ts';

const MEMORY = ':memory:';

/** Statements kept prepared; all queries of this server together are far fewer. */
const MAX_STATEMENTS = 500;

const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
const SQLITE_CONSTRAINT_UNIQUE = 2067;

/** Opens a database file (made if it may be and is missing, for its owner's eyes only) or `:memory:`, and migrates it. */
export async function openSqlite(
  path: string,
  onError: OpenOptions['onError'],
  mayBegin = true,
): Promise<Database> {
  if (path !== MEMORY) findFile(path, mayBegin);
  // No busy_timeout: see when-not-busy.ts.
  const connection = new DatabaseSync(path, { timeout: 0 });
  const began_ms = performance.now();
  if (path !== MEMORY)
    await whenNotBusy(
      () => keepLog(connection, path),
      () => began_ms,
    );
  // NORMAL: SQLite syncs around checkpoints, and the driver below syncs the log after every commit, as FULL would have.
  connection.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
  const file =
    path === MEMORY
      ? undefined
      : { log: openLog(path), checkpoints: createCheckpoints(path, connection, onError) };
  const content = { writes: 0 };
  const database = statementsOf(connection);
  const isOpen = () => connection.isTransaction;
  const dialect = new EmbeddedDialect({ database }, { file, content, isOpen });
  const kysely = new Kysely<Schema>({ dialect });
  const isNew = await migrate(kysely, { mayBegin: mayBegin || path === MEMORY });
  const version = createVersion(connection);
  return {
    dialect: 'sqlite',
    kysely,
    configurationVersion: version.current,
    contentVersion: () => version.current() + content.writes,
    // A transaction is alone from its first statement on, so there is nothing to lock and nothing to try again.
    transaction: (step) => kysely.transaction().execute(step),
    forUpdate: sql``,
    forShare: sql``,
    async changeConfiguration(change) {
      const result = await kysely.transaction().execute(change);
      version.grow();
      return result;
    },
    unlessLocked: sql``,
    // A transaction has the write lock of the whole file from its beginning.
    lockTable: () => Promise.resolve(),
    isUniqueViolation: (error, table) =>
      [SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE].includes(errorCode(error)) &&
      (table === undefined || String(error).includes(`failed: ${table}.`)),
    keepStatistics: (when) => keepStatistics(kysely, when),
    onError,
    isNew,
    close: () => kysely.destroy(),
  };
}

/** Without shared memory SQLite stays at another journal, says so and goes on; a commit would then not be on disk when it is answered. */
function keepLog(connection: DatabaseSync, path: string): void {
  const kept = connection.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (kept === 'wal') return;
  const message = `${path}: SQLite keeps no write-ahead log on this file system, but the journal "${kept}".`;
  throw Object.assign(new Error(message), { code: 'wal_impossible' });
}

/** Nothing is made where a disk is missing. */
function findFile(path: string, mayBegin: boolean): void {
  const mountPoint = missingMountAbove(path);
  if (mountPoint !== undefined) throw missingDisk(path, mountPoint);
  const isThere = existsSync(path) && statSync(path).size > 0;
  if (!isThere && !mayBegin) throw noDatabaseFile(path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

/** A request asks for the version a dozen times; asking SQLite each time costs more than all else that is cached. */
const VERSION_CHECK_EVERY_MS = 1;

/** `PRAGMA data_version` changes when another connection has committed, never by our own commits. */
function createVersion(connection: DatabaseSync): { current: () => number; grow: () => void } {
  const read = connection.prepare('PRAGMA data_version');
  let version = 0;
  let seen = read.get()?.['data_version'];
  let checked_ms = performance.now();

  /** Where it cannot be read nobody can change it; whoever reads or writes a row will hear of it. */
  function readVersion(): typeof seen {
    try {
      return read.get()?.['data_version'];
    } catch (error) {
      if (outageOf(error) === undefined) throw error;
      return seen;
    }
  }

  return {
    current() {
      const now_ms = performance.now();
      if (now_ms - checked_ms < VERSION_CHECK_EVERY_MS) return version;
      checked_ms = now_ms;
      const data_version = readVersion();
      if (data_version !== seen) {
        seen = data_version;
        version += 1;
      }
      return version;
    },
    grow() {
      version += 1;
    },
  };
}

type Written = {
  /** Absent for a database in memory. */
  readonly file: { readonly log: WriteAheadLog; readonly checkpoints: Checkpoints } | undefined;
  readonly content: Content;
  /** Whether a transaction is. */
  readonly isOpen: () => boolean;
};

class EmbeddedDialect extends SqliteDialect {
  readonly #createDriver: () => EmbeddedDriver;

  constructor(config: { readonly database: SqliteDatabase }, written: Written) {
    super(config);
    this.#createDriver = () => new EmbeddedDriver(config, written);
  }

  override createDriver(): EmbeddedDriver {
    return this.#createDriver();
  }

  override createAdapter(): EmbeddedAdapter {
    return new EmbeddedAdapter();
  }
}

class EmbeddedAdapter extends SqliteAdapter {
  /** Lets two processes migrate a new file at once: the second finds the work done. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is one, and the driver below passes it on: Kysely's own queue would wait for the disk as well. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * One connection, used by one at a time. Who has written gives it back first and then waits for the disk, so that others
 * go on meanwhile and one sync serves all who wait.
 */
class EmbeddedDriver extends SqliteDriver {
  readonly #written: Written;
  readonly #turns: (() => void)[] = [];
  #connection: ObservedConnection | undefined;
  #busy = false;

  constructor(config: { readonly database: SqliteDatabase }, written: Written) {
    super(config);
    this.#written = written;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#turns.push(resolve));
    this.#busy = true;
    this.#connection ??= observed(whenNotBusyOn(await super.acquireConnection()), this.#written.content);
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {
    const wrote = this.#connection?.takeWrote() ?? false;
    const next = this.#turns.shift();
    if (next) next();
    else this.#busy = false;
    const { file } = this.#written;
    if (!wrote || !file) return;
    file.checkpoints.committed((step) => this.#alone(step));
    await file.log.synced();
  }

  async #alone(step: () => Promise<void>): Promise<void> {
    await this.acquireConnection();
    try {
      await step();
    } finally {
      await this.releaseConnection();
    }
  }

  /** Takes the write lock when a transaction begins, and waits for it without stopping the event loop. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite undoes one by itself when the disk is full or fails: then what it said counts, and not that none is open. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#written.isOpen()) await super.rollbackTransaction(connection);
  }

  override async destroy(): Promise<void> {
    const { file } = this.#written;
    try {
      await file?.checkpoints.close();
      await file?.log.close();
    } finally {
      await super.destroy();
    }
  }
}

/** The few calls that Kysely makes, over prepared statements that are kept. */
function statementsOf(connection: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(text) {
      const known = statements.get(text);
      if (known) return known;
      const statement = prepare(connection, text);
      const oldest = statements.size < MAX_STATEMENTS ? undefined : statements.keys().next().value;
      if (oldest !== undefined) statements.delete(oldest);
      statements.set(text, statement);
      return statement;
    },
    close() {
      statements.clear();
      connection.close();
    },
  };
}

function prepare(connection: DatabaseSync, text: string): SqliteStatement {
  const statement = connection.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(
    `A query was given a parameter of type ${typeof value}; the schema has text and numbers.`,
  );
}
