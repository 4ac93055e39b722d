/**
 * What a client gives back (RFC 7009): a JWT ends by itself wherever this server is asked about it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';
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
  SECRET,
} from './code-flow.ts';

describe('revocation', () => {
  let stack: Stack;
  let flow: CodeFlow;
  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
    await stack.storage.tenant('t-acme').clients.save(
      implicitClient('api1', {
        token_endpoint_auth_method: 'client_secret_post',
        client_secret_hash: sha256(SECRET),
        resource_server_identifier: API,
      }),
    );
  });
  after(() => stack.close());

  const isActive = async (token: unknown): Promise<unknown> => {
    const fields = { client_id: 'api1', client_secret: SECRET, token: String(token) };
    return JSON.parse((await stack.browser().post('/oauth/introspect', fields)).body).active;
  };
  const revoke = (token: unknown, fields: object = {}, headers = {}): Promise<Answer> =>
    stack.browser().post('/oauth/revoke', { client_id: 'code1', token: String(token), ...fields }, headers);
  const rowsOf = async (type: string) =>
    (await stack.storage.tenant('t-acme').audit.list(1_000)).filter((row) => row.type === type);

  for (const token_type_hint of ['', 'access_token', 'refresh_token', 'magic']) {
    test(`a JWT given back as ${token_type_hint || 'nothing'} is over, here and with whoever asks, and alone (RFC 7009 §2.1)`, async () => {
      const first = await flow.tokens();
      const { access_token, refresh_token }: Json = JSON.parse(
        (await flow.refresh(first['refresh_token'])).body,
      );
      const before = (await rowsOf('token_revoked')).length;
      assert.deepEqual([await isActive(access_token), await isActive(first['access_token'])], [true, true]);
      assert.equal((await flow.userinfo(access_token)).status, 200);
      const answer = await revoke(access_token, { token_type_hint });
      assert.equal(answer.status, 200, answer.body);
      assert.equal((await flow.userinfo(access_token)).status, 401);
      assert.equal(await isActive(access_token), false);
      const [row, ...others] = await rowsOf('token_revoked');
      assert.deepEqual([row?.client_id, others.length], ['code1', before]);
      assert.equal((await revoke(access_token)).status, 200, 'once more is no error');
      // What else its grant gave stays: who wants all of it to end gives the refresh token back.
      assert.equal(await isActive(first['access_token']), true);
      const renewed = await flow.refresh(refresh_token);
      assert.equal(renewed.status, 200);
      assert.equal((await revoke(JSON.parse(renewed.body).refresh_token)).status, 200);
      assert.equal(await isActive(first['access_token']), false);
    });
  }

  test('a JWT that went through a browser, and one of a machine, are given back as well', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    const client = await clients.find('code1');
    assert.ok(client);
    await clients.save({
      ...client,
      grant_types: [...client.grant_types, 'implicit'],
      oidc_conformant: false,
    });
    const agent = stack.browser();
    const { code_challenge: _, code_challenge_method: __, ...asked } = ASKED;
    const fields = { ...asked, response_type: 'token id_token', scope: 'openid read:a' };
    const answer = await agent.signIn(await agent.authorize(fields), ALICE);
    const through = new URLSearchParams(new URL(answer.location).hash.slice(1)).get('access_token');
    assert.equal((await flow.userinfo(through)).status, 200);
    await revoke(through);
    assert.equal((await flow.userinfo(through)).status, 401);
    await clients.save(client);

    const machine = await flow.post({ grant_type: 'client_credentials', audience: API }, BASIC);
    const { access_token }: Json = JSON.parse(machine.body);
    assert.equal(await isActive(access_token), true);
    await revoke(access_token, { client_id: 'web1' }, BASIC);
    assert.equal(await isActive(access_token), false);
  });

  test('RT-20 a JWT of another client stays, whoever gives it back is told nothing of it (RFC 7009 §2.1)', async () => {
    const { access_token } = await flow.tokens();
    const before = (await rowsOf('token_revoked')).length;
    const answer = await revoke(access_token, { client_id: 'web1' }, BASIC);
    assert.deepEqual([answer.status, answer.body], [200, '{}']);
    assert.equal(errorOf(await revoke(access_token, { client_id: 'web1' })), 'invalid_client');
    assert.equal(await isActive(access_token), true);
    assert.equal((await rowsOf('token_revoked')).length, before);
  });

  test('RT-20 only what this tenant signed as an access token can be given back', async () => {
    const { access_token, id_token } = await flow.tokens();
    const [header, payload, signature] = String(access_token).split('.');
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(access_token), scope: 'read:a' }));
    for (const token of [
      id_token,
      `${header}.${forged.toString('base64url')}.${signature}`,
      `${header}.${payload}.`,
      'a.b.c',
      '.',
    ]) {
      const answer = await revoke(token);
      assert.equal(answer.status, 200, 'a token that nobody knows is as good as revoked (§2.2)');
    }
    assert.equal(await isActive(access_token), true);
    stack.clock.now += 86_400;
    assert.equal((await revoke(access_token)).status, 200, 'nor is one that has expired an error');
    stack.clock.now -= 86_400;
    assert.equal(await isActive(access_token), true, 'and nothing is kept of it');
  });
});
