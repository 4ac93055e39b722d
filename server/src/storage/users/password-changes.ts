/**
 * Changing a password: the new hash, the old one in the history, and the end of all that the old one led to, in one step.
 */
import type { Transaction } from 'kysely';
import { type NewMail, writeMail } from '../background/mails.ts';
import type { Database } from '../database.ts';
import { consumeToken } from '../login/one-time-tokens.ts';
import type { Schema } from '../schema.ts';
import { storedObject } from '../unreadable-row.ts';
import { goesOnAnew, holdInSession, holdUser, type InSession, type UserKey } from './credential-epoch.ts';
import { growEpoch } from './epoch-growth.ts';
import { isAnybodys, takeBack } from './reclaimed-accounts.ts';
import { writeTerms } from './user-terms.ts';

export type PasswordChanges = {
  /** Hashes of the password there is and of those before it, newest first. */
  lastPasswords(sub: string, count: number): Promise<readonly string[]>;
  /**
   * Sets a password, and grows the epoch of its user: sessions but one, grants with their tokens, remembered devices, and
   * links and codes that were sent end with the old one. How many sessions it were; undefined, and nothing is changed, when
   * what allows the change is not worth anything any more.
   */
  changePassword(change: PasswordChange): Promise<number | undefined>;
};

type PasswordChange = {
  readonly sub: string;
  readonly password_hash: string;
  /** How many passwords are remembered, that of now among them. */
  readonly history: number;
  /**
   * What allows it: the session in which it is changed, which goes on, or the link of a mail, which is used up. Whoever opened
   * a link has shown the mailbox, unless it was handed to them: an account that anybody may have made is taken back whole.
   */
  readonly by: { readonly session: InSession } | { readonly link: string };
  readonly notice: NewMail | undefined;
};

/** The passwords in a database, tenant by tenant. */
export function openPasswordChanges(
  database: Database,
  now: () => number,
): (tenant_id: string) => PasswordChanges {
  const { kysely } = database;
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
      database.transaction(async (transaction) => {
        const place = { ...change, tenant_id, now: now() };
        const user =
          'session' in change.by
            ? await holdInSession(database, transaction, { ...place, ...change.by.session })
            : await useLink(database, transaction, { ...place, link: change.by.link });
        return user && writeChange(transaction, { ...place, before: user.password_hash });
      }),
  });
}

type Change = PasswordChange & {
  readonly tenant_id: string;
  readonly now: number;
  readonly before: string | null;
};

/** Uses up a link that lives: whatever grows the epoch ends it, so that it lives is all that has to be shown. */
async function useLink(
  database: Database,
  transaction: Transaction<Schema>,
  { tenant_id, sub, link, now }: UserKey & { readonly link: string; readonly now: number },
) {
  const user = await holdUser(database, transaction, { tenant_id, sub });
  const used = await consumeToken(transaction, {
    tenant_id,
    purpose: 'reset_password',
    token_hash: link,
    now,
  });
  const isTheirs = used?.sub === sub && used.email === (user?.email ?? user?.username);
  if (user?.blocked !== 0 || !isTheirs) return undefined;
  // Whoever was handed the link (support/tickets.ts) may not have shown it.
  if (used.data['proves_mailbox'] === false) return user;
  const isNobodys = isAnybodys(user);
  await transaction
    .updateTable('users')
    .set({
      claims: JSON.stringify({
        ...storedObject(user.claims, { table: 'users', key: [sub] }),
        email_verified: true,
      }),
    })
    .where((where) => where.and({ tenant_id, sub }))
    .execute();
  await writeTerms(transaction, { tenant_id, sub });
  if (isNobodys) await takeBack(transaction, { tenant_id, sub });
  return isNobodys ? { ...user, password_hash: null } : user;
}

async function writeChange(transaction: Transaction<Schema>, change: Change): Promise<number> {
  const { tenant_id, sub, by, notice, now } = change;
  await writeHash(transaction, change);
  await forgetOldest(transaction, change);
  if (notice) await writeMail(transaction, { tenant_id, mail: notice, now });
  const goes_on = 'session' in by ? goesOnAnew(by.session) : undefined;
  return growEpoch(transaction, { tenant_id, sub, now, goes_on });
}

async function writeHash(transaction: Transaction<Schema>, change: Change): Promise<void> {
  const { tenant_id, sub, password_hash, before, history, now } = change;
  await transaction
    .updateTable('users')
    .set({ password_hash })
    .where((where) => where.and({ tenant_id, sub }))
    .execute();
  if (before === null || history < 2) return;
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
