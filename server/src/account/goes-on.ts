/**
 * The session in which a change grew the credential epoch of its user (own-account/in-session.ts). It goes on under a new id, in the
 * same step, so that a copy of its cookie is worth nothing either.
 */
import type { Exchange } from '../deps.ts';
import { knownDeviceCookies } from '../login/known-device.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import type { NextSessionId } from '../walk/session.ts';

/** The cookies of the session after the change; the device in the user's hands is known under the new epoch too. */
export async function goesOn(
  { user }: Session,
  { cookies }: NextSessionId,
  exchange: Exchange,
): Promise<readonly string[]> {
  const changed = await exchange.records.users.find(user.sub);
  return changed ? [...cookies, ...knownDeviceCookies(changed, exchange)] : cookies;
}
