/**
 * Roles in a `tacit.yaml`, and what it says of whoever has them: refusals first.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Operator, ofTenant, startBegun } from '../../../test/operator/operator.ts';

const API = 'resourceServers: [{ name: A, identifier: urn:a, scopes: [{ value: r }, { value: w }] }]';
const READ = '{ resource_server_identifier: urn:a, permission_name: r }';
const ROLES = `roles: [{ id: rol_editor, name: Editor, permissions: [${READ}] }, { name: Reader }]`;

async function held({ look }: Operator, email = 'a@b.c') {
  return look(async (storage) => {
    const [tenant] = await storage.tenants.list();
    assert.ok(tenant);
    const { users, roles } = storage.tenant(tenant.tenant_id);
    const sub = (await users.findByEmail(email))?.user.sub ?? '';
    const names = await Promise.all(
      (await roles.rolesOf(sub, { limit: 9 })).map(async (id) => (await roles.find(id))?.name ?? id),
    );
    const permissions = await roles.permissionsOf(sub, { limit: 9 });
    return [...names.toSorted(), ...permissions.map((one) => one.permission_name)];
  });
}

test('what a role allows that there is not, whose name is taken or the server’s own, is refused in its place', async (t) => {
  const operator = await startBegun(t);
  const refused = await operator.apply(
    ofTenant(
      API,
      'roles:',
      '  - { name: One, permissions: [{ resource_server_identifier: urn:b, permission_name: r }] }',
      '  - { name: Two, permissions: [{ resource_server_identifier: urn:a, permission_name: x }] }',
      '  - { name: "tacit:owner" }',
      '  - { name: Two }',
      'users: [{ email: a@b.c, roles: [Nobody] }]',
    ),
  );
  const said = refused.join('\n');
  for (const wanted of [
    /is not an API of this tenant/,
    /is not a scope of that API/,
    /begins as the names of the server’s own roles do/,
    /is there twice|is the name of another role/,
    /is not a role of this tenant/,
  ])
    assert.match(said, wanted);
});

test('a role is known by its name, and somebody has those that are said of them', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(ofTenant(API, ROLES, `users: [{ email: a@b.c, roles: [Editor, "tacit:viewer"] }]`));
  assert.deepEqual(await held(operator), ['Editor', 'rol_tacit_viewer']);
  const again = await operator.apply(
    ofTenant(API, ROLES, `users: [{ email: a@b.c, roles: [rol_editor, "tacit:viewer"] }]`),
  );
  assert.ok(
    again.every((step) => step.startsWith('unchanged')),
    again.join('\n'),
  );
  await operator.apply(ofTenant(`users: [{ email: a@b.c, roles: [Reader], permissions: [${READ}] }]`));
  assert.deepEqual(await held(operator), ['Reader', 'r']);
  await operator.apply(ofTenant('users: [{ email: a@b.c, name: Alice }]'));
  assert.deepEqual(await held(operator), ['Reader', 'r']);
  await operator.apply(ofTenant('users: [{ email: a@b.c, roles: [], permissions: [] }]'));
  assert.deepEqual(await held(operator), []);
});

test('a scope may leave an API and a role in one file', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(ofTenant(API, ROLES));
  const steps = await operator.apply(
    ofTenant(
      'resourceServers: [{ name: A, identifier: urn:a, scopes: [{ value: w }] }]',
      'roles: [{ id: rol_editor, name: Editor }]',
    ),
  );
  assert.deepEqual(steps.toSorted(), [
    'unchanged tenant dev.us',
    'update resource_server urn:a scopes',
    'update role rol_editor permissions',
  ]);
});

test('MG-25 the last owner is not taken away by a file either', async (t) => {
  const operator = await startBegun(t);
  await operator.apply(ofTenant('users: [{ email: a@b.c, roles: ["tacit:owner"] }, { email: b@b.c }]'));
  for (const users of [
    '[{ email: a@b.c, roles: [] }]',
    '[{ email: a@b.c, blocked: true }]',
    '[{ email: a@b.c, roles: [] }, { email: b@b.c, roles: ["tacit:owner"], blocked: true }]',
  ])
    assert.match((await operator.apply(ofTenant(`users: ${users}`))).join('\n'), /is the last owner/, users);
  const both = '[{ email: a@b.c, roles: ["tacit:owner"] }, { email: b@b.c, roles: ["tacit:owner"] }]';
  await operator.apply(ofTenant(`users: ${both}`));
  await operator.apply(ofTenant('users: [{ email: a@b.c, roles: [] }]'));
  assert.deepEqual(await held(operator, 'b@b.c'), ['rol_tacit_owner']);
});
