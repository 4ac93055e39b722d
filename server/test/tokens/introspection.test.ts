import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { API, BASIC, type CodeFlow, codeFlow, errorOf, type Json, SECRET } from './code-flow.ts';

/** The client that stands for the API of the fixture. */
const API_CLIENT = implicitClient('api1', {
  app_type: 'non_interactive',
  grant_types: [],
  token_endpoint_auth_method: 'client_secret_post',
  client_secret_hash: sha256(SECRET),
  resource_server_identifier: API,
});

describe('introspection', () => {
  let stack: Stack;
  let flow: CodeFlow;
  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
    await stack.storage.tenant('t-acme').clients.save(API_CLIENT);
  });
  after(() => stack.close());

  const introspect = (fields: Readonly<Record<string, string>>, headers = {}) =>
    stack.browser().post('/oauth/introspect', fields, headers);
  const asApi = async (token: unknown): Promise<Json> => {
    const answer = await introspect({ client_id: 'api1', client_secret: SECRET, token: String(token) });
    assert.equal(answer.status, 200, answer.body);
    assert.equal(answer.headers['cache-control'], 'no-store');
    return JSON.parse(answer.body);
  };
  const asWeb = async (token: unknown): Promise<Json> =>
    JSON.parse((await introspect({ token: String(token) }, BASIC)).body);

  test('nobody asks without a secret: not a public client, not a wrong secret, not nobody (RFC 7662 §2.1)', async () => {
    const token = 'x';
    const refusals = [
      [await introspect({ client_id: 'code1', token }), 400, 'unauthorized_client'],
      [await introspect({ client_id: 'api1', client_secret: 'wrong', token }), 401, 'invalid_client'],
      [await introspect({ token }), 401, 'invalid_client'],
      [await introspect({ client_id: 'api1', client_secret: SECRET }), 400, 'invalid_request'],
    ] as const;
    for (const [answer, status, error] of refusals) {
      assert.deepEqual([answer.status, errorOf(answer)], [status, error]);
    }
  });

  test('FU-05 an unknown, cut, foreign or expired token is inactive, and nothing else is said of it (RFC 7662 §2.2)', async () => {
    const { access_token, refresh_token } = await flow.tokens();
    const foreign = await flow.tokens();
    const cut = String(access_token).slice(0, -1);
    for (const token of ['x', 'a.b.c', cut, `${cut}.x`, 'é'.repeat(100)]) {
      assert.deepEqual(await asApi(token), { active: false });
    }
    // web1 has nothing to do with a token that code1 holds for an API.
    assert.deepEqual(await asWeb(foreign['access_token']), { active: false });
    assert.deepEqual(await asWeb(foreign['refresh_token']), { active: false });
    stack.clock.now += 86_400;
    assert.deepEqual(await asApi(access_token), { active: false });
    stack.clock.now -= 86_400;
    assert.equal((await flow.refresh(refresh_token)).status, 200);
  });

  test('the API hears of a token meant for it: whose, for whom, for what, until when (RFC 7662 §2.2)', async () => {
    const { access_token } = await flow.tokens();
    const { iat, exp, jti, ...rest } = await asApi(access_token);
    assert.deepEqual(rest, {
      active: true,
      iss: stack.issuer('acme'),
      client_id: 'code1',
      sub: 'auth0|a11ce0000000000000000001',
      scope: 'openid profile offline_access read:a',
      aud: [API, `${stack.issuer('acme')}userinfo`],
      token_type: 'Bearer',
    });
    assert.equal(Number(exp) - Number(iat), 86_400);
    assert.equal(typeof jti, 'string');
  });

  test('FU-05 a token whose grant was ended is inactive at once, JWT or not', async () => {
    const { access_token, refresh_token } = await flow.tokens();
    assert.equal((await asApi(access_token))['active'], true);
    await flow.revoke(refresh_token);
    assert.deepEqual(await asApi(access_token), { active: false });
  });

  test('a client hears of its own tokens: opaque, refresh token until it is spent, machine token', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    const web = await clients.find('web1');
    assert.ok(web);
    const refreshing = { ...web, grant_types: [...web.grant_types, 'refresh_token'] };
    await clients.save(refreshing);
    const code = await flow.code({ client_id: 'web1', audience: '', scope: 'openid offline_access' });
    const answer = await flow.exchange(code, { client_id: 'web1', client_secret: '' });
    assert.equal(errorOf(answer), 'invalid_client');
    const tokens: Json = JSON.parse(
      (
        await flow.post(
          {
            grant_type: 'authorization_code',
            code,
            redirect_uri: 'https://code.acme.test/cb',
            code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
          },
          BASIC,
        )
      ).body,
    );
    const opaque = await asWeb(tokens['access_token']);
    assert.deepEqual([opaque['active'], opaque['aud']], [true, `${stack.issuer('acme')}userinfo`]);
    const refresh = await asWeb(tokens['refresh_token']);
    assert.deepEqual([refresh['active'], refresh['token_type']], [true, undefined]);
    const use = { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']) };
    await flow.post(use, BASIC);
    assert.equal((await asWeb(tokens['refresh_token']))['active'], true, 'it does not rotate');
    await clients.save({ ...refreshing, refresh_token_rotation_type: 'rotating' });
    await flow.post(use, BASIC);
    assert.deepEqual(await asWeb(tokens['refresh_token']), { active: false });
    const machine: Json = JSON.parse(
      (await flow.post({ grant_type: 'client_credentials', audience: API }, BASIC)).body,
    );
    assert.equal((await asWeb(machine['access_token']))['sub'], 'web1@clients');
  });
});
