/**
 * RC-13: a creation that is sent again under its key makes nothing twice, and tells what it told.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

function under(key: string) {
  return { headers: { 'idempotency-key': key } };
}

async function clientsNamed(name: string): Promise<number> {
  const { body } = await api.call('GET', '/clients?per_page=100');
  return body.filter((one: { name: string }) => one.name === name).length;
}

test('RC-13 a key that is none, and one with a file, are refused', async () => {
  for (const key of ['""', 'a'.repeat(256), 'ä'])
    assert.equal((await api.call('POST', '/clients', { name: 'Key' }, under(key))).status, 400, key);
  const headers = { 'idempotency-key': 'file', 'content-type': 'multipart/form-data; boundary=b' };
  assert.equal((await api.call('POST', '/jobs/users-imports', '--b--', { headers })).status, 400);
});

test('RC-13 the same request gets the same answer with its secret, and another one a refusal', async () => {
  const first = await api.call(
    'POST',
    '/clients',
    { name: 'Once', app_type: 'regular_web', token_endpoint_auth_method: 'client_secret_post' },
    under('"one"'),
  );
  assert.equal(first.status, 201);
  const again = await api.call(
    'POST',
    '/clients',
    { name: 'Once', app_type: 'regular_web', token_endpoint_auth_method: 'client_secret_post' },
    under('one'),
  );
  assert.deepEqual([again.status, again.body], [201, first.body]);
  assert.ok(first.body.client_secret);
  assert.equal(again.headers['idempotent-replayed'], 'true');
  assert.equal(await clientsNamed('Once'), 1);
  const other = await api.call('POST', '/clients', { name: 'Twice' }, under('one'));
  assert.equal(other.status, 422);
  assert.equal(await clientsNamed('Twice'), 0);
});

test('RC-13 of many at once one makes it, and the others hear of that one', async () => {
  const all = await Promise.all(
    Array.from({ length: 6 }, () => api.call('POST', '/roles', { name: 'At once' }, under('many'))),
  );
  const ids = new Set(all.filter(({ status }) => status < 300).map(({ body }) => body.id));
  assert.equal(ids.size, 1);
  assert.ok(all.every(({ status }) => status < 300 || status === 409));
});

test('RC-13 what was refused may be mended under its key', async () => {
  assert.equal((await api.call('POST', '/roles', { name: 7 }, under('mended'))).status, 400);
  const { status } = await api.call(
    'POST',
    '/users',
    { connection: 'Username-Password-Authentication' },
    under('mended'),
  );
  assert.equal(status, 400);
  assert.ok((await api.call('POST', '/roles', { name: 'Mended' }, under('mended'))).status < 300);
});

test('RC-13 a key is that of its tenant', async () => {
  const first = await api.call('POST', '/roles', { name: 'Mine' }, under('day'));
  const elsewhere = await api.call('POST', '/roles', { name: 'Mine' }, { ...under('day'), tenant: 'globex' });
  assert.notEqual(elsewhere.body.id, first.body.id);
});
