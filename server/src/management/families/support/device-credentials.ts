/**
 * Refresh tokens by the device they are on, as Auth0 has shown them before it had `/refresh-tokens`. Public keys of devices are nothing
 * that exists here.
 */
import { ok } from '../../../protocol/result.ts';
import { optional, required } from '../../../resources/field.ts';
import { identifier, oneOf } from '../../../resources/shape.ts';
import { endRefreshTokens } from '../../../support/access.ts';
import { type Operation, operation } from '../../operation.ts';
import { listSchema, PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
import { PROJECTION_FIELDS, project } from '../../projection.ts';
import { isRotating, type RefreshToken } from './refresh-token.ts';
import { caseOf, findUser, objectOf, TEXT } from './support-asked.ts';

const TYPES = ['refresh_token', 'rotating_refresh_token', 'public_key'] as const;

const DEVICE_CREDENTIAL = objectOf(
  { id: TEXT, device_name: TEXT, type: { enum: TYPES }, user_id: TEXT, client_id: TEXT },
  [],
);

export const DEVICE_CREDENTIAL_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'device_credentials_list', method: 'GET', path: '/device-credentials' },
    ...{ sentence: 'Lists the refresh tokens of a person as devices.', scopes: ['read:device_credentials'] },
    query: {
      user_id: required(identifier(255), { sentence: 'Whose.' }),
      client_id: optional(identifier(255), { sentence: 'Of this application alone.' }),
      type: optional(oneOf(TYPES), { sentence: 'Of this kind alone; there are no public keys.' }),
      ...PAGE_FIELDS,
      ...PROJECTION_FIELDS,
    },
    answers: { 200: listSchema('device_credentials', DEVICE_CREDENTIAL) },
    async handle({ exchange, query }) {
      const { user_id: sub, client_id, type } = query;
      const user = await findUser(sub, exchange);
      if (!user.ok) return user;
      const all = [];
      for (const token of await everyToken({ sub, client_id }, exchange.records.support)) {
        const kind = (await isRotating(token.client_id, exchange))
          ? 'rotating_refresh_token'
          : 'refresh_token';
        if ((type ?? kind) === kind) all.push(project(shown(token, kind), query));
      }
      const { offset, limit } = pageOf(query);
      const total = query.include_totals ? all.length : undefined;
      return ok(pageAnswer('device_credentials', all.slice(offset, offset + limit), { query, total }));
    },
  }),
  operation({
    ...{ id: 'device_credentials_delete', method: 'DELETE', path: '/device-credentials/{id}' },
    ...{
      sentence: 'Ends a refresh token with all that was given for it.',
      scopes: ['delete:device_credentials'],
    },
    answers: { 204: undefined },
    async handle(asked) {
      const token = await asked.exchange.records.support.refreshToken(asked.path['id'] ?? '');
      // Who is gone already is as gone as was asked for (RFC 9110 §9.2.2).
      if (token) await endRefreshTokens({ sub: token.sub, ids: [token.grant_id] }, caseOf(asked));
      return ok({ status: 204 });
    },
  }),
];

function shown({ grant_id, sub, client_id }: RefreshToken, type: (typeof TYPES)[number]) {
  return { id: grant_id, device_name: client_id, type, user_id: sub, client_id };
}

type Tokens = Parameters<typeof caseOf>[0]['exchange']['records']['support'];

/** More of one person than anybody looks through. */
const MOST = 1_000;

const STEP = 100;

async function everyToken(
  which: Parameters<Tokens['refreshTokens']>[0],
  support: Tokens,
): Promise<readonly RefreshToken[]> {
  const all: RefreshToken[] = [];
  for (;;) {
    const page = await support.refreshTokens(which, { after: all.at(-1)?.grant_id, limit: STEP });
    all.push(...page);
    if (page.length < STEP || all.length >= MOST) return all;
  }
}
