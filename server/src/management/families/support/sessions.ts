/**
 * Sessions of people. Their ids are those of ID tokens and logout tokens (`sid`), and open nothing.
 */
import { err, ok } from '../../../protocol/result.ts';
import { optional, withDefault } from '../../../resources/field.ts';
import { boolean, text } from '../../../resources/shape.ts';
import { endAccess, endSession, endSessions } from '../../../support/access.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { CHECKPOINT_FIELDS, checkpointAnswer, checkpointOf, cursorsOf } from '../../paging.ts';
import { inexistent } from '../../problem.ts';
import { type Answered, caseOf, ended, findUser, MOMENT, moment, objectOf, TEXT } from './support-asked.ts';

type Session = NonNullable<Awaited<ReturnType<Asked['exchange']['records']['support']['session']>>>;

const SESSION = objectOf(
  {
    id: TEXT,
    user_id: TEXT,
    ...{ created_at: MOMENT, updated_at: MOMENT, authenticated_at: MOMENT, last_interacted_at: MOMENT },
    ...{ idle_expires_at: MOMENT, expires_at: MOMENT },
    device: objectOf(
      { initial_ip: TEXT, initial_user_agent: TEXT, last_ip: TEXT, last_user_agent: TEXT },
      [],
    ),
    clients: { type: 'array', items: objectOf({ client_id: TEXT }) },
    authentication: objectOf({
      methods: { type: 'array', items: objectOf({ name: TEXT, timestamp: MOMENT }) },
    }),
  },
  ['id', 'user_id', 'authenticated_at', 'idle_expires_at', 'expires_at', 'clients', 'authentication'],
);

function shown({ sid, sub, amr, auth_time, began_at, last_used_at, ip, device, ...session }: Session) {
  const place = {
    ...(ip === '' ? {} : { initial_ip: ip, last_ip: ip }),
    ...(device === '' ? {} : { initial_user_agent: device, last_user_agent: device }),
  };
  return {
    id: sid,
    user_id: sub,
    ...(began_at === undefined ? {} : { created_at: moment(began_at) }),
    updated_at: moment(last_used_at),
    last_interacted_at: moment(last_used_at),
    authenticated_at: moment(auth_time),
    idle_expires_at: moment(session.idle_expires_at),
    expires_at: moment(session.expires_at),
    device: place,
    clients: session.clients.map((client_id) => ({ client_id })),
    authentication: { methods: amr.map((name) => ({ name, timestamp: moment(auth_time) })) },
  };
}

const LIST_FIELDS = {
  ...CHECKPOINT_FIELDS,
  include_totals: withDefault(boolean, false, {
    sentence: 'Changes nothing: the answer is always an object.',
  }),
} as const;

const MAX_PAGE = 50;

export const SESSION_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_sessions_list', method: 'GET', path: '/users/{id}/sessions' },
    ...{ sentence: 'Lists the sessions of a person.', scopes: ['read:sessions'] },
    query: LIST_FIELDS,
    answers: { 200: objectOf({ sessions: { type: 'array', items: SESSION }, next: TEXT }, ['sessions']) },
    async handle({ exchange, path: { id = '' }, query }) {
      const user = await findUser(id, exchange);
      if (!user.ok) return user;
      const cursors = cursorsOf(exchange, JSON.stringify(['sessions', id]));
      const checkpoint = checkpointOf(query, cursors);
      if (!checkpoint.ok) return checkpoint;
      const { after = [], limit } = checkpoint.value ?? { limit: MAX_PAGE };
      const found = await exchange.records.support.sessions(id, { after: after[0], limit });
      const last = found.at(-1)?.sid;
      const page = { collection: 'sessions', entries: found.map(shown), limit };
      return ok(checkpointAnswer({ ...page, last: last === undefined ? undefined : [last] }, cursors));
    },
  }),
  operation({
    ...{ id: 'user_sessions_delete', method: 'DELETE', path: '/users/{id}/sessions' },
    sentence:
      'Signs a person out of everything: sessions, refresh tokens, remembered devices, logins that are half done. Applications are told.',
    scopes: ['delete:sessions'],
    answers: { 202: undefined },
    async handle(asked) {
      const { exchange, path } = asked;
      const sessions = await endAccess(path['id'] ?? '', caseOf(asked));
      return sessions === undefined ? err(inexistent('user')) : ended(202, exchange);
    },
  }),
  operation({
    ...{ id: 'sessions_show', method: 'GET', path: '/sessions/{id}' },
    ...{ sentence: 'Shows a session.', scopes: ['read:sessions'] },
    answers: { 200: SESSION },
    async handle({ exchange, path: { id = '' } }) {
      const session = await exchange.records.support.session(id);
      return session ? ok({ status: 200, body: shown(session) }) : err(inexistent('session'));
    },
  }),
  operation({
    ...{ id: 'sessions_delete', method: 'DELETE', path: '/sessions/{id}' },
    sentence: 'Ends a session, with the refresh tokens that were given in it. Applications are told.',
    ...{ scopes: ['delete:sessions'], answers: { 202: undefined }, handle: endOne },
  }),
  operation({
    ...{ id: 'sessions_revoke', method: 'POST', path: '/sessions/{id}/revoke' },
    sentence: 'The same.',
    ...{ scopes: ['delete:sessions', 'delete:refresh_tokens'], answers: { 202: undefined }, handle: endOne },
  }),
  operation({
    ...{ id: 'user_access_revoke', method: 'POST', path: '/users/{id}/revoke-access' },
    sentence:
      'Ends a session of a person or all of them, and unless it is said otherwise what applications hold by them.',
    scopes: ['delete:sessions', 'delete:refresh_tokens'],
    body: {
      session_id: optional(text(255), { sentence: 'One session; left out: all.' }),
      preserve_refresh_tokens: withDefault(boolean, false, { sentence: 'Whether applications keep theirs.' }),
    },
    answers: { 202: undefined },
    handle: revokeAccess,
  }),
];

async function endOne(asked: Asked): Answered {
  const { exchange, path } = asked;
  const session = await exchange.records.support.session(path['id'] ?? '');
  if (!session) return err(inexistent('session'));
  await endSession(session, caseOf(asked));
  return ended(202, exchange);
}

type Revocation = Asked<object, { readonly session_id?: string; readonly preserve_refresh_tokens: boolean }>;

async function revokeAccess(asked: Revocation): Answered {
  const { exchange, path, body } = asked;
  const user = await findUser(path['id'] ?? '', exchange);
  if (!user.ok) return user;
  const { sub } = user.value;
  const { session_id, preserve_refresh_tokens: keepsGrants } = body;
  if (session_id !== undefined) {
    const isTheirs = await endSession({ sub, sid: session_id, keepsGrants }, caseOf(asked));
    return isTheirs ? ended(202, exchange) : err(inexistent('session'));
  }
  await (keepsGrants ? endSessions : endAccess)(sub, caseOf(asked));
  return ended(202, exchange);
}
