/**
 * Counters of login attempts. A counter starts with its first attempt and ends with its window.
 */
import { sql } from 'kysely';
import type { Database } from '../database.ts';

type AttemptBucket = { readonly key: string; readonly window_seconds: number };

export type LoginAttempts = {
  /** Counts one more attempt in every bucket and returns the counts in the same order, atomically. */
  reserve(buckets: readonly AttemptBucket[]): Promise<readonly number[]>;
  /** Takes one back from each, after a success. */
  refund(keys: readonly string[]): Promise<void>;
  /** When the last of these counters ends; undefined: there is none of them. */
  ends(keys: readonly string[]): Promise<number | undefined>;
};

/** The login attempts in a database, tenant by tenant. */
export function openLoginAttempts(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => LoginAttempts {
  return (tenant_id) => ({
    async reserve(buckets) {
      const ends = new Map(buckets.map(({ key, window_seconds }) => [key, now() + window_seconds]));
      if (ends.size === 0) return [];
      const ended = sql<boolean>`login_attempts.expires_at <= ${now()}`;
      const counted = await kysely
        .insertInto('login_attempts')
        .values(inOneOrder(ends, { tenant_id, attempts: 1 }))
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'bucket']).doUpdateSet({
            attempts: sql`case when ${ended} then 1 else login_attempts.attempts + 1 end`,
            expires_at: sql`case when ${ended} then excluded.expires_at else login_attempts.expires_at end`,
          }),
        )
        .returning(['bucket', 'attempts'])
        .execute();
      const counts = new Map(counted.map(({ bucket, attempts }) => [bucket, attempts]));
      return buckets.map(({ key }) => counts.get(key) ?? 0);
    },
    async refund(keys) {
      // A counter that has gone meanwhile comes back as one that has ended. An update would need no such row, but locks those
      // that there are in an order of its own.
      const ends = new Map(keys.map((key) => [key, now()]));
      if (ends.size === 0) return;
      const live = sql<boolean>`login_attempts.expires_at > ${now()} and login_attempts.attempts > 0`;
      await kysely
        .insertInto('login_attempts')
        .values(inOneOrder(ends, { tenant_id, attempts: 0 }))
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'bucket']).doUpdateSet({
            attempts: sql`case when ${live} then login_attempts.attempts - 1 else login_attempts.attempts end`,
          }),
        )
        .execute();
    },
    async ends(keys) {
      if (keys.length === 0) return undefined;
      const rows = await kysely
        .selectFrom('login_attempts')
        .select('expires_at')
        .where('tenant_id', '=', tenant_id)
        .where('bucket', 'in', keys)
        .execute();
      return rows.length === 0 ? undefined : Math.max(...rows.map(({ expires_at }) => Number(expires_at)));
    },
  });
}

type Counter = { readonly tenant_id: string; readonly attempts: number };

/** The rows sorted, so that two who count at once take their locks in one order. */
function inOneOrder(ends: ReadonlyMap<string, number>, counter: Counter) {
  return [...ends]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bucket, expires_at]) => ({ ...counter, bucket, expires_at }));
}
