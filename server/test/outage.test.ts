/**
 * What is answered while the disk of the database is full (fault programme F-06), and that all goes on when there is room,
 * without a restart: nobody is told that it was a bug, and what needs no database is answered as ever.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { B0, signIn, silently } from './attacks/requests.ts';
import { answersWithoutDatabase, isOutage, isReady, stackOn, tryToSignIn, until } from './outages.ts';
import { startPostgres } from './postgres.ts';
import { mountSmallDisk, NO_SMALL_DISK } from './small-disk.ts';

test('a disk that is full: sign-ins are told to come again, keys are published, and all goes on when there is room', {
  timeout: 120_000,
  skip: NO_SMALL_DISK,
}, async (t) => {
  const disk = mountSmallDisk('size=6m');
  t.after(disk.end);
  const file = join(disk.path, 'tacit.db');
  const stack = await stackOn(t, `sqlite:${file}`);
  const browser = stack.browser();
  await signIn(browser);
  await disk.fill();
  await until('the disk is not full', async () => (await tryToSignIn(stack)) === 'told');
  for (let time = 0; time < 20; time += 1) isOutage(await browser.authorize({ ...B0, prompt: 'none' }));
  await until('a server that cannot write is ready', () => isReady(stack, 503));
  assert.equal((await browser.send('/readyz')).body, '{"status":"unavailable","why":"store"}');
  await answersWithoutDatabase(stack);

  await disk.makeRoom();
  await until('it does not come back', () => isReady(stack, 200));
  assert.equal(await tryToSignIn(stack), 'in');
  assert.equal(await silently(browser), 'tokens', 'the session of before is there');
  const database = new DatabaseSync(file, { readOnly: true });
  t.after(() => database.close());
  assert.deepEqual({ ...database.prepare('pragma integrity_check').get() }, { integrity_check: 'ok' });
  const told = stack.logged().match(/"level":50.*/g) ?? [];
  assert.equal(
    told.filter((line) => line.includes('the database fails')).length,
    1,
    'once, not for each request',
  );
  assert.doesNotMatch(stack.logged(), /"msg":"failed"/);
});

test('PostgreSQL whose disk is full: not ready, sign-ins are told, and all goes on when there is room', {
  timeout: 120_000,
  skip: NO_SMALL_DISK,
}, async (t) => {
  const disk = mountSmallDisk('size=160m,mode=1777');
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = disk.path;
  const server = startPostgres();
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  t.after(() => {
    server.stop();
    disk.end();
  });
  const stack = await stackOn(t, server.url);
  await disk.fill();
  await until('the disk is not full', async () => (await tryToSignIn(stack)) === 'told', 60_000);
  await until('a server that cannot write is ready', () => isReady(stack, 503));
  await answersWithoutDatabase(stack);
  await disk.makeRoom();
  await until('it does not come back', () => isReady(stack, 200), 30_000);
  await until('nobody gets in', async () => (await tryToSignIn(stack)) === 'in');
  assert.doesNotMatch(stack.logged(), /"msg":"failed"/);
});
