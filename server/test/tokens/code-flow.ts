/**
 * A client of the code flow over HTTP: one public, one with a secret, and what they ask of the server.
 */
import assert from 'node:assert/strict';
import { sha256 } from '../../src/protocol/digest.ts';
import { implicitClient, PASSWORD, type Stack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';

export const ALICE = { username: 'alice@acme.test', password: PASSWORD };
export const API = 'https://api.acme.test';
export const REDIRECT_URI = 'https://code.acme.test/cb';
export const SECRET = 'correct-horse-battery-staple-0123456789';
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

export const ASKED = {
  response_type: 'code',
  client_id: 'code1',
  redirect_uri: REDIRECT_URI,
  scope: 'openid profile offline_access read:a',
  audience: API,
  state: 'S1',
  nonce: 'N1',
  code_challenge: sha256(VERIFIER),
  code_challenge_method: 'S256',
};

const CODE1 = implicitClient('code1', {
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: [REDIRECT_URI],
});

const WEB1 = implicitClient('web1', {
  app_type: 'regular_web',
  grant_types: ['authorization_code', 'implicit', 'client_credentials'],
  redirect_uris: [REDIRECT_URI],
  token_endpoint_auth_method: 'client_secret_basic',
  client_secret_hash: sha256(SECRET),
});

/** How `web1` authenticates. */
export const BASIC = { authorization: `Basic ${Buffer.from(`web1:${SECRET}`).toString('base64')}` };

type Fields = Readonly<Record<string, string>>;
export type Json = Readonly<Record<string, unknown>>;

export type CodeFlow = {
  /** Signs alice in, in a browser of her own, and gives the code. */
  readonly code: (changes?: Fields) => Promise<string>;
  readonly post: (fields: Fields, headers?: Fields) => Promise<Answer>;
  readonly exchange: (code: string, changes?: Fields) => Promise<Answer>;
  readonly refresh: (refresh_token: unknown, changes?: Fields) => Promise<Answer>;
  readonly revoke: (token: unknown, client_id?: string) => Promise<Answer>;
  readonly userinfo: (access_token: unknown) => Promise<Answer>;
  /** Tokens by a new code. */
  readonly tokens: () => Promise<Json>;
};

/** Registers both clients. */
export async function codeFlow(stack: Stack): Promise<CodeFlow> {
  const { clients, clientGrants } = stack.storage.tenant('t-acme');
  for (const client of [CODE1, WEB1]) await clients.save(client);
  await clientGrants.save({ client_id: 'web1', audience: API, scope: ['read:a', 'gone'] });

  async function code(changes: Fields = {}): Promise<string> {
    const agent = stack.browser();
    const answer = await agent.signIn(await agent.authorize({ ...ASKED, ...changes }), ALICE);
    const { searchParams, origin } = new URL(answer.location);
    assert.equal(origin, 'https://code.acme.test', answer.body);
    assert.deepEqual([...searchParams.keys()], ['code', 'state', 'iss']);
    return searchParams.get('code') ?? '';
  }
  const post: CodeFlow['post'] = (fields, headers = {}) =>
    stack.browser().post('/oauth/token', fields, headers);
  const exchange: CodeFlow['exchange'] = (value, changes = {}) =>
    post({
      grant_type: 'authorization_code',
      client_id: 'code1',
      code: value,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
      ...changes,
    });
  return {
    code,
    post,
    exchange,
    refresh: (refresh_token, changes = {}) =>
      post({
        grant_type: 'refresh_token',
        client_id: 'code1',
        refresh_token: String(refresh_token),
        ...changes,
      }),
    revoke: (token, client_id = 'code1') =>
      stack.browser().post('/oauth/revoke', { client_id, token: String(token) }),
    userinfo: (access_token) =>
      stack.browser().send('/userinfo', { headers: { authorization: `Bearer ${access_token}` } }),
    tokens: async () => JSON.parse((await exchange(await code())).body),
  };
}

/** The `error` of a refusal, or undefined where there is none. */
export function errorOf({ body }: Answer): unknown {
  return body === '' ? undefined : JSON.parse(body).error;
}

/** The claims of a JWT, unverified. */
export function claimsOf(jwt: unknown): Json {
  return JSON.parse(Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString());
}
