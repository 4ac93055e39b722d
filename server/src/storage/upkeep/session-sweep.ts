/**
 * Sessions that were not used for too long. Their idle end moves with use and no index follows it; the index is of `sweep_at`, when
 * a sweep next looks at the row: it finds it ended and deletes it, or looks again at the end that it has by now.
 */
import { sql } from 'kysely';
import { type Doomed, type Means, type Pace, withFound } from './deletions.ts';

/** Deletes those that have ended, and returns how many. */
export async function sweepSessions(means: Means, now: number, pace: Pace): Promise<number> {
  const due: Doomed = {
    table: 'sessions',
    key: ['tenant_id', 'id_hash'],
    which: sql`where sweep_at <= ${now} order by sweep_at`,
  };
  const later = sql`update sessions set sweep_at = idle_expires_at`;
  const gone = sql`delete from sessions`;
  let deleted = 0;
  for (let rows = pace.first; ; ) {
    const lives = await means.run(
      sql`${withFound(means, due, { rows, statement: later })} and idle_expires_at > ${now}`,
    );
    const ended = await means.run(
      sql`${withFound(means, due, { rows, statement: gone })} and idle_expires_at <= ${now}`,
    );
    deleted += ended.count;
    // The first so many are not due any more: what lived of them was put off, and the rest was deleted.
    if (lives.count + ended.count < rows) return deleted;
    rows = pace.next(rows, Math.max(lives.elapsed_ms, ended.elapsed_ms));
    if (!(await means.goOn())) return deleted;
  }
}
