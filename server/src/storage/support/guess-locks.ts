/**
 * Counters of guesses as support sees them: by whom they are about, or by their names; and lifting them.
 */
import type { Kysely } from 'kysely';
import type { AuditEvent } from '../audit-rows.ts';
import type { Schema } from '../schema.ts';
import { audited, type SupportDatabase } from './audited.ts';

type StoredCounter = {
  readonly key: string;
  /** Null: an older process wrote it, or nobody looks for it by more than its name. */
  readonly budget: string | null;
  readonly place: string | null;
  readonly attempts: number;
  readonly expires_at: number;
};

/** Counters of accounts, by their names (protocol/end-user/guess-budgets.ts), or single ones by theirs. */
type WhichCounters = { readonly accounts: readonly string[] } | { readonly keys: readonly string[] };

export type GuessLocks = {
  /** Those whose window has not ended, at most 1,000, the last to end first. */
  counters(which: WhichCounters): Promise<readonly StoredCounter[]>;
  /** Takes them away, in one step with the event. How many; undefined: there was none. */
  liftCounters(which: WhichCounters, event: AuditEvent): Promise<number | undefined>;
};

const MAX_LIST = 1_000;

/** The counters of a tenant. */
export function openGuessLocks(support: SupportDatabase): (tenant_id: string) => GuessLocks {
  const { database, now } = support;
  return (tenant_id) => ({
    async counters(which) {
      const [column, names] = namesOf(which);
      if (names.length === 0) return [];
      return database.kysely
        .selectFrom('login_attempts')
        .select(['bucket as key', 'budget', 'place', 'attempts', 'expires_at'])
        .where('tenant_id', '=', tenant_id)
        .where(column, 'in', names)
        .where('expires_at', '>', now())
        .orderBy('expires_at', 'desc')
        .orderBy('bucket')
        .limit(MAX_LIST)
        .execute();
    },
    liftCounters: (which, event) =>
      audited(support, { tenant_id, event }, async (transaction) => {
        const keys = await keysOf(transaction, { tenant_id, which });
        let lifted = 0n;
        // In the order in which they are counted, so that nobody waits for us in a circle.
        for (const bucket of [...keys].sort()) {
          const { numDeletedRows } = await transaction
            .deleteFrom('login_attempts')
            .where((where) => where.and({ tenant_id, bucket }))
            .executeTakeFirst();
          lifted += numDeletedRows;
        }
        return lifted === 0n ? undefined : Number(lifted);
      }),
  });
}

async function keysOf(
  kysely: Kysely<Schema>,
  { tenant_id, which }: { readonly tenant_id: string; readonly which: WhichCounters },
): Promise<readonly string[]> {
  if ('keys' in which) return which.keys;
  if (which.accounts.length === 0) return [];
  const rows = await kysely
    .selectFrom('login_attempts')
    .select('bucket')
    .where('tenant_id', '=', tenant_id)
    .where('account', 'in', which.accounts)
    .execute();
  return rows.map(({ bucket }) => bucket);
}

function namesOf(which: WhichCounters): readonly ['account' | 'bucket', readonly string[]] {
  return 'keys' in which ? ['bucket', which.keys] : ['account', which.accounts];
}
