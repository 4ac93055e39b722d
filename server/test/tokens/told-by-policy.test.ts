/**
 * What an application reads by the policy of its tenant: the claims, the type of its access tokens, the picture of somebody who
 * has none, and the keys.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { api, type Stack, startStack } from '../stack.ts';
import { API, BASIC, type CodeFlow, claimsOf, codeFlow, type Json } from './code-flow.ts';

describe('told by policy', () => {
  let stack: Stack;
  let flow: CodeFlow;

  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
    const { users } = stack.storage.tenant('t-acme');
    const alice = (await users.list()).find(({ claims }) => claims.email === 'alice@acme.test');
    assert.ok(alice);
    const claims = { email: 'Alice@Acme.test', updated_at: 1_796_048_908 };
    await users.save({ ...alice, claims });
  });
  after(() => stack.close());

  const follow = async (policy: 'compatible' | 'oidc') => {
    const { tenants } = stack.storage;
    const acme = (await tenants.list()).find(({ tenant_id }) => tenant_id === 't-acme');
    assert.ok(acme);
    await tenants.save({ ...acme, settings: { ...acme.settings, policy } });
  };
  /** The code is asked for as by any client, and the tokens are made under the policy. */
  const tokens = async (policy: 'compatible' | 'oidc' = 'compatible'): Promise<Json> => {
    await follow('compatible');
    const code = await flow.code({ scope: 'openid profile email read:a' });
    await follow(policy);
    return JSON.parse((await flow.exchange(code)).body);
  };
  const headerOf = (jwt: unknown): Json =>
    JSON.parse(Buffer.from(String(jwt).split('.')[0] ?? '', 'base64url').toString());
  const active = async (token: unknown) => {
    const asked = { token: String(token) };
    return JSON.parse((await stack.browser().post('/oauth/introspect', asked, BASIC)).body).active;
  };

  test('compatible: an ID token and /userinfo tell what Auth0 tells, as Auth0 types it', async () => {
    const { id_token, access_token } = await tokens();
    const picture = `${stack.issuer('acme')}avatar/al.svg`;
    const userinfo: Json = JSON.parse((await flow.userinfo(access_token)).body);
    for (const told of [claimsOf(id_token), userinfo]) {
      assert.equal(told['updated_at'], '2026-11-30T14:28:28.000Z');
      assert.deepEqual([told['email'], told['email_verified']], ['alice@acme.test', false]);
      assert.deepEqual(
        [told['name'], told['nickname'], told['picture']],
        ['alice@acme.test', 'alice', picture],
      );
    }
    const answer = await stack.browser().send('/avatar/al.svg');
    assert.equal(answer.status, 200);
    assert.match(answer.body, />AL<\/text>/);
  });

  test('oidc: the same user is told as they are, and updated_at as a number (OIDC Core §5.1)', async () => {
    const { access_token } = await tokens('oidc');
    const { sub: _, ...told } = JSON.parse((await flow.userinfo(access_token)).body);
    assert.deepEqual(told, { email: 'alice@acme.test', updated_at: 1_796_048_908 });
  });

  test('an access token is typed JWT as with Auth0, or at+jwt under oidc and where the API chose (RFC 9068 §2.1)', async () => {
    const typ = async (policy: 'compatible' | 'oidc') =>
      headerOf((await tokens(policy))['access_token'])['typ'];
    const machine = async () => {
      const body = { grant_type: 'client_credentials', audience: API };
      return headerOf(JSON.parse((await flow.post(body, BASIC)).body).access_token)['typ'];
    };
    assert.deepEqual([await typ('compatible'), await machine()], ['JWT', 'JWT']);
    assert.deepEqual([await typ('oidc'), await machine()], ['at+jwt', 'at+jwt']);
    const { resourceServers } = stack.storage.tenant('t-acme');
    await resourceServers.save({ ...api(API, ['read:a']), token_dialect: 'rfc9068_profile' });
    assert.deepEqual([await typ('compatible'), await machine()], ['at+jwt', 'at+jwt']);
    await resourceServers.save(api(API, ['read:a']));
  });

  test('AU-02 RT-20 where both are typed JWT, neither token does what the other does (RFC 8725 §3.12)', async () => {
    const { id_token, access_token } = await tokens();
    assert.deepEqual([headerOf(id_token)['typ'], headerOf(access_token)['typ']], ['JWT', 'JWT']);
    assert.equal((await flow.userinfo(access_token)).status, 200);
    assert.equal((await flow.userinfo(id_token)).status, 401);
    assert.equal(await active(id_token), false);
    assert.equal('azp' in claimsOf(id_token) || 'jti' in claimsOf(id_token), false);
    // Somebody who is to be the user of a hint is nobody by an access token.
    const hint = { client_id: 'code1', id_token_hint: String(access_token) };
    const query = new URLSearchParams({ ...hint, post_logout_redirect_uri: 'https://code.acme.test/bye' });
    const answer = await stack.browser().send(`/oidc/logout?${query}`);
    assert.notEqual(answer.status, 303);
  });

  test('a picture is one of letters alone: no script, no origin, cached, shown by any page', async () => {
    const { status, headers } = await stack.browser().send('/avatar/_.svg');
    assert.equal(status, 200);
    const told = (name: string) => String(headers[name]);
    assert.equal(told('content-type'), 'image/svg+xml');
    assert.match(told('content-security-policy'), /^default-src 'none';.*; sandbox$/);
    assert.equal(told('x-content-type-options'), 'nosniff');
    assert.equal(told('cross-origin-resource-policy'), 'cross-origin');
    assert.match(told('cache-control'), /^public, max-age=\d+/);
    for (const file of [
      'abc.svg',
      'AL.svg',
      'al.png',
      'al',
      '%3Cscript%3E.svg',
      '.svg',
      '__.svg',
      'al.svg.svg',
    ])
      assert.equal((await stack.browser().send(`/avatar/${file}`)).status, 404, file);
  });

  test('a tenant shows RSA keys alone, each with its certificate, until somebody asks for another algorithm', async () => {
    const keys = async (): Promise<readonly Json[]> =>
      JSON.parse((await stack.browser().send('/.well-known/jwks.json')).body).keys;
    const kinds = (shown: readonly Json[]) => shown.map(({ kty }) => kty);
    const rsa = await keys();
    assert.deepEqual(kinds(rsa), ['RSA', 'RSA']);
    const members = ['alg', 'kty', 'use', 'n', 'e', 'kid', 'x5t', 'x5t#S256', 'x5c'];
    assert.deepEqual(
      rsa.map((key) => Object.keys(key)),
      [members, members],
    );
    const { resourceServers } = stack.storage.tenant('t-acme');
    await resourceServers.save({ ...api(API, ['read:a']), signing_alg: 'ES256' });
    const { access_token } = await tokens();
    assert.deepEqual(kinds(await keys()), ['RSA', 'RSA', 'EC', 'EC']);
    assert.equal((await keys())[2]?.['kid'], headerOf(access_token)['kid']);
  });
});
