/**
 * Where somebody is signed in, and where they signed in before.
 */
import type { Handler } from '../deps.ts';
import { endOneSession, endOtherSessions } from '../own-account/end-sessions.ts';
import { listSignIns, namedSessions } from '../own-account/sessions.ts';
import { accountSessionsPage } from '../pages/account/sessions.ts';
import { UNKNOWN_ADDRESS } from '../protocol/host-name.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse } from '../walk/reply.ts';
import { nextSessionId } from '../walk/session.ts';
import { goesOn } from './goes-on.ts';
import { backTo, openSection, openSentSection, showSection, signInAgain } from './open.ts';

/** GET /account/sessions. */
export const showSessions: Handler = async (exchange) => {
  const opened = await openSection('sessions', exchange);
  if (!opened.ok) return opened.error;
  const { session, frame } = opened.value;
  const { records } = exchange;
  const { sub } = session.user;
  const { sign_ins, attempts, failures } = await listSignIns({ session }, exchange);
  const sessions = await namedSessions(await records.sessions.list(sub), sign_ins, exchange);
  const section = {
    sessions: sessions.map(withShownAddress),
    sign_ins: attempts.map(withShownAddress),
    failures,
    this_one: session.sid,
  };
  return showSection(accountSessionsPage(frame, section), frame);
};

/** Where nobody knows from where it was, a dash: a word would be of one language. */
function withShownAddress<Row extends { readonly ip: string }>(row: Row): Row {
  return row.ip === UNKNOWN_ADDRESS ? { ...row, ip: '–' } : row;
}

/** POST /account/sessions: the name of one session, or `action=end_others` for all but this one. */
export const submitSessions: Handler = async (exchange) => {
  const sent = await openSentSection('sessions', exchange);
  if (!sent.ok) return sent.error;
  const { session, form } = sent.value;
  if (parameter(form, 'action') === 'end_others') {
    const next = nextSessionId(exchange);
    if (!(await endOtherSessions({ session, next }, exchange))) return signInAgain('sessions', exchange);
    return backTo('sessions', 'sessions_ended', await goesOn(session, next, exchange));
  }
  if (!(await endOneSession({ session }, parameter(form, 'sid') ?? '', exchange))) {
    return refuse(oauthError('invalid_request', 'there is no such session'), exchange, {
      kind: 'outdated',
      status: 404,
    });
  }
  return backTo('sessions', 'session_ended');
};
