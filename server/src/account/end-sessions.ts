/**
 * Ending sessions from another one: their clients are told by the back channel, as at a logout. Those that listen in the
 * browser cannot be reached from here.
 */
import type { Exchange } from '../deps.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import type { Session } from '../protocol/end-user.ts';

/** Ends one session of this user; false when there is none of this name. */
export async function endOneSession({ user }: Session, sid: string, exchange: Exchange): Promise<boolean> {
  const { records, deps } = exchange;
  const ended = await records.sessions.endOne(user.sub, sid);
  if (ended) deliverLogouts(deps);
  return ended;
}

/** Ends all sessions of this user but this one. */
export async function endOtherSessions({ user, sid }: Session, exchange: Exchange): Promise<void> {
  const { records, deps } = exchange;
  const ended = await records.sessions.endOthers(user.sub, sid);
  if (ended > 0) deliverLogouts(deps);
}
