/**
 * What is said when the database cannot be had: what is wrong, what to do, no stack, and the process ends with 1 by itself.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { before, test } from 'node:test';
import { runSql, startPostgres } from '../../server/test/databases/postgres.ts';
import { FILE, type Outcome, operator } from './operator.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** The first line says what to do. */
function says(outcome: Outcome, first: RegExp, what: string): void {
  assert.deepEqual([outcome.code, outcome.stdout], [1, ''], what + outcome.stderr);
  assert.match(outcome.stderr, first, what);
  assert.doesNotMatch(outcome.stderr, /^ +at /m, what);
}

test('a path that can hold no database is refused with what to do', { timeout: 60_000 }, async (t) => {
  const { tacit, directory } = await operator(t);
  await writeFile(join(directory, 'text.db'), 'These are words. '.repeat(100));
  await mkdir(join(directory, 'folder'));
  const cases: readonly (readonly [path: string, first: RegExp])[] = [
    ['text.db', /^sqlite:text\.db: the file is no SQLite database, or it is encrypted: name another/],
    ['folder', /^This is a directory: name a file in it\.\nEISDIR.*'folder'$/m],
    ['text.db/tacit.db', /^What should be the directory is a file: name another place\.\n/],
    ['/proc/tacit.db', /^There is no such file or directory: make the directory, or name another place\.\n/],
    [
      'file:other.db?vfs=unix-dotfile',
      /the file system cannot do what SQLite needs .*\n.* keeps no write-ahead log .* the journal "delete"/,
    ],
  ];
  for (const [path, first] of cases)
    says(await tacit(['keys', 'rotate'], { TACIT_DATABASE_URL: `sqlite:${path}` }), first, path);
});

test('a database that is locked says who may hold it, and nothing is changed', {
  timeout: 60_000,
}, async (t) => {
  const { tacit, directory } = await operator(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  const other = new DatabaseSync(join(directory, 'data/tacit.db'));
  t.after(() => other.close());
  other.exec('begin exclusive');
  const outcome = await tacit(['apply', 'tacit.yaml'], { ALICE: 'correct horse' });
  says(outcome, /^sqlite:data\/tacit\.db: another process holds it locked: .*\ndatabase is locked\n$/, '');
});

test('a key that others may read is said with the command that mends it', {
  timeout: 60_000,
}, async (t) => {
  const { tacit, directory } = await operator(t);
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  await chmod(join(directory, 'data/tacit.db.key'), 0o644);
  says(
    await tacit(['tenants', 'create', 'acme.eu']),
    /holds the master key and others may read it\. Run `chmod/,
    '',
  );
});

test('a server without the master key of its database does not start', { timeout: 60_000 }, async (t) => {
  const { tacit, directory } = await operator(t);
  const key = join(directory, 'data/tacit.db.key');
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  await rename(key, `${key}.kept`);
  says(
    await tacit(['serve']),
    /^data\/tacit\.db\.key is not there, and this database has 2 values .* Bring the file back from the backup/,
    '',
  );
  assert.ok(!existsSync(key));
});

test('an address that cannot be listened at is said with its setting', { timeout: 60_000 }, async (t) => {
  const { tacit } = await operator(t);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const cases: readonly (readonly [env: Readonly<Record<string, string>>, first: RegExp])[] = [
    [
      { TACIT_PORT: port },
      /^The port is taken by another process \(`npm start` may be it\); stop that one or set TACIT_PORT\./,
    ],
    // What such an address would mean is warned of before.
    [{ TACIT_HOST: '192.0.2.1' }, /^(?:Warning: .*\n)?This machine has no such address; see TACIT_HOST\./],
    [
      { TACIT_HOST: 'nowhere.invalid' },
      /^(?:Warning: .*\n)?There is no such host; TACIT_HOST is an address of this machine/,
    ],
  ];
  for (const [env, first] of cases)
    says(
      // That the database is new is a line of the log, on stdout.
      await tacit(['serve'], { TACIT_PORT: port, TACIT_LOG_LEVEL: 'error', ...env }),
      first,
      JSON.stringify(env),
    );
});

const postgres = { url: '' };

before(() => {
  postgres.url = startPostgres().url;
});

test('PostgreSQL that lets nobody in says what to do, and never keeps the process', {
  timeout: 120_000,
}, async (t) => {
  const { tacit } = await operator(t);
  const env = (url: string) => ({ TACIT_DATABASE_URL: url, TACIT_MASTER_KEY: KEY });
  const as = (user: string) => postgres.url.replace('postgres@', `${user}@`);
  await runSql(postgres.url, [
    'create role poor login',
    'create role reader login',
    'create role many login connection limit 0',
    'alter role reader set default_transaction_read_only = on',
  ]);
  const cases: readonly (readonly [url: string, first: RegExp])[] = [
    [
      postgres.url.replace('/postgres?', '/nothing?'),
      /: there is no such database: make it \(`createdb NAME`\)/,
    ],
    [as('nobody'), /: the server lets this user in from here not at all/],
    [as('poor'), /: its user may not do this: .*\n.*permission denied for schema/],
    [as('reader'), /: the server can only be read: name the one that writes/],
    [as('many'), /: the server has no connection left/],
    [postgres.url.replace(/host=.*/, 'host=/nowhere'), /: no server listens there/],
    [
      `${postgres.url}&sslmode=verify-full`,
      /: the server has no TLS: turn it on there, or say sslmode=disable/,
    ],
  ];
  for (const [url, first] of cases)
    says(await tacit(['tenants'], env(url)), new RegExp(`^postgres://.*${first.source}`), url);
  const lost = await tacit(['serve'], { TACIT_DATABASE_URL: postgres.url });
  says(
    lost,
    /^With PostgreSQL the master key must be given\. Make one with `openssl rand/,
    'the process ends',
  );
});
