/**
 * What passes over the one connection to SQLite: whether it has to be on disk, whether what is held in memory is still true,
 * and how long the event loop was held by it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { type DatabaseConnection, InsertQueryNode, type RootOperationNode, SelectQueryNode } from 'kysely';

/** Counts what is written, but for rows that are added where nobody reads from memory. */
export type Content = { writes: number };

export type ObservedConnection = DatabaseConnection & {
  /** Whether anything that has to be on disk ran since the last call. */
  readonly takeWrote: () => boolean;
};

/** Milliseconds that statements may take one after another before everybody else has a turn of the event loop. */
const HELD_MS = 10;

/** Watches what passes over a connection. */
export function observed(connection: DatabaseConnection, content: Content): ObservedConnection {
  let wrote = false;
  const loop = createHold();
  return {
    async executeQuery(query) {
      // A step of many statements is one chain of answers that are there at once: the loop would not turn within it.
      if (loop.held_ms() >= HELD_MS) await turn();
      if (!SelectQueryNode.is(query.query)) {
        const into = insertedInto(query.query);
        if (!LOST_WITHOUT_HARM.has(into)) wrote = true;
        if (!NEVER_CACHED.has(into)) content.writes += 1;
      }
      return loop.hold(() => connection.executeQuery(query));
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    takeWrote() {
      const taken = wrote;
      wrote = false;
      return taken;
    },
  };
}

/** Counts the time for which the event loop was held since it turned last. */
function createHold() {
  let held_ms = 0;
  let isTold = false;
  const turned = () => {
    held_ms = 0;
    isTold = false;
  };
  return {
    held_ms: () => held_ms,
    async hold<T>(step: () => Promise<T>): Promise<T> {
      const began_ms = performance.now();
      try {
        return await step();
      } finally {
        held_ms += performance.now() - began_ms;
        if (!isTold) setImmediate(turned);
        isTold = true;
      }
    },
  };
}

/** Counters of a few minutes: when the machine loses its power, the last ones may be lost with it. */
const LOST_WITHOUT_HARM: ReadonlySet<string | undefined> = new Set(['login_attempts']);

const NEVER_CACHED: ReadonlySet<string | undefined> = new Set([
  ...['audit', 'login_attempts', 'sign_ins', 'readiness'],
]);

function insertedInto(query: RootOperationNode): string | undefined {
  return InsertQueryNode.is(query) ? query.into?.table.identifier.name : undefined;
}
