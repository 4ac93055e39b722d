/**
 * What is added to an account in two steps: something is told, and what was told is shown to be held. Between the two nothing is
 * stored: all of it travels sealed (`auth_session`), bound to the session, the application and the kind.
 */
import type { Exchange } from '../../deps.ts';
import type { Answer } from '../../management/operation.ts';
import { type Problem, problem } from '../../management/problem.ts';
import type { Result } from '../../protocol/result.ts';
import type { Values } from '../../resources/kind.ts';
import type { Me } from '../own-operation.ts';

export const ENROLLED_TYPES = ['passkey', 'totp', 'email', 'recovery-code', 'password'] as const;

export type EnrolledType = (typeof ENROLLED_TYPES)[number];

/** What begins an enrolment: what is told, and what of it the second step must know. */
export type Begun = { readonly told: Values; readonly kept: Values };

/** What the second step says. */
type Shown = {
  readonly otp_code?: string | undefined;
  readonly authn_response?: Values | undefined;
  readonly new_password?: string | undefined;
  readonly current_password?: string | undefined;
};

type Sent = { readonly me: Me; readonly kept: Values; readonly shown: Shown };

export type Enrolment = {
  /** Whether it can be added now. */
  readonly isOpen: (me: Me, exchange: Exchange) => Promise<boolean>;
  readonly begin: (me: Me, exchange: Exchange) => Promise<Result<Begun, Problem>>;
  /** What was added, as it is answered. */
  readonly verify: (sent: Sent, exchange: Exchange) => Promise<Result<Answer, Problem>>;
};

export type Verifying = Sent;

/** Seconds between the two steps. */
const LIFETIME = 600;

type Bound = { readonly type: EnrolledType; readonly me: Me };

/** Seals what the second step must know. */
export function sealEnrolment({ type, me }: Bound, kept: Values, { deps, tenant }: Exchange): string {
  const context = { purpose: 'enrolment', tenant_id: tenant.tenant_id } as const;
  const at = deps.now();
  return deps.seal.seal(context, { type, sid: me.session.sid, client_id: me.client.client_id, at, kept });
}

/** The same, opened; undefined: it is of another session, application or kind, it waited too long, or it is none. */
export function openEnrolment(
  { type, me }: Bound,
  sealed: string,
  { deps, tenant }: Exchange,
): Values | undefined {
  const opened = deps.seal.open({ purpose: 'enrolment', tenant_id: tenant.tenant_id }, sealed);
  const { at, kept } = opened ?? {};
  const isTheirs =
    opened?.['type'] === type &&
    opened['sid'] === me.session.sid &&
    opened['client_id'] === me.client.client_id;
  if (!isTheirs || typeof at !== 'number' || deps.now() - at > LIFETIME) return undefined;
  return typeof kept === 'object' && kept !== null ? { ...kept } : undefined;
}

/** What is not taken of this account now. */
export function notOpen(type: EnrolledType): Problem {
  const message = `No ${type} can be added: the tenant does not take it, or the account has it, or lacks what it needs`;
  return problem(409, 'not_available', message);
}
