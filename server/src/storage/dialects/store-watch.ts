/**
 * Watches a database that answers over a network. What nobody answers is found out within two seconds, by a statement of our
 * own, and is then refused at once instead of being waited for, until such a statement is answered again: a host that is dead
 * costs nobody a time limit, and one that comes back meets no crowd.
 *
 * It is not the connection that watches (postgres/watch.ts), which asks as well: that one ends what it finds silent, so it waits four
 * seconds to be sure, for a server that is only late must not lose every connection and meet all of us anew. This one takes
 * nothing away, is wrong for half a second at most, and so may judge within two; it asks by the pool, so a pool that is held
 * as a whole by a lock counts as well, which a connection beside it would never see.
 */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type TransactionSettings,
} from 'kysely';
import { outageOf, storeUnavailable } from '../outages.ts';

/** Nothing was answered for so long although something was asked: reason enough to ask. */
const SILENCE_MS = 1_000;

/** For the answer to what we ask. */
const PATIENCE_MS = 900;

const LOOK_EVERY_MS = 100;
const ASK_AGAIN_MS = 500;

/** The same dialect, watched. */
export function watched(dialect: Dialect): Dialect {
  return {
    createDriver: () => new WatchedDriver(dialect.createDriver()),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
  };
}

type Waiting = (error: Error) => void;

/** What is known of the database: whether it answers, and who waits for it. */
class StoreWatch {
  readonly #ask: () => Promise<unknown>;
  readonly #waiting = new Set<Waiting>();
  readonly #timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  #isDown = false;
  #isAsking = false;
  #changed_ms = performance.now();

  constructor(ask: () => Promise<unknown>) {
    this.#ask = ask;
  }

  refuseWhenDown(): void {
    if (this.#isDown) throw storeUnavailable('The database does not answer, and was asked a moment ago.');
  }

  /** A step that is waited for until it ends, or nobody is answered any more. */
  wait<T>(step: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) this.#changed_ms = performance.now();
      this.#waiting.add(reject);
      const ended = () => {
        this.#waiting.delete(reject);
        this.#changed_ms = performance.now();
      };
      step.then(
        (value) => {
          ended();
          resolve(value);
        },
        (error: unknown) => {
          ended();
          if (outageOf(error) === 'gone') void this.#find();
          reject(error);
        },
      );
    });
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const silent_ms = performance.now() - this.#changed_ms;
    const isDue = this.#isDown
      ? silent_ms >= ASK_AGAIN_MS
      : this.#waiting.size > 0 && silent_ms >= SILENCE_MS;
    if (isDue) void this.#find();
  }

  async #find(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#isDown = !(await isAnswered(this.#ask()));
    this.#isAsking = false;
    this.#changed_ms = performance.now();
    if (!this.#isDown) return;
    const error = storeUnavailable('The database does not answer.');
    for (const reject of this.#waiting) reject(error);
    this.#waiting.clear();
  }
}

function isAnswered(asked: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE_MS);
    asked
      .then(
        () => resolve(true),
        // Whatever else it says, it answers.
        (error: unknown) => resolve(outageOf(error) !== 'gone'),
      )
      .finally(() => clearTimeout(timer));
  });
}

class WatchedDriver implements Driver {
  readonly #driver: Driver;
  readonly #watch = new StoreWatch(() => this.#ask());
  /** What a connection is still doing, also when nobody waits for it any more. */
  readonly #doing = new WeakMap<DatabaseConnection, Promise<unknown>>();
  readonly #execute = new WeakMap<DatabaseConnection, DatabaseConnection['executeQuery']>();
  readonly #toUndo = new WeakSet<DatabaseConnection>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#watch.refuseWhenDown();
    const acquired = this.#driver.acquireConnection();
    const taken = this.#watch.wait(acquired);
    try {
      return this.#watchedConnection(await taken);
    } catch (error) {
      // It may come when nobody waits for it any more.
      acquired.then((connection) => this.#driver.releaseConnection(connection)).catch(() => undefined);
      throw error;
    }
  }

  #watchedConnection(connection: DatabaseConnection): DatabaseConnection {
    if (this.#execute.has(connection)) return connection;
    const execute = connection.executeQuery.bind(connection);
    this.#execute.set(connection, execute);
    connection.executeQuery = <R>(query: CompiledQuery) => this.#waitFor(connection, execute<R>(query));
    return connection;
  }

  #waitFor<T>(connection: DatabaseConnection, step: Promise<T>): Promise<T> {
    const done = step
      .catch(() => undefined)
      .finally(() => {
        if (this.#doing.get(connection) === done) this.#doing.delete(connection);
      });
    this.#doing.set(connection, done);
    return this.#watch.wait(step);
  }

  /** Past everybody who waits, and by a connection of its own. */
  async #ask(): Promise<void> {
    const connection = await this.#driver.acquireConnection();
    try {
      const execute = this.#execute.get(connection) ?? connection.executeQuery.bind(connection);
      await execute(CompiledQuery.raw('select 1'));
    } finally {
      await this.#driver.releaseConnection(connection);
    }
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(connection, settings);
  }

  /** Of one that nobody answers in time nobody knows whether it was kept. */
  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#waitFor(connection, this.#driver.commitTransaction(connection));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A connection that is still at it is told when it has ended.
    if (this.#doing.has(connection)) this.#toUndo.add(connection);
    else await this.#driver.rollbackTransaction(connection);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const doing = this.#doing.get(connection);
    if (!doing) return this.#driver.releaseConnection(connection);
    // Given back when it has ended, so that nobody stands behind what hangs; and nobody waits for that.
    void doing
      .then(() =>
        this.#toUndo.delete(connection) ? this.#driver.rollbackTransaction(connection) : undefined,
      )
      .catch(() => undefined)
      .then(() => this.#driver.releaseConnection(connection));
  }

  async destroy(): Promise<void> {
    this.#watch.end();
    await this.#driver.destroy();
  }
}
