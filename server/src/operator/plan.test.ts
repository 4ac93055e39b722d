import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../protocol/secret.ts';
import { type Change, planChanges } from './plan.ts';
import type { Stored, StoredUser } from './stored.ts';
import type { TacitYaml, YamlUser } from './tacit-yaml.ts';
import { wantedRecords } from './wanted.ts';

const NOTHING: Stored = {
  tenants: [],
  rollouts: [],
  wanted: [{ clients: [], resourceServers: [], users: [undefined], takenBy: [undefined] }],
};

const newSub = () => 'auth0|new';

function fileOf(user: YamlUser): TacitYaml {
  return {
    tenants: [
      {
        name: 'acme',
        region: 'eu',
        clients: [
          { name: 'Spa', client_id: 'spa', callbacks: ['https://a.example/1', 'https://a.example/2'] },
        ],
        resourceServers: [{ name: 'Api', identifier: 'urn:api' }],
        users: [user],
      },
    ],
    rollouts: [{ feature: 'api_authorization', region: 'eu', stage: 'on' }],
  };
}

const ALICE: YamlUser = { email: 'alice@example.com', name: 'Alice' };

function storedUser(differences: Partial<StoredUser> = {}): StoredUser {
  return {
    user: {
      sub: 'auth0|a',
      epoch: 3,
      blocked: true,
      claims: { email: 'alice@example.com', name: 'Alice', locale: 'pt' },
    },
    password_hash: 'hash',
    is_brought: false,
    ...differences,
  };
}

/** The change planned for the one user of a file. */
function userChange(user: YamlUser, stored: StoredUser | undefined): Extract<Change, { kind: 'user' }> {
  const before = {
    ...NOTHING,
    wanted: [{ clients: [], resourceServers: [], users: [stored], takenBy: [undefined] }],
  };
  const changes = planChanges(wantedRecords(fileOf(user), []), before, newSub);
  const change = changes.find((candidate) => candidate.kind === 'user');
  assert.ok(change?.kind === 'user');
  return change;
}

test('rollouts come before tenants, and a tenant before what belongs to it', () => {
  const kinds = planChanges(wantedRecords(fileOf(ALICE), []), NOTHING, newSub).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['rollout', 'tenant', 'api', 'client', 'user']);
});

test('what is stored as it is wanted is unchanged, whatever the order of its fields', () => {
  const wanted = wantedRecords(fileOf(ALICE), []);
  const [tenant] = wanted.tenants;
  assert.ok(tenant);
  const reversed = <T extends object>(record: T): T =>
    Object.assign(
      {},
      ...Object.entries(record)
        .reverse()
        .map(([name, value]) => ({ [name]: value })),
    );
  const stored: Stored = {
    tenants: [reversed(tenant.tenant)],
    rollouts: wanted.rollouts.map(reversed),
    wanted: [
      {
        clients: tenant.clients.map(reversed),
        resourceServers: tenant.resourceServers.map(reversed),
        users: [storedUser()],
        takenBy: [undefined],
      },
    ],
  };
  const actions = planChanges(wanted, stored, newSub).map(({ action }) => action);
  assert.deepEqual(actions, ['unchanged', 'unchanged', 'unchanged', 'unchanged', 'unchanged']);
});

test('an update names the changed fields as the file names them; another order of callbacks is a change', () => {
  const wanted = wantedRecords(fileOf(ALICE), []);
  const [client] = wanted.tenants[0]?.clients ?? [];
  assert.ok(client);
  const before = { ...client, client_name: 'Old', redirect_uris: [...client.redirect_uris].reverse() };
  const stored: Stored = {
    ...NOTHING,
    wanted: [{ clients: [before], resourceServers: [], users: [undefined], takenBy: [undefined] }],
  };
  const change = planChanges(wanted, stored, newSub).find(({ kind }) => kind === 'client');
  assert.deepEqual([change?.action, change?.fields], ['update', ['callbacks', 'name']]);
});

test('a new user has the user_id of the file, else a new one', () => {
  assert.equal(userChange(ALICE, undefined).record.sub, 'auth0|new');
  assert.equal(userChange({ ...ALICE, user_id: 'auth0|mine' }, undefined).record.sub, 'auth0|mine');
});

test('a user keeps sub, block, and claims that the file does not name', () => {
  const { record, action, fields } = userChange({ ...ALICE, name: 'Alice Example' }, storedUser());
  assert.deepEqual([action, fields], ['update', ['name']]);
  assert.deepEqual(record, {
    sub: 'auth0|a',
    blocked: true,
    claims: { email: 'alice@example.com', name: 'Alice Example', locale: 'pt' },
  });
  assert.deepEqual(userChange({ ...ALICE, blocked: false }, storedUser()).fields, ['blocked']);
});

test('a password is written when the file brings it for the first time, and only then', () => {
  const secret = { ...ALICE, password: 'hunter2' };
  assert.equal(userChange(ALICE, storedUser()).password, undefined);
  assert.equal(userChange(secret, storedUser({ is_brought: true })).password, undefined);
  assert.equal(userChange({ ...ALICE, password_hash: 'hash' }, storedUser()).password, undefined);
  const known = storedUser({ is_brought: true });
  assert.equal(userChange({ ...ALICE, password_hash: 'other' }, known).password, undefined);
  assert.deepEqual(userChange({ ...ALICE, password_hash: 'other' }, storedUser()).password, {
    hash: 'other',
  });
  const { password, action, fields } = userChange(secret, storedUser());
  assert.deepEqual([action, fields], ['update', ['password']]);
  assert.ok(password && 'plain' in password && password.plain instanceof Secret);
  assert.equal(userChange(secret, undefined).action, 'create');
});

test('a printed plan holds no password', () => {
  const changes = planChanges(wantedRecords(fileOf({ ...ALICE, password: 'hunter2' }), []), NOTHING, newSub);
  assert.ok(!JSON.stringify(changes).includes('hunter2'));
});
