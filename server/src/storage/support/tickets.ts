/**
 * Links that support hands over: the tokens of mails, without a mail.
 */
import type { AuditEvent } from '../audit-rows.ts';
import { type NewToken, writeToken } from '../login/one-time-tokens.ts';
import { auditedFor, type SupportDatabase } from './audited.ts';

export type Tickets = {
  /** Undefined, and nothing is written: the user is gone, is blocked, or was proved anew meanwhile. */
  issueTicket(
    token: NewToken & { readonly sub: string; readonly epoch: number },
    event: AuditEvent,
  ): Promise<boolean | undefined>;
};

/** The tickets of a tenant. */
export function openTickets(support: SupportDatabase): (tenant_id: string) => Tickets {
  return (tenant_id) => ({
    issueTicket: (token, event) =>
      auditedFor(support, { tenant_id, sub: token.sub, event }, async (transaction, held) => {
        if (held.epoch !== token.epoch || held.blocked !== 0) return undefined;
        await writeToken(transaction, { tenant_id, token });
        return true;
      }),
  });
}
