/**
 * Changing a password: the new hash, the old one in the history, and the end of all that the old one led to, in one step.
 */
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { type NewMail, writeMail } from './mails.ts';
import type { Schema } from './schema.ts';
import { endAccess, endSessions } from './user-sessions.ts';

export type PasswordChanges = {
  /** Hashes of the password there is and of those before it, newest first. */
  lastPasswords(sub: string, count: number): Promise<readonly string[]>;
  /**
   * Sets a password. Sessions but one, grants with their tokens, remembered devices, and links and codes that were sent end
   * with the old one. How many sessions it were.
   */
  changePassword(change: PasswordChange): Promise<number>;
};

type PasswordChange = {
  readonly sub: string;
  readonly password_hash: string;
  /** How many passwords are remembered, that of now among them. */
  readonly history: number;
  /** The session that goes on, as the one in which it was changed. */
  readonly sid: string | undefined;
  readonly notice: NewMail | undefined;
};

/** The passwords in a database, tenant by tenant. */
export function openPasswordChanges(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => PasswordChanges {
  return (tenant_id) => ({
    async lastPasswords(sub, count) {
      const current = await kysely
        .selectFrom('users')
        .select('password_hash')
        .where((where) => where.and({ tenant_id, sub }))
        .executeTakeFirst();
      const before = await kysely
        .selectFrom('password_history')
        .select('password_hash')
        .where((where) => where.and({ tenant_id, sub }))
        .orderBy('changed_at', 'desc')
        .orderBy('password_hash')
        .limit(count)
        .execute();
      return [current, ...before]
        .map((row) => row?.password_hash)
        .filter((hash) => typeof hash === 'string')
        .slice(0, count);
    },
    changePassword: (change) =>
      kysely
        .transaction()
        .execute((transaction) => writeChange(transaction, { ...change, tenant_id, now: now() })),
  });
}

type Change = PasswordChange & { readonly tenant_id: string; readonly now: number };

async function writeChange(transaction: Transaction<Schema>, change: Change): Promise<number> {
  const { tenant_id, sub, sid, notice, now } = change;
  await writeHash(transaction, change);
  await forgetOldest(transaction, change);
  for (const table of ['one_time_tokens', 'one_time_codes'] as const) {
    await transaction.deleteFrom(table).where('tenant_id', '=', tenant_id).where('sub', '=', sub).execute();
  }
  await endAccess(transaction, { tenant_id, sub });
  if (notice) await writeMail(transaction, { tenant_id, mail: notice, now });
  return endSessions(transaction, { tenant_id, sub, now, is: '!=', sid: sid ?? '' });
}

async function writeHash(transaction: Transaction<Schema>, change: Change): Promise<void> {
  const { tenant_id, sub, password_hash, history, now } = change;
  const user = await transaction
    .selectFrom('users')
    .select('password_hash')
    .where((where) => where.and({ tenant_id, sub }))
    .executeTakeFirst();
  await transaction
    .updateTable('users')
    .set({ password_hash })
    .where((where) => where.and({ tenant_id, sub }))
    .execute();
  const before = user?.password_hash ?? undefined;
  if (before === undefined || history < 2) return;
  await transaction
    .insertInto('password_history')
    .values({ tenant_id, sub, changed_at: now, password_hash: before })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The history does not grow beyond what the tenant remembers, and goes when it remembers none. */
async function forgetOldest(
  transaction: Transaction<Schema>,
  { tenant_id, sub, history }: Change,
): Promise<void> {
  const kept = await transaction
    .selectFrom('password_history')
    .select('password_hash')
    .where((where) => where.and({ tenant_id, sub }))
    .orderBy('changed_at', 'desc')
    .orderBy('password_hash')
    .limit(Math.max(history - 1, 0))
    .execute();
  const hashes = kept.map(({ password_hash }) => password_hash);
  await transaction
    .deleteFrom('password_history')
    .where((where) => where.and({ tenant_id, sub }))
    .where((row) => (hashes.length === 0 ? row.lit(true) : row('password_hash', 'not in', hashes)))
    .execute();
}
