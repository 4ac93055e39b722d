/**
 * Recovery codes, by their hashes: they stand in for an authenticator that was lost.
 */
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { goesOnAnew, holdInSession, type InSession } from '../users/credential-epoch.ts';
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
  /** Notes that their owner has kept them, as one of them shows, which stays as good as it was; false: it is none of them. */
  confirmRecoveryCodes(sub: string, hash: string): Promise<boolean>;
  /** Whether there are any that nobody has shown to have kept. */
  hasUnconfirmedRecoveryCodes(sub: string): Promise<boolean>;
  /** Whether any of these is still good: others may have taken their place. */
  holdsAnyRecoveryCode(sub: string, hashes: readonly string[]): Promise<boolean>;
};

type NewRecoveryCodes = {
  readonly hashes: readonly string[];
  /** The session in which they are made, which goes on where its id is new. */
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
        await growEpoch(transaction, { ...user, goes_on: goesOnAnew(session), now: now() });
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
    ...confirmations(kysely, tenant_id),
  };
}

type Confirmations = Pick<
  RecoveryCodes,
  'confirmRecoveryCodes' | 'hasUnconfirmedRecoveryCodes' | 'holdsAnyRecoveryCode'
>;

function confirmations(kysely: Database['kysely'], tenant_id: string): Confirmations {
  return {
    async confirmRecoveryCodes(sub, code_hash) {
      const shown = kysely
        .selectFrom('recovery_codes as shown')
        .select('shown.sub')
        .where('shown.tenant_id', '=', tenant_id)
        .where('shown.code_hash', '=', code_hash)
        .where('shown.sub', '=', sub);
      const { numUpdatedRows } = await kysely
        .updateTable('recovery_codes')
        .set({ confirmed: 1 })
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .where(({ exists }) => exists(shown))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async hasUnconfirmedRecoveryCodes(sub) {
      const unconfirmed = await kysely
        .selectFrom('recovery_codes')
        .select('code_hash')
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .where('confirmed', '=', 0)
        .limit(1)
        .executeTakeFirst();
      return unconfirmed !== undefined;
    },
    async holdsAnyRecoveryCode(sub, hashes) {
      if (hashes.length === 0) return false;
      const held = await kysely
        .selectFrom('recovery_codes')
        .select('code_hash')
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .where('code_hash', 'in', hashes)
        .limit(1)
        .executeTakeFirst();
      return held !== undefined;
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
    .values(hashes.map((code_hash) => ({ tenant_id, sub, code_hash, confirmed: 0 })))
    .execute();
}
