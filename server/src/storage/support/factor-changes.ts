/**
 * Second factors as support changes them for somebody. What takes one away grows the epoch, as where its user does it.
 */
import type { AuditEvent } from '../audit-rows.ts';
import {
  type Addition,
  addAuthenticator,
  type NewAuthenticator,
  removeAuthenticators,
} from '../factors/authenticators.ts';
import { writeRecoveryCodes } from '../factors/recovery-codes.ts';
import { deleteDevices } from '../factors/remembered-devices.ts';
import { growEpoch } from '../users/epoch-growth.ts';
import { auditedFor, type SupportDatabase } from './audited.ts';

type Added = Exclude<Addition, 'stale'>;

export type FactorChanges = {
  /** Undefined: there is no such user. */
  addFactor(factor: NewAuthenticator, event: AuditEvent): Promise<Added | undefined>;
  /** Removes what is named, or all, and puts others in their place. How many sessions ended; undefined: there was nothing to do. */
  removeFactors(sub: string, removed: RemovedFactors, event: AuditEvent): Promise<number | undefined>;
  renameFactor(factor: FactorName, event: AuditEvent): Promise<boolean | undefined>;
  /** Puts codes in the place of those there were. How many sessions ended; undefined: there is no such user. */
  replaceRecoveryCodes(
    sub: string,
    hashes: readonly string[],
    event: AuditEvent,
  ): Promise<number | undefined>;
  /** Lets no device stand for a second factor. */
  forgetDevices(sub: string, event: AuditEvent): Promise<boolean | undefined>;
};

type FactorName = { readonly sub: string; readonly authenticator_id: string; readonly name: string };

type RemovedFactors = {
  /** Undefined: all of them. */
  readonly authenticator_ids?: readonly string[];
  readonly instead?: readonly NewAuthenticator[];
};

/** The changes of a tenant. */
export function openFactorChanges(support: SupportDatabase): (tenant_id: string) => FactorChanges {
  const { now } = support;
  return (tenant_id) => ({
    addFactor: (factor, event) =>
      auditedFor<Added>(
        support,
        { tenant_id, sub: factor.sub, event, isTold: (added) => added.startsWith('added') },
        (transaction) => addAuthenticator(transaction, { tenant_id, now: now(), ...factor }),
      ),
    removeFactors: (sub, { authenticator_ids, instead = [] }, event) =>
      auditedFor(support, { tenant_id, sub, event }, async (transaction) => {
        const removed = await removeAuthenticators(transaction, { tenant_id, sub, authenticator_ids });
        if (removed === 0 && instead.length === 0) return undefined;
        for (const factor of instead)
          await addAuthenticator(transaction, { tenant_id, now: now(), ...factor });
        return growEpoch(transaction, { tenant_id, sub, now: now() });
      }),
    renameFactor: ({ sub, authenticator_id, name }, event) =>
      auditedFor(support, { tenant_id, sub, event }, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('authenticators')
          .set({ name })
          .where((where) => where.and({ tenant_id, sub, authenticator_id }))
          .executeTakeFirst();
        return numUpdatedRows > 0n ? true : undefined;
      }),
    replaceRecoveryCodes: (sub, hashes, event) =>
      auditedFor(support, { tenant_id, sub, event }, async (transaction) => {
        await writeRecoveryCodes(transaction, { tenant_id, sub, hashes });
        return growEpoch(transaction, { tenant_id, sub, now: now() });
      }),
    forgetDevices: (sub, event) =>
      auditedFor(support, { tenant_id, sub, event }, async (transaction) => {
        await deleteDevices(transaction, { tenant_id, sub });
        return true;
      }),
  });
}
