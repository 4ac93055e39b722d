/**
 * Every command that destroys something: it says what, with counts, and asks; where there is no terminal to ask on it wants --yes, and
 * has done nothing. With --yes it is done.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from '../src/program.ts';
import { operatorHere } from './operator.ts';

const ALICE = 'alice@example.com';

/** What there is to destroy: `less.yaml` is without the client, and `tacit.yaml` has all. */
const LESS = 'tenants: [{ name: acme, region: us, clients: [] }, { name: other, region: us }]\n';

const FILE = `tenants:
  - name: acme
    region: us
    resourceServers: [{ name: Orders, identifier: "urn:orders", scopes: [{ value: read }, { value: write }] }]
    clients: [{ name: Shop, client_id: shop, app_type: non_interactive, callbacks: ["https://a.example/cb"] }]
    clientGrants: [{ client_id: shop, audience: "urn:orders", scope: [read] }]
    roles: [{ id: rol_editor, name: Editor, permissions: [{ resource_server_identifier: "urn:orders", permission_name: read }] }]
    logStreams: [{ id: lst_x, name: Out, type: http, sink: { httpEndpoint: "https://a.example/in", httpContentType: "application/json", httpContentFormat: JSONLINES } }]
    users: [{ user_id: "auth0|alice", email: ${ALICE}, roles: [rol_editor] }]
  - { name: other, region: us }
rollouts: [{ feature: api_authorization, region: eu, stage: off }]
`;

type Row = {
  readonly args: readonly string[] | ((made: Made) => readonly string[]);
  /** What is said before it is done. */
  readonly says: RegExp;
  /** There is nothing of it here, and so nothing to ask. */
  readonly none?: true;
};

type Made = { readonly kid: string; readonly token: string };

/** In an order in which each finds what it destroys. */
const ROWS: Readonly<Record<string, Row>> = {
  'users sessions': {
    args: ['users', 'sessions', ALICE, '--end', 'all', '--tenant', 'acme'],
    says: /This ends for alice@example\.com of acme\.us: .*\b0 sessions/,
  },
  'users reset-factors': {
    args: ['users', 'reset-factors', ALICE, '--tenant', 'acme'],
    says: /has no second factor/,
    none: true,
  },
  'sign-out': {
    args: ['sign-out', 'acme', '--everybody'],
    says: /This signs out of acme\.us: 0 users, 0 sessions/,
  },
  'registration-token delete': {
    args: ({ token }) => ['registration-token', 'delete', 'acme', token],
    says: /This takes back the registration token \S+ of acme\.us, good until \d{4}-/,
  },
  'keys revoke': {
    args: ({ kid }) => ['keys', 'revoke', kid, '--tenant', 'acme'],
    says: /the current RS256 key \S+ of acme\.us out of use for ever; it was made at \d{4}-.*Z\.\nEvery token that it has signed since/,
  },
  apply: {
    args: ['apply', 'less.yaml', '--prune'],
    says: /delete +client +acme\.us +shop +1 client grants/,
  },
  'log-streams delete': {
    args: ['log-streams', 'delete', 'lst_x', '--tenant', 'acme'],
    says: /Would delete log stream \S+/,
  },
  'user-permissions delete': {
    args: ['user-permissions', 'delete', ALICE, 'urn:orders', 'write', '--tenant', 'acme'],
    says: /Would delete/,
  },
  'role-members delete': {
    args: ['role-members', 'delete', ALICE, 'rol_editor', '--tenant', 'acme'],
    says: /Would delete/,
  },
  'roles delete': { args: ['roles', 'delete', 'rol_editor', '--tenant', 'acme'], says: /Would delete role/ },
  'client-grants delete': {
    args: ['client-grants', 'delete', 'shop', 'urn:orders', '--tenant', 'acme'],
    says: /Would delete/,
  },
  'clients delete': {
    args: ['clients', 'delete', 'shop', '--tenant', 'acme'],
    says: /Would delete client shop/,
  },
  'apis delete': {
    args: ['apis', 'delete', 'urn:orders', '--tenant', 'acme'],
    says: /Would delete resource server urn:orders of acme\.us\.\n/,
  },
  'grants delete': {
    args: ['grants', 'delete', ALICE, 'shop', 'urn:orders', '--tenant', 'acme'],
    says: /is not there/,
    none: true,
  },
  'users delete': { args: ['users', 'delete', ALICE, '--tenant', 'acme'], says: /Would delete user/ },
  'rollouts delete': {
    args: ['rollouts', 'delete', 'api_authorization', 'eu'],
    says: /Would delete rollout/,
  },
  'tenants move': {
    args: ['tenants', 'move', 'other.us', '--region', 'eu'],
    says: /Would change tenant other\.us\.\n {2}region: us -> eu/,
  },
  'tenants delete': { args: ['tenants', 'delete', 'other.eu'], says: /Would delete tenant other\.eu/ },
  'tenants purge': { args: ['tenants', 'purge', 'other.eu'], says: /Would destroy tenant other\.eu/ },
};

/** Commands that ask, by their path. */
function asking(command: Command, path: readonly string[] = []): readonly string[] {
  const own = command.options.some(({ long }) => long === '--yes') ? [path.join(' ')] : [];
  return [...own, ...command.commands.flatMap((one) => asking(one, [...path, one.name()]))];
}

test('every command that asks is in the table', () => {
  assert.deepEqual([...asking(createProgram(() => undefined))].sort(), Object.keys(ROWS).sort());
});

test('what destroys says what, and does it only when somebody agrees', async (t) => {
  const { tacit } = await operatorHere(t);
  await writeFile('tacit.yaml', FILE);
  await writeFile('less.yaml', LESS);
  const done = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await tacit(args);
    assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  await done('apply', 'tacit.yaml');
  await done('user-permissions', 'create', ALICE, 'urn:orders', 'write', '--tenant', 'acme');
  await done('registration-token', 'acme');
  const { tokens } = JSON.parse(await done('registration-token', 'list', 'acme', '--json'));
  const keys: readonly { readonly kid: string; readonly state: string }[] = JSON.parse(
    await done('keys', 'list', '--tenant', 'acme', '--json'),
  );
  const made = { token: tokens[0].id, kid: keys.find(({ state }) => state === 'current')?.kid ?? '' };
  for (const [name, { args, says, none }] of Object.entries(ROWS)) {
    const words = typeof args === 'function' ? args(made) : args;
    const before = await done('export', '--json');
    const asked = await tacit(words);
    assert.match(asked.stderr + asked.stdout, says, name);
    assert.equal(await done('export', '--json'), before, name);
    if (none) continue;
    assert.equal(asked.code, 1, name);
    assert.match(asked.stderr, /There is no terminal to ask on: say --yes/, name);
    assert.match(asked.stderr, /Nothing was (?:changed|applied)/, name);
    const agreed = await tacit([...words, '--yes']);
    assert.equal(agreed.code, 0, `${name}: ${agreed.stderr}`);
    // What comes after it takes the client as well.
    if (name === 'apply') await done('apply', 'tacit.yaml');
  }
});
