import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managementApi } from '../tenant/management-api.ts';
import { permissionNames } from './role.ts';
import { TENANT_ROLES, tenantRoleId, tenantRoleIdOf, tenantRoles } from './tenant-roles.ts';

const OF_TENANT = managementApi('https://acme.test/', 'tenant');
const OF_ALL = managementApi('https://ops.test/', 'all');

function scopesOf(name: (typeof TENANT_ROLES)[number], api = OF_TENANT): readonly string[] {
  return permissionNames(
    tenantRoles(api).find(({ id }) => id === tenantRoleId(name)),
    api.identifier,
  );
}

const all = (api: typeof OF_TENANT) => api.scopes.map(({ value }) => value);

test('an owner has every scope of the Management API, at the operators’ tenant those of all tenants too', () => {
  assert.deepEqual(scopesOf('owner'), all(OF_TENANT));
  assert.deepEqual(scopesOf('owner', OF_ALL), all(OF_ALL));
});

test('MG-25 an admin has nothing by which somebody is given more, and no tenant but their own', () => {
  const scopes = scopesOf('admin', OF_ALL);
  for (const scope of ['create:role_members', 'update:roles', 'update:signing_keys', 'update:email_provider'])
    assert.equal(scopes.includes(scope), false, scope);
  assert.deepEqual(
    scopes.filter((scope) => scope.endsWith(':tenants')),
    [],
  );
  assert.ok(scopes.includes('update:clients') && scopes.includes('delete:users'));
});

test('support helps people, and changes no setting, application or role; a viewer changes nothing', () => {
  const changing = scopesOf('support').filter((scope) => !scope.startsWith('read:'));
  assert.deepEqual(
    changing.filter((scope) => /:(?:clients|roles|role_members|client_grants|tenant_settings)$/.test(scope)),
    [],
  );
  assert.ok(changing.includes('update:users'));
  assert.ok(scopesOf('viewer', OF_ALL).every((scope) => scope.startsWith('read:')));
});

test('every scope of a role is one that there is', () => {
  for (const role of TENANT_ROLES)
    for (const scope of scopesOf(role)) assert.ok(all(OF_TENANT).includes(scope), scope);
});

test('a role is known by its id and its name, and by nothing else', () => {
  for (const role of TENANT_ROLES) {
    assert.equal(tenantRoleIdOf(`tacit:${role}`), tenantRoleId(role));
    assert.equal(tenantRoleIdOf(tenantRoleId(role)), tenantRoleId(role));
    assert.equal(tenantRoleIdOf(role), undefined);
  }
});
