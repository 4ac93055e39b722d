/**
 * The whole server on a PostgreSQL whose primary changes places with its standby, dies, or falls silent: people sign in again
 * within seconds, by the same process (attack catalogue F-04, F-05, F-24).
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { ALICE, B0 } from '../attacks/requests.ts';
import { runSql, startPostgres } from '../databases/postgres.ts';
import { type PostgresPair, startPair } from '../databases/postgres-pair.ts';
import { type Stack, startStack } from '../stack.ts';
import { fragment } from '../user-agent.ts';

/** For a machine that is busy; on a quiet one a tenth of it is enough. */
const WITHIN_MS = 20_000;

const TIMEOUT = { timeout: 120_000 };

/** A login with a password, from the request to the token. */
async function signsIn(stack: Stack): Promise<boolean> {
  const browser = stack.browser();
  const login = await browser.authorize(B0);
  const answered = await browser.signIn(login, ALICE);
  return fragment(answered.location)['access_token'] !== undefined;
}

async function untilSomebodyGetsIn(stack: Stack, t: TestContext): Promise<void> {
  const began_ms = performance.now();
  while (!(await signsIn(stack).catch(() => false)))
    assert.ok(performance.now() - began_ms < WITHIN_MS, 'Nobody gets in.');
  t.diagnostic(`Somebody got in after ${Math.round(performance.now() - began_ms)} ms.`);
}

async function startOn(url: string, t: TestContext): Promise<Stack> {
  const stack = await startStack({ databaseUrl: url, onError: () => undefined });
  t.after(() => stack.close());
  assert.ok(await signsIn(stack));
  return stack;
}

async function startOnPair(t: TestContext): Promise<{ readonly pair: PostgresPair; readonly stack: Stack }> {
  const pair = startPair();
  return { pair, stack: await startOn(pair.url, t) };
}

test(
  'after a switchover people sign in at the new primary, and a change is seen there',
  TIMEOUT,
  async (t) => {
    const { pair, stack } = await startOnPair(t);
    pair.a.stop();
    pair.b.promote();
    pair.a.follow(pair.b);
    await untilSomebodyGetsIn(stack, t);
    assert.equal((await stack.browser().send('/readyz')).status, 200);
    const records = stack.storage.tenant('t-acme');
    const client = await records.clients.find(B0.client_id);
    assert.ok(client);
    await records.clients.save({ ...client, grant_types: [] });
    const isRefused = async () => {
      const { location } = await stack.browser().authorize(B0);
      return fragment(location)['error'] === 'unauthorized_client';
    };
    for (let attempt = 0; attempt < 1_000 && !(await isRefused()); attempt += 1);
    assert.ok(await isRefused());
  },
);

test('after the primary was killed and its standby promoted people sign in', TIMEOUT, async (t) => {
  const { pair, stack } = await startOnPair(t);
  pair.a.kill();
  pair.b.promote();
  await untilSomebodyGetsIn(stack, t);
});

test('a primary that takes connections and never answers is left for its standby', TIMEOUT, async (t) => {
  const { pair, stack } = await startOnPair(t);
  t.after(pair.a.resume);
  pair.a.pause();
  pair.b.promote();
  await untilSomebodyGetsIn(stack, t);
});

test('a primary that is paused and goes on is gone on with', TIMEOUT, async (t) => {
  const { pair, stack } = await startOnPair(t);
  t.after(pair.a.resume);
  pair.a.pause();
  assert.equal(await signsIn(stack), false);
  pair.a.resume();
  await untilSomebodyGetsIn(stack, t);
});

test(
  'a server that can only be read for a while is gone on with when it can be written again',
  TIMEOUT,
  async (t) => {
    const { url } = startPostgres();
    const stack = await startOn(url, t);
    const set = (value: string) =>
      runSql(url, [`alter system set default_transaction_read_only = ${value}`, 'select pg_reload_conf()']);
    await set('on');
    // The server hears of it in its own time.
    const began_ms = performance.now();
    while (await signsIn(stack)) assert.ok(performance.now() - began_ms < WITHIN_MS, 'It can be written.');
    await set('off');
    await untilSomebodyGetsIn(stack, t);
  },
);

test('when all connections are ended at once, everybody gets in at the first try', TIMEOUT, async (t) => {
  const { url } = startPostgres();
  const stack = await startOn(url, t);
  const others = 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()';
  for (let time = 0; time < 5; time += 1) {
    await runSql(url, [others]);
    assert.ok(await signsIn(stack), `The login after the end of all connections, ${time} before it.`);
  }
});
