/**
 * SQLite lets one write at a time. Another process that does is waited for here, by a timer of ours: SQLite would wait inside
 * the call and stop this whole process, perhaps also the writer it waits for.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type CompiledQuery, type DatabaseConnection, SelectQueryNode } from 'kysely';
import { answerUnstorable } from '../unstorable.ts';

/** How long a statement waits for another process that writes. */
const BUSY_TIMEOUT_MS = 5_000;
const BUSY_POLL_MS = 2;

const SQLITE_BUSY = 5;

/**
 * All statements wait here, one after another, those that read as well. So a lock is waited for once: whoever writes after
 * that is told at once that it is still held, and nobody stands behind the sum of it.
 */
export function whenNotBusyOn(connection: DatabaseConnection): DatabaseConnection {
  let busySince_ms: number | undefined;
  return {
    async executeQuery<R>(query: CompiledQuery) {
      const unstorable = answerUnstorable(query);
      if (unstorable) return unstorable;
      const result = await whenNotBusy(
        () => connection.executeQuery<R>(query),
        () => {
          busySince_ms ??= performance.now();
          return busySince_ms;
        },
      );
      if (!SelectQueryNode.is(query.query)) busySince_ms = undefined;
      return result;
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

/** Tries until another process lets it; `since` says from when on somebody has been in the way. */
export async function whenNotBusy<T>(step: () => T | Promise<T>, since: () => number): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if ((errorCode(error) & 0xff) !== SQLITE_BUSY || performance.now() - since() > BUSY_TIMEOUT_MS)
        throw error;
    }
    await wait(BUSY_POLL_MS);
  }
}

/** The result code that SQLite gave with an error, with what its upper bits say; 0: it is not from there. */
export function errorCode(error: unknown): number {
  if (!(error instanceof Error && 'errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode : 0;
}
