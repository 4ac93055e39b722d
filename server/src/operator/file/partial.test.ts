/**
 * Partial means partial: what a file does not name stays as it is, a section that is there is whole, and null asks for the
 * default.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Operator, ofTenant, startBegun } from '../../../test/operator/operator.ts';

const WHOLE = ofTenant(
  'domain: login.example',
  'settings: { idle_session_lifetime: 1, sign_up: true }',
  'clients: [{ name: A, client_id: a, callbacks: ["https://a.example/"] }]',
  'users: [{ email: a@b.c, name: Alice, blocked: true, address: { country: PT, locality: Lisbon } }]',
);

async function stored({ look }: Operator) {
  return look(async (storage) => {
    const [tenant] = await storage.tenants.list();
    assert.ok(tenant);
    const { clients, users } = storage.tenant(tenant.tenant_id);
    const found = await users.findByEmail('a@b.c');
    return { tenant, client: await clients.find('a'), user: found?.user };
  });
}

test('a tenant that is named with users alone keeps its domain, settings and clients', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(WHOLE);
  const before = await stored(operator);
  assert.deepEqual(await operator.apply(ofTenant('users: [{ email: a@b.c, blocked: false }]')), [
    'unchanged tenant dev.us',
    'update user a@b.c blocked',
  ]);
  const after = await stored(operator);
  assert.deepEqual([after.tenant, after.client], [before.tenant, before.client]);
  assert.equal(after.tenant.domain, 'login.example');
  const { updated_at, ...claims } = after.user?.claims ?? {};
  assert.deepEqual(claims, before.user?.claims);
  assert.equal(typeof updated_at, 'number');
});

test('settings that are there are all settings, and an empty section of them is the defaults', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(WHOLE);
  assert.deepEqual(await operator.apply(ofTenant('settings: { idle_session_lifetime: 1 }')), [
    'unchanged tenant dev.us',
    'update settings dev.us sign_up',
  ]);
  assert.deepEqual(await operator.apply(ofTenant('settings: {}')), [
    'unchanged tenant dev.us',
    'update settings dev.us idle_session_lifetime',
  ]);
  assert.equal((await stored(operator)).tenant.domain, 'login.example');
});

test('null removes a domain and a claim, and gives a setting its default', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(WHOLE);
  const text = ofTenant(
    'domain: null',
    'settings: { idle_session_lifetime: ~, sign_up: true }',
    'users: [{ email: a@b.c, name: null }]',
  );
  assert.deepEqual(await operator.apply(text), [
    'update tenant dev.us domain',
    'update settings dev.us idle_session_lifetime',
    'update user a@b.c name',
  ]);
  const { tenant, user } = await stored(operator);
  assert.deepEqual([tenant.domain, tenant.settings.idle_session_lifetime], [undefined, 72]);
  assert.deepEqual([user?.claims.name, user?.blocked], [undefined, true]);
});

test('members of an address of a person are changed one by one', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(WHOLE);
  await operator.apply(ofTenant('users: [{ email: a@b.c, address: { locality: Porto } }]'));
  assert.deepEqual((await stored(operator)).user?.claims.address, { country: 'PT', locality: 'Porto' });
});

test('of a user who is known by the address the user_id stays, and one who is new gets one', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(WHOLE);
  const before = await stored(operator);
  assert.match(before.user?.sub ?? '', /^auth0\|[0-9a-f]{24}$/);
  await operator.apply(ofTenant('users: [{ email: A@B.C }]'));
  const { user } = await stored(operator);
  assert.deepEqual([user?.sub, user?.claims.email], [before.user?.sub, 'A@B.C']);
});

test('a file of nothing asks for nothing', async (t) => {
  const operator = await startBegun(t);
  assert.deepEqual(await operator.apply('tenants: []'), []);
  assert.deepEqual(await operator.apply('{}'), []);
});
