/**
 * What an operator takes away after it was granted: the token endpoint gives what was granted and still exists.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import { api, type Stack, startStack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';
import { API, BASIC, type CodeFlow, claimsOf, codeFlow, errorOf } from './code-flow.ts';

let stack: Stack;
let flow: CodeFlow;
before(async () => {
  stack = await startStack();
  flow = await codeFlow(stack);
});
after(() => stack.close());

const WHOLE = api(API, ['read:a', 'write:a']);

function setApi(changes: Partial<ResourceServer> = {}): Promise<void> {
  return stack.storage.tenant('t-acme').resourceServers.save({ ...WHOLE, ...changes });
}

beforeEach(() => setApi());

const WITHOUT_READ = { scopes: [{ value: 'write:a' }] };

function scopesOf(answer: Answer): readonly [granted: unknown, inToken: unknown] {
  const { scope, access_token } = JSON.parse(answer.body);
  return [scope, claimsOf(access_token)['scope']];
}

test('a scope that is taken out of an API is not issued by refresh, and comes back with it', async () => {
  const first = await flow.tokens();
  await setApi(WITHOUT_READ);
  const narrowed = await flow.refresh(first['refresh_token']);
  const left = 'openid profile offline_access';
  assert.deepEqual(scopesOf(narrowed), [left, left]);
  const { refresh_token } = JSON.parse(narrowed.body);
  assert.equal(errorOf(await flow.refresh(refresh_token, { scope: 'read:a' })), 'invalid_scope');
  await setApi();
  const whole = await flow.refresh(refresh_token);
  assert.deepEqual(scopesOf(whole)[0], 'openid profile offline_access read:a');
});

test('a scope that is taken out of an API between code and token is not issued', async () => {
  const code = await flow.code();
  await setApi(WITHOUT_READ);
  assert.equal(scopesOf(await flow.exchange(code))[0], 'openid profile offline_access');
});

test('a grant of which no scope is left gives nothing, and is not used up by being refused', async () => {
  const code = await flow.code({ scope: 'read:a offline_access' });
  await setApi(WITHOUT_READ);
  assert.equal(errorOf(await flow.exchange(code)), 'invalid_grant');
  await setApi();
  const { refresh_token } = JSON.parse((await flow.exchange(code)).body);
  await setApi(WITHOUT_READ);
  assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
  await setApi();
  assert.equal((await flow.refresh(refresh_token)).status, 200);
});

test('an API that allows no refresh tokens any more gets none, by a code or by a refresh token', async () => {
  const first = await flow.tokens();
  const code = await flow.code();
  await setApi({ allow_offline_access: false });
  const exchanged = await flow.exchange(code);
  assert.equal(JSON.parse(exchanged.body).refresh_token, undefined, exchanged.body);
  assert.equal(scopesOf(exchanged)[0], 'openid profile read:a');
  assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'invalid_grant');
});

test('a client that loses the grant_type refresh_token refreshes nothing, and a code gives it no refresh token', async () => {
  const { clients } = stack.storage.tenant('t-acme');
  const client = await clients.find('code1');
  assert.ok(client);
  const first = await flow.tokens();
  const code = await flow.code();
  await clients.save({ ...client, grant_types: ['authorization_code'] });
  assert.equal(errorOf(await flow.refresh(first['refresh_token'])), 'unauthorized_client');
  assert.equal(JSON.parse((await flow.exchange(code)).body).refresh_token, undefined);
  await clients.save(client);
});

test('client_credentials: scopes that are taken from the API or from the client are not issued', async () => {
  const ask = () => flow.post({ grant_type: 'client_credentials', audience: API }, BASIC);
  assert.equal(scopesOf(await ask())[0], 'read:a');
  await setApi(WITHOUT_READ);
  assert.equal(errorOf(await ask()), 'invalid_scope');
});
