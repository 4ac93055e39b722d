/**
 * Connections that are lent for a statement or a transaction. They belong to a generation: when one of them says that its
 * server is gone, or can only be read, none that was made before is lent again, so that its siblings do not cost a request
 * each. Who waits for one does so for a short time and among few.
 */
import { randomInt } from 'node:crypto';
import type { Connection } from './connect.ts';
import { CODES, DatabaseFailure } from './failures.ts';

export type Lease = {
  readonly connection: Connection;
  readonly generation: number;
  /** When it is too old, in milliseconds of the monotonic clock. */
  readonly ends_ms: number;
  /** When it was given back last; undefined for one that was made for whoever has it. */
  idleSince_ms: number | undefined;
  isLost: boolean;
};

type Waiting = {
  readonly resolve: (lease: Lease) => void;
  readonly reject: (error: unknown) => void;
};

const IDLE_MS = 10_000;
const TIDY_EVERY_MS = 2_500;
/** Who waits longer for a connection is told that there is none. */
const WAIT_MS = 3_000;
/** For each connection. */
const MAX_WAITING = 100;
/** After the server had no connection left for us, while we have others. */
const TRY_AGAIN_MS = 1_000;

export class Pool {
  readonly #open: () => Promise<Connection>;
  readonly #onError: (error: unknown) => void;
  readonly #max: number;
  readonly #life_ms: number;
  readonly #tidying: NodeJS.Timeout;
  readonly #lent = new Set<Lease>();
  readonly #ending = new Set<Promise<void>>();
  readonly #closed = Promise.withResolvers<void>();
  /** The one given back last is at the end. */
  #idle: Lease[] = [];
  #waiting: Waiting[] = [];
  #opening = 0;
  #generation = 0;
  #isDown = false;
  #isClosing = false;
  #opensAgain_ms = 0;

  constructor(options: {
    readonly open: () => Promise<Connection>;
    /** How many connections there are at most. */
    readonly max: number;
    /** How old one can get; up to a third less, so that those that were made together do not go together. */
    readonly life_ms: number;
    /** Told once of a generation that is lost. */
    readonly onError: (error: unknown) => void;
  }) {
    this.#open = options.open;
    this.#max = options.max;
    this.#life_ms = options.life_ms;
    this.#onError = options.onError;
    this.#tidying = setInterval(() => this.#tidy(), TIDY_EVERY_MS).unref();
  }

  /** Lends a connection, or says after a short time why there is none. */
  async take(): Promise<Lease> {
    const idle = this.#idle.pop();
    if (idle) {
      this.#lent.add(idle);
      return idle;
    }
    if (this.#isClosing) throw new DatabaseFailure(CODES.noConnection, 'The database is closed.');
    if (this.#waiting.length >= MAX_WAITING * this.#max) throw this.#full();
    return this.#nextInLine();
  }

  /** Takes a connection back; one that is not sound ends. */
  giveBack(lease: Lease, isSound: boolean): void {
    this.#lent.delete(lease);
    // Between two steps there is no transaction, failed or not.
    const isAtRest = lease.connection.client.getTransactionStatus() === 'I';
    if (isSound && isAtRest && !this.#isOver(lease)) this.#lend(lease);
    else this.#end(lease);
  }

  /** None that was made until now is lent again. */
  retire(): void {
    this.#generation += 1;
    const retired = this.#idle;
    this.#idle = [];
    for (const lease of retired) this.#end(lease);
  }

  /** The same for the siblings of one, unless that has been done. */
  retireWith(lease: Lease): void {
    lease.isLost = true;
    if (lease.generation === this.#generation) this.retire();
  }

  /** The server does not answer: whoever waits for it is told so. */
  cut(): void {
    for (const { connection } of [...this.#idle, ...this.#lent]) connection.cut();
    this.retire();
  }

  /** Ends all connections, each as soon as it is given back. */
  async close(): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      clearInterval(this.#tidying);
      this.#refuseAll(new DatabaseFailure(CODES.noConnection, 'The database is closed.'));
      this.retire();
      this.#endedWhenEmpty();
    }
    await this.#closed.promise;
    await Promise.all(this.#ending);
  }

  #nextInLine(): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(this.#full());
      }, WAIT_MS);
      const settle =
        <T>(done: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          done(value);
        };
      const waiting: Waiting = { resolve: settle(resolve), reject: settle(reject) };
      this.#waiting.push(waiting);
      this.#openMore();
    });
  }

  #full(): DatabaseFailure {
    return this.#lent.size > 0
      ? new DatabaseFailure(CODES.full, `All ${this.#lent.size} connections to PostgreSQL are in use.`)
      : new DatabaseFailure(CODES.noConnection, 'PostgreSQL did not let us in in time.');
  }

  /** As many as are waited for; while the server lets nobody in, one that tries for all. */
  #openMore(): void {
    const isPaused = performance.now() < this.#opensAgain_ms && this.#isHoped();
    if (isPaused || this.#isClosing) return;
    const room = this.#max - this.#lent.size - this.#idle.length - this.#opening;
    const wished = Math.min(this.#waiting.length - this.#opening, room);
    const allowed = this.#isDown ? Math.min(wished, 1 - this.#opening) : wished;
    for (let opened = 0; opened < allowed; opened += 1) void this.#openOne();
  }

  async #openOne(): Promise<void> {
    const generation = this.#generation;
    this.#opening += 1;
    try {
      const connection = await this.#open();
      this.#isDown = false;
      this.#opening -= 1;
      this.#welcome({
        connection,
        generation,
        ends_ms: performance.now() + this.#life_ms - randomInt(Math.ceil(this.#life_ms / 3)),
        idleSince_ms: undefined,
        isLost: false,
      });
    } catch (error) {
      this.#opening -= 1;
      this.#isDown = true;
      this.#opensAgain_ms = performance.now() + TRY_AGAIN_MS;
      if (this.#opening === 0 && !this.#isHoped()) this.#refuseAll(error);
    }
    this.#endedWhenEmpty();
  }

  /** One that is lent and sound will be given back: with it there is something to wait for. */
  #isHoped(): boolean {
    return [...this.#lent].some((lease) => !this.#isOver(lease));
  }

  #welcome(lease: Lease): void {
    lease.connection.client.on('error', (error) => this.#lose(lease, error));
    if (this.#isOver(lease)) this.#end(lease);
    else this.#lend(lease);
    this.#openMore();
  }

  #lose(lease: Lease, error: unknown): void {
    const isNews = lease.generation === this.#generation && !this.#isClosing;
    this.retireWith(lease);
    if (isNews) this.#onError(error);
  }

  #isOver(lease: Lease): boolean {
    const isOld = lease.ends_ms <= performance.now() || lease.generation !== this.#generation;
    return isOld || lease.isLost || this.#isClosing;
  }

  #lend(lease: Lease): void {
    const waiting = this.#waiting.shift();
    if (waiting) {
      this.#lent.add(lease);
      waiting.resolve(lease);
      return;
    }
    lease.idleSince_ms = performance.now();
    this.#idle.push(lease);
  }

  #end({ connection }: Lease): void {
    const ending = connection.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
    this.#openMore();
    this.#endedWhenEmpty();
  }

  #refuseAll(error: unknown): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }

  #tidy(): void {
    const since_ms = performance.now() - IDLE_MS;
    const isKept = (lease: Lease) => (lease.idleSince_ms ?? 0) > since_ms && !this.#isOver(lease);
    const ended = this.#idle.filter((lease) => !isKept(lease));
    this.#idle = this.#idle.filter(isKept);
    for (const lease of ended) this.#end(lease);
  }

  #endedWhenEmpty(): void {
    if (this.#isClosing && this.#lent.size + this.#opening === 0) this.#closed.resolve();
  }
}
