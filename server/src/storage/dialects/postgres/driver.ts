/**
 * PostgreSQL for Kysely, over our own pool. A statement that was certainly not done, because the connection was lost before or
 * the server can only be read, is asked for once more over another connection; never one of which nobody can know.
 */
import { setImmediate as turn } from 'node:timers/promises';
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  RawNode,
  SelectQueryNode,
} from 'kysely';
import { answerUnstorable } from '../../unstorable.ts';
import { CODES, codeOf, DatabaseFailure, endsConnection, withCode } from './failures.ts';
import type { Lease, Pool } from './pool.ts';

/** The dialect, over a pool that it closes. */
export function pooledDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new UnlockedAdapter(),
    createDriver: () => new PooledDriver(pool),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Kysely's own lock belongs to a session, which PgBouncer may share out; whoever migrates holds one of the transaction. */
class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class PooledDriver implements Driver {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LentConnection> {
    return new LentConnection(this.#pool, await this.#pool.take());
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await lentOne(connection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await lentOne(connection).rollback();
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    lentOne(connection).giveBack();
  }

  async destroy(): Promise<void> {
    await this.#pool.close();
  }
}

function lentOne(connection: DatabaseConnection): LentConnection {
  if (connection instanceof LentConnection) return connection;
  throw new Error('Kysely gives back the connections that it was given.');
}

/** Milliseconds without use after which a connection may have been lost without our having looked. */
const UNSEEN_MS = 20;

class LentConnection implements DatabaseConnection {
  readonly #pool: Pool;
  #lease: Lease;
  #isSound = true;
  #isUnused = true;
  #firstFailure: unknown;

  constructor(pool: Pool, lease: Lease) {
    this.#pool = pool;
    this.#lease = lease;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answered = answerUnstorable(query);
    if (answered) return answered;
    if (!this.#isUnused) return this.#send(query);
    this.#isUnused = false;
    const isRepeatable = changesNothing(query);
    if (!isRepeatable) await this.#seeThatItLives();
    try {
      return await this.#send(query);
    } catch (error) {
      const isUndone = codeOf(error) === CODES.readOnly || (isRepeatable && endsConnection(error));
      if (!isUndone) throw error;
      await this.#goElsewhere();
      return this.#send(query);
    }
  }

  // biome-ignore lint/correctness/useYield: storage reads no streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Nothing is read as a stream.');
  }

  async commit(): Promise<void> {
    const { command } = await this.#ask('commit').catch((error: unknown) => {
      if (!endsConnection(error)) throw error;
      const words = 'The connection was lost while a transaction ended: it may have been kept or not.';
      throw new DatabaseFailure(CODES.unknownEnd, words, { cause: error });
    });
    // So the server ends a transaction of which a statement failed.
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    if (this.#isSound) await this.#ask('rollback');
  }

  giveBack(): void {
    this.#pool.giveBack(this.#lease, this.#isSound);
  }

  /** Nobody could tell whether a change was made by a server that was lost with it: what is lost already is seen here. */
  async #seeThatItLives(): Promise<void> {
    const { idleSince_ms } = this.#lease;
    if (idleSince_ms === undefined || performance.now() - idleSince_ms < UNSEEN_MS) return;
    // What the sockets have to say is heard between two turns.
    await turn();
    await turn();
    if (this.#lease.isLost) await this.#goElsewhere();
  }

  async #goElsewhere(): Promise<void> {
    const lost = this.#lease;
    // Taken first: whoever gives back in any case must have something to give back once.
    this.#lease = await this.#pool.take();
    this.#isSound = true;
    this.#pool.giveBack(lost, false);
  }

  async #send<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#ask(query.sql, query.parameters);
    return { rows, ...(CHANGES.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  }

  async #ask(sql: string, parameters: readonly unknown[] = []) {
    try {
      return await this.#lease.connection.client.query(sql, [...parameters]);
    } catch (thrown) {
      const error = withCode(thrown);
      if (endsConnection(error)) {
        this.#isSound = false;
        this.#pool.retireWith(this.#lease);
      }
      // What failed first says why; whoever asks on in the transaction is only told that it has (in_failed_sql_transaction).
      if (codeOf(error) === '25P02') throw this.#firstFailure ?? error;
      this.#firstFailure ??= error;
      throw error;
    }
  }
}

const CHANGES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** Whether it is all the same how often a statement is asked for: one that only reads, and the beginning of a transaction. */
function changesNothing({ query, sql }: CompiledQuery): boolean {
  return SelectQueryNode.is(query) || (RawNode.is(query) && READS.test(sql));
}

const READS = /^\s*(?:begin$|select\s)/i;
