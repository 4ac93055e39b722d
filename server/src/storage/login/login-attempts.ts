/**
 * Counters of login attempts. A counter starts with its first attempt and ends with its window.
 */
import { sql } from 'kysely';
import type { Counter } from '../../protocol/end-user/guess-budgets.ts';
import type { Database } from '../database.ts';
import type { LoginAttemptsTable } from '../schema.ts';

type AttemptBucket = {
  readonly key: string;
  readonly window_seconds: number;
  /** What support finds it by (support/guess-locks.ts). */
  readonly counter?: Counter;
};

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
      const rows = new Map(buckets.map((bucket) => [bucket.key, rowOf(bucket, now())]));
      if (rows.size === 0) return [];
      const ended = sql<boolean>`login_attempts.expires_at <= ${now()}`;
      const counted = await kysely
        .insertInto('login_attempts')
        .values(inOneOrder(rows, { tenant_id, attempts: 1 }))
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'bucket']).doUpdateSet({
            budget: sql`excluded.budget`,
            account: sql`excluded.account`,
            place: sql`excluded.place`,
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
      const rows = new Map(keys.map((key) => [key, { ...UNNAMED, expires_at: now() }]));
      if (rows.size === 0) return;
      const live = sql<boolean>`login_attempts.expires_at > ${now()} and login_attempts.attempts > 0`;
      await kysely
        .insertInto('login_attempts')
        .values(inOneOrder(rows, { tenant_id, attempts: 0 }))
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

type Row = Pick<LoginAttemptsTable, 'budget' | 'account' | 'place' | 'expires_at'>;

const UNNAMED = { budget: null, account: null, place: null };

function rowOf({ window_seconds, counter }: AttemptBucket, now: number): Row {
  const { budget = null, account = null, place = null } = counter ?? {};
  return { budget, account, place, expires_at: now + window_seconds };
}

type Counted = { readonly tenant_id: string; readonly attempts: number };

/** The rows sorted, so that two who count at once take their locks in one order. */
function inOneOrder(rows: ReadonlyMap<string, Row>, counted: Counted) {
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bucket, row]) => ({ ...counted, bucket, ...row }));
}
