/**
 * The outbox. A mail is written with what it carries, in one transaction, so that none is forgotten and none is sent for
 * what did not happen; it belongs to all tenants at once for whoever sends it.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { MailsTable, MailWay, Schema } from '../schema.ts';
import { CLAIM_SECONDS, type DueWork, openDueWork } from './due-work.ts';

/** A mail that waits; `sealed` holds recipient, subject and bodies. */
export type NewMail = Pick<MailsTable, 'mail_id' | 'sealed' | 'expires_at'> & {
  /** Left out: by the server's. */
  readonly way?: MailWay;
  /** Whom it is for: it goes with them. */
  readonly sub?: string | undefined;
};

export type DueMail = Pick<MailsTable, 'tenant_id' | 'mail_id' | 'sealed' | 'attempts'>;

/** The outbox of one tenant. */
export type Outbox = {
  add(mail: NewMail): Promise<void>;
  /** How many wait, at most MAX_WAITING, and of them those that were tried in vain or that nobody takes. */
  waiting(): Promise<Waiting>;
};

type Waiting = { readonly waiting: number; readonly failing: number };

/** Who has more knows enough. */
const MAX_WAITING = 1_000;

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
  return (tenant_id) => ({
    add: (mail) => writeMail(kysely, { tenant_id, mail, now: now() }),
    async waiting() {
      // Whoever sends one now has claimed it for that long.
      const overdue = now() - CLAIM_SECONDS;
      const { rows } = await sql<{ waiting: number | string; failing: number | string | null }>`
        select count(*) as waiting, sum(case when attempts > 1 or due_at <= ${overdue} then 1 else 0 end) as failing
        from (
          select attempts, due_at from mails
          where tenant_id = ${tenant_id} and +expires_at > ${now()} limit ${MAX_WAITING}
        ) as counted`.execute(kysely);
      return { waiting: Number(rows[0]?.waiting ?? 0), failing: Number(rows[0]?.failing ?? 0) };
    },
  });
}

/** What is to be sent in a database by one way, of all tenants. */
export function openMails(database: Database, now: () => number, way: MailWay): DueWork<DueMail> {
  return openDueWork(database, now, {
    table: 'mails',
    id: 'mail_id',
    columns: ['tenant_id', 'mail_id', 'sealed', 'attempts'],
    only: { column: 'way', is: way },
    first_pause: 15,
    longest_pause: 3_600,
  });
}
