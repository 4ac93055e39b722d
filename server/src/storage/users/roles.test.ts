import assert from 'node:assert/strict';
import { forEachDatabase } from '../../../test/databases/databases.ts';
import type { WritableTenant } from '../../../test/databases/writable.ts';
import { RESOURCE_SERVER_DEFAULTS } from '../../resources/tenant/resource-server.ts';

const API = 'https://api.test';

const permission = (permission_name: string) => ({ resource_server_identifier: API, permission_name });

async function fill(tenant: WritableTenant, subs: readonly string[]): Promise<void> {
  const scopes = ['a', 'b'].map((value) => ({ value }));
  await tenant.resourceServers.save({ ...RESOURCE_SERVER_DEFAULTS, identifier: API, name: 'API', scopes });
  for (const sub of subs)
    await tenant.users.save({ sub, blocked: false, claims: { email: `${sub}@a.test` } });
  await tenant.roles.save({ id: 'rol_a', name: 'A', permissions: [permission('a'), permission('b')] });
  await tenant.roles.save({ id: 'rol_b', name: 'B', permissions: [permission('b')] });
}

forEachDatabase(
  'nothing of another tenant is found: no role, nobody who has one',
  async ({ acme, globex }) => {
    await fill(acme, ['one']);
    await fill(globex, ['one', 'two']);
    await globex.roles.give('one', 'rol_a');
    await globex.roles.allow('one', permission('a'));
    assert.deepEqual(await acme.roles.heldBy('one', API), { roles: [], permissions: [] });
    assert.deepEqual(await acme.roles.holders('rol_a', { limit: 9 }), []);
    assert.deepEqual(await acme.roles.permissionsOf('one', { limit: 9 }), []);
    assert.equal(await acme.roles.countRolesOf('one'), 0);
    assert.equal(await acme.roles.isHeld('rol_a', 'one'), false);
    assert.equal(await acme.roles.find('rol_c'), undefined);
    assert.equal(await acme.roles.find('rol\0'), undefined);
  },
);

forEachDatabase('roles of somebody, and who has one, in pages', async ({ acme }) => {
  await fill(acme, ['one', 'two', 'three']);
  for (const sub of ['one', 'two', 'three']) await acme.roles.give(sub, 'rol_a');
  await acme.roles.give('one', 'rol_b');
  await acme.roles.allow('one', permission('b'));
  assert.deepEqual(await acme.roles.heldBy('one', API), { roles: ['rol_a', 'rol_b'], permissions: ['b'] });
  assert.deepEqual(await acme.roles.heldBy('one', 'https://other.test'), {
    roles: ['rol_a', 'rol_b'],
    permissions: [],
  });
  assert.deepEqual(await acme.roles.rolesOf('one', { offset: 1, limit: 5 }), ['rol_b']);
  assert.deepEqual(await acme.roles.rolesOf('one', { after: 'rol_a', limit: 5 }), ['rol_b']);
  const holders = await acme.roles.holders('rol_a', { after: 'one', limit: 1 });
  assert.deepEqual(holders, [{ sub: 'three', claims: { email: 'three@a.test' } }]);
  assert.equal(await acme.roles.countHolders('rol_a'), 3);
  await acme.users.save({ sub: 'three', blocked: true, claims: {} });
  assert.deepEqual(await acme.roles.activeHolders('rol_a', { after: '', limit: 5 }), ['one', 'two']);
});

forEachDatabase('a scope that goes takes permissions along, and an API all of them', async ({ acme }) => {
  await fill(acme, ['one']);
  await acme.roles.allow('one', permission('a'));
  await acme.roles.allow('one', permission('b'));
  const api = { ...RESOURCE_SERVER_DEFAULTS, identifier: API, name: 'API' };
  await acme.resourceServers.save({ ...api, scopes: [{ value: 'b' }] });
  assert.deepEqual((await acme.roles.find('rol_a'))?.permissions, [permission('b')]);
  assert.deepEqual(await acme.roles.permissionsOf('one', { limit: 9 }), [permission('b')]);
  await acme.resourceServers.save({ ...api, scopes: [] });
  assert.deepEqual((await acme.roles.find('rol_a'))?.permissions, []);
  assert.deepEqual(await acme.roles.permissionsOf('one', { limit: 9 }), []);
});

forEachDatabase('who is made anew, and a role that is, has nothing of before', async ({ acme }) => {
  await fill(acme, ['one']);
  await acme.roles.give('one', 'rol_a');
  await acme.roles.remove('rol_a');
  assert.deepEqual(await acme.roles.rolesOf('one', { limit: 9 }), []);
  assert.equal(await acme.roles.find('rol_a'), undefined);
  await acme.roles.save({ id: 'rol_a', name: 'A', permissions: [] });
  assert.equal(await acme.roles.countHolders('rol_a'), 0);
});
