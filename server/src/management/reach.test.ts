/**
 * What each operation lays hands on, cell by cell.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Method } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { beyond, CLIENT_GRANT_PREFIX, type Touched, touchedBy } from './reach.ts';
import { idOf } from './record-ids.ts';

const OWN = 'https://acme.test/api/v2/';
const GRANT = idOf(CLIENT_GRANT_PREFIX, ['c1', OWN]);
const PERMISSION = { resource_server_identifier: OWN, permission_name: 'read:users' };
const SCOPES: Touched = { kind: 'scopes', audience: OWN, scopes: ['read:users'] };

type Case = readonly [
  method: Method,
  path: string,
  said: {
    readonly path?: Readonly<Record<string, string>>;
    readonly body?: Readonly<Record<string, unknown>>;
  },
  touched: readonly Touched[],
];

const user: Touched = { kind: 'user', id: 'u1' };
const client: Touched = { kind: 'client', id: 'c1' };
const role: Touched = { kind: 'role', id: 'r1' };

const CASES: readonly Case[] = [
  [
    'POST',
    '/client-grants',
    { body: { client_id: 'c1', audience: OWN, allow_all_scopes: true } },
    [{ kind: 'scopes', audience: OWN, scopes: 'all' }],
  ],
  ['GET', '/users/{id}', { path: { id: 'u1' } }, []],
  ['POST', '/users', { body: { email: 'a@b.test' } }, []],
  ['PATCH', '/users/{id}', { path: { id: 'u1' }, body: { blocked: true } }, [user]],
  ['DELETE', '/users/{id}', { path: { id: 'u1' } }, [user]],
  ['POST', '/users/{id}/recovery-code-regeneration', { path: { id: 'u1' } }, [user]],
  ['DELETE', '/users/{user_id}/authentication-methods/{id}', { path: { user_id: 'u1', id: 'x' } }, [user]],
  ['POST', '/users/{id}/roles', { path: { id: 'u1' }, body: { roles: ['r1'] } }, [user, role]],
  ['DELETE', '/users/{id}/roles', { path: { id: 'u1' }, body: { roles: ['r1'] } }, [user, role]],
  [
    'POST',
    '/users/{id}/permissions',
    { path: { id: 'u1' }, body: { permissions: [PERMISSION] } },
    [user, SCOPES],
  ],
  [
    'POST',
    '/users/{id}/identities',
    { path: { id: 'u1' }, body: { provider: 'auth0', user_id: 'u2' } },
    [user, { kind: 'user', id: 'u2' }, { kind: 'user', id: 'auth0|u2' }],
  ],
  ['POST', '/tickets/password-change', { body: { user_id: 'u1' } }, [user]],
  [
    'POST',
    '/tickets/password-change',
    { body: { email: 'a@b.test' } },
    [{ kind: 'mailbox', id: 'a@b.test' }],
  ],
  ['DELETE', '/guardian/enrollments/{id}', { path: { id: 'f1' } }, [{ kind: 'factor', id: 'f1' }]],
  ['POST', '/jobs/verification-email', { body: { user_id: 'u1' } }, [user]],
  ['POST', '/guardian/enrollments/ticket', { body: { user_id: 'u1' } }, [user]],
  ['POST', '/clients', { body: { name: 'x' } }, []],
  ['PATCH', '/clients/{id}', { path: { id: 'c1' }, body: { callbacks: [] } }, [client]],
  ['POST', '/clients/{id}/rotate-secret', { path: { id: 'c1' } }, [client]],
  ['DELETE', '/clients/{id}', { path: { id: 'c1' } }, [client]],
  ['POST', '/client-grants', { body: { client_id: 'c1', audience: OWN, scope: ['read:users'] } }, [SCOPES]],
  [
    'PATCH',
    '/client-grants/{id}',
    { path: { id: GRANT }, body: { scope: ['read:users'] } },
    [{ kind: 'client_grant', id: GRANT }, SCOPES],
  ],
  [
    'DELETE',
    '/client-grants/{id}',
    { path: { id: GRANT } },
    [
      { kind: 'client_grant', id: GRANT },
      { ...SCOPES, scopes: [] },
    ],
  ],
  ['POST', '/roles', { body: { name: 'x' } }, []],
  ['PATCH', '/roles/{id}', { path: { id: 'r1' } }, [role]],
  ['DELETE', '/roles/{id}', { path: { id: 'r1' } }, [role]],
  ['POST', '/roles/{id}/users', { path: { id: 'r1' }, body: { users: ['u1'] } }, [role]],
  [
    'POST',
    '/roles/{id}/permissions',
    { path: { id: 'r1' }, body: { permissions: [PERMISSION] } },
    [role, SCOPES],
  ],
  ['DELETE', '/roles/{id}/permissions', { path: { id: 'r1' }, body: { permissions: [] } }, [role]],
];

for (const [method, path, { path: named = {}, body = {} }, touched] of CASES) {
  test(`MG-11 ${method} ${path} with ${JSON.stringify(body)} lays hands on ${JSON.stringify(touched)}`, () => {
    assert.deepEqual(touchedBy({ method, path }, { path: named, body }), touched);
  });
}

test('MG-11 every operation that changes somebody, an application, a grant or a role is judged', () => {
  const changing = OPERATIONS.filter(
    ({ method, path }) => method !== 'GET' && /^\/(?:users|clients|client-grants|roles)\/\{/.test(path),
  );
  assert.ok(changing.length > 10);
  for (const { id, method, path } of changing) {
    const [, name = ''] = /\{(\w+)\}/.exec(path) ?? [];
    assert.notDeepEqual(touchedBy({ method, path }, { path: { [name]: 'x' }, body: {} }), [], id);
  }
});

test('MG-25 what is needed and held is not beyond; each scope that is not is told once', () => {
  const held = new Set(['a', 'b']);
  assert.deepEqual(beyond(held, ['a', 'b', 'a']), []);
  assert.deepEqual(beyond(held, []), []);
  assert.deepEqual(beyond(held, ['c', 'a', 'c']), ['c']);
});
