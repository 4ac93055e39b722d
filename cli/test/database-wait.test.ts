/**
 * `tacit serve` that starts before its PostgreSQL: it says once that it waits, and serves when the server is there; or ends with what
 * is wrong when its time is up. The other commands do not wait.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { runSql, startPostgres } from '../../server/test/databases/postgres.ts';
import { freePort } from '../../server/test/ports.ts';
import { type Outcome, operator } from './operator.ts';
import { readiness, until, watch } from './serving.ts';

const TACIT_MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
const WAITS = /It is waited for, \d+ seconds at most\./g;

function isRefused({ code, stdout, stderr }: Outcome, says: RegExp, waits: number): void {
  assert.match(stderr, says);
  assert.equal(stderr.match(WAITS)?.length ?? 0, waits, stderr);
  assert.doesNotMatch(stderr, /Tacit listens|^ +at /m);
  assert.deepEqual([code, stdout], [1, '']);
}

test('a server that comes is waited for, told of once, and served from', { timeout: 120_000 }, async (t) => {
  const postgres = startPostgres();
  t.after(() => postgres.stop());
  postgres.stop();
  const { start, directory } = await operator(t);
  const port = await freePort();
  const env = { TACIT_DATABASE_URL: postgres.url, TACIT_MASTER_KEY, TACIT_PORT: String(port) };
  const child = start(['serve'], { ...env, TACIT_DATABASE_WAIT_SECONDS: '600' });
  t.after(() => child.kill('SIGKILL'));
  const serving = watch(child, { port, directory });
  await until(() => serving.said.err.includes('It is waited for'), serving);
  await assert.rejects(readiness(port), 'nobody listens meanwhile');
  postgres.start();
  await until(() => serving.said.err.includes('Tacit listens'), serving);
  assert.match(await readiness(port), /^200 /);
  assert.equal(serving.said.err.match(WAITS)?.length, 1);
  assert.match(serving.said.err, /^postgres:.*: no server listens there: start it/);
  child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
});

test('a server that can only be read is waited for too, until it can be written', {
  timeout: 120_000,
}, async (t) => {
  const postgres = startPostgres();
  t.after(() => postgres.stop());
  const set = (value: string) =>
    runSql(postgres.url, [
      'set default_transaction_read_only = off',
      `alter system set default_transaction_read_only = ${value}`,
      'select pg_reload_conf()',
    ]);
  await set('on');
  const { start, directory } = await operator(t);
  const port = await freePort();
  const env = { TACIT_DATABASE_URL: postgres.url, TACIT_MASTER_KEY, TACIT_PORT: String(port) };
  const child = start(['serve'], { ...env, TACIT_DATABASE_WAIT_SECONDS: '600' });
  t.after(() => child.kill('SIGKILL'));
  const serving = watch(child, { port, directory });
  await until(() => serving.said.err.includes('It is waited for'), serving);
  await set('off');
  await until(() => serving.said.err.includes('Tacit listens'), serving);
  assert.match(serving.said.err, /: the server can only be read: name the one that writes/);
  child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
});

test('time is up: it ends with what is wrong, and says it once more; with no time it does not wait', {
  timeout: 120_000,
}, async (t) => {
  const { tacit } = await operator(t);
  const env = { TACIT_DATABASE_URL: 'postgres://tacit@127.0.0.1:1/tacit', TACIT_MASTER_KEY };
  const NOBODY = /^postgres:.*: no server listens there: start it, or correct host and port/m;
  isRefused(await tacit(['serve'], { ...env, TACIT_DATABASE_WAIT_SECONDS: '1' }), NOBODY, 1);
  isRefused(await tacit(['serve'], { ...env, TACIT_DATABASE_WAIT_SECONDS: '0' }), NOBODY, 0);
  for (const command of [['tenants'], ['keys', 'rotate'], ['export']])
    isRefused(await tacit(command, { ...env, TACIT_DATABASE_WAIT_SECONDS: '600' }), NOBODY, 0);
});

test('what no time mends is not waited for', { timeout: 120_000 }, async (t) => {
  const postgres = startPostgres();
  t.after(() => postgres.stop());
  await runSql(postgres.url, ['create role poor login', 'revoke all on schema public from public']);
  const { tacit } = await operator(t);
  const env = { TACIT_MASTER_KEY, TACIT_DATABASE_WAIT_SECONDS: '600' };
  const { url } = postgres;
  const cases: readonly (readonly [url: string, says: RegExp])[] = [
    [url.replace('/postgres?', '/nothing?'), /there is no such database/],
    [url.replace('postgres@', 'nobody@'), /lets this user in from here not at all/],
    [url.replace('postgres@', 'poor@'), /may not do this|search_path/],
    [`${url}&sslmode=verify-full`, /the server has no TLS/],
  ];
  for (const [at, says] of cases)
    isRefused(await tacit(['serve'], { ...env, TACIT_DATABASE_URL: at }), says, 0);
});

test('a signal while it waits ends it at once, with 0: nothing was under way', {
  timeout: 120_000,
}, async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { start, directory } = await operator(t);
    const env = { TACIT_DATABASE_URL: 'postgres://tacit@127.0.0.1:1/tacit', TACIT_MASTER_KEY };
    const child = start(['serve'], { ...env, TACIT_DATABASE_WAIT_SECONDS: '600' });
    t.after(() => child.kill('SIGKILL'));
    const serving = watch(child, { port: 0, directory });
    await until(() => serving.said.err.includes('It is waited for'), serving);
    child.kill(signal);
    assert.equal(await serving.ended, 0);
  }
});

test('a host that takes connections and says nothing is found out', { timeout: 120_000 }, async (t) => {
  const silent = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  t.after(() => silent.close());
  const { tacit } = await operator(t);
  const TACIT_DATABASE_URL = `postgres://tacit@127.0.0.1:${port}/tacit`;
  const outcome = await tacit(['serve'], {
    TACIT_DATABASE_URL,
    TACIT_MASTER_KEY,
    TACIT_DATABASE_WAIT_SECONDS: '0',
  });
  isRefused(outcome, /: the host does not answer: check host and port/, 0);
});
