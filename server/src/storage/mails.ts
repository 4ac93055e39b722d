/**
 * The outbox. A mail is written with what it carries, in one transaction, so that none is forgotten and none is sent for
 * what did not happen; it belongs to all tenants at once for whoever sends it.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { MailsTable, Schema } from './schema.ts';

/** A mail that waits; `sealed` holds recipient, subject and bodies. */
export type NewMail = Pick<MailsTable, 'mail_id' | 'sealed' | 'expires_at'>;

type DueMail = Pick<MailsTable, 'tenant_id' | 'mail_id' | 'sealed' | 'attempts'>;

/** The outbox of one tenant. */
export type Outbox = {
  add(mail: NewMail): Promise<void>;
};

/** The outboxes of all tenants. */
export type Mails = {
  /** Takes at most `limit` that are due; each is due again later, unless it is done by then. */
  claim(limit: number): Promise<readonly DueMail[]>;
  /** Deletes one that needs no further attempt. */
  done(mail: Pick<DueMail, 'tenant_id' | 'mail_id'>): Promise<void>;
};

/** Seconds until the second attempt; the pause doubles from attempt to attempt, up to an hour. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 3_600;

/** Writes a mail as part of a step that has something to tell. */
export async function writeMail(
  transaction: Kysely<Schema> | Transaction<Schema>,
  { tenant_id, mail, now }: { readonly tenant_id: string; readonly mail: NewMail; readonly now: number },
): Promise<void> {
  await transaction
    .insertInto('mails')
    .values({ tenant_id, ...mail, attempts: 0, due_at: now })
    .execute();
}

/** The outboxes in a database, tenant by tenant. */
export function openOutbox({ kysely }: Database, now: () => number): (tenant_id: string) => Outbox {
  return (tenant_id) => ({ add: (mail) => writeMail(kysely, { tenant_id, mail, now: now() }) });
}

/** What is to be sent in a database. */
export function openMails({ kysely, unlessLocked }: Database, now: () => number): Mails {
  return {
    async claim(limit) {
      // The sign keeps a database from the index on `expires_at`, by which it would read all that are not due yet.
      const pause = sql`${sql.lit(FIRST_PAUSE)} * (1 << (case when attempts > 8 then 8 else attempts end))`;
      const { rows } = await sql<DueMail>`
        update mails
        set attempts = attempts + 1,
          due_at = ${now()} + case when ${pause} > ${sql.lit(LONGEST_PAUSE)} then ${sql.lit(LONGEST_PAUSE)} else ${pause} end
        where (tenant_id, mail_id) in (
          select tenant_id, mail_id from mails
          where due_at <= ${now()} and +expires_at > ${now()}
          order by due_at limit ${limit} ${unlessLocked}
        )
        returning tenant_id, mail_id, sealed, attempts`.execute(kysely);
      return rows;
    },
    async done({ tenant_id, mail_id }) {
      await kysely
        .deleteFrom('mails')
        .where('tenant_id', '=', tenant_id)
        .where('mail_id', '=', mail_id)
        .execute();
    },
  };
}
