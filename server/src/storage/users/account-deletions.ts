/**
 * The wish of End-Users that their account be deleted (GDPR Art. 17). It waits, and can be taken back as long as it does; what
 * deletes the account is the desk, at the version that it has then (own-account/deletions.ts). To ask and to take back is another
 * version each, so of taking back and deleting at once one happens.
 */
import { type Kysely, sql } from 'kysely';
import { type NewMail, writeMail } from '../background/mails.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { holdInSession, type UserKey } from './credential-epoch.ts';

/** A session in which its user asks for something. */
type InSession = { readonly sid: string; readonly epoch: number };

type Deletion = {
  readonly deletes_at: number;
  /** BCP 47 tag of the page on which it was asked for: in what language the last mail is written. */
  readonly language: string;
};

type NewDeletion = Deletion & {
  readonly session: InSession;
  readonly notice: NewMail | undefined;
};

export type AccountDeletions = {
  /** When this user's account is deleted; undefined: nobody asked for it. */
  deletion(sub: string): Promise<Deletion | undefined>;
  /** Writes the wish and the notice; false: the session has ended, or the wish is there already. */
  askForDeletion(sub: string, asked: NewDeletion): Promise<boolean>;
  /** Takes the wish back; false: the session has ended, or there is no such wish any more. */
  keepAccount(sub: string, session: InSession): Promise<boolean>;
};

/** The wishes in a database, tenant by tenant. */
export function openAccountDeletions(
  database: Database,
  now: () => number,
): (tenant_id: string) => AccountDeletions {
  return (tenant_id) => {
    return {
      async deletion(sub) {
        const row = await database.kysely
          .selectFrom('users')
          .select(['deletes_at', 'deletion_language'])
          .where((where) => where.and({ tenant_id, sub }))
          .executeTakeFirst();
        const { deletes_at = null, deletion_language: language } = row ?? {};
        return deletes_at === null ? undefined : { deletes_at, language: language ?? '' };
      },
      askForDeletion: (sub, { session, deletes_at, language, notice }) =>
        database.transaction(async (transaction) => {
          const user = { tenant_id, sub };
          if (!(await holdInSession(database, transaction, { ...user, ...session }))) return false;
          const asked = { deletes_at, deletion_language: language };
          if (!(await writeWish(transaction, user, { ...asked, isThere: false }))) return false;
          if (notice) await writeMail(transaction, { tenant_id, mail: notice, now: now() });
          return true;
        }),
      keepAccount: (sub, session) =>
        database.transaction(async (transaction) => {
          const user = { tenant_id, sub };
          if (!(await holdInSession(database, transaction, { ...user, ...session }))) return false;
          return writeWish(transaction, user, { deletes_at: null, deletion_language: null, isThere: true });
        }),
    };
  };
}

type Wish = { readonly deletes_at: number | null; readonly deletion_language: string | null };

async function writeWish(
  transaction: Kysely<Schema>,
  { tenant_id, sub }: UserKey,
  { isThere, ...wish }: Wish & { readonly isThere: boolean },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('users')
    .set((row) => ({ ...wish, version: row('version', '+', 1) }))
    .where((where) => where.and({ tenant_id, sub }))
    .where('deletes_at', isThere ? 'is not' : 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** An account whose time has come. */
export type DueDeletion = UserKey & { readonly deletes_at: number };

/** Of all tenants, deleted ones too, the longest due first: the page behind an account. */
export function openDueDeletions(
  { kysely }: Database,
  now: () => number,
): (after: DueDeletion | undefined, limit: number) => Promise<readonly DueDeletion[]> {
  return async (after = { deletes_at: 0, tenant_id: '', sub: '' }, limit) => {
    const behind = sql<boolean>`(deletes_at, tenant_id, sub)
      > (${after.deletes_at}, ${after.tenant_id}, ${after.sub})`;
    const rows = await kysely
      .selectFrom('users')
      .select(['deletes_at', 'tenant_id', 'sub'])
      .where('deletes_at', '<=', now())
      .where(behind)
      .where('blocked', '=', 0)
      .orderBy('deletes_at')
      .orderBy('tenant_id')
      .orderBy('sub')
      .limit(limit)
      .execute();
    return rows.map(({ deletes_at, tenant_id, sub }) => ({ deletes_at: deletes_at ?? 0, tenant_id, sub }));
  };
}
