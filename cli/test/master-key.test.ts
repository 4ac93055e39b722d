/**
 * The master key as an operator loses, mistakes and changes it: the sentence of each command and its exit code.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FILE, type Outcome, operatorHere } from './operator.ts';

const [OLD = '', NEW = ''] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const PASSWORD = { ALICE: 'correct horse' };

function refused({ code, stdout, stderr }: Outcome, sentence: RegExp, what: string): void {
  assert.deepEqual([code, stdout], [1, ''], what + stderr);
  assert.match(stderr, sentence, what);
  assert.doesNotMatch(stderr, /^ +at /m, what);
}

test('F-08 DB-06 a key file that is lost, damaged or another one stops the server and every tool that seals', {
  timeout: 120_000,
}, async (t) => {
  const { tacit, directory } = await operatorHere(t);
  const file = join(directory, 'data/tacit.db.key');
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], PASSWORD)).code, 0);
  const key = (await readFile(file, 'utf8')).trim();
  const flipped = `${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`;
  const damages: readonly (readonly [string, string | undefined, RegExp, readonly string[]])[] = [
    ['lost', undefined, /^data\/tacit\.db\.key is not there, and this database has 2 values /, ['serve']],
    [
      'empty',
      '',
      /^data\/tacit\.db\.key must be 32 bytes .*Bring it back from the backup/,
      ['keys', 'rewrap'],
    ],
    [
      'truncated',
      key.slice(0, 20),
      /^data\/tacit\.db\.key must be 32 bytes /,
      ['tenants', 'create', 'other.us'],
    ],
    [
      'a bit flipped',
      flipped,
      /data\/tacit\.db\.key is not the one it was sealed with\. Put that one back/,
      ['serve'],
    ],
    ['of another database', NEW, /Put that one back/, ['keys', 'rotate', '--force']],
  ];
  for (const [what, text, sentence, args] of damages) {
    await rm(file);
    if (text !== undefined) await writeFile(file, text, { mode: 0o600 });
    refused(await tacit(args, PASSWORD), sentence, `${what}: ${args.join(' ')} `);
    assert.equal(existsSync(file) ? await readFile(file, 'utf8') : undefined, text);
    if (text === undefined) await writeFile(file, '');
  }
  await writeFile(file, key);
  assert.equal((await tacit(['keys', 'rotate', '--force'])).code, 0);
});

test('a key file is changed by moving it aside, and TACIT_MASTER_KEY by naming the old one, whatever stops in between', {
  timeout: 120_000,
}, async (t) => {
  const { tacit, directory } = await operatorHere(t);
  const file = join(directory, 'data/tacit.db.key');
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  const first = await readFile(file, 'utf8');
  await rename(file, `${file}.previous`);
  const done = await tacit(['keys', 'rewrap']);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /^signing keys +2 +2 +0$/m);
  assert.match(
    done.stderr,
    /TACIT_MASTER_KEY_PREVIOUS, or the file that ends in \.key\.previous, can be taken away/,
  );
  assert.notEqual(await readFile(file, 'utf8'), first);
  await rm(`${file}.previous`);
  assert.equal((await tacit(['tenants', 'create', 'globex.us'])).code, 0);

  const inForce = (await readFile(file, 'utf8')).trim();
  refused(await tacit(['keys', 'rewrap'], { TACIT_MASTER_KEY: NEW }), /TACIT_MASTER_KEY is not the one/, '');
  const both = { TACIT_MASTER_KEY: NEW, TACIT_MASTER_KEY_PREVIOUS: `${OLD}, ${inForce}` };
  const planned = await tacit(['keys', 'rewrap', '--dry-run', '--json'], both);
  assert.deepEqual(JSON.parse(planned.stdout).places[0], {
    ...{ place: 'signing keys', all: 4, rewrapped: 4, unreadable: 0 },
  });
  assert.equal((await tacit(['keys', 'rewrap'], both)).code, 0);
  assert.equal((await tacit(['tenants', 'create', 'third.us'], { TACIT_MASTER_KEY: NEW })).code, 0);
  const config = await tacit(['config'], both);
  for (const secret of [OLD, NEW, inForce]) assert.ok(!config.stdout.includes(secret));
  assert.ok(existsSync(file), 'the file is left alone where TACIT_MASTER_KEY is set');
});

test('KY-02 a key is revoked after somebody agreed, and a kid that is none is said', {
  timeout: 120_000,
}, async (t) => {
  const { tacit } = await operatorHere(t);
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  const list = async (): Promise<readonly { readonly kid: string; readonly state: string }[]> =>
    JSON.parse((await tacit(['keys', 'list', '--json'])).stdout);
  const before = await list();
  const kid = before.find(({ state }) => state === 'current')?.kid ?? '';
  refused(
    await tacit(['keys', 'revoke', kid]),
    /There is no terminal to ask on: say --yes\.\nNothing was changed\./,
    '',
  );
  refused(
    await tacit(['keys', 'revoke', 'none', '--yes']),
    /^There is no key none; `tacit keys` lists them\./,
    '',
  );
  assert.deepEqual(await list(), before);
  const revoked = await tacit(['keys', 'revoke', kid, '--yes']);
  assert.equal(revoked.code, 0, revoked.stderr);
  assert.match(
    revoked.stdout,
    /^Revoked the current RS256 key \S+ of acme\.us\. It never comes back\.\n\S+ signs from now on/,
  );
  const after = await list();
  assert.equal(
    after.find(({ state }) => state === 'current')?.kid,
    before.find(({ state }) => state === 'next')?.kid,
  );
  assert.ok(after.every((key) => key.kid !== kid));
  const rotated = await tacit(['keys', 'rotate', '--json']);
  assert.equal(rotated.code, 1);
  const { refused: young } = JSON.parse(rotated.stdout);
  assert.match(young[0].allowed_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
});
