/**
 * What is answered while the database fails (fault programme F-04, F-05, F-06), and that all goes on when it is back, without
 * a restart: nobody is told that it was a bug, and what needs no database is answered as ever.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { ALICE, B0, signIn, silently } from './attacks/requests.ts';
import { runSql, startPostgres, type ThrowawayPostgres } from './postgres.ts';
import { mountSmallDisk, NO_SMALL_DISK } from './small-disk.ts';
import { type Stack, startStack } from './stack.ts';
import { type Answer, fragment } from './user-agent.ts';

const PUBLIC = ['/.well-known/openid-configuration', '/.well-known/jwks.json', '/healthz'];

async function stackOn(t: TestContext, databaseUrl: string): Promise<Stack> {
  const stack = await startStack({ databaseUrl, logLevel: 'info', mayFail: true });
  t.after(() => stack.close());
  return stack;
}

/** What needs no database, and what programs are told. */
async function answersWithoutDatabase(stack: Stack): Promise<void> {
  for (const path of PUBLIC) assert.equal((await stack.browser().send(path)).status, 200, path);
}

/** Somebody signs in; a server that cannot says so and gives nothing. */
async function tryToSignIn(stack: Stack): Promise<'in' | 'told'> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const answer = page.status === 200 ? await browser.signIn(page, ALICE) : page;
  if (fragment(answer.location)['access_token'] !== undefined) return 'in';
  isOutage(answer);
  return 'told';
}

function isOutage(answer: Answer): void {
  assert.equal(answer.status, 503, answer.body);
  assert.equal(answer.headers['retry-after'], '5');
  assert.equal(answer.location, '');
  assert.equal(answer.headers['set-cookie'], undefined);
}

async function until(what: string, holds: () => Promise<boolean>, within_ms = 10_000): Promise<void> {
  const deadline_ms = performance.now() + within_ms;
  while (!(await holds())) assert.ok(performance.now() < deadline_ms, what);
}

async function isReady(stack: Stack, status: number): Promise<boolean> {
  return (await stack.browser().send('/readyz')).status === status;
}

test('a disk that is full: sign-ins are told to come again, keys are published, and all goes on when there is room', {
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

test('PostgreSQL that is gone: keys are published, people are told within two seconds, and all goes on when it is back', async (t) => {
  const server = startPostgres();
  t.after(server.stop);
  const stack = await stackOn(t, server.url);
  const browser = stack.browser();
  await signIn(browser);
  await answersWithoutDatabase(stack);
  server.stop();
  const began_ms = performance.now();
  isOutage(await browser.authorize({ ...B0, prompt: 'none' }));
  assert.ok(performance.now() - began_ms < 2_000);
  await until('a server without a database is ready', () => isReady(stack, 503));
  const crowd = await Promise.all(
    Array.from({ length: 50 }, () => browser.authorize({ ...B0, prompt: 'none' })),
  );
  crowd.forEach(isOutage);
  await answersWithoutDatabase(stack);
  const asked = { grant_type: 'authorization_code', client_id: 'code1', code: 'c' };
  const answer = await browser.post('/oauth/token', asked);
  isOutage(answer);
  assert.equal(JSON.parse(answer.body).error, 'temporarily_unavailable');

  server.start();
  await until('it does not come back', () => isReady(stack, 200));
  await until('nobody gets in', async () => (await tryToSignIn(stack)) === 'in');
  assert.equal(await silently(browser), 'tokens');
  assert.doesNotMatch(stack.logged(), /"msg":"failed"/);
});

/** The processes of a server: the one that the file names, and its children. */
async function processesOf({ url }: ThrowawayPostgres): Promise<readonly number[]> {
  const folder = new URL(url).searchParams.get('host') ?? '';
  const first = Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n', 1)[0]);
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8');
  return [first, ...children.trim().split(' ').map(Number)];
}

test('PostgreSQL that hangs: nobody waits longer than two seconds, then nobody waits, and keys are published', async (t) => {
  const server = startPostgres();
  const stopped = new Set<number>();
  const goOn = () => {
    for (const one of stopped) process.kill(one, 'SIGCONT');
    stopped.clear();
  };
  t.after(() => {
    goOn();
    server.stop();
  });
  const stack = await stackOn(t, server.url);
  const browser = stack.browser();
  await signIn(browser);
  await answersWithoutDatabase(stack);
  for (const one of await processesOf(server)) {
    process.kill(one, 'SIGSTOP');
    stopped.add(one);
  }
  const began_ms = performance.now();
  const first = await Promise.all(
    Array.from({ length: 20 }, () => browser.authorize({ ...B0, prompt: 'none' })),
  );
  first.forEach(isOutage);
  assert.ok(performance.now() - began_ms < 2_500, String(performance.now() - began_ms));
  const later_ms = performance.now();
  isOutage(await browser.authorize({ ...B0, prompt: 'none' }));
  assert.ok(performance.now() - later_ms < 500, 'it is known by now');
  await answersWithoutDatabase(stack);
  await until('a server whose database hangs is ready', () => isReady(stack, 503));
  goOn();
  await until('it does not come back', () => isReady(stack, 200));
  await until('nobody gets in', async () => (await tryToSignIn(stack)) === 'in');
  assert.equal(await silently(browser), 'tokens');
});

test('PostgreSQL that takes nothing: not ready, sign-ins are told, and all goes on when it does', async (t) => {
  const server = startPostgres();
  t.after(server.stop);
  const stack = await stackOn(t, server.url);
  await runSql(server.url, [
    'alter system set default_transaction_read_only = on',
    'select pg_reload_conf()',
  ]);
  await until('a server that cannot write is ready', () => isReady(stack, 503));
  assert.equal(await tryToSignIn(stack), 'told');
  await answersWithoutDatabase(stack);
  await runSql(server.url, [
    'set default_transaction_read_only = off',
    'alter system reset default_transaction_read_only',
    'select pg_reload_conf()',
  ]);
  await until('it does not come back', () => isReady(stack, 200), 15_000);
  await until('nobody gets in', async () => (await tryToSignIn(stack)) === 'in');
});

test('PostgreSQL whose disk is full: not ready, sign-ins are told, and all goes on when there is room', {
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
