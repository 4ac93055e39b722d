import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FILE, operatorHere, saysTheSame } from './operator.ts';

const ENV = { ALICE: 'a password of hers', TACIT_DATABASE_URL: 'sqlite:tacit.db' };

const OF_ALL = { ...ENV, TACIT_OPERATOR_TENANT: 'acme.us' };

test('tacit admin create: what cannot be is said, and nobody is made', async (t) => {
  const place = await operatorHere(t);
  const { tacit, directory } = place;
  const create = (...args: readonly string[]) => tacit(['admin', 'create', 'bob@example.com', ...args], ENV);
  assert.match((await create()).stderr, /no tenant yet|There is no database/);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], ENV)).code, 0);
  for (const [args, says] of [
    [['--role', 'king'], /--role is to be one of owner, admin, support, viewer/],
    [['--tenant', 'acmee'], /did you mean acme/],
    [['--all'], /TACIT_OPERATOR_TENANT/],
    [['--all', '--tenant', 'acme'], /not both/],
  ] as const) {
    const { code, stderr } = await create(...args);
    assert.equal(code, 1, args.join(' '));
    assert.match(stderr, says);
  }
  const slip = await tacit(['admin', 'create', 'auth0|alic'], ENV);
  assert.equal(slip.stderr, 'auth0|alic is no e-mail address, and nobody of acme.us has it as user_id.\n');
  await saysTheSame(place, ['admin', 'create', 'bob@example.com', '--all'], ENV);
  const { stdout } = await tacit(['users', 'list', '--json'], ENV);
  assert.doesNotMatch(stdout, /bob@example\.com/);
});

test('tacit admin create: somebody new gets a password that is told once, who is there keeps theirs', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  await tacit(['apply', 'tacit.yaml'], ENV);
  const bob = await tacit(['admin', 'create', 'bob@example.com', '--role', 'support'], ENV);
  assert.equal(bob.code, 0, bob.stderr);
  assert.match(bob.stdout, /has the role tacit:support at acme\.us\./);
  assert.match(bob.stdout, /Password, told once: \S+/);
  assert.match(bob.stdout, /audience {2}http:\S+\/api\/v2\//);
  const alice = await tacit(['admin', 'create', 'alice@example.com', '--all', '--json'], OF_ALL);
  assert.equal(alice.code, 0, alice.stderr);
  const said = JSON.parse(alice.stdout);
  assert.deepEqual([said.role, said.all, said.password], ['owner', true, undefined]);
  const { stdout } = await tacit(['role-members', 'list', '--json'], ENV);
  assert.match(stdout, /rol_tacit_support/);
  assert.match(stdout, /rol_tacit_owner/);
  const again = await tacit(['admin', 'create', 'bob@example.com', '--role', 'viewer'], ENV);
  assert.doesNotMatch(again.stdout, /Password/);
  const given = await tacit(['role-members', 'create', 'bob@example.com', 'tacit:admin'], ENV);
  assert.equal(given.code, 0, given.stderr);
  const last = await tacit(['role-members', 'delete', 'alice@example.com', 'tacit:owner', '--yes'], ENV);
  assert.equal(last.code, 1);
  assert.match(last.stderr, /last owner/);
});
