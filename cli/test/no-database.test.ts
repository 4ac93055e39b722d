/**
 * A disk that is not mounted, or another server, must not become an empty one: elsewhere than at localhost a database is begun
 * only by whoever says that there may be none yet, and what is refused leaves nothing behind.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../server/test/ports.ts';
import { FILE, operator, operatorHere, read } from './operator.ts';

const ELSEWHERE = { TACIT_BASE_URL: 'https://auth.example.com', ALICE: 'correct horse' };

const REFUSED: readonly (readonly string[])[] = [
  ['serve'],
  ['apply', 'tacit.yaml'],
  ['apply', 'tacit.yaml', '--dry-run'],
  ['tenants'],
  ['keys', 'rotate'],
  ['rollout'],
];

test('no command but those that say so begins a database elsewhere than at localhost, and none leaves anything behind', {
  timeout: 60_000,
}, async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  for (const command of REFUSED) {
    const { code, stdout, stderr } = await tacit(command, ELSEWHERE);
    assert.deepEqual([code, stdout], [1, ''], command.join(' '));
    assert.match(
      stderr,
      /There is no database at sqlite:data\/tacit\.db\. .*findmnt -T .*\/data\)/,
      command.join(' '),
    );
    assert.match(stderr, /The first time, say so: `tacit serve --new`/);
    assert.deepEqual(await readdir(directory), ['tacit.yaml'], command.join(' '));
  }
});

test('a file without a byte is no database either', { timeout: 60_000 }, async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await mkdir(join(directory, 'data'));
  await writeFile(join(directory, 'data/tacit.db'), '');
  assert.equal((await tacit(['tenants'], ELSEWHERE)).code, 1);
  assert.deepEqual(await readdir(join(directory, 'data')), ['tacit.db']);
});

test('who says that it is the first time begins one, and after that nobody has to', {
  timeout: 60_000,
}, async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const applied = await tacit(['apply', 'tacit.yaml', '--new'], ELSEWHERE);
  assert.equal(applied.code, 0, applied.stderr);
  assert.ok(existsSync(join(directory, 'data/tacit.db.key')));
  const listed = await tacit(['tenants'], ELSEWHERE);
  assert.match(listed.stdout, /acme/);
});

test('a server that is told so makes an empty database and warns of it', { timeout: 60_000 }, async (t) => {
  const { start, directory } = await operator(t);
  const port = String(await freePort());
  const child = start(['serve', '--new'], { ...ELSEWHERE, TACIT_PORT: port });
  const stdout = read(child.stdout);
  for await (const line of child.stderr ?? []) if (String(line).includes('Tacit listens')) break;
  child.kill('SIGTERM');
  await once(child, 'close');
  assert.match(await stdout, /"database":"sqlite:data\/tacit\.db","msg":"a new, empty database was made"/);
  assert.ok(existsSync(join(directory, 'data/tacit.db')));
});
