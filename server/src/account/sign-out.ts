/**
 * The way out of the account page.
 */
import type { Handler } from '../deps.ts';
import { currentSession, endSession } from '../logout/end-session.ts';
import { openSentSection } from './open.ts';

/** POST /account/sign-out. Who is signed out already is told the same. */
export const submitSignOut: Handler = async (exchange) => {
  if (!(await currentSession(exchange))) return endSession(undefined, undefined, exchange);
  const sent = await openSentSection('profile', exchange);
  if (!sent.ok) return sent.error;
  return endSession(sent.value.session, undefined, exchange);
};
