/**
 * Somebody was not signed in: written down for the operator, and for the one whose account was tried.
 */
import type { Exchange } from '../deps.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import type { FailedSignInReason } from '../protocol/end-user/own-data.ts';

/** What was judged and found wrong; the user is undefined where there is no such account. */
export type Tried = {
  readonly user: Pick<EndUser, 'sub'> | undefined;
  readonly reason: FailedSignInReason;
};

type FailedLogin = {
  readonly client_id: string;
  /** For the audit log. */
  readonly detail: string;
  /** Absent: nothing was judged, as over a budget. */
  readonly tried?: Tried | undefined;
};

/** Writes down a login that failed. The same is done whether or not there is such an account. */
export async function recordFailedLogin(
  { client_id, detail, tried }: FailedLogin,
  exchange: Exchange,
): Promise<void> {
  const { records, request_id, address } = exchange;
  // Side by side, so that they wait for the disk together.
  await Promise.all([
    records.audit.record({ type: 'login_failed', request_id, ip: address, client_id, detail }),
    tried && recordTried(tried, client_id, exchange),
  ]);
}

/** Writes an attempt down for the one whose account it was at. */
export function recordTried({ user, reason }: Tried, client_id: string, exchange: Exchange): Promise<void> {
  const { records, request_id, address, request } = exchange;
  const device = request.headers.get('user-agent') ?? '';
  return records.failedSignIns.add(user?.sub, { request_id, reason, ip: address, device, client_id });
}
