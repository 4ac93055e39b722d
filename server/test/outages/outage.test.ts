/**
 * What is answered while the disk of the database is full (fault programme F-06), and that all goes on when there is room,
 * without a restart: nobody is told that it was a bug, and what needs no database is answered as ever.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { B0, signIn, silently } from '../attacks/requests.ts';
import { startPostgres } from '../databases/postgres.ts';
import { mountSmallDisk, NO_SMALL_DISK } from '../databases/small-disk.ts';
import { answersWithoutDatabase, isOutage, isReady, stackOn, tryToSignIn, until } from './outages.ts';

type Full = {
  readonly file: string;
  readonly fill: () => unknown;
  readonly makeRoom: () => unknown;
};

async function isToldUntilThereIsRoom(t: TestContext, { file, fill, makeRoom }: Full): Promise<void> {
  const stack = await stackOn(t, `sqlite:${file}`);
  const database = new DatabaseSync(file, { timeout: 5_000 });
  t.after(() => database.close());
  const browser = stack.browser();
  await signIn(browser);
  await fill();
  await until('the disk is not full', async () => (await tryToSignIn(stack)) === 'told', 60_000);
  for (let time = 0; time < 20; time += 1) isOutage(await browser.authorize({ ...B0, prompt: 'none' }));
  await until('a server that cannot write is ready', () => isReady(stack, 503));
  assert.equal((await browser.send('/readyz')).body, '{"status":"unavailable","why":"store"}');
  await answersWithoutDatabase(stack);

  await makeRoom();
  await until('it does not come back', () => isReady(stack, 200));
  assert.equal(await tryToSignIn(stack), 'in');
  assert.equal(await silently(browser), 'tokens', 'the session of before is there');
  assert.deepEqual({ ...database.prepare('pragma integrity_check').get() }, { integrity_check: 'ok' });
  const told = stack.logged().match(/"level":50.*/g) ?? [];
  assert.equal(
    told.filter((line) => line.includes('the database fails')).length,
    1,
    'once, not for each request',
  );
  assert.doesNotMatch(stack.logged(), /"msg":"failed"/);
}

test('a disk that is full: sign-ins are told to come again, keys are published, and all goes on when there is room', {
  timeout: 120_000,
  // SQLite looks through every link of a name, and so finds out of a namespace again; the next test is for everybody.
  skip: userInfo().uid !== 0 && 'only root mounts a disk for SQLite',
}, async (t) => {
  const disk = await mountSmallDisk('size=6m');
  await isToldUntilThereIsRoom(t, { ...disk, file: join(disk.path, 'tacit.db') });
  t.after(disk.end);
});

/** No file of this process may have more bytes (setrlimit(2)). Node.js ignores the signal, so whoever writes has the error. */
function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
}

test('a file that may not grow (EFBIG) is the same', { timeout: 120_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-grow-'));
  t.after(() => rm(folder, { recursive: true }));
  t.after(() => limitFiles('unlimited'));
  await isToldUntilThereIsRoom(t, {
    file: join(folder, 'tacit.db'),
    fill: () => limitFiles(4_096),
    makeRoom: () => limitFiles('unlimited'),
  });
});

test('PostgreSQL whose disk is full: not ready, sign-ins are told, and all goes on when there is room', {
  timeout: 120_000,
  skip: NO_SMALL_DISK,
}, async (t) => {
  const disk = await mountSmallDisk('size=160m,mode=1777');
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = disk.path;
  const server = startPostgres();
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  const stack = await stackOn(t, server.url);
  t.after(() => {
    server.stop();
    disk.end();
  });
  await disk.fill();
  await until('the disk is not full', async () => (await tryToSignIn(stack)) === 'told', 60_000);
  await until('a server that cannot write is ready', () => isReady(stack, 503));
  await answersWithoutDatabase(stack);
  await disk.makeRoom();
  await until('it does not come back', () => isReady(stack, 200), 30_000);
  await until('nobody gets in', async () => (await tryToSignIn(stack)) === 'in');
  assert.doesNotMatch(stack.logged(), /"msg":"failed"/);
});
