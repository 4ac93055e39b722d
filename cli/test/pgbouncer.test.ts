/**
 * What PgBouncer says at the start ends the process, in a sentence, or is waited for where time mends it. It says all of it by
 * one code, so the words have to be told apart (issue 19, attack catalogue F-30).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPostgres } from '../../server/test/databases/postgres.ts';
import { startPgBouncer } from '../../server/test/databases/postgres-pair.ts';
import { freePort } from '../../server/test/ports.ts';
import { operator } from './operator.ts';
import { until, watch } from './serving.ts';

const TACIT_MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
const server = startPostgres();

/** Longer than any of these tests: what is not waited for ends before. */
const PATIENT = { TACIT_MASTER_KEY, TACIT_DATABASE_WAIT_SECONDS: '600' };

test('PgBouncer that lets nobody in, whatever the time, ends the start and every command with what to do', {
  timeout: 120_000,
}, async (t) => {
  const { tacit } = await operator(t);
  const url = await startPgBouncer(server.url, 'transaction');
  const byStatements = await startPgBouncer(server.url, 'statement');
  const withParameter = `${url}&options=${encodeURIComponent('-c search_path=tacit')}`;
  const cases: readonly (readonly [url: string, says: RegExp])[] = [
    [byStatements, /PgBouncer shares .* set pool_mode = transaction .*\ntransaction blocks not allowed/],
    [withParameter, /PgBouncer refuses a parameter .*\nunsupported startup parameter: options/],
    [url.replace('/postgres?', '/nothing?'), /there is no such database: .*\n.*nothing/],
    [url.replace('postgres@', 'nobody@'), /the server lets this user in from here not at all/],
  ];
  for (const [index, [at, says]] of cases.entries()) {
    const command = index === 0 ? 'tenants' : 'serve';
    const { code, stdout, stderr } = await tacit([command], { ...PATIENT, TACIT_DATABASE_URL: at });
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /It is waited for|^ +at /m);
    assert.deepEqual([code, stdout], [1, '']);
  }
});

test('PgBouncer that has no place for another client, or a server behind it that is not there, is waited for', {
  timeout: 120_000,
}, async (t) => {
  const own = startPostgres();
  t.after(() => own.stop());
  const url = await startPgBouncer(own.url, 'session', 'server_login_retry = 1');
  own.stop();
  const { start, directory } = await operator(t);
  const port = await freePort();
  const child = start(['serve'], { ...PATIENT, TACIT_DATABASE_URL: url, TACIT_PORT: String(port) });
  t.after(() => child.kill('SIGKILL'));
  const serving = watch(child, { port, directory });
  await until(() => serving.said.err.includes('It is waited for, 600 seconds at most.'), serving);
  own.start();
  await until(() => serving.said.err.includes('Tacit listens'), serving);
  child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
});
