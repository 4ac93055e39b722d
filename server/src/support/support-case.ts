/**
 * One thing that somebody does for a user: in which tenant, and who it is. The Management API and the operator's tool are doors to
 * this room; it knows neither.
 */
import type { AuditEvent, TenantStorage } from '../storage/storage.ts';

export type SupportCase = {
  readonly records: Pick<TenantStorage, 'users' | 'authenticators' | 'support'>;
  readonly by: {
    readonly request_id: string;
    /** The `sub` of an access token, or `operator` for the tool. */
    readonly actor: string;
    readonly address?: string;
  };
};

/** What is done, as the audit log names it. */
type SupportEvent =
  | 'session_ended_by_operator'
  | 'signed_out_by_operator'
  | 'sessions_ended_by_operator'
  | 'refresh_tokens_ended_by_operator'
  | 'consents_withdrawn_by_operator'
  | 'second_factor_added_by_operator'
  | 'second_factors_removed_by_operator'
  | 'second_factor_renamed_by_operator'
  | 'recovery_codes_renewed_by_operator'
  | 'devices_forgotten_by_operator'
  | 'locks_lifted_by_operator'
  | 'password_ticket_made'
  | 'verification_ticket_made';

/** Its row: about whom, what of them, and who did it. */
export function eventOf(
  { by: { request_id, actor, address } }: SupportCase,
  type: SupportEvent,
  { sub, detail }: { readonly sub?: string | undefined; readonly detail?: string },
): AuditEvent {
  return {
    type,
    request_id,
    ...(sub === undefined ? {} : { sub }),
    ...(address === undefined ? {} : { ip: address }),
    actor,
    ...(detail === undefined ? {} : { detail }),
  };
}
