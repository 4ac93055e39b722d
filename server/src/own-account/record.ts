/**
 * What End-Users did to their account, in the audit log.
 */
import type { Exchange } from '../deps.ts';
import type { EventType } from '../protocol/diagnosis/event-types.ts';
import type { OwnReason } from '../protocol/diagnosis/reasons.ts';
import type { Session } from '../protocol/end-user/end-user.ts';

/** Writes what an End-User did to their account. */
export function audit(
  type: EventType,
  {
    session,
    ...about
  }: {
    readonly session: Session;
    readonly client_id?: string;
    readonly detail?: string;
    readonly reason?: OwnReason;
  },
  { records, request_id, address }: Exchange,
): Promise<void> {
  return records.audit.record({ type, request_id, ip: address, sub: session.user.sub, ...about });
}
