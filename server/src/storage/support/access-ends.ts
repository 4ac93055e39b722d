/**
 * Ending what somebody is signed in by, for them: sessions, refresh tokens, what they agreed to. The clients of a session are told as
 * at any other end of one.
 */
import { sql } from 'kysely';
import type { AuditEvent } from '../audit-rows.ts';
import { endGrantsOf } from '../grants/grant-ends.ts';
import { deleteAccess, endGrant, holdGrantQuery } from '../grants/grants.ts';
import { endGrants, endSessions } from '../sessions/session-ends.ts';
import { growEpoch, growEpochOfSessions } from '../users/epoch-growth.ts';
import { audited, auditedFor, type SupportDatabase } from './audited.ts';

export type AccessEnds = {
  /** Ends one session, and what was given in it unless that is kept; undefined: there is none of that user. */
  endSession(session: SessionEnd, event: AuditEvent): Promise<1 | undefined>;
  /**
   * Ends all sessions of a user and logins that are half done; what applications hold goes on. How many sessions; undefined: there is
   * no such user.
   */
  endSessions(sub: string, event: AuditEvent): Promise<number | undefined>;
  /** Ends all of it: sessions, grants with their tokens, remembered devices, logins that are half done. How many sessions. */
  endAccess(sub: string, event: AuditEvent): Promise<number | undefined>;
  /** Ends grants with all that was given for them; undefined: there is none of them any more. */
  endGrants(grant_ids: readonly string[], event: AuditEvent): Promise<number | undefined>;
  /** Ends what a user's applications hold: of one, at one API, or all. */
  endGrantsOf(which: GrantsOf, event: AuditEvent): Promise<boolean | undefined>;
  /** Takes back all that a user agreed to, and ends what was given by it. */
  endConsents(sub: string, event: AuditEvent): Promise<boolean | undefined>;
};

type SessionEnd = { readonly sub: string; readonly sid: string; readonly keepsGrants: boolean };

type GrantsOf = {
  readonly sub: string;
  readonly client_id?: string | undefined;
  readonly audience?: string | undefined;
};

/** The ends of a tenant. */
export function openAccessEnds(support: SupportDatabase): (tenant_id: string) => AccessEnds {
  const { now } = support;
  const holdGrant = holdGrantQuery(support.database);
  return (tenant_id) => ({
    endSession: ({ sub, sid, keepsGrants }, event) =>
      auditedFor(support, { tenant_id, sub, event }, async (transaction) => {
        const which = { tenant_id, sub, is: '=', sid } as const;
        if ((await endSessions(transaction, { ...which, now: now() })) === 0) return undefined;
        if (!keepsGrants) await endGrants(transaction, which);
        return 1;
      }),
    endSessions: (sub, event) =>
      auditedFor(support, { tenant_id, sub, event }, (transaction) =>
        growEpochOfSessions(transaction, { tenant_id, sub, now: now() }),
      ),
    endAccess: (sub, event) =>
      auditedFor(support, { tenant_id, sub, event }, (transaction) =>
        growEpoch(transaction, { tenant_id, sub, now: now() }),
      ),
    endGrants: (grant_ids, event) =>
      audited(support, { tenant_id, event }, async (transaction) => {
        let ended = 0;
        // In one order, so that two who end the same ones never wait for each other in a circle.
        for (const grant_id of [...new Set(grant_ids)].sort()) {
          const held = await holdGrant({ tenant_id, grant_id, now: now() }, transaction);
          if (held.rows.length === 0) continue;
          await endGrant(transaction, { tenant_id, grant_id });
          ended += 1;
        }
        return ended || undefined;
      }),
    endGrantsOf: (which, event) =>
      auditedFor(support, { tenant_id, sub: which.sub, event }, async (transaction) => {
        const { sub, client_id, audience } = which;
        await endGrantsOf(
          transaction,
          { tenant_id, sub, client_id },
          (grant) => audience === undefined || grant.audience === audience,
        );
        return true;
      }),
    endConsents: (sub, event) =>
      auditedFor(support, { tenant_id, sub, event }, async (transaction) => {
        const theirs = sql`where tenant_id = ${tenant_id} and sub = ${sub}`;
        await deleteAccess(transaction, theirs);
        await sql`delete from consents ${theirs}`.execute(transaction);
        return true;
      }),
  });
}
