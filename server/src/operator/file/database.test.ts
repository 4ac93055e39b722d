/**
 * What stands against a file in one database and region although it is right by itself; nothing is applied then.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOperator } from '../../../test/operator/operator.ts';

const TENANT = 'tenants:\n  - name: acme\n    region: eu\n';
const API = `${TENANT}    resourceServers: [{ name: Api, identifier: urn:api }]\n`;
const OFF =
  'feature_not_enabled: This feature is not enabled for this tenant. api_authorization is off in region eu.';

test('an API is refused where the feature is off in the region of its tenant, and nothing of the file is applied', async (t) => {
  const { rollout, apply, look } = await startOperator(t);
  await rollout('eu', 'off');
  assert.deepEqual(await apply(`${API}    clients: [{ name: A, client_id: a }]\n`), [
    `4:23 resourceServers[0] ${OFF}`,
  ]);
  assert.deepEqual(await look(({ tenants }) => tenants.list()), []);
  await rollout('eu', 'on');
  assert.equal((await apply(API)).length, 2);
});

test('an API is refused where the file itself turns the feature off, and taken where it turns it on', async (t) => {
  const { rollout, apply } = await startOperator(t);
  const row = (stage: string) => `rollouts: [{ feature: api_authorization, region: eu, stage: ${stage} }]\n`;
  assert.deepEqual(await apply(API + row('off')), [`4:23 resourceServers[0] ${OFF}`]);
  await rollout('eu', 'off');
  assert.deepEqual(await apply(API + row('on')), [
    'update rollout api_authorization eu stage',
    'create tenant acme.eu domain',
    'create resource_server urn:api',
  ]);
});

test('a tenant that takes part in the preview has the feature, its neighbour has not', async (t) => {
  const { rollout, apply } = await startOperator(t);
  await rollout('eu', 'preview');
  assert.deepEqual(await apply(API), [`4:23 resourceServers[0] ${OFF}`]);
  assert.equal((await apply(`${API}    settings: { preview_features: [api_authorization] }\n`)).length, 3);
});

test('a percentage decides the same for a new tenant each time it is asked', async (t) => {
  const { rollout, apply } = await startOperator(t);
  await rollout('eu', 'percent', '50');
  const files = Array.from({ length: 20 }, (_, index) => API.replace('acme', `acme-${index}`));
  const first: boolean[] = [];
  for (const file of files) first.push((await apply(file, { dryRun: true })).length === 2);
  const applied: boolean[] = [];
  for (const file of files) applied.push((await apply(file)).length === 2);
  assert.deepEqual(applied, first);
  assert.deepEqual([...new Set(first)].sort(), [false, true]);
});

test('a default audience that is no API of the tenant is refused, also where APIs are off', async (t) => {
  const { rollout, apply } = await startOperator(t);
  const settings = '    settings: { default_audience: urn:other }\n';
  assert.deepEqual(await apply(API + settings), ['5:35 default_audience is not an API of this tenant']);
  await rollout('eu', 'off');
  assert.deepEqual(await apply(TENANT + settings), [`4:35 default_audience ${OFF}`]);
});

test('a default audience may be an API that is stored already', async (t) => {
  const { apply } = await startOperator(t);
  await apply(API);
  assert.deepEqual(await apply(`${TENANT}    settings: { default_audience: urn:api }\n`), [
    'unchanged tenant acme.eu',
    'update settings acme.eu default_audience',
  ]);
});

test('a domain that leads to another tenant is refused: one of the two would be gone', async (t) => {
  const { apply } = await startOperator(t);
  await apply('tenants: [{ name: acme, region: us, domain: login.example }]');
  const of = (domain: string) => apply(`tenants: [{ name: other, region: us, domain: ${domain} }]`);
  assert.deepEqual(await of('login.example'), ['1:46 domain belongs to the tenant acme.us']);
  for (const domain of ['acme.us.localhost', 'acme.localhost']) {
    assert.deepEqual(await of(domain), [`1:46 domain is a host of the tenant acme.us by its name`]);
  }
  assert.deepEqual(await of('localhost'), ['create tenant other.us']);
});

test('an e-mail address of another user is refused; without a user_id it names that user', async (t) => {
  const { apply } = await startOperator(t);
  const user = (fields: string) => `${TENANT}    users: [{ ${fields} }]\n`;
  await apply(user('email: a@example.com, user_id: "auth0|1"'));
  assert.deepEqual(await apply(user('email: A@example.com, user_id: "auth0|2"')), [
    '4:22 email belongs to the user auth0|1 already',
  ]);
  assert.deepEqual(await apply(user('email: a@example.com, nickname: al')), [
    'unchanged tenant acme.eu',
    'update user a@example.com nickname',
  ]);
  assert.deepEqual(await apply(user('email: b@example.com, user_id: "auth0|1"')), [
    'unchanged tenant acme.eu',
    'update user b@example.com email',
  ]);
});
