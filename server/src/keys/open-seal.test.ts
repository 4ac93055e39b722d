import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { tenantNamed } from '../../test/databases/databases.ts';
import { openWritable } from '../../test/databases/writable.ts';
import { createKeys } from './keys.ts';
import { openMasterKeys, openSeal } from './open-seal.ts';
import { rewrap } from './rewrap.ts';

const [OLD = '', NEW = '', THIRD = ''] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const SUBJECT = { purpose: 'pairwise', tenant_id: 'acme' } as const;
const CSRF = { purpose: 'csrf', tenant_id: 'acme' } as const;
const MAIL = { purpose: 'mail', tenant_id: 'acme' } as const;

async function openDatabase(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-seal-'));
  const path = join(folder, 'tacit.db');
  const now = () => 1_800_000_000;
  const onError = (error: unknown) => assert.fail(`storage failed: ${error}`);
  const storage = await openWritable({ databaseUrl: `sqlite:${path}`, now, onError });
  const rows = new DatabaseSync(path);
  t.after(async () => {
    rows.close();
    await storage.close();
    rmSync(folder, { recursive: true });
  });
  const config = (masterKey: string | undefined, ...otherMasterKeys: readonly string[]) => ({
    masterKey,
    otherMasterKeys,
    databaseUrl: `sqlite:${path}`,
  });
  const open = (...keys: Parameters<typeof config>) => openSeal(storage, config(...keys));
  /** A tenant with keys, and a mail that waits. */
  const use = async (...keys: Parameters<typeof config>) => {
    const seal = await open(...keys);
    await storage.tenants.save(tenantNamed('acme'));
    await createKeys({ storage, seal, now }).settle('acme');
    await storage.tenant('acme').outbox.add({
      mail_id: 'mail',
      sealed: seal.seal(MAIL, { to: 'alice' }),
      expires_at: now() + 60,
    });
    return seal;
  };
  const sealAnew = async (dryRun: boolean, ...keys: Parameters<typeof config>) =>
    rewrap(storage, await openMasterKeys(storage, config(...keys)), { dryRun });
  return { path, storage, rows, open, use, sealAnew };
}

test('DB-06 another key is refused from the first start on, before there is a tenant and after the last has gone', async (t) => {
  const { open, use, rows } = await openDatabase(t);
  await open(OLD);
  await assert.rejects(open(NEW), /TACIT_MASTER_KEY is not the one it was sealed with\. Put that one back/);
  await use(OLD);
  rows.exec('delete from tenants');
  await assert.rejects(open(NEW), /is not the one it was sealed with/);
  await assert.rejects(open(undefined), /tacit\.db\.key is not there/);
  await open(OLD);
});

test('F-08 a database of an older version knows its key by what lies in it, a mail of a tenant that is gone included', async (t) => {
  const { open, use, rows } = await openDatabase(t);
  const seal = await use(OLD);
  const sub = seal.mac(SUBJECT, 'alice');
  for (const kept of ['signing_keys', 'mails']) {
    rows.exec(`delete from master_key; ${kept === 'mails' ? 'delete from tenants' : ''}`);
    await assert.rejects(open(NEW), /is not the one it was sealed with/);
    assert.equal(rows.prepare('select count(*) as count from master_key').get()?.['count'], 0);
    assert.equal((await open(NEW, OLD)).mac(SUBJECT, 'alice'), sub, 'names follow from the key of before');
  }
});

test('F-08 F-26 one damaged row does not hide the key of the others', async (t) => {
  const { open, use, rows } = await openDatabase(t);
  await use(OLD);
  rows.exec(
    "delete from master_key; update signing_keys set private_jwk_sealed = 'damaged' where state = 'current'",
  );
  await assert.rejects(open(NEW), /is not the one/);
  await open(OLD);
});

test('F-08 no key file is made beside a database that has something sealed, and none that is there is touched', async (t) => {
  const { open, use, path } = await openDatabase(t);
  await use(undefined);
  const file = `${path}.key`;
  const key = readFileSync(file, 'utf8');
  renameSync(file, `${file}.away`);
  await assert.rejects(
    open(undefined),
    /is not there, and this database has 3 values .* No other is made.*Bring the file back/,
  );
  assert.equal(existsSync(file), false);
  writeFileSync(`${file}.previous`, `${OLD}\n`, { mode: 0o600 });
  await assert.rejects(open(undefined), /is not there/, 'a previous key that is none of this database');
  assert.equal(existsSync(file), false);
  writeFileSync(file, `${NEW}\n`, { mode: 0o600 });
  await assert.rejects(
    open(undefined),
    /tacit\.db\.key is not the one it was sealed with\. Put that one back, from the backup/,
  );
  assert.equal(readFileSync(file, 'utf8'), `${NEW}\n`);
  writeFileSync(file, key);
  await open(undefined);
});

test('RC-08 F-09 of two first starts with two keys one goes on, and the other is refused', async (t) => {
  const { open } = await openDatabase(t);
  const both = await Promise.allSettled([open(OLD), open(NEW)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const same = await openDatabase(t);
  const seals = await Promise.all([same.open(undefined), same.open(undefined)]);
  assert.equal(seals[0].mac(SUBJECT, 'alice'), seals[1].mac(SUBJECT, 'alice'));
});

test('a key that changes is opened by both, and all that was made with the old one goes on', async (t) => {
  const { open, use } = await openDatabase(t);
  const old = await use(OLD);
  // The first roll-out: every machine knows the new key, and none seals with it.
  const first = await open(OLD, NEW);
  // The second one: it seals with it.
  const second = await open(NEW, OLD);
  assert.deepEqual(first.open(MAIL, second.seal(MAIL, { a: 1 })), { a: 1 });
  assert.deepEqual(second.open(MAIL, first.seal(MAIL, { a: 1 })), { a: 1 });
  assert.equal(old.open(MAIL, second.seal(MAIL, { a: 1 })), undefined);
  for (const [maker, reader] of [
    [old, second],
    [first, second],
    [second, first],
  ] as const) {
    assert.equal(maker.mac(SUBJECT, 'alice'), reader.mac(SUBJECT, 'alice'));
    assert.ok(reader.isMac(CSRF, 'form', maker.mac(CSRF, 'form')));
    assert.ok(!reader.isMac(CSRF, 'form', maker.mac(CSRF, 'other')));
    assert.ok(!reader.isMac(CSRF, 'form', ''));
  }
  assert.ok(!old.isMac(CSRF, 'form', second.mac(CSRF, 'form')));
});

test('rewrap seals all of it anew; before, a start without the old key says how many are left', async (t) => {
  const { open, use, sealAnew, rows, storage } = await openDatabase(t);
  const old = await use(OLD);
  await assert.rejects(sealAnew(false, NEW), /is not the one it was sealed with\. Put/);
  /** Of the places where anything lies. */
  const counts = (places: Awaited<ReturnType<typeof sealAnew>>['places']) =>
    places.flatMap(({ place, all, rewrapped, unreadable }) =>
      all === 0 ? [] : [[place, all, rewrapped, unreadable]],
    );
  const planned = await sealAnew(true, NEW, OLD);
  assert.deepEqual(counts(planned.places), [
    ['signing keys', 2, 2, 0],
    ['mails', 1, 1, 0],
  ]);
  await assert.rejects(open(NEW), /Put that one back/, 'nothing was written');

  // It was stopped in the middle.
  const dump = rows.prepare('select private_jwk_sealed as sealed from signing_keys order by kid limit 1');
  const [{ values }, both] = [
    await storage.sealedValues.page('signing keys', undefined),
    await open(NEW, OLD),
  ];
  const context = { purpose: 'signing-key', tenant_id: 'acme' } as const;
  const anew = values.slice(0, 1).map((value) => ({
    ...value,
    before: value.sealed,
    sealed: both.seal(context, both.open(context, value.sealed) ?? {}),
  }));
  assert.equal(await storage.sealedValues.replace('signing keys', anew), 1);
  assert.equal(dump.get()?.['sealed'], anew[0]?.sealed);
  await assert.rejects(
    open(NEW),
    /It opens 1 of 3 sealed values and not the other 2: .*Set TACIT_MASTER_KEY_PREVIOUS to the old one, and run `tacit keys rewrap`/,
  );

  const done = await sealAnew(false, NEW, OLD);
  assert.deepEqual(
    [done.isDone, ...counts(done.places)],
    [true, ['signing keys', 2, 1, 0], ['mails', 1, 1, 0]],
  );
  const alone = await open(NEW);
  assert.equal(alone.mac(SUBJECT, 'alice'), old.mac(SUBJECT, 'alice'), 'whoever has an account keeps it');
  assert.ok(!alone.isMac(CSRF, 'form', old.mac(CSRF, 'form')), 'the old key is good for nothing');
  await createKeys({ storage, seal: alone, now: () => 1_800_000_000 }).open('acme');
  await assert.rejects(open(OLD), /is not the one/);
  const again = await sealAnew(false, NEW);
  assert.deepEqual(
    [again.isDone, ...counts(again.places)],
    [true, ['signing keys', 2, 0, 0], ['mails', 1, 0, 0]],
  );
  assert.equal((await sealAnew(false, THIRD, NEW)).isDone, true, 'and once more');
  assert.equal((await open(THIRD)).mac(SUBJECT, 'alice'), old.mac(SUBJECT, 'alice'));
});

test('rewrap counts what no key opens and leaves it as it is', async (t) => {
  const { open, use, sealAnew, rows } = await openDatabase(t);
  await use(OLD);
  rows.exec("update mails set sealed = 'damaged'");
  const { places, isDone } = await sealAnew(false, NEW, OLD);
  const mails = places.find(({ place }) => place === 'mails');
  assert.deepEqual([isDone, mails], [true, { place: 'mails', all: 1, rewrapped: 0, unreadable: 1 }]);
  assert.equal(rows.prepare('select sealed from mails').get()?.['sealed'], 'damaged');
  await open(NEW);
});

test('F-08 a key file that changes on disk while it is in use leaves the one in memory in force', async (t) => {
  const { open, path } = await openDatabase(t);
  const seal = await open(undefined);
  const sealed = seal.seal(MAIL, { a: 1 });
  writeFileSync(`${path}.key`, `${NEW}\n`);
  assert.deepEqual(seal.open(MAIL, sealed), { a: 1 });
  await assert.rejects(open(undefined), /is not the one/);
});
