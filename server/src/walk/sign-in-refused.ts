/**
 * Somebody was refused: a row of the audit log, and a line of the log in a form that stays, for fail2ban and its like (docs/operate.md).
 * Nothing in the line is what somebody typed: words of ours, an address, and names of what is registered (CWE-117).
 */
import type { Exchange } from '../deps.ts';
import type { EventType } from '../protocol/diagnosis/event-types.ts';
import type { Reason } from '../protocol/diagnosis/reasons.ts';

export type SignInRefused = {
  readonly type: EventType;
  readonly reason: Reason;
  /** A client that there is. */
  readonly client_id?: string | undefined;
  /** Whose account it was about, where there is one. */
  readonly sub?: string | undefined;
  readonly detail?: string;
  readonly journey?: string | undefined;
  readonly variant?: string | undefined;
};

/** Writes both. The work is the same whether or not there is such an account. */
export function recordRefused(refused: SignInRefused, exchange: Exchange): Promise<void> {
  const { records, request_id, address, deps, tenant } = exchange;
  const { type, reason, client_id, sub } = refused;
  deps.log.info(
    {
      event: type,
      ip: address,
      reason,
      request_id,
      tenant: tenant.name,
      region: tenant.region,
      client_id,
      sub,
    },
    'refused',
  );
  return records.audit.record({ ...refused, request_id, ip: address });
}
