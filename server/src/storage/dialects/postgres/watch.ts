/**
 * One connection that listens for changes of configuration and sees each second whether its server still answers and can be
 * written: when it does not, the pool hears of it before a request does, and the next one is looked for.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Connector } from './connect.ts';
import { CODES, codeOf, DatabaseFailure } from './failures.ts';
import type { Pool } from './pool.ts';

/** Where a change is told (NOTIFY), after its commit. */
export const CHANNEL = 'tacit_configuration';

/** The longest time a change can stay unseen when its notification was lost, or is lost always (PgBouncer by transactions). */
const UNSEEN_LIMIT_MS = 5_000;
const EVERY_MS = 1_000;
/** Twice, so that an answer is read before that came while this process was busy. */
const SILENCE_MS = 1_500;

const KIND = { connect_ms: 2_000, statement_ms: 10_000, idle_in_transaction_ms: 0 };

export type Changes = {
  /** Grows at each notification, at each connection, and with time in case a notification was lost. */
  readonly version: () => number;
  /** Counts a change of our own at once. */
  readonly grow: () => void;
  readonly close: () => Promise<void>;
};

type Watched = {
  readonly connector: Connector;
  readonly pool: Pool;
  /** Told once of each loss. */
  readonly onError: (error: unknown) => void;
};

/** Watches from now on; rejects when the first connection fails. */
export async function watch(watched: Watched): Promise<Changes> {
  const seen = { changes: 0 };
  const closing = new AbortController();
  const grow = () => {
    seen.changes += 1;
  };
  const listen = async () => {
    const connection = await watched.connector.connect(KIND);
    connection.client.on('notification', grow);
    await connection.client.query(`LISTEN ${CHANNEL}`);
    // Nobody told us what happened until now.
    grow();
    return connection;
  };
  const first = await listen();
  const watching = keepWatch(first, { ...watched, listen, closing: closing.signal });
  return {
    version: () => seen.changes + Math.floor(performance.now() / UNSEEN_LIMIT_MS),
    grow,
    async close() {
      closing.abort();
      await watching;
    },
  };
}

type Watching = Watched & {
  readonly listen: () => Promise<Connection>;
  readonly closing: AbortSignal;
};

/** Ends when it is told to, with the connection that it has then. */
async function keepWatch(first: Connection, watching: Watching): Promise<void> {
  const { pool, onError, closing } = watching;
  let connection: Connection | undefined = first;
  while (connection) {
    const lost = await untilLost(connection, closing);
    if (lost === undefined) return connection.end();
    connection.cut();
    onError(lost);
    // Others may be told something; of a server that is silent nobody will be.
    if (codeOf(lost) === CODES.lost) pool.cut();
    else pool.retire();
    connection = await again(watching);
  }
}

/** What was the matter, or undefined when it is time to close. */
async function untilLost(connection: Connection, closing: AbortSignal): Promise<unknown> {
  while (await pause(EVERY_MS, closing)) {
    try {
      await Promise.race([connection.see(), silence()]);
    } catch (error) {
      return error;
    }
  }
  return undefined;
}

async function silence(): Promise<never> {
  await wait(SILENCE_MS, undefined, { ref: false });
  await wait(SILENCE_MS, undefined, { ref: false });
  throw new DatabaseFailure(CODES.lost, 'PostgreSQL does not answer.');
}

/** The loss was told: that it goes on is said by the requests that fail of it. */
async function again({ listen, closing }: Watching): Promise<Connection | undefined> {
  do {
    const connection = await listen().catch(() => undefined);
    if (connection) return connection;
  } while (await pause(EVERY_MS, closing));
  return undefined;
}

/** Whether it was passed without being told to close. */
async function pause(time_ms: number, closing: AbortSignal): Promise<boolean> {
  await wait(time_ms, undefined, { signal: closing, ref: false }).catch(() => undefined);
  return !closing.aborted;
}
