import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadMasterKey } from './master-key.ts';

const BYTES = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index));

test('a given key that is not 32 bytes in base64 is refused without being repeated', () => {
  const wrong = [
    '',
    'secret-in-clear',
    BYTES.toString('hex'),
    BYTES.subarray(1).toString('base64'),
    `${BYTES.toString('base64')}\n`,
  ];
  for (const masterKey of wrong) {
    assert.throws(
      () => loadMasterKey({ masterKey, databaseUrl: 'sqlite::memory:' }),
      (error: Error) => /openssl rand/.test(error.message) && !error.message.includes('secret-in-clear'),
    );
  }
});

test('PostgreSQL without a key is refused with a sentence that says how to make one', () => {
  const config = { masterKey: undefined, databaseUrl: 'postgres://db/tacit' };
  assert.throws(() => loadMasterKey(config), /openssl rand -base64 32.*TACIT_MASTER_KEY/);
});

test('a key file that others may read is refused', (t) => {
  const config = embedded(t);
  loadMasterKey(config);
  chmodSync(`${config.path}.key`, 0o644);
  assert.throws(() => loadMasterKey(config), /chmod 600/);
});

test('a damaged key file is refused and left alone', (t) => {
  const config = embedded(t);
  loadMasterKey(config);
  writeFileSync(`${config.path}.key`, 'half');
  assert.throws(() => loadMasterKey(config), /must be 32 bytes/);
  assert.equal(readFileSync(`${config.path}.key`, 'utf8'), 'half');
});

test('a given key is read in base64 and base64url, with and without padding', () => {
  for (const masterKey of [
    BYTES.toString('base64'),
    BYTES.toString('base64url'),
    `${BYTES.toString('base64url')}=`,
  ]) {
    assert.deepEqual(Buffer.from(loadMasterKey({ masterKey, databaseUrl: 'postgres://db/tacit' })), BYTES);
  }
});

test('an embedded database gets a key file of mode 0600 at its first start and keeps it', (t) => {
  const config = embedded(t);
  const first = loadMasterKey(config);
  assert.equal(first.length, 32);
  assert.equal(statSync(`${config.path}.key`).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(config.path, '..')), ['tacit.db.key']);
  assert.deepEqual(loadMasterKey(config), first);
});

test('a database in memory gets a new key each time', () => {
  const config = { masterKey: undefined, databaseUrl: 'sqlite::memory:' };
  assert.notDeepEqual(loadMasterKey(config), loadMasterKey(config));
});

function embedded(t: TestContext): { masterKey: undefined; databaseUrl: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'data', 'tacit.db');
  return { masterKey: undefined, databaseUrl: `sqlite:${path}`, path };
}
