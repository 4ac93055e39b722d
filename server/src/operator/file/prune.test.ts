/**
 * `--prune`: what a section that is there does not name is deleted, after it was said and agreed to.
 */

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { writable } from '../../../test/databases/writable.ts';
import { type Operator, ofTenant, startBegun, stepText } from '../../../test/operator/operator.ts';
import { applyFile, type Step } from '../apply.ts';

const WHOLE = `rollouts: [{ feature: api_authorization, region: eu, stage: on }]
${ofTenant(
  'clients: [{ name: A, client_id: a, client_secret: "##SECRET##" }, { name: B, client_id: b }]',
  'resourceServers: [{ name: C, identifier: c }]',
  'clientGrants: [{ client_id: a, audience: c }]',
  'users: [{ email: a@b.c }, { email: b@b.c, user_id: "auth0|b" }]',
)}
  - { name: other, region: us, clients: [{ name: A, client_id: a }] }
`;

const env = { SECRET: 'x'.repeat(32) };
const prune = true;

async function filled(operator: Operator): Promise<Operator> {
  await operator.apply(WHOLE, { env });
  return operator;
}

const deletions = (steps: readonly string[]) => steps.filter((step) => !step.startsWith('unchanged'));

test('without it nothing that is left out is deleted', async (t) => {
  const { apply } = await filled(await startBegun(t));
  assert.deepEqual(deletions(await apply(ofTenant('clients: []', 'users: []'), { env })), []);
});

test('a section that is there loses what it does not name; one that is not there loses nothing', async (t) => {
  const { apply } = await filled(await startBegun(t));
  const text = ofTenant('clients: [{ name: B, client_id: b }]', 'users: [{ email: A@b.c }]');
  const lost = ['delete client a', 'delete user b@b.c'];
  const plan = deletions(await apply(text.replace('tenants:', 'tenants:'), { prune, dryRun: true }));
  assert.deepEqual(plan.filter((step) => !step.startsWith('update')).slice(0, 3), [
    'delete tenant other.us',
    ...lost,
  ]);
  assert.ok(deletions(await apply(text, { prune })).includes('delete client a'));
  assert.deepEqual(deletions(await apply(text, { prune })), []);
});

test('a tenant that is named keeps the sections that are not, and whole lists of the top are lists', async (t) => {
  const { apply } = await filled(await startBegun(t));
  const both = `${ofTenant()}\n  - { name: other, region: us }\n`;
  assert.deepEqual(deletions(await apply(both, { prune })), []);
  assert.deepEqual(deletions(await apply('rollouts: []', { prune })), [
    'delete rollout api_authorization eu',
  ]);
  assert.deepEqual(deletions(await apply(ofTenant('resourceServers: []', 'clientGrants: []'), { prune })), [
    'delete tenant other.us',
    'delete resource_server c',
    'delete client_grant a c',
  ]);
});

test('what a deletion frees can be taken in the same file', async (t) => {
  const { apply } = await filled(await startBegun(t));
  const both = `${ofTenant('clients: [{ name: C, client_id: c }, { name: B, client_id: b }]', 'resourceServers: []', 'clientGrants: []')}\n  - { name: other, region: us }\n`;
  assert.deepEqual(deletions(await apply(both, { prune })), [
    'create client c',
    'delete resource_server c',
    'delete client a',
    'delete client_grant a c',
  ]);
});

test('an API that is the default audience is not deleted: the file says where', async (t) => {
  const { apply } = await filled(await startBegun(t));
  await apply(ofTenant('settings: { default_audience: c }'), { env });
  assert.deepEqual(await apply(ofTenant('clients: []', 'resourceServers: []'), { prune }), [
    '5:22 resourceServers leaves out c, which is the default_audience of the tenant: change its settings first',
  ]);
});

test('a file with a mistake prunes nothing, and says nothing of what would be pruned', async (t) => {
  const { apply } = await filled(await startBegun(t));
  assert.deepEqual(await apply(ofTenant('clients: [{ name: 7, client_id: b }]'), { prune }), [
    '4:23 name must be text',
  ]);
});

test('a client that registered itself is not missed', async (t) => {
  const { apply, look } = await filled(await startBegun(t));
  await look(async (storage) => {
    const tenant = (await storage.tenants.list()).find(({ name }) => name === 'dev');
    const { clients } = writable(storage).tenant(tenant?.tenant_id ?? '');
    const client = await clients.find('b');
    assert.ok(client);
    const registration = { client_id_issued_at: 1, registration_access_token_hash: 'h' };
    const registered = { ...client, client_id: 'self', registration };
    await clients.save(registered);
  });
  const both = `${ofTenant('clients: [{ name: B, client_id: b }]')}\n  - { name: other, region: us }\n`;
  assert.deepEqual(deletions(await apply(both, { prune })), ['delete client a']);
});

test('it is asked before anything is deleted, with what goes with it; who does not agree keeps everything', async (t) => {
  const operator = await filled(await startBegun(t));
  const file = `${operator.database}.prune.yaml`;
  await writeFile(file, `${ofTenant('users: []')}\n  - { name: other, region: us }\n`);
  const asked: Step[] = [];
  const options = { file, config: operator.config, env: {}, dryRun: false, prune };
  const confirm = async (steps: readonly Step[]) => {
    asked.push(...steps.filter(({ action }) => action === 'delete'));
    return false;
  };
  assert.deepEqual(await applyFile({ ...options, confirm }), {
    ok: false,
    error: ['Nobody agreed to the 2 deletions.'],
  });
  assert.deepEqual(asked.map(stepText).sort(), ['delete user a@b.c', 'delete user b@b.c']);
  assert.ok(asked.every(({ lost }) => Object.values(lost).every(Number.isInteger)));
  // Whoever does not ask does not delete.
  assert.equal((await applyFile(options)).ok, false);
  const done = await applyFile({ ...options, confirm: async () => true });
  assert.ok(done.ok);
  assert.equal(done.value.filter(({ action }) => action === 'delete').length, 2);
});
