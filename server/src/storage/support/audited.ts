/**
 * A step of support: what is done for somebody else is written down in the transaction in which it is done, or not done.
 */
import type { Transaction } from 'kysely';
import type { AuditEvent, AuditRows } from '../audit-rows.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { holdUser, type UserKey } from '../users/credential-epoch.ts';

export type SupportDatabase = {
  readonly database: Database;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  readonly auditRow: AuditRows;
};

type Told<T> = {
  readonly event: AuditEvent;
  /** Whether what a step leaves is worth an event; it is, unless said otherwise. */
  readonly isTold?: (done: T) => boolean;
};

/** What the step leaves; undefined: there was nothing to do, and nothing is written down. */
type Step<T> = (transaction: Transaction<Schema>) => Promise<T | undefined>;

/** Runs a step, and writes the event with it. */
export function audited<T>(
  { database, auditRow }: SupportDatabase,
  { tenant_id, event, isTold = () => true }: Told<T> & { readonly tenant_id: string },
  step: Step<T>,
): Promise<T | undefined> {
  return database.transaction(async (transaction) => {
    const done = await step(transaction);
    if (done === undefined || !isTold(done)) return done;
    await transaction.insertInto('audit').values(auditRow(tenant_id, event)).execute();
    return done;
  });
}

type HeldUser = NonNullable<Awaited<ReturnType<typeof holdUser>>>;

/** The same for a user, whose row is held from the first statement on; undefined: there is no such user. */
export function auditedFor<T>(
  support: SupportDatabase,
  told: UserKey & Told<T>,
  step: (transaction: Transaction<Schema>, held: HeldUser) => Promise<T | undefined>,
): Promise<T | undefined> {
  return audited(support, told, async (transaction) => {
    const held = await holdUser(support.database, transaction, told);
    return held && step(transaction, held);
  });
}
