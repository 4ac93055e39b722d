import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readMasterKeys } from './master-key.ts';

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
      () => readMasterKeys({ masterKey, otherMasterKeys: [], databaseUrl: 'sqlite::memory:' }),
      (error: Error) => /openssl rand/.test(error.message) && !error.message.includes('secret-in-clear'),
    );
  }
});

test('PostgreSQL without a key is refused with a sentence that says how to make one', () => {
  const config = { masterKey: undefined, otherMasterKeys: [], databaseUrl: 'postgres://db/tacit' };
  assert.throws(() => readMasterKeys(config), /openssl rand -base64 32.*TACIT_MASTER_KEY/);
});

test('a key file that others may read is refused', (t) => {
  const config = embedded(t);
  readMasterKeys(config).make();
  for (const [file, mode] of [
    ['key.previous', 0o604],
    ['key', 0o640],
  ] as const) {
    writeFileSync(`${config.path}.${file}`, BYTES.toString('base64'));
    chmodSync(`${config.path}.${file}`, mode);
    assert.throws(() => readMasterKeys(config), new RegExp(`chmod 600 .*tacit\\.db\\.${file}\`\\.$`));
    chmodSync(`${config.path}.${file}`, 0o600);
  }
});

test('a damaged key file is refused and left alone', (t) => {
  const config = embedded(t);
  readMasterKeys(config).make();
  for (const damaged of ['', 'half', `${BYTES.toString('base64')}x`]) {
    writeFileSync(`${config.path}.key`, damaged);
    assert.throws(() => readMasterKeys(config), /must be 32 bytes.*Bring it back from the backup/);
    assert.equal(readFileSync(`${config.path}.key`, 'utf8'), damaged);
  }
});

test('a given key is read in base64 and base64url, with and without padding', () => {
  for (const masterKey of [
    BYTES.toString('base64'),
    BYTES.toString('base64url'),
    `${BYTES.toString('base64url')}=`,
  ]) {
    const given = readMasterKeys({
      masterKey,
      otherMasterKeys: [masterKey],
      databaseUrl: 'postgres://db/tacit',
    });
    assert.deepEqual(
      [given.first, ...given.others].map((key) => Buffer.from(key ?? '')),
      [BYTES, BYTES],
    );
  }
});

test('DB-13 reading makes nothing; a key file that is made has mode 0600 and is kept', (t) => {
  const config = embedded(t);
  const given = readMasterKeys(config);
  assert.deepEqual([given.first, given.others], [undefined, []]);
  assert.equal(existsSync(join(config.path, '..')), false);
  const first = given.make();
  assert.equal(first.length, 32);
  assert.equal(statSync(`${config.path}.key`).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(config.path, '..')), ['tacit.db.key']);
  assert.deepEqual(given.make(), first);
  assert.deepEqual(readMasterKeys(config).first, first);
});

test('a database in memory gets a new key each time', () => {
  const config = { masterKey: undefined, otherMasterKeys: [], databaseUrl: 'sqlite::memory:' };
  assert.notDeepEqual(readMasterKeys(config).first, readMasterKeys(config).first);
});

function embedded(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'data', 'tacit.db');
  return { masterKey: undefined, otherMasterKeys: [], databaseUrl: `sqlite:${path}`, path };
}
