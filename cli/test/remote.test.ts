/**
 * Each command at the database and over the API of a server on the same database: the same words, the same JSON, the same exit code.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { freePort } from '../../server/test/ports.ts';
import { ACME, bothWays } from './both-ways.ts';
import type { Outcome } from './operator.ts';

const TWO = ACME.replace('rollouts:', '  - { name: globex, region: us }\nrollouts:');

const USER = 'alice@example.com';

/** Commands that leave everything as it is. */
const LOOKING: readonly (readonly string[])[] = [
  ['tenants'],
  ['tenants', 'show', 'acme', '--all'],
  ['tenants', 'delete', 'nothing', '--yes'],
  ['settings', 'show', '--all', '--json'],
  ['clients', 'list', '--json'],
  ['clients', 'show', 'spa', '--json'],
  ['clients', 'show', 'nothing'],
  ['clients', 'list', '--limit', 'x'],
  ['clients', 'list', '--filter', 'nothing=1'],
  ['clients', 'list', '--tenant', 'acmee'],
  ['apis', 'list', '--json'],
  ['users', 'list', '--filter', `email=${USER}`],
  ['users', 'show', USER, '--json'],
  ['users', 'unlock', USER, '--dry-run'],
  ['users', 'unlock', 'nobody', '--dry-run', '--json'],
  ['users', 'sessions', USER, '--json'],
  ['users', 'sessions', USER, '--end', 'none', '--yes'],
  ['users', 'reset-factors', USER, '--yes'],
  ['users', 'reset-password', USER, '--hours', 'x'],
  ['users', 'block', USER, '--dry-run'],
  ['users', 'delete', USER, '--dry-run'],
  ['users', 'delete', USER],
  ['roles', 'list'],
  ['role-members', 'list'],
  ['grants', 'list'],
  ['keys', 'list', '--json'],
  ['keys', 'rotate', '--alg', 'nothing'],
  ['keys', 'rotate'],
  ['keys', 'revoke', 'nothing', '--yes'],
  ['rollout'],
  ['rollouts', 'list'],
  ['rollout', 'nothing', 'on', '--region', 'eu'],
  ['clients', 'create', 'shop', '--name', 'Shop', '--callbacks', 'nonsense', '--dry-run'],
  ['clients', 'set', 'spa', '--callbacks', 'https://a.test/cb', '--dry-run'],
  ['clients', 'set', 'spa', '--add-callbacks', 'https://a.test/cb', '--dry-run', '--json'],
  ['clients', 'set', 'spa', '--if-version', '99', '--name', 'Other'],
  ['apply', 'tacit.yaml'],
  ['apply', 'tacit.yaml', '--dry-run', '--prune'],
  ['apply', 'wrong.yaml'],
  ['apply', 'broken.yaml'],
  ['apply', 'less.yaml', '--prune'],
  ['apply', 'less.yaml', '--prune', '--dry-run'],
  ['export', '--json'],
  ['export', '--tenant', 'nothing'],
  ['advise', 'spa'],
  ['advise', 'nothing', '--json'],
  ['why', 'acme', USER],
  ['why', 'acme', 'nobody@example.com'],
  ['why', '--request', 'nothing'],
  ['audit', '--type', 'nothing'],
  ['audit', '--user', 'nobody@example.com'],
  ['mail', 'test', 'nobody'],
  ['mail', 'test', USER],
  ['admin', 'create', USER, '--role', 'king'],
  ['registration-token', 'list', 'acme'],
  ['registration-token', 'acme', '--hours', 'x'],
  ['registration-token', 'delete', 'acme', 'nothing', '--yes'],
  ['sign-out', 'acmee', USER],
  ['sign-out', 'acme', 'nobody'],
  ['sign-out', 'acme', USER],
];

/** A link that is printed is another each time. */
function alike({ stdout, ...rest }: Outcome): Outcome {
  return { ...rest, stdout: stdout.replaceAll(/(state|nonce|code_challenge)=[\w-]+/g, '$1=') };
}

/** Tests of one server, one after the other: what looks only comes first. */
type At = Awaited<ReturnType<typeof bothWays>>;

test('at the tenant of the operators', async (t) => {
  const at = await bothWays(t, { env: { TACIT_OPERATOR_TENANT: 'acme.us' } });
  await t.test('each command says over the API what it says at the database', () => sayTheSame(at));
  await t.test('what is changed over the API is changed, with who did it in the log', () => changeThings(at));
});

test('at a tenant’s own address', async (t) => {
  const at = await bothWays(t, { file: TWO });
  await t.test('nothing leads to another tenant, and not to what operators say of it', () => stayWithin(at));
  await t.test('who is not known, what is not there and what is done at the database alone is refused', () =>
    refuseStrangers(at),
  );
});

async function sayTheSame({ here, far, url }: At): Promise<void> {
  await writeFile(
    'wrong.yaml',
    'tenants:\n  - { name: acme, region: us, colour: red, clients: [{ name: 1 }] }\n',
  );
  await writeFile('broken.yaml', 'tenants: [\n');
  await writeFile('less.yaml', 'tenants:\n  - { name: acme, region: us, domain: localhost, clients: [] }\n');
  for (const args of LOOKING) {
    const there = await far(args);
    // Where it is worked on is called by its own name.
    const stderr = there.stderr.replace(url, 'sqlite:data/tacit.db');
    assert.deepEqual(alike({ ...there, stderr }), alike(await here(args)), args.join(' '));
  }
}

async function changeThings({ here, far }: At): Promise<void> {
  for (const [args, says] of [
    [
      ['clients', 'create', 'shop', '--name', 'Shop', '--callbacks', 'https://a.test/cb', '--json'],
      /"name": "Shop"/,
    ],
    [['clients', 'set', 'spa', '--name', 'Other'], /name: Spa -> Other/],
    [['users', 'block', USER], /blocked: false -> true/],
    [['users', 'unblock', USER], /blocked: true -> false/],
    [['users', 'reset-password', USER, '--json'], /choose\?token=/],
    [['keys', 'rotate', '--alg', 'RS256', '--force'], /RS256/],
    [['rollout', 'api_authorization', '--region', 'eu', 'on'], /in eu: on/],
    [['admin', 'create', 'bob@example.com', '--role', 'support'], /Password, told once: \S+/],
    [['users', 'export', USER], /"parts"/],
    [['users', 'delete', 'bob@example.com', '--yes'], /Deleted user bob/],
  ] as const) {
    const { code, stdout, stderr } = await far(args);
    assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
    assert.match(stdout, says);
  }
  const rows = JSON.parse((await here(['audit', '--json', '--limit', '500'])).stdout);
  const theirs = new Set<string>(
    rows.flatMap((row: { actor?: string; type: string }) =>
      row.actor === 'operator@clients' ? row.type : [],
    ),
  );
  for (const type of [
    'configuration_changed',
    'password_ticket_made',
    'signing_key_rotated',
    'data_exported',
  ])
    assert.ok(theirs.has(type), type);
}

async function stayWithin({ here, far }: At): Promise<void> {
  assert.match((await here(['tenants', 'list'])).stdout, /globex/);
  const { stdout } = await far(['tenants', 'list']);
  assert.match(stdout, /acme/);
  assert.doesNotMatch(stdout, /globex/);
  assert.equal((await far(['users', 'show', USER, '--json'])).code, 0);
  for (const [args, says] of [
    [['clients', 'list', '--tenant', 'globex'], /There is no tenant globex/],
    [['sign-out', 'globex', '--everybody', '--yes'], /There is no tenant globex/],
    [['audit', '--tenant', 'globex'], /There is no tenant globex/],
    [['keys', 'rotate', '--tenant', 'globex.us'], /There is no tenant globex/],
    [['tenants', 'set', 'acme', '--unset', 'domain'], /lacks a scope|TACIT_OPERATOR_TENANT/],
    [['tenants', 'set', 'acme', '--suspended', 'true'], /lacks a scope|TACIT_OPERATOR_TENANT/],
    [['tenants', 'move', 'acme', '--name', 'other', '--yes'], /lacks a scope|TACIT_OPERATOR_TENANT/],
    [['apply', 'tacit.yaml'], /TACIT_OPERATOR_TENANT/],
    [['apply', 'moved.yaml'], /TACIT_OPERATOR_TENANT/],
    [['rollout', 'api_authorization', '--region', 'eu', 'on'], /lacks a scope|TACIT_OPERATOR_TENANT/],
  ] as const) {
    await writeFile('moved.yaml', 'tenants:\n  - { name: acme, region: us, domain: other.test }\n');
    const { code, stderr } = await far(args);
    assert.equal(code, 1, args.join(' '));
    assert.match(stderr, says, args.join(' '));
  }
  assert.match((await here(['tenants', 'show', 'acme'])).stdout, /localhost/);
  const exported = await far(['export', '--json']);
  assert.equal(exported.code, 0, exported.stderr);
  assert.deepEqual(Object.keys(JSON.parse(exported.stdout)), ['tenants']);
  assert.doesNotMatch(exported.stdout, /globex/);
}

async function refuseStrangers({ far, url }: At): Promise<void> {
  const free = `http://localhost:${await freePort()}`;
  for (const [args, env, says] of [
    [['clients'], { TACIT_CLIENT_SECRET: 'x' }, /does not know who asks: check TACIT_CLIENT_ID/],
    [['clients'], { TACIT_CLIENT_ID: '' }, /set TACIT_CLIENT_ID and TACIT_CLIENT_SECRET/],
    [['clients'], { TACIT_SERVER: free }, /no server listens there/],
    [['clients'], { TACIT_SERVER: url.replace('http', 'https') }, /TLS|SSL/i],
    [['clients'], { TACIT_SERVER: 'http://acme.test' }, /say https, or --unsafe-server-without-tls/],
    [['clients'], { TACIT_SERVER: 'acme' }, /is not the address of a tenant/],
  ] as const) {
    const { code, stdout, stderr } = await far(args, env);
    assert.deepEqual([code === 0, stdout], [false, ''], args.join(' '));
    assert.match(stderr, says, args.join(' '));
  }
  for (const args of [['keys', 'rewrap'], ['serve'], ['init'], ['config']])
    assert.equal((await far(args)).code, 2, args.join(' '));
}
