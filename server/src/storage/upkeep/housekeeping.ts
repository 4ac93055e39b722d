/**
 * What nobody asks for: expired rows go, and the database counts what it has. Nothing of it is under way when storage closes.
 */
import type { Database } from '../database.ts';
import { type Retention, sweep } from './sweeper.ts';

export type Housekeeping = {
  /** Deletes expired rows and returns how many. */
  sweep(now: number, retention?: Retention): Promise<number>;
  /** Ends a sweep at its next step. */
  close(): Promise<void>;
};

const COUNT_EVERY_MS = 3_600_000;

/** Begins with what a connection does first. A database that cannot be counted now is told of, and serves all the same. */
export async function startHousekeeping(
  database: Database,
  onError: (error: unknown) => void,
): Promise<Housekeeping> {
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const counted = { at_ms: performance.now() };
  const count = async (when: 'opened' | 'later') => {
    counted.at_ms = performance.now();
    await database.keepStatistics?.(when).catch(onError);
  };

  async function sweepAndCount(now: number, retention: Retention | undefined): Promise<number> {
    const deleted = await sweep(database, now, { retention, signal: closing.signal });
    const isDue = performance.now() - counted.at_ms >= COUNT_EVERY_MS;
    if (isDue && !closing.signal.aborted) await count('later');
    return deleted;
  }

  await count('opened');
  return {
    sweep(now, retention) {
      const sweeping = sweepAndCount(now, retention).finally(() => underWay.delete(sweeping));
      underWay.add(sweeping);
      return sweeping;
    },
    async close() {
      closing.abort();
      await Promise.allSettled(underWay);
      await count('later');
    },
  };
}
