/**
 * A change that grows the credential epoch of its user: all that was proved before it ends, but the session in which it is
 * made. That one goes on under a new id, in the same step, so that a copy of its cookie is worth nothing either.
 */
import type { Exchange } from '../deps.ts';
import { knownDeviceCookies } from '../login/known-device.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import type { NextSessionId } from '../walk/session.ts';

/** The session of a change, as storage is told of it. */
export function inSession({ sid, user }: Session, { id_hash }: NextSessionId) {
  return { sid, id_hash, epoch: user.epoch };
}

/** The cookies of the session after the change; the device in the user's hands is known under the new epoch too. */
export async function goesOn(
  { user }: Session,
  { cookies }: NextSessionId,
  exchange: Exchange,
): Promise<readonly string[]> {
  const changed = await exchange.records.users.find(user.sub);
  return changed ? [...cookies, ...knownDeviceCookies(changed, exchange)] : cookies;
}
