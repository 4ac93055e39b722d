/**
 * Roles, what they allow and who has them, by the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OPERATIONS } from '../../src/management/operations.ts';
import { type Api, startApi } from './api.ts';

const API = 'https://api.acme.test';
const ALICE = 'auth0|a11ce0000000000000000001';
const BOB = 'auth0|b0b000000000000000000002';
const CAROL = 'auth0|ca4010000000000000000003';

const READ = { resource_server_identifier: API, permission_name: 'read:a' };
const WRITE = { resource_server_identifier: API, permission_name: 'write:a' };

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

async function makeRole(name: string, permissions: readonly object[] = []): Promise<string> {
  const { status, body } = await api.call('POST', '/roles', { name, description: `The ${name}` });
  assert.equal(status, 200, JSON.stringify(body));
  if (permissions.length > 0) {
    const added = await api.call('POST', `/roles/${body.id}/permissions`, { permissions });
    assert.equal(added.status, 201, JSON.stringify(added.body));
  }
  return body.id;
}

const user = (sub: string, rest: string) => `/users/${encodeURIComponent(sub)}${rest}`;

test('MG-04 MG-05 the server names a role; what it allows is said at a path of its own', async () => {
  const { body: made } = await api.call('POST', '/roles', { id: 'rol_mine', name: 'Named' });
  assert.match(made.id, /^rol_[\w-]{16}$/);
  assert.equal((await api.call('POST', '/roles', { name: 'X', permissions: [READ] })).status, 400);
  assert.equal((await api.call('PATCH', `/roles/${made.id}`, { tenant_id: 't-globex' })).status, 400);
  assert.equal((await api.call('POST', '/roles', {})).status, 400);
});

test('a name is one role’s, and those of every tenant are nobody’s to take', async () => {
  await makeRole('Taken');
  assert.equal((await api.call('POST', '/roles', { name: 'Taken' })).status, 409);
  const other = await makeRole('Other');
  const renamed = await api.call('PATCH', `/roles/${other}`, { name: 'Taken' });
  assert.deepEqual([renamed.status, renamed.body.mistakes[0].path], [400, ['name']]);
  for (const name of ['tacit:owner', 'tacit:anything'])
    assert.equal((await api.call('POST', '/roles', { name })).status, 400, name);
  for (const [method, body] of [['PATCH', { name: 'Mine' }], ['DELETE'], ['POST']] as const) {
    const path = method === 'POST' ? '/roles/rol_tacit_viewer/permissions' : '/roles/rol_tacit_viewer';
    const sent = method === 'POST' ? { permissions: [READ] } : body;
    assert.equal((await api.call(method, path, sent)).status, 403, method);
  }
});

test('a role allows what there is: of no other API, no other scope, and nothing twice', async () => {
  const id = await makeRole('Strict');
  for (const permission of [
    { ...READ, permission_name: 'read:nothing' },
    { ...READ, resource_server_identifier: 'https://nobody.test' },
    { permission_name: 'read:a' },
  ])
    assert.equal(
      (await api.call('POST', `/roles/${id}/permissions`, { permissions: [permission] })).status,
      400,
    );
  for (const _ of [1, 2])
    assert.equal(
      (await api.call('POST', `/roles/${id}/permissions`, { permissions: [READ, READ] })).status,
      201,
    );
  assert.equal((await api.call('GET', `/roles/${id}/permissions`)).body.length, 1);
});

test('MG-03 nobody and nothing of another tenant has a role here, or is one', async () => {
  const id = await makeRole('Here');
  const elsewhere = { tenant: 'globex' };
  for (const path of [`/roles/${id}`, `/roles/${id}/permissions`, `/roles/${id}/users`])
    assert.equal((await api.call('GET', path, undefined, elsewhere)).status, 404, path);
  assert.equal((await api.call('PATCH', `/roles/${id}`, { name: 'Theirs' }, elsewhere)).status, 404);
  assert.equal((await api.call('DELETE', `/roles/${id}`, undefined, elsewhere)).status, 200);
  assert.equal((await api.call('GET', `/roles/${id}`)).status, 200);
  assert.equal((await api.call('POST', `/roles/${id}/users`, { users: [CAROL] })).status, 400);
  assert.equal((await api.call('POST', user(CAROL, '/roles'), { roles: [id] })).status, 404);
  assert.equal((await api.call('POST', user(CAROL, '/roles'), { roles: [id] }, elsewhere)).status, 404);
  assert.equal((await api.call('GET', user(ALICE, '/roles'), undefined, elsewhere)).status, 404);
});

test('a role is made, found, changed and deleted, as Auth0 answers', async () => {
  const id = await makeRole('Editors', [READ, WRITE]);
  const { body: shown, headers } = await api.call('GET', `/roles/${id}`);
  assert.deepEqual(shown, { id, name: 'Editors', description: 'The Editors' });
  const changed = await api.call(
    'PATCH',
    `/roles/${id}`,
    { description: 'Write' },
    { headers: { 'if-match': String(headers['etag']) } },
  );
  assert.equal(changed.body.description, 'Write');
  const { body: named } = await api.call('GET', '/roles?name_filter=EDIT&include_totals=true');
  assert.deepEqual([named.total, named.roles[0].id], [1, id]);
  const { body: permissions } = await api.call('GET', `/roles/${id}/permissions?include_totals=true`);
  assert.equal(permissions.total, 2);
  assert.equal(permissions.permissions[0].resource_server_identifier, API);
  assert.equal((await api.call('DELETE', `/roles/${id}/permissions`, { permissions: [WRITE] })).status, 204);
  assert.equal((await api.call('GET', `/roles/${id}/permissions`)).body.length, 1);
  assert.equal((await api.call('POST', `/roles/${id}/users`, { users: [ALICE] })).status, 200);
  assert.equal((await api.call('DELETE', `/roles/${id}`)).status, 200);
  assert.equal((await api.call('GET', `/roles/${id}`)).status, 404);
  const { body: roles } = await api.call('GET', user(ALICE, '/roles'));
  assert.ok(roles.every((role: { id: string }) => role.id !== id));
});

test('lists of roles have those of every tenant first, whatever the page', async () => {
  await makeRole('One');
  await makeRole('Two');
  const { body: all } = await api.call('GET', '/roles?per_page=100');
  assert.deepEqual(
    all.slice(0, 4).map(({ name }: { name: string }) => name),
    ['tacit:owner', 'tacit:admin', 'tacit:support', 'tacit:viewer'],
  );
  const pages = [];
  for (let page = 0; page <= Math.ceil(all.length / 3); page += 1)
    pages.push(...(await api.call('GET', `/roles?page=${page}&per_page=3`)).body);
  assert.deepEqual(pages, all);
  assert.equal((await api.call('GET', '/roles?include_totals=true')).body.total, all.length);
});

test('who has a role, by page and by checkpoint, and what they may do', async () => {
  const id = await makeRole('Crew', [READ]);
  assert.equal((await api.call('POST', `/roles/${id}/users`, { users: [ALICE, BOB] })).status, 200);
  const { body: first } = await api.call('GET', `/roles/${id}/users?take=1`);
  assert.deepEqual(first.users[0].user_id, ALICE);
  const { body: second } = await api.call('GET', `/roles/${id}/users?take=1&from=${first.next}`);
  assert.deepEqual(second.users[0], { user_id: BOB, email: 'bob@acme.test', name: 'bob' });
  assert.equal((await api.call('GET', `/roles/rol_tacit_owner/users?from=${first.next}`)).status, 400);
  assert.equal((await api.call('GET', `/roles/${id}/users?include_totals=true`)).body.total, 2);

  assert.equal((await api.call('POST', user(BOB, '/permissions'), { permissions: [WRITE] })).status, 201);
  const { body: held } = await api.call('GET', user(BOB, '/permissions'));
  assert.deepEqual(
    held.map(
      ({ permission_name, sources }: { permission_name: string; sources: { source_type: string }[] }) => [
        permission_name,
        sources.map(({ source_type }) => source_type),
      ],
    ),
    [
      ['read:a', ['ROLE']],
      ['write:a', ['DIRECT']],
    ],
  );
  const { body: effective } = await api.call(
    'GET',
    user(BOB, `/effective-permissions?resource_server_identifier=${encodeURIComponent(API)}&take=1`),
  );
  assert.deepEqual(effective.permissions[0].sources, ['roles']);
  const { body: more } = await api.call(
    'GET',
    user(
      BOB,
      `/effective-permissions?resource_server_identifier=${encodeURIComponent(API)}&from=${effective.next}`,
    ),
  );
  assert.deepEqual(more.permissions[0].permission_name, 'write:a');
  const { body: roles } = await api.call('GET', user(BOB, '/effective-roles'));
  assert.deepEqual(roles.roles[0], { id, name: 'Crew', description: 'The Crew', sources: ['direct'] });
  const { body: sources } = await api.call(
    'GET',
    user(BOB, '/effective-permissions/sources/effective-roles?permission_name=read:a'),
  );
  assert.equal(sources.roles[0].id, id);
  assert.equal((await api.call('DELETE', user(BOB, '/permissions'), { permissions: [WRITE] })).status, 204);
  assert.equal((await api.call('DELETE', user(BOB, '/roles'), { roles: [id, 'rol_none'] })).status, 204);
  assert.deepEqual((await api.call('GET', user(BOB, '/permissions'))).body, []);
});

test('with a scope, and with an API, go the permissions that name it', async () => {
  const identifier = 'https://short.test';
  await api.call('POST', '/resource-servers', {
    identifier,
    name: 'Short',
    scopes: [{ value: 'a' }, { value: 'b' }],
  });
  const both = ['a', 'b'].map((permission_name) => ({
    resource_server_identifier: identifier,
    permission_name,
  }));
  const id = await makeRole('Short', both);
  await api.call('POST', user(ALICE, '/permissions'), { permissions: both });
  const path = `/resource-servers/${encodeURIComponent(identifier)}`;
  assert.equal((await api.call('PATCH', path, { scopes: [{ value: 'b' }] })).status, 200);
  assert.equal((await api.call('GET', `/roles/${id}/permissions`)).body.length, 1);
  await api.call('DELETE', path);
  assert.deepEqual((await api.call('GET', `/roles/${id}/permissions`)).body, []);
  await api.call('POST', '/resource-servers', { identifier, name: 'Anew', scopes: [{ value: 'b' }] });
  const { body: held } = await api.call('GET', user(ALICE, '/permissions'));
  assert.ok(
    held.every(
      (one: { resource_server_identifier: string }) => one.resource_server_identifier !== identifier,
    ),
  );
});

test('every operation of roles has a scope and an answer', () => {
  const ours = OPERATIONS.filter(({ path }) => /roles|permissions/.test(path));
  assert.ok(ours.length >= 15);
  for (const { id, scopes, answers } of ours) {
    assert.ok(scopes.length > 0, id);
    assert.equal(Object.keys(answers).length, 1, id);
  }
});
