/**
 * What is answered while PostgreSQL is gone, hangs or takes nothing (fault programme F-04, F-05), and that all goes on when it
 * is back, without a restart.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { openPostgres } from '../../src/storage/dialects/postgres.ts';
import { outageOf } from '../../src/storage/outages.ts';
import { B0, signIn, silently } from '../attacks/requests.ts';
import { runSql, startPostgres, type ThrowawayPostgres } from '../databases/postgres.ts';
import { answersWithoutDatabase, isOutage, isReady, stackOn, tryToSignIn, until } from './outages.ts';

let server: ThrowawayPostgres;
before(() => {
  server = startPostgres();
});
after(() => server.stop());

test('PostgreSQL that is gone: keys are published, people are told at once, and all goes on when it is back', async (t) => {
  const stack = await stackOn(t, server.url);
  const browser = stack.browser();
  await signIn(browser);
  await answersWithoutDatabase(stack);
  server.stop();
  isOutage(await browser.authorize({ ...B0, prompt: 'none' }));
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

/** It takes what is sent and answers nothing, until it goes on, at the latest when the test ends. */
function pausing(t: TestContext): { readonly pause: () => Promise<void>; readonly goOn: () => void } {
  const stopped = new Set<number>();
  const goOn = () => {
    for (const one of stopped) process.kill(one, 'SIGCONT');
    stopped.clear();
  };
  t.after(goOn);
  return {
    goOn,
    async pause() {
      for (const one of await processesOf(server)) {
        process.kill(one, 'SIGSTOP');
        stopped.add(one);
      }
    },
  };
}

test('PostgreSQL that hangs at the end of a transaction is not waited for until the connection is cut', async (t) => {
  const { pause, goOn } = pausing(t);
  const database = await openPostgres(server.url, { onError: () => undefined, mayBegin: true });
  t.after(() => database.close());
  const paused = { at_ms: 0 };
  const ended = database.transaction(async (transaction) => {
    await sql`select 1`.execute(transaction);
    await pause();
    paused.at_ms = performance.now();
  });
  await assert.rejects(ended, (error) => outageOf(error) === 'gone');
  assert.ok(performance.now() - paused.at_ms < 3_500, String(performance.now() - paused.at_ms));
  goOn();
  await until('it does not come back', async () => {
    await turn();
    return sql`select 1`.execute(database.kysely).then(
      () => true,
      () => false,
    );
  });
});

test('PostgreSQL that hangs: nobody waits longer than two seconds, then nobody waits, and keys are published', async (t) => {
  const { pause, goOn } = pausing(t);
  const stack = await stackOn(t, server.url);
  const browser = stack.browser();
  await signIn(browser);
  await answersWithoutDatabase(stack);
  await pause();
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
  const stack = await stackOn(t, server.url);
  await answersWithoutDatabase(stack);
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
