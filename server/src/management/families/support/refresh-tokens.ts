/**
 * Refresh tokens of people. One is a family here: whatever its client was given in the place of the first, under one id, which is that
 * of the grant and no token.
 */
import { err, ok } from '../../../protocol/result.ts';
import { optional, required, withDefault } from '../../../resources/field.ts';
import { boolean, identifier, list, text } from '../../../resources/shape.ts';
import { endRefreshTokens, endRefreshTokensOf } from '../../../support/access.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import {
  CHECKPOINT_FIELDS,
  type CheckpointQuery,
  checkpointAnswer,
  checkpointOf,
  cursorsOf,
} from '../../paging.ts';
import { inexistent, invalid } from '../../problem.ts';
import { PROJECTION_FIELDS, type ProjectionQuery, project } from '../../projection.ts';
import { isRotating, type RefreshToken } from './refresh-token.ts';
import { type Answered, caseOf, ended, findUser, MOMENT, moment, objectOf, TEXT } from './support-asked.ts';

const REFRESH_TOKEN = objectOf(
  {
    ...{ id: TEXT, user_id: TEXT, client_id: TEXT, session_id: TEXT },
    ...{ created_at: MOMENT, idle_expires_at: MOMENT, expires_at: MOMENT },
    rotating: { type: 'boolean' },
    resource_servers: { type: 'array', items: objectOf({ audience: TEXT, scopes: TEXT }, ['scopes']) },
  },
  [],
);

async function shown(token: RefreshToken, exchange: Asked['exchange']) {
  const { grant_id, sub, client_id, sid, auth_time, audience, scope } = token;
  return {
    ...{ id: grant_id, user_id: sub, client_id, session_id: sid },
    created_at: moment(auth_time),
    idle_expires_at: moment(token.idle_expires_at),
    expires_at: moment(token.expires_at),
    rotating: await isRotating(client_id, exchange),
    resource_servers: [{ ...(audience === undefined ? {} : { audience }), scopes: scope.join(' ') }],
  };
}

const TOTALS = {
  include_totals: withDefault(boolean, false, {
    sentence: 'Changes nothing: the answer is always an object.',
  }),
} as const;

const USER = identifier(255);

export const REFRESH_TOKEN_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_refresh_tokens_list', method: 'GET', path: '/users/{id}/refresh-tokens' },
    ...{ sentence: 'Lists the refresh tokens of a person.', scopes: ['read:refresh_tokens'] },
    query: { ...CHECKPOINT_FIELDS, ...TOTALS },
    answers: { 200: listOf('tokens') },
    handle: (asked) =>
      listTokens(asked, { collection: 'tokens', sub: asked.path['id'] ?? '', include_fields: true }),
  }),
  operation({
    ...{ id: 'user_refresh_tokens_delete', method: 'DELETE', path: '/users/{id}/refresh-tokens' },
    sentence:
      'Ends all that applications hold of a person: refresh tokens, the access tokens of userinfo, codes. Sessions stay.',
    ...{ scopes: ['delete:refresh_tokens'], answers: { 202: undefined } },
    async handle(asked) {
      const isThere = await endRefreshTokensOf({ sub: asked.path['id'] ?? '' }, caseOf(asked));
      return isThere ? ok({ status: 202 }) : err(inexistent('user'));
    },
  }),
  operation({
    ...{ id: 'refresh_tokens_list', method: 'GET', path: '/refresh-tokens' },
    ...{
      sentence: 'Lists the refresh tokens of a person, of one application too.',
      scopes: ['read:refresh_tokens'],
    },
    query: {
      user_id: required(USER, { sentence: 'Whose.' }),
      client_id: optional(USER, { sentence: 'Of this application alone.' }),
      ...CHECKPOINT_FIELDS,
      ...PROJECTION_FIELDS,
    },
    answers: { 200: listOf('refresh_tokens') },
    handle: (asked) => {
      const { user_id: sub, client_id, ...projection } = asked.query;
      return listTokens(asked, { collection: 'refresh_tokens', sub, client_id, ...projection });
    },
  }),
  operation({
    ...{ id: 'refresh_tokens_show', method: 'GET', path: '/refresh-tokens/{id}' },
    ...{ sentence: 'Shows a refresh token, by an id that is none.', scopes: ['read:refresh_tokens'] },
    answers: { 200: REFRESH_TOKEN },
    async handle({ exchange, path: { id = '' } }) {
      const token = await exchange.records.support.refreshToken(id);
      return token
        ? ok({ status: 200, body: await shown(token, exchange) })
        : err(inexistent('refresh_token'));
    },
  }),
  operation({
    ...{ id: 'refresh_tokens_delete', method: 'DELETE', path: '/refresh-tokens/{id}' },
    ...{
      sentence: 'Ends a refresh token with all that was given for it.',
      scopes: ['delete:refresh_tokens'],
    },
    answers: { 202: undefined },
    async handle(asked) {
      const token = await asked.exchange.records.support.refreshToken(asked.path['id'] ?? '');
      if (!token) return err(inexistent('refresh_token'));
      await endRefreshTokens({ sub: token.sub, ids: [token.grant_id] }, caseOf(asked));
      return ok({ status: 202 });
    },
  }),
  operation({
    ...{ id: 'refresh_tokens_revoke', method: 'POST', path: '/refresh-tokens/revoke' },
    sentence:
      'Ends refresh tokens: those of these ids; or those of a person, of one application, at one API.',
    scopes: ['delete:refresh_tokens'],
    body: {
      ids: optional(list(text(255), { min: 1, max: 100 }), { sentence: 'Their ids.' }),
      user_id: optional(USER, { sentence: 'Whose.' }),
      client_id: optional(USER, { sentence: 'Of this application alone; needs `user_id`.' }),
      audience: optional(text(600), { sentence: 'At this API alone; needs `client_id`.' }),
    },
    answers: { 202: undefined },
    handle: revoke,
  }),
];

function listOf(collection: string) {
  return objectOf({ [collection]: { type: 'array', items: REFRESH_TOKEN }, next: TEXT }, [collection]);
}

const MAX_PAGE = 50;

type List = ProjectionQuery & {
  readonly collection: string;
  readonly sub: string;
  readonly client_id?: string | undefined;
};

async function listTokens(
  { exchange, query }: Asked<CheckpointQuery>,
  { collection, sub, client_id, ...projection }: List,
): Answered {
  const user = await findUser(sub, exchange);
  if (!user.ok) return user;
  const cursors = cursorsOf(exchange, JSON.stringify(['refresh_tokens', sub, client_id]));
  const checkpoint = checkpointOf(query, cursors);
  if (!checkpoint.ok) return checkpoint;
  const { after = [], limit } = checkpoint.value ?? { limit: MAX_PAGE };
  const page = { after: after[0], limit };
  const found = await exchange.records.support.refreshTokens({ sub, client_id }, page);
  const entries = [];
  for (const token of found) entries.push(project(await shown(token, exchange), projection));
  const last = found.at(-1)?.grant_id;
  return ok(
    checkpointAnswer({ collection, entries, limit, last: last === undefined ? undefined : [last] }, cursors),
  );
}

type Revocation = Asked<
  object,
  {
    readonly ids?: readonly string[];
    readonly user_id?: string;
    readonly client_id?: string;
    readonly audience?: string;
  }
>;

async function revoke(asked: Revocation): Answered {
  const { exchange, body } = asked;
  const { ids, user_id, client_id, audience } = body;
  const isOne = (ids === undefined) !== (user_id === undefined);
  if (!isOne) return wrong('say either ids or user_id');
  if (ids && (client_id ?? audience) !== undefined)
    return wrong('ids name what is meant: nothing narrows them');
  if (audience !== undefined && client_id === undefined) return wrong('audience needs client_id');
  if (ids) await endRefreshTokens({ ids }, caseOf(asked));
  else if (!(await endRefreshTokensOf({ sub: user_id ?? '', client_id, audience }, caseOf(asked))))
    return err(inexistent('user'));
  return ended(202, exchange);
}

function wrong(message: string) {
  return err(invalid('body', [{ code: 'which', path: [], message }]));
}
