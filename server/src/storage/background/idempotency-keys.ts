/**
 * Keys by which a request is known when it is sent again (draft-ietf-httpapi-idempotency-key-header): a row is what was asked, by a
 * hash, and what was answered, sealed. Who of two at once writes the row does the work.
 */
import type { Database } from '../database.ts';
import type { IdempotencyKeysTable } from '../schema.ts';

type Kept = Pick<IdempotencyKeysTable, 'request_hash' | 'sealed'>;

type NewKey = Omit<IdempotencyKeysTable, 'tenant_id'>;

export type IdempotencyKeys = {
  /** `begun`: nobody has; `full`: the client has as many as it may; else what is kept of it. */
  begin(key: NewKey, most: number): Promise<'begun' | 'full' | Kept>;
  /** Keeps the answer. */
  finish(key: Pick<NewKey, 'key_hash' | 'sealed' | 'expires_at'>): Promise<void>;
  /** Forgets it: nothing has come of the request. */
  forget(key_hash: string): Promise<void>;
};

/** The keys in a database, tenant by tenant. */
export function openIdempotencyKeys(
  { kysely, transaction: run }: Database,
  now: () => number,
): (tenant_id: string) => IdempotencyKeys {
  return (tenant_id) => ({
    begin: (key, most) =>
      run(async (transaction) => {
        const { key_hash, client_id } = key;
        const row = { tenant_id, key_hash };
        await transaction
          .deleteFrom('idempotency_keys')
          .where((where) => where.and(row))
          .where('expires_at', '<=', now())
          .execute();
        const kept = await transaction
          .selectFrom('idempotency_keys')
          .select(['request_hash', 'sealed'])
          .where((where) => where.and(row))
          .executeTakeFirst();
        if (kept) return kept;
        const others = await transaction
          .selectFrom('idempotency_keys')
          .select('key_hash')
          .where((where) => where.and({ tenant_id, client_id }))
          .where('expires_at', '>', now())
          .limit(most)
          .execute();
        if (others.length >= most) return 'full';
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('idempotency_keys')
          .values({ tenant_id, ...key })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'key_hash']).doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return 'begun';
        return transaction
          .selectFrom('idempotency_keys')
          .select(['request_hash', 'sealed'])
          .where((where) => where.and(row))
          .executeTakeFirstOrThrow();
      }),
    async finish({ key_hash, ...answer }) {
      await kysely
        .updateTable('idempotency_keys')
        .set(answer)
        .where((where) => where.and({ tenant_id, key_hash }))
        .execute();
    },
    async forget(key_hash) {
      await kysely
        .deleteFrom('idempotency_keys')
        .where((where) => where.and({ tenant_id, key_hash }))
        .execute();
    },
  });
}
