/**
 * Counters of login attempts. A counter starts with its first attempt and ends with its window.
 */
import { sql } from 'kysely';
import type { Database } from './database.ts';

type AttemptBucket = { readonly key: string; readonly window_seconds: number };

export type LoginAttempts = {
  /** Counts one more attempt in every bucket and returns the counts in the same order, atomically. */
  reserve(buckets: readonly AttemptBucket[]): Promise<readonly number[]>;
  /** Takes one back from each, after a success. */
  refund(keys: readonly string[]): Promise<void>;
};

/** The login attempts in a database, tenant by tenant. */
export function openLoginAttempts(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => LoginAttempts {
  return (tenant_id) => ({
    async reserve(buckets) {
      const time = now();
      const rows = [...new Map(buckets.map((bucket) => [bucket.key, bucket])).values()]
        // Sorted, so that two who count at once take their locks in one order.
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map((bucket) => ({
          tenant_id,
          bucket: bucket.key,
          attempts: 1,
          expires_at: time + bucket.window_seconds,
        }));
      if (rows.length === 0) return [];
      const ended = sql<boolean>`login_attempts.expires_at <= ${time}`;
      const counted = await kysely
        .insertInto('login_attempts')
        .values(rows)
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
      if (keys.length === 0) return;
      await kysely.transaction().execute(async (transaction) => {
        // One after the other in the order of reserve: an update of many rows locks them in an order of its own.
        for (const bucket of [...new Set(keys)].sort()) {
          await transaction
            .updateTable('login_attempts')
            .set((row) => ({ attempts: row('attempts', '-', 1) }))
            .where('tenant_id', '=', tenant_id)
            .where('bucket', '=', bucket)
            .where('attempts', '>', 0)
            .where('expires_at', '>', now())
            .execute();
        }
      });
    },
  });
}
