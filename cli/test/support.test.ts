/**
 * The commands of support: what they say, what they ask before, and what they print for programs.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FILE, operatorHere, saysTheSame } from './operator.ts';

const USER = 'alice@example.com';

async function withAlice(t: Parameters<typeof operatorHere>[0]) {
  const place = await operatorHere(t);
  const { tacit, directory } = place;
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const { code, stderr } = await tacit(['apply', 'tacit.yaml'], { ALICE: 'correct horse battery staple' });
  assert.equal(code, 0, stderr);
  return place;
}

test('a user or tenant that is not there, and hours that are none, are refused', async (t) => {
  const place = await withAlice(t);
  const { tacit } = place;
  for (const [args, words] of [
    [['unlock', 'nobody@example.com'], /There is no user nobody@example\.com in acme\.us/],
    [['sessions', USER, '--tenant', 'acmee'], /There is no tenant acmee: did you mean acme\?/],
    [['reset-password', USER, '--hours', '0'], /The hours must be a whole number from 1 to 720\./],
    [['reset-password', USER, '--hours', 'x'], /The hours must be a whole number/],
    [['sessions', USER, '--end', 'nothing', '--yes'], /has no session nothing/],
    [['reset-factors', 'nobody'], /There is no user nobody/],
  ] as const) {
    const { code, stdout, stderr } = await tacit(['users', ...args]);
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    assert.match(stderr, words);
  }
  await saysTheSame(place, ['users', 'unlock', 'nobody@example.com']);
});

test('each says what it does, and prints JSON for programs', async (t) => {
  const { tacit } = await withAlice(t);
  for (const [args, words, member] of [
    [['unlock', USER], /^Nothing locks alice@example\.com of acme\.us out\.\n$/, 'locks'],
    [['reset-factors', USER], /^alice@example\.com of acme\.us has no second factor\.\n$/, 'factors'],
    [
      ['sessions', USER],
      /^alice@example\.com of acme\.us is signed in nowhere\.\nApplications hold 0/,
      'sessions',
    ],
    [
      ['reset-password', USER],
      /^http:\/\/localhost:4000\/reset-password\/choose\?token=[\w-]{43}\n$/,
      'link',
    ],
    [['sessions', USER, '--end', 'all', '--yes'], /^Ended 0 sessions of alice/, 'ended'],
  ] as const) {
    const { code, stdout } = await tacit(['users', ...args]);
    assert.equal(code, 0, args.join(' '));
    assert.match(stdout, words);
    const json = JSON.parse((await tacit(['users', ...args, '--json'])).stdout);
    assert.equal(json.tenant, 'acme.us');
    assert.ok(member in json, JSON.stringify(json));
  }
});

test('what is destroyed is named and asked about; without a terminal nothing is done unless it was said before', async (t) => {
  const { tacit } = await withAlice(t);
  const { code, stdout, stderr } = await tacit(['users', 'sessions', USER, '--end', 'all']);
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /^This ends for alice@example\.com of acme\.us: 0 sessions, 0 refresh tokens/);
  assert.match(stderr, /There is no terminal to ask on: say --yes\.\nNothing was changed\.\n$/);
});
