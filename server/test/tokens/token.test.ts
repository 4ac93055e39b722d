import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import type { UserAgent } from '../user-agent.ts';
import {
  ALICE,
  API,
  ASKED,
  BASIC,
  type CodeFlow,
  claimsOf,
  codeFlow,
  errorOf,
  type Json,
  REDIRECT_URI,
  SECRET,
  VERIFIER,
} from './code-flow.ts';

describe('the token endpoint', () => {
  let stack: Stack;
  let browser: UserAgent;
  let flow: CodeFlow;
  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
  });
  after(() => stack.close());
  beforeEach(() => {
    browser = stack.browser();
  });

  const NOT_THE_CODE: readonly (readonly [why: string, changes: Readonly<Record<string, string>>])[] = [
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another redirect_uri', { redirect_uri: 'https://code.acme.test/cb2' }],
    ['no redirect_uri', { redirect_uri: '' }],
    ['another client', { client_id: 'spa2' }],
    ['a code that was cut', { code: 'x' }],
  ];

  test('a code is refused with anything that is not its own, and is still good afterwards (RFC 6749 §4.1.3)', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    await clients.save(
      implicitClient('spa2', { grant_types: ['authorization_code'], redirect_uris: [REDIRECT_URI] }),
    );
    const value = await flow.code();
    for (const [why, changes] of NOT_THE_CODE) {
      const answer = await flow.exchange(value, changes);
      assert.equal(JSON.parse(answer.body).error, 'invalid_grant', why);
    }
    assert.equal((await flow.exchange(value)).status, 200);
  });

  test('a code is good for a minute', async () => {
    const value = await flow.code();
    stack.clock.now += 60;
    assert.equal(errorOf(await flow.exchange(value)), 'invalid_grant');
  });

  test('a code, its verifier and the tokens: what comes is signed, bound to the request and good for /userinfo', async () => {
    const answer = await flow.exchange(await flow.code());
    const body: Json = JSON.parse(answer.body);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.deepEqual(
      [body['token_type'], body['expires_in'], body['scope']],
      ['Bearer', 86_400, 'openid profile offline_access read:a'],
    );
    const { aud, scope } = claimsOf(body['access_token']);
    assert.deepEqual(
      [aud, scope],
      [[API, `${stack.issuer('acme')}userinfo`], 'openid profile offline_access read:a'],
    );
    const id = claimsOf(body['id_token']);
    assert.deepEqual([id['aud'], id['nonce'], id['name']], ['code1', 'N1', 'alice']);
    assert.equal((await flow.userinfo(body['access_token'])).status, 200);
  });

  test('a code that comes a second time is refused, and ends what it gave (RFC 6749 §4.1.2)', async () => {
    const value = await flow.code();
    const first: Json = JSON.parse((await flow.exchange(value)).body);
    assert.equal(errorOf(await flow.exchange(value)), 'invalid_grant');
    assert.equal((await flow.userinfo(first['access_token'])).status, 401);
    assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'invalid_grant');
    const types = (await stack.storage.tenant('t-acme').audit.list(10)).map(({ type }) => type);
    assert.ok(types.includes('code_replayed'));
  });

  test('without an API the token is opaque, good for /userinfo, and can be revoked by itself (RFC 7009)', async () => {
    const { audience: _, ...asked } = ASKED;
    const answer = await browser.signIn(await browser.authorize({ ...asked, scope: 'openid' }), ALICE);
    const value = new URL(answer.location).searchParams.get('code') ?? '';
    const { access_token, refresh_token }: Json = JSON.parse((await flow.exchange(value)).body);
    assert.equal(refresh_token, undefined);
    assert.equal((await flow.userinfo(access_token)).status, 200);
    assert.equal((await flow.revoke(access_token)).status, 200);
    assert.equal((await flow.userinfo(access_token)).status, 401);
  });

  test('a refresh token gives new tokens and its successor; a scope can be narrowed, never widened', async () => {
    const first: Json = await flow.tokens();
    const wider = await flow.refresh(first['refresh_token'], { scope: 'openid write:a' });
    assert.equal(JSON.parse(wider.body).error, 'invalid_scope');
    const narrow: Json = JSON.parse((await flow.refresh(first['refresh_token'], { scope: 'read:a' })).body);
    assert.deepEqual([narrow['scope'], narrow['id_token']], ['read:a', undefined]);
    const next: Json = JSON.parse((await flow.refresh(narrow['refresh_token'])).body);
    assert.equal(next['scope'], 'openid profile offline_access read:a');
    assert.equal(claimsOf(next['id_token'])['nonce'], undefined);
    assert.equal(claimsOf(next['id_token'])['auth_time'], claimsOf(first['id_token'])['auth_time']);
    assert.equal((await flow.userinfo(next['access_token'])).status, 200);
  });

  test('a refresh token that comes again ends its family, and an audit row says so (RFC 9700 §4.14.2)', async () => {
    const first: Json = await flow.tokens();
    const next: Json = JSON.parse((await flow.refresh(first['refresh_token'])).body);
    assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'invalid_grant');
    assert.equal(errorOf(await flow.refresh(next['refresh_token'])), 'invalid_grant');
    assert.equal((await flow.userinfo(next['access_token'])).status, 401);
    const types = (await stack.storage.tenant('t-acme').audit.list(10)).map(({ type }) => type);
    assert.ok(types.includes('refresh_token_reused'));
  });

  test('a refresh token of another client is none, and stays good for its own', async () => {
    const first: Json = await flow.tokens();
    const { clients } = stack.storage.tenant('t-acme');
    await clients.save(implicitClient('code2', { grant_types: ['refresh_token'] }));
    const stolen = await flow.refresh(first['refresh_token'], { client_id: 'code2' });
    assert.equal(JSON.parse(stolen.body).error, 'invalid_grant');
    assert.equal((await flow.refresh(first['refresh_token'])).status, 200);
  });

  test('a user who was blocked gets nothing more', async () => {
    const records = stack.storage.tenant('t-acme').users;
    const value = await flow.code();
    const first: Json = await flow.tokens();
    const alice = await records.find('auth0|a11ce0000000000000000001');
    assert.ok(alice);
    await records.save({ ...alice, blocked: true });
    assert.equal(errorOf(await flow.exchange(value)), 'invalid_grant');
    assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'invalid_grant');
    await records.save(alice);
    assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'invalid_grant', 'nor after the block');
  });

  test('an API that is gone, or not rolled out, ends what was granted for it', async () => {
    const value = await flow.code();
    await stack.storage.rollouts.save({
      feature: 'api_authorization',
      region: 'us',
      stage: 'off',
      percent: 0,
    });
    assert.equal(errorOf(await flow.exchange(value)), 'invalid_grant');
    await stack.storage.rollouts.save({
      feature: 'api_authorization',
      region: 'us',
      stage: 'on',
      percent: 100,
    });
    assert.equal((await flow.exchange(value)).status, 200);
  });

  test('hybrid: a code and an ID token that is tied to it (OIDC Core §3.3)', async () => {
    const { code_challenge: _, code_challenge_method: __, ...asked } = ASKED;
    const page = await browser.authorize({
      ...asked,
      client_id: 'web1',
      response_type: 'code id_token token',
    });
    const { hash } = new URL((await browser.signIn(page, ALICE)).location);
    const given = Object.fromEntries(new URLSearchParams(hash.slice(1)));
    const { c_hash, at_hash, nonce } = claimsOf(given['id_token']);
    assert.equal(nonce, 'N1');
    assert.deepEqual([c_hash, at_hash], [halfHash(given['code']), halfHash(given['access_token'])]);
    const fields = {
      grant_type: 'authorization_code',
      code: given['code'] ?? '',
      redirect_uri: REDIRECT_URI,
    };
    assert.equal((await flow.post(fields, BASIC)).status, 200);
  });

  test('revocation: a refresh token takes its whole grant along (RFC 7009 §2.1)', async () => {
    const first: Json = await flow.tokens();
    assert.equal((await flow.revoke(first['refresh_token'], 'spa1')).status, 200);
    assert.equal((await flow.userinfo(first['access_token'])).status, 200, 'not the token of that client');
    assert.equal((await flow.revoke(first['refresh_token'])).status, 200);
    assert.equal((await flow.userinfo(first['access_token'])).status, 401);
    assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'invalid_grant');
    assert.equal(
      (await stack.storage.tenant('t-acme').audit.list(10)).filter(({ type }) => type === 'token_revoked')
        .length,
      1,
    );
  });

  test('response_type=none answers with nothing but the state', async () => {
    const answer = await browser.signIn(await browser.authorize({ ...ASKED, response_type: 'none' }), ALICE);
    assert.deepEqual([...new URL(answer.location).searchParams.keys()], ['state', 'iss']);
  });

  test('a page of any origin may ask, and a preflight names no more than POST', async () => {
    const headers = { origin: 'https://code.acme.test' };
    const preflight = await browser.send('/oauth/token', { method: 'OPTIONS', headers });
    assert.equal(preflight.headers['access-control-allow-methods'], 'POST');
    const answer = await flow.post({ client_id: 'code1' }, headers);
    assert.equal(answer.headers['access-control-allow-origin'], 'https://code.acme.test');
  });

  test('no code, verifier, secret or token is in the log or the audit table', async () => {
    const value = await flow.code();
    const body: Json = JSON.parse((await flow.exchange(value)).body);
    await flow.post({ grant_type: 'client_credentials', audience: API }, BASIC);
    const kept = stack.logged() + JSON.stringify(await stack.storage.tenant('t-acme').audit.list(1_000));
    for (const secret of [
      value,
      VERIFIER,
      SECRET,
      body['refresh_token'],
      body['access_token'],
      body['id_token'],
    ])
      assert.equal(kept.includes(String(secret)), false);
  });
});

function halfHash(value: string | undefined): string {
  return Buffer.from(sha256(value ?? ''), 'base64url')
    .subarray(0, 16)
    .toString('base64url');
}
