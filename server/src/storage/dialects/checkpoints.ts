/**
 * Brings SQLite's log into the database file, so that the log begins anew instead of growing, without the event loop waiting
 * for the disk: SQLite would do it within the commit that makes the log long enough.
 */
import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { outageOf } from '../outages.ts';
import { syncDataFile } from './data-file.ts';

/** So many that are not yet in the database file are brought in: what SQLite does without being told. */
const PAGES = 1_000;

/**
 * A log of so many, 16 MB, begins anew. Nobody writes or reads while its end is brought in, so that is done seldom; but who looks
 * for a page looks through the log first, and a longer one cost more than it saved.
 */
const LONG_PAGES = 4 * PAGES;

/** Commits after which it is looked how long the log is: the log may be longer by as many, and a look has its price. */
export const COMMITS_A_LOOK = 8;

/** The thread holds a statement and nothing else. */
const SMALL = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 };

export type Checkpoints = {
  /** After a commit: begins a checkpoint where the log is long enough for one. `alone` runs a step while nobody writes. */
  committed(alone: (step: () => Promise<void>) => Promise<void>): void;
  close(): Promise<void>;
};

/** The checkpoints of a database that is open; the thread starts with the first of them. */
export function createCheckpoints(
  path: string,
  connection: DatabaseSync,
  onError: (error: unknown) => void,
): Checkpoints {
  connection.exec('PRAGMA wal_autocheckpoint = 0');
  const size = connection.prepare('PRAGMA wal_checkpoint(NOOP)');
  let worker: Worker | undefined;
  let running: Promise<void> | undefined;
  let commits = 0;

  async function checkpoint(): Promise<void> {
    worker ??= new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: path,
      resourceLimits: SMALL,
    });
    worker.ref();
    worker.postMessage('checkpoint');
    // An error of the thread rejects this as well.
    await once(worker, 'message');
    worker.unref();
  }

  async function run(alone: (step: () => Promise<void>) => Promise<void>): Promise<void> {
    try {
      await checkpoint();
      if (pages().log >= LONG_PAGES) {
        // The most of it while others write, and on disk, where SQLite brings it only with the last page; then what they wrote
        // meanwhile: the log begins anew only after all of it.
        await syncDataFile(path);
        await alone(checkpoint);
      }
    } catch (error) {
      onError(error);
      worker = undefined;
      // A disk that is full has no room for the log either, and is tried again. Else better a commit that waits than a log
      // without end.
      if (outageOf(error) !== 'unwritable') {
        connection.exec(`PRAGMA wal_autocheckpoint = ${PAGES}`);
        return;
      }
    }
    running = undefined;
  }

  function pages(): { readonly log: number; readonly checkpointed: number } {
    const { log, checkpointed } = size.get() ?? {};
    return { log: Number(log), checkpointed: Number(checkpointed) };
  }

  function isDue(): boolean {
    try {
      const { log, checkpointed } = pages();
      return log - checkpointed >= PAGES;
    } catch (error) {
      // Nothing to fail a commit for, which has happened.
      onError(error);
      return false;
    }
  }

  return {
    committed(alone) {
      commits += 1;
      if (running === undefined && commits % COMMITS_A_LOOK === 0 && isDue()) running = run(alone);
    },
    async close() {
      await running;
      await worker?.terminate();
    },
  };
}
