/**
 * Accounts that somebody made before anybody had shown the mailbox of their address: whoever shows it takes them back whole.
 */
import type { Transaction } from 'kysely';
import type { UsersTable } from '../administered/tables.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { storedObject } from '../unreadable-row.ts';
import { holdUser, type UserKey } from './credential-epoch.ts';
import { growEpoch } from './epoch-growth.ts';
import { writeTerms } from './user-terms.ts';

/** The address was proved by somebody who showed nothing but its mailbox. */
export async function proveMailbox(
  {
    database,
    tenant_id,
    now,
  }: { readonly database: Database; readonly tenant_id: string; readonly now: number },
  sub: string,
  canonical_email: string,
): Promise<'verified' | 'reclaimed' | 'moved'> {
  const key = { tenant_id, sub };
  return database.transaction(async (transaction) => {
    const user = await holdUser(database, transaction, key);
    if (user?.email !== canonical_email) return 'moved';
    const claims = JSON.stringify({
      ...storedObject(user.claims, { table: 'users', key: [sub] }),
      email_verified: true,
    });
    const users = transaction.updateTable('users').where((where) => where.and(key));
    await users.set({ claims }).execute();
    await writeTerms(transaction, key);
    if (!isAnybodys(user)) return 'verified';
    await users.set({ password_hash: null }).execute();
    await takeBack(transaction, key);
    await growEpoch(transaction, { ...key, now });
    return 'reclaimed';
  });
}

/** Whether somebody who never showed the mailbox may have made the account. */
export function isAnybodys({ created_at, claims }: Pick<UsersTable, 'created_at' | 'claims'>): boolean {
  return created_at !== null && storedObject(claims, { table: 'users', key: [] }).email_verified !== true;
}

/** What leads into an account and ends with no epoch: its factors, and what was agreed to in its name. */
const BELONGINGS = ['authenticators', 'recovery_codes', 'consents', 'password_history'] as const;

/** Takes from an account what whoever had it until now left there, as part of a step that grows its epoch. */
export async function takeBack(transaction: Transaction<Schema>, { tenant_id, sub }: UserKey): Promise<void> {
  await transaction
    .updateTable('users')
    // Nor is it deleted at the wish of a stranger.
    .set({ has_second_factor: 0, deletes_at: null })
    .where((where) => where.and({ tenant_id, sub }))
    .execute();
  for (const table of BELONGINGS)
    await transaction.deleteFrom(table).where('tenant_id', '=', tenant_id).where('sub', '=', sub).execute();
}
