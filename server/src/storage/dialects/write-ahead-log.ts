/**
 * SQLite's write-ahead log, brought to the disk on the thread pool: a commit is durable when the log is. SQLite's
 * `synchronous = FULL` does the same within the commit, while the whole process stands still.
 */
import { close, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

export type WriteAheadLog = {
  /** Resolves when all that was committed before the call is on disk. */
  synced(): Promise<void>;
  close(): Promise<void>;
};

const sync = promisify(fdatasync);
const closeFile = promisify(close);

/** The log of a database that is open, and so has one. */
export function openLog(path: string): WriteAheadLog {
  const file = openSync(`${path}-wal`, 'a', 0o600);
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function run(): Promise<void> {
    await sync(file);
    running = undefined;
  }

  function start(): Promise<void> {
    next = undefined;
    running = run();
    return running;
  }

  return {
    synced() {
      if (!running) return start();
      // The sync that runs may have begun before the caller's commit: all who come meanwhile share the one after it.
      // After a failed one nobody knows what is on disk, so it stays where it is and every later commit fails with it.
      next ??= running.then(start);
      return next;
    },
    async close() {
      await Promise.allSettled([running, next]);
      await closeFile(file);
    },
  };
}
