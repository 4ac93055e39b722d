/**
 * Changes of configuration as PostgreSQL tells of them: one connection that listens, and is made again when it is lost.
 */
import { Client, type ClientConfig } from 'pg';

/** Where a change is told (NOTIFY), after its commit. */
export const CHANNEL = 'tacit_configuration';

/** The longest time a change can stay unseen when its notification was lost. */
const UNSEEN_LIMIT_MS = 5_000;
const RECONNECT_AFTER_MS = 1_000;

export type Changes = {
  /** Grows at each notification, at each connection, and with time in case a notification was lost. */
  readonly version: () => number;
  /** Counts a change of our own at once. */
  readonly grow: () => void;
  readonly close: () => Promise<void>;
};

/** Listens from now on; rejects when the first connection fails. */
export async function listenForChanges(
  connection: ClientConfig,
  onError: (error: unknown) => void,
): Promise<Changes> {
  let changes = 0;
  let closed = false;
  let listener: Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  function grow(): void {
    changes += 1;
  }

  async function connect(): Promise<void> {
    const client = new Client(connection);
    listener = client;
    client.on('notification', grow);
    client.on('error', onError);
    // Comes after a lost connection and after one that could not be made.
    client.once('end', () => {
      if (!closed) retry = setTimeout(() => connect().catch(onError), RECONNECT_AFTER_MS).unref();
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    // Nobody told us what happened until now.
    grow();
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(retry);
    await listener?.end();
  }

  try {
    await connect();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    version: () => changes + Math.floor(performance.now() / UNSEEN_LIMIT_MS),
    grow,
    close,
  };
}
