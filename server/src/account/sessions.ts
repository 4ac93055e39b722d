/**
 * Where somebody is signed in, and where they signed in before.
 */
import type { Exchange, Handler } from '../deps.ts';
import { accountSessionsPage } from '../pages/account/sessions.ts';
import { UNKNOWN_ADDRESS } from '../protocol/host-name.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { ACCOUNT_CLIENT_ID } from '../protocol/tenant/names.ts';
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
  const sign_ins = await records.signIns.list(sub, SIGN_INS);
  const failed = await records.failedSignIns.list(sub);
  const shown = [
    ...sign_ins,
    ...failed.slice(0, SIGN_INS).map(({ reason, ...attempt }) => ({ ...attempt, amr: [], failed: reason })),
  ].toSorted((a, b) => b.at - a.at);
  // The one that looks at the page began with a sign-in: what counts is what happened since the one before.
  const previous = sign_ins.find(({ at }) => at < session.auth_time)?.at ?? 0;
  const failures = failed.filter(({ at }) => at > previous).length;
  const sessions = await namedSessions(await records.sessions.list(sub), sign_ins, exchange);
  const section = {
    sessions: sessions.map(withShownAddress),
    sign_ins: shown.map(withShownAddress),
    failures,
    this_one: session.sid,
  };
  return showSection(accountSessionsPage(frame, section), frame);
};

/** Where nobody knows from where it was, a dash: a word would be of one language. */
function withShownAddress<Row extends { readonly ip: string }>(row: Row): Row {
  return row.ip === UNKNOWN_ADDRESS ? { ...row, ip: '–' } : row;
}

type Sessions = Awaited<ReturnType<Exchange['records']['sessions']['list']>>;
type SignIns = Awaited<ReturnType<Exchange['records']['signIns']['list']>>;

/** The sessions with the names of the applications that each is used for, as far as that is known. */
async function namedSessions(sessions: Sessions, sign_ins: SignIns, exchange: Exchange) {
  const used = sessions.map((one) => new Set([...one.clients, ...beganAt(one, sign_ins)]));
  const client_ids = [...new Set(used.flatMap((ids) => [...ids]))].filter((id) => id !== ACCOUNT_CLIENT_ID);
  const found = await Promise.all(client_ids.map((id) => exchange.deps.clients.find(id, exchange)));
  const names = new Map(found.flatMap((client) => (client ? [[client.client_id, client.client_name]] : [])));
  return sessions.map((one, index) => ({
    ...one,
    applications: [...(used[index] ?? [])].flatMap((id) => names.get(id) ?? []),
  }));
}

/** Seconds between a session and the row of its sign-in, which are written one after the other. */
const APART = 5;

/** Where a session began: a sign-in is written beside it, and says of which application. */
function beganAt({ began_at, ip, device }: Sessions[number], sign_ins: SignIns): readonly string[] {
  if (began_at === undefined) return [];
  return sign_ins
    .filter((one) => one.ip === ip && one.device === device && Math.abs(one.at - began_at) <= APART)
    .flatMap(({ client_id }) => client_id ?? []);
}

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
