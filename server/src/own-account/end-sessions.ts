/**
 * Ending sessions from another one: their clients are told by the back channel, as at a logout. Those that listen in the
 * browser cannot be reached from here.
 */
import type { Exchange } from '../deps.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import { type GoingOn, inSession, type Self } from './in-session.ts';
import { audit } from './record.ts';

/** Ends one session of this user; false when there is none of this name. */
export async function endOneSession({ session }: Self, sid: string, exchange: Exchange): Promise<boolean> {
  const { records, deps } = exchange;
  const ended = await records.sessions.endOne(session.user.sub, sid);
  if (!ended) return false;
  deliverLogouts(deps);
  await audit('session_ended', { session }, exchange);
  return true;
}

/** Ends all sessions of this user but this one; false when it has ended itself. */
export async function endOtherSessions(self: GoingOn, exchange: Exchange): Promise<boolean> {
  const { records, deps } = exchange;
  const { session } = self;
  const ended = await records.sessions.endOthers(session.user.sub, inSession(self));
  if (ended === undefined) return false;
  if (ended > 0) deliverLogouts(deps);
  await audit('sessions_ended', { session }, exchange);
  return true;
}
