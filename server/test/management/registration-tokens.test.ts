/**
 * Tokens by which applications register themselves, made, listed and taken back by the API.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const PATH = '/client-registration-tokens';

test('a token is told once, listed by an id that is not it, and taken back once, at its own tenant alone', async () => {
  const { body: made } = await api.call('POST', PATH, { hours: 1 });
  const { body: listed } = await api.call('GET', PATH);
  assert.equal(listed.length, 1);
  const [{ id, expires_at }] = listed;
  assert.equal(expires_at, made.expires_at);
  assert.notEqual(id, made.token);
  assert.deepEqual((await api.call('GET', PATH, undefined, { tenant: 'globex' })).body, []);
  assert.equal((await api.call('DELETE', `${PATH}/${id}`, undefined, { tenant: 'globex' })).status, 404);
  assert.equal((await api.call('DELETE', `${PATH}/nothing`)).status, 404);
  assert.equal((await api.call('DELETE', `${PATH}/${id}`)).status, 204);
  assert.equal((await api.call('DELETE', `${PATH}/${id}`)).status, 404);
  assert.deepEqual((await api.call('GET', PATH)).body, []);
  const events = await api.stack.storage.tenant('t-acme').audit.list(50);
  assert.ok(events.some(({ type }) => type === 'initial_access_token_removed'));
});
