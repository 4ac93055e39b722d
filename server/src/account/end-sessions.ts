/**
 * Ending sessions from another one: their clients are told by the back channel, as at a logout. Those that listen in the
 * browser cannot be reached from here.
 */
import type { Exchange } from '../deps.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { nextSessionId } from '../walk/session.ts';
import { goesOn, inSession } from './in-session.ts';

/** Ends one session of this user; false when there is none of this name. */
export async function endOneSession({ user }: Session, sid: string, exchange: Exchange): Promise<boolean> {
  const { records, deps } = exchange;
  const ended = await records.sessions.endOne(user.sub, sid);
  if (ended) deliverLogouts(deps);
  return ended;
}

/** Ends all sessions of this user but this one: the cookies under which it goes on; undefined when it has ended itself. */
export async function endOtherSessions(
  session: Session,
  exchange: Exchange,
): Promise<readonly string[] | undefined> {
  const { records, deps } = exchange;
  const next = nextSessionId(exchange);
  const ended = await records.sessions.endOthers(session.user.sub, inSession(session, next));
  if (ended === undefined) return undefined;
  if (ended > 0) deliverLogouts(deps);
  return goesOn(session, next, exchange);
}
