/**
 * A start that fails: one sentence, exit code 1, and a process that is gone, whatever had been opened by then (F-30).
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSql, startPostgres } from '../../server/test/databases/postgres.ts';
import { freePort } from '../../server/test/ports.ts';
import { FILE, type Outcome, operator } from './operator.ts';
import { startServing } from './serving.ts';

const masterKey = () => randomBytes(32).toString('base64');

/** Ended with a sentence, by itself. */
function isRefusal({ code, stderr }: Outcome, words: RegExp): void {
  assert.match(stderr, words);
  assert.doesNotMatch(stderr, /Tacit listens|\n {4}at /);
  assert.equal(code, 1);
}

test('a port that is taken ends the start, and an address that is not of this machine', async (t) => {
  const serving = await startServing(t);
  const { tacit } = await operator(t);
  const env = { TACIT_PORT: String(serving.port) };
  isRefusal(await tacit(['serve'], env), /^The port is taken by another process/);
  isRefusal(
    await tacit(['serve'], { TACIT_HOST: '203.0.113.7' }),
    /^This machine has no such address; see TACIT_HOST/m,
  );
});

test('a master key that is not the one of the database ends the start', async (t) => {
  const { tacit, directory } = await operator(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const env = { TACIT_PORT: String(await freePort()), ALICE: 'correct horse' };
  assert.equal((await tacit(['apply', 'tacit.yaml'], { ...env, TACIT_MASTER_KEY: masterKey() })).code, 0);
  isRefusal(await tacit(['serve'], { ...env, TACIT_MASTER_KEY: masterKey() }), /TACIT_MASTER_KEY/);
});

test('a database that cannot be opened ends the start', async (t) => {
  const { tacit, directory } = await operator(t);
  await writeFile(
    join(directory, 'text.db'),
    'this is no database, and long enough to be looked at as one. '.repeat(40),
  );
  await mkdir(join(directory, 'folder'));
  await chmod(join(directory, 'text.db'), 0o600);
  for (const file of ['text.db', 'folder', 'text.db/below.db']) {
    const outcome = await tacit(['serve'], { TACIT_DATABASE_URL: `sqlite:${file}` });
    isRefusal(outcome, /SQLite|directory/);
  }
});

test('PostgreSQL: a role without rights, a password that is wrong, no master key: each ends the start and every command', async (t) => {
  const postgres = startPostgres();
  t.after(() => postgres.stop());
  await runSql(postgres.url, ['create role reader login', 'revoke all on schema public from public']);
  const { tacit } = await operator(t);
  const url = postgres.url.replace('postgres@', 'reader@');
  const env = { TACIT_DATABASE_URL: url, TACIT_MASTER_KEY: masterKey() };
  for (const command of ['serve', 'tenants'])
    isRefusal(await tacit([command], env), /may not do this|search_path/);
  isRefusal(await tacit(['serve'], { TACIT_DATABASE_URL: postgres.url }), /the master key must be given/);
  const other = postgres.url.replace('/postgres?', '/nothing?');
  isRefusal(await tacit(['serve'], { ...env, TACIT_DATABASE_URL: other }), /there is no such database/);
});
