/**
 * The outbox. A mail is written with what it carries, in one transaction, so that none is forgotten and none is sent for
 * what did not happen; it belongs to all tenants at once for whoever sends it.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { MailsTable, Schema } from '../schema.ts';
import { type DueWork, openDueWork } from './due-work.ts';

/** A mail that waits; `sealed` holds recipient, subject and bodies. */
export type NewMail = Pick<MailsTable, 'mail_id' | 'sealed' | 'expires_at'> & {
  /** Whom it is for: it goes with them. */
  readonly sub?: string | undefined;
};

export type DueMail = Pick<MailsTable, 'tenant_id' | 'mail_id' | 'sealed' | 'attempts'>;

/** The outbox of one tenant. */
export type Outbox = {
  add(mail: NewMail): Promise<void>;
};

/** Writes a mail as part of a step that has something to tell. */
export async function writeMail(
  transaction: Kysely<Schema> | Transaction<Schema>,
  { tenant_id, mail, now }: { readonly tenant_id: string; readonly mail: NewMail; readonly now: number },
): Promise<void> {
  await transaction
    .insertInto('mails')
    .values({ tenant_id, ...mail, sub: mail.sub ?? null, attempts: 0, due_at: now })
    .execute();
}

/** The outboxes in a database, tenant by tenant. */
export function openOutbox({ kysely }: Database, now: () => number): (tenant_id: string) => Outbox {
  return (tenant_id) => ({ add: (mail) => writeMail(kysely, { tenant_id, mail, now: now() }) });
}

/** What is to be sent in a database, of all tenants. */
export function openMails(database: Database, now: () => number): DueWork<DueMail> {
  return openDueWork(database, now, {
    table: 'mails',
    id: 'mail_id',
    columns: ['tenant_id', 'mail_id', 'sealed', 'attempts'],
    first_pause: 15,
    longest_pause: 3_600,
  });
}
