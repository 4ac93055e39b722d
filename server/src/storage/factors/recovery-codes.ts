/**
 * Recovery codes, by their hashes: they stand in for an authenticator that was lost.
 */
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { holdInSession, type InSession } from '../users/credential-epoch.ts';
import { growEpoch } from '../users/epoch-growth.ts';

export type RecoveryCodes = {
  /**
   * Puts codes in the place of those there were, and grows the epoch; false when the session has ended, or what proved the
   * user is not worth anything any more.
   */
  replaceRecoveryCodes(sub: string, codes: NewRecoveryCodes): Promise<boolean>;
  /** True once for each code. */
  spendRecoveryCode(sub: string, hash: string): Promise<boolean>;
  countRecoveryCodes(sub: string): Promise<number>;
};

type NewRecoveryCodes = {
  readonly hashes: readonly string[];
  /** The session in which they are made, which goes on. */
  readonly session: InSession;
};

/** The recovery codes of a tenant. */
export function recoveryCodes(database: Database, now: () => number, tenant_id: string): RecoveryCodes {
  const { kysely } = database;
  return {
    replaceRecoveryCodes: (sub, { hashes, session }) =>
      database.transaction(async (transaction) => {
        const user = { tenant_id, sub };
        if (!(await holdInSession(database, transaction, { ...user, ...session }))) return false;
        await writeRecoveryCodes(transaction, { ...user, hashes });
        await growEpoch(transaction, { ...user, goes_on: session, now: now() });
        return true;
      }),
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

/** Whether any are left, as part of a step. */
export async function hasRecoveryCodes(
  transaction: Transaction<Schema>,
  { tenant_id, sub }: { readonly tenant_id: string; readonly sub: string },
): Promise<boolean> {
  const left = await transaction
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .limit(1)
    .executeTakeFirst();
  return left !== undefined;
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
