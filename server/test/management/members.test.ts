/**
 * Members of records by every scope, from the tables that say which scope each wants: who may not see one is not shown it, and who may
 * not change one cannot.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CLIENTS } from '../../src/management/families/client/clients.ts';
import { ALICE_SUB } from '../attacks/requests.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
let client_id: string;
before(async () => {
  api = await startApi();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = await api.call('POST', '/clients', {
    name: 'Signer',
    grant_types: ['client_credentials'],
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }] },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  ({ client_id } = made.body);
});
after(() => api.stack.close());

const { guarded } = CLIENTS;
assert.ok(guarded);
const { members, others } = guarded;

test('what a scope may not see of an application is not there, in its detail and in lists', async () => {
  for (const scope of CLIENTS.scopes.read) {
    const token = await api.token([scope]);
    const { body: one } = await api.callAs(token, 'GET', `/clients/${client_id}`);
    const { body: list } = await api.callAs(token, 'GET', '/clients?per_page=100');
    const listed = list.find((entry: { readonly client_id: string }) => entry.client_id === client_id);
    for (const [name, { read = CLIENTS.scopes.read }] of Object.entries(members)) {
      if (name === 'client_secret' || name === 'jwks_uri') continue;
      assert.equal(name in one, read.includes(scope), `${name} by ${scope}`);
    }
    assert.deepEqual(listed, one, scope);
    assert.ok(!('client_secret' in one));
  }
});

test('MG-02 what a scope may not change of an application it cannot, and the others can', async () => {
  const values: Readonly<Record<string, unknown>> = {
    client_secret: 'a secret that is long enough for anybody 0123456789',
    jwks_uri: null,
    jwks: null,
    client_authentication_methods: null,
    name: 'Renamed',
    callbacks: ['https://app.test/cb'],
  };
  for (const scope of CLIENTS.scopes.update) {
    const token = await api.token([scope]);
    for (const [name, value] of Object.entries(values)) {
      const { change = CLIENTS.scopes.update } = members[name] ?? { change: others };
      const { status } = await api.callAs(token, 'PATCH', `/clients/${client_id}`, { [name]: value });
      assert.equal(status === 403, !change.includes(scope), `${name} by ${scope}: ${status}`);
    }
  }
});

test('what a scope may not see of a person is not there, and nothing of another tenant', async () => {
  const path = `/users/${encodeURIComponent(ALICE_SUB)}`;
  await api.call('PATCH', path, { app_metadata: { plan: 'team' }, user_metadata: { a: 1 } });
  const metadata = await api.token(['read:users_app_metadata']);
  assert.deepEqual((await api.callAs(metadata, 'GET', path)).body, {
    user_id: ALICE_SUB,
    app_metadata: { plan: 'team' },
  });
  assert.equal((await api.callAs(metadata, 'GET', '/users')).status, 403);
  const whole = (await api.callAs(await api.token(['read:users']), 'GET', path)).body;
  assert.ok('email' in whole && 'user_metadata' in whole);
  const elsewhere = await api.token(undefined, 'globex');
  const there = { tenant: 'globex' };
  for (const asked of [path, `/clients/${client_id}`])
    assert.equal((await api.callAs(elsewhere, 'GET', asked, undefined, there)).status, 404, asked);
});
