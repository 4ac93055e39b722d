/**
 * Recovery codes, by their hashes: they stand in for an authenticator that was lost.
 */
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

export type RecoveryCodes = {
  replaceRecoveryCodes(sub: string, hashes: readonly string[]): Promise<void>;
  /** True once for each code. */
  spendRecoveryCode(sub: string, hash: string): Promise<boolean>;
  countRecoveryCodes(sub: string): Promise<number>;
};

/** The recovery codes of a tenant. */
export function recoveryCodes({ kysely }: Database, tenant_id: string): RecoveryCodes {
  return {
    async replaceRecoveryCodes(sub, hashes) {
      await kysely
        .transaction()
        .execute((transaction) => writeRecoveryCodes(transaction, { tenant_id, sub, hashes }));
    },
    async spendRecoveryCode(sub, code_hash) {
      const { numDeletedRows } = await kysely
        .deleteFrom('recovery_codes')
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .where('code_hash', '=', code_hash)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async countRecoveryCodes(sub) {
      const { count } = await kysely
        .selectFrom('recovery_codes')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** Puts codes in place of those there were, as part of a step. */
export async function writeRecoveryCodes(
  transaction: Transaction<Schema>,
  {
    tenant_id,
    sub,
    hashes,
  }: {
    readonly tenant_id: string;
    readonly sub: string;
    readonly hashes: readonly string[];
  },
): Promise<void> {
  await transaction
    .deleteFrom('recovery_codes')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  if (hashes.length === 0) return;
  await transaction
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ tenant_id, sub, code_hash })))
    .execute();
}
