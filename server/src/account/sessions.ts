/**
 * Where somebody is signed in, and where they signed in before.
 */
import type { Handler } from '../deps.ts';
import { accountSessionsPage } from '../pages/account/sessions.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse } from '../walk/reply.ts';
import { endOneSession, endOtherSessions } from './end-sessions.ts';
import { audit, backTo, openSection, openSentSection, showSection, signInAgain } from './open.ts';

const SIGN_INS = 20;

/** GET /account/sessions. */
export const showSessions: Handler = async (exchange) => {
  const opened = await openSection('sessions', exchange);
  if (!opened.ok) return opened.error;
  const { session, frame } = opened.value;
  const { records } = exchange;
  const { sub } = session.user;
  const sessions = await records.sessions.list(sub);
  const sign_ins = await records.signIns.list(sub, SIGN_INS);
  return showSection(accountSessionsPage(frame, { sessions, sign_ins, this_one: session.sid }), frame);
};

/** POST /account/sessions: the name of one session, or `action=end_others` for all but this one. */
export const submitSessions: Handler = async (exchange) => {
  const sent = await openSentSection('sessions', exchange);
  if (!sent.ok) return sent.error;
  const { session, form } = sent.value;
  if (parameter(form, 'action') === 'end_others') {
    const cookies = await endOtherSessions(session, exchange);
    if (!cookies) return signInAgain('sessions', exchange);
    await audit('sessions_ended', { session }, exchange);
    return backTo('sessions', 'sessions_ended', cookies);
  }
  if (!(await endOneSession(session, parameter(form, 'sid') ?? '', exchange))) {
    return refuse(oauthError('invalid_request', 'there is no such session'), exchange, {
      kind: 'outdated',
      status: 404,
    });
  }
  await audit('session_ended', { session }, exchange);
  return backTo('sessions', 'session_ended');
};
