/**
 * Where somebody is signed in, where they signed in before, and ending that.
 */
import { MOMENT, moment, objectOf, TEXT, TEXTS } from '../../management/families/support/support-asked.ts';
import { inexistent } from '../../management/problem.ts';
import { endOneSession, endOtherSessions } from '../../own-account/end-sessions.ts';
import { listSignIns, namedSessions } from '../../own-account/sessions.ts';
import { err, ok } from '../../protocol/result.ts';
import { fresh, type OwnOperation, operation } from '../own-operation.ts';
import { STALE } from '../own-refusals.ts';

const SESSION = objectOf(
  {
    ...{ id: TEXT, created_at: MOMENT, last_interacted_at: MOMENT, ip: TEXT, user_agent: TEXT },
    current: { type: 'boolean', description: 'The one in which the access token was given.' },
    amr: TEXTS,
    applications: { ...TEXTS, description: 'By their names.' },
  },
  ['id', 'last_interacted_at', 'current', 'amr', 'applications'],
);

const SIGN_IN = objectOf(
  {
    ...{ at: MOMENT, ip: TEXT, user_agent: TEXT, amr: TEXTS },
    failed: { ...TEXT, description: 'Why it failed; absent: it did not.' },
  },
  ['at', 'amr'],
);

export const SESSION_OPERATIONS: readonly OwnOperation[] = [
  operation({
    ...{ id: 'sessions_list', method: 'GET', path: '/sessions' },
    ...{ sentence: 'Lists where you are signed in.', scopes: ['read:me:sessions'] },
    answers: { 200: objectOf({ sessions: { type: 'array', items: SESSION } }) },
    async handle({ exchange, access: { session } }) {
      const { sign_ins } = await listSignIns({ session }, exchange);
      const listed = await exchange.records.sessions.list(session.user.sub);
      const sessions = (await namedSessions(listed, sign_ins, exchange)).map(
        ({ sid, began_at, last_used_at, ip, device, amr, applications }) => ({
          id: sid,
          current: sid === session.sid,
          ...(began_at === undefined ? {} : { created_at: moment(began_at) }),
          last_interacted_at: moment(last_used_at),
          ...placeOf({ ip, device }),
          ...{ amr, applications },
        }),
      );
      return ok({ status: 200, body: { sessions } });
    },
  }),
  operation({
    ...{ id: 'sign_ins_list', method: 'GET', path: '/sign-ins' },
    ...{ sentence: 'Lists where you signed in last, or failed to.', scopes: ['read:me:sessions'] },
    answers: { 200: objectOf({ sign_ins: { type: 'array', items: SIGN_IN } }) },
    async handle({ exchange, access }) {
      const { attempts } = await listSignIns(access, exchange);
      const sign_ins = attempts.map(({ at, ip, device, amr, failed }) => ({
        at: moment(at),
        ...placeOf({ ip, device }),
        amr,
        ...(failed === undefined ? {} : { failed }),
      }));
      return ok({ status: 200, body: { sign_ins } });
    },
  }),
  fresh(
    operation({
      ...{ id: 'sessions_delete_others', method: 'DELETE', path: '/sessions' },
      sentence:
        'Signs you out everywhere else. Access tokens that went through a browser end too: an application asks for another one.',
      ...{ scopes: ['delete:me:sessions'], answers: { 204: undefined } },
      async handle({ exchange, access }) {
        const isDone = await endOtherSessions({ ...access, next: undefined }, exchange);
        return isDone ? ok({ status: 204 }) : err(STALE);
      },
    }),
  ),
  fresh(
    operation({
      ...{ id: 'sessions_delete', method: 'DELETE', path: '/sessions/{id}' },
      sentence: 'Ends one session, with what applications hold by it. They are told.',
      ...{ scopes: ['delete:me:sessions'], answers: { 204: undefined } },
      async handle({ exchange, access, path }) {
        const isDone = await endOneSession(access, path['id'] ?? '', exchange);
        return isDone ? ok({ status: 204 }) : err(inexistent('session'));
      },
    }),
  ),
];

function placeOf({ ip, device }: { readonly ip: string; readonly device: string }) {
  return { ...(ip === '' ? {} : { ip }), ...(device === '' ? {} : { user_agent: device }) };
}
