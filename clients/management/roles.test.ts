/**
 * Roles, permissions and who has them, by Auth0's own ManagementClient, unmodified, in each of the versions that are in use.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ManagementClient as Version4 } from 'auth0-4';
import { ManagementClient as Version5 } from 'auth0-5';
import { ManagementClient as Version7 } from 'auth0-7';
import { managed } from './managed.ts';

const { options } = managed();

const ALICE = 'auth0|a11ce0000000000000000001';

const PERMISSION = { resource_server_identifier: 'https://api.acme.test', permission_name: 'read:a' };

for (const [name, Client] of [
  ['5', Version5],
  ['7', Version7],
] as const) {
  test(`auth0 ${name}: roles, what they allow and who has them`, async () => {
    const { roles, users } = new Client(options());
    const { id = '' } = await roles.create({ name: `Editors ${name}`, description: 'Write' });
    assert.equal((await roles.update(id, { description: 'Edit' })).description, 'Edit');
    await roles.permissions.add(id, { permissions: [PERMISSION] });
    await roles.users.assign(id, { users: [ALICE] });
    const held = [];
    for await (const one of await roles.users.list(id, { take: 1 })) held.push(one.user_id);
    assert.deepEqual(held, [ALICE]);
    const allowed = [];
    for await (const one of await users.permissions.list(ALICE)) allowed.push(one.permission_name);
    assert.deepEqual(allowed, ['read:a']);
    const own = [];
    for await (const one of await users.roles.list(ALICE)) own.push(one.name);
    assert.deepEqual(own, [`Editors ${name}`]);
    await users.permissions.create(ALICE, { permissions: [PERMISSION] });
    await users.permissions.delete(ALICE, { permissions: [PERMISSION] });
    await users.roles.delete(ALICE, { roles: [id] });
    await users.roles.assign(ALICE, { roles: [id] });
    await roles.permissions.delete(id, { permissions: [PERMISSION] });
    const listed = [];
    for await (const one of await roles.list({ per_page: 2 })) listed.push(one.name);
    assert.ok(listed.includes(`Editors ${name}`) && listed.includes('tacit:owner'));
    await roles.delete(id);
    await assert.rejects(roles.get(id), { statusCode: 404 });
  });
}

describe('auth0 4', () => {
  test('roles, what they allow and who has them', async () => {
    const { roles, users } = new Version4(options());
    const { data: made } = await roles.create({ name: 'Editors 4' });
    const { id } = made;
    await roles.addPermissions({ id }, { permissions: [PERMISSION] });
    await roles.assignUsers({ id }, { users: [ALICE] });
    assert.deepEqual((await roles.getUsers({ id })).data[0]?.user_id, ALICE);
    const { data: permissions } = await roles.getPermissions({ id, include_totals: true });
    assert.equal(permissions.total, 1);
    assert.equal((await users.getRoles({ id: ALICE })).data[0]?.name, 'Editors 4');
    await users.deleteRoles({ id: ALICE }, { roles: [id] });
    await roles.delete({ id });
    await assert.rejects(roles.get({ id }), { statusCode: 404 });
  });
});
