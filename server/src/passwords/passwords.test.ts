import assert from 'node:assert/strict';
import { argon2Sync, generateKeyPairSync, sign } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { MAX_PASSWORD_BYTES } from '../protocol/end-user/end-user.ts';
import { Secret } from '../protocol/secret.ts';
import { CURRENT_DERIVATION, HASH_BYTES, parsePasswordHash, SALT_BYTES } from './password-hash.ts';
import { createPasswords, type Passwords, unknownHash } from './passwords.ts';
import { formatPhc } from './phc.ts';

test('a wrong password is a mismatch', async (t) => {
  const passwords = open(t);
  const hash = await passwords.hash(new Secret('correct horse'));
  assert.equal(await passwords.verify(new Secret('correct horsf'), hash), 'mismatch');
  assert.equal(await passwords.verify(new Secret(''), hash), 'mismatch');
});

test('LG-02 what a login for nobody is checked against costs what a new hash costs', async (t) => {
  const made = parsePasswordHash(await open(t).hash(new Secret('x')));
  assert.ok(made.ok);
  const nobody = unknownHash();
  assert.deepEqual(nobody.derivation, made.value.derivation);
  assert.equal(nobody.salt.length, made.value.salt.length);
  assert.equal(nobody.hash.length, made.value.hash.length);
  assert.notDeepEqual(unknownHash().hash, nobody.hash);
});

test('LG-02 without a hash, and with one that cannot be read, a password waits for its turn like any other', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 1 });
  const hash = await passwords.hash(new Secret('x'));
  for (const candidate of [undefined, 'not a hash', hash]) {
    const outcomes = await Promise.all([1, 2, 3].map(() => passwords.verify(new Secret('y'), candidate)));
    // Two were worked on, whatever there was to compare with: no cause is answered without the work.
    assert.deepEqual(outcomes, ['mismatch', 'mismatch', 'busy']);
  }
});

test('a hash that asks for too much work matches nothing, not even its own password', async (t) => {
  const text = argon2id({ memory: 65_537, passes: 1, parallelism: 1 }, HASH_BYTES);
  assert.equal(await open(t).verify(new Secret('x'), text), 'mismatch');
});

test('a full queue answers busy and goes on when there is room again', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 2 });
  const hash = await passwords.hash(new Secret('x'));
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => passwords.verify(new Secret('x'), hash)),
  );
  assert.equal(outcomes.filter((outcome) => outcome === 'match').length, 3);
  assert.equal(outcomes.filter((outcome) => outcome === 'busy').length, 17);
  assert.equal(await passwords.verify(new Secret('x'), hash), 'match');
});

test('LG-02 whoever has waited for too long is told that the server is busy, whatever there was to compare with', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 10, max_wait_ms: -1 });
  const hash = await passwords.hash(new Secret('x'));
  for (const candidate of [undefined, 'not a hash', hash]) {
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => passwords.verify(new Secret('y'), candidate)));
    // Those that had a turn at once did not wait.
    assert.deepEqual(outcomes, ['mismatch', 'mismatch', 'busy', 'busy']);
  }
  const made = await Promise.all([1, 2, 3].map(() => passwords.make(new Secret('y'))));
  assert.deepEqual(
    made.map(({ ok }) => ok),
    [true, true, false],
  );
  assert.equal(await passwords.verify(new Secret('x'), hash), 'match', 'there is room again');
});

test('whoever has waited longest is next: nobody is overtaken in a flood', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 40 });
  const hash = await passwords.hash(new Secret('x'));
  const order: number[] = [];
  const flood = Array.from({ length: 20 }, (_, index) =>
    passwords.verify(new Secret('x'), hash).then(() => order.push(index)),
  );
  await Promise.all(flood);
  assert.deepEqual(order, [...flood.keys()]);
});

test('LG-13 a password over the limit is refused before it is hashed, one at the limit is accepted', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 0 });
  const longest = 'é'.repeat(MAX_PASSWORD_BYTES / 2);
  const hash = await passwords.hash(new Secret(longest));
  assert.equal(await passwords.verify(new Secret(longest), hash), 'match');
  await assert.rejects(passwords.hash(new Secret(`${longest}x`)), RangeError);
  const working = passwords.verify(new Secret(longest), hash);
  // The only thread is busy: an answer other than `busy` shows that no work was asked for.
  assert.equal(await passwords.verify(new Secret('x'.repeat(10_000_000)), hash), 'mismatch');
  assert.equal(await passwords.verify(new Secret(`${longest}x`), hash), 'mismatch');
  assert.equal(await passwords.verify(new Secret(longest), hash), 'busy');
  assert.equal(await working, 'match');
});

for (const length of [64, 128, 256, 512]) {
  test(`LG-13 a password of ${length} characters is accepted whole`, async (t) => {
    const passwords = open(t);
    const hash = await passwords.hash(new Secret('ü'.repeat(length)));
    assert.equal(await passwords.verify(new Secret('ü'.repeat(length)), hash), 'match');
    assert.equal(await passwords.verify(new Secret('ü'.repeat(length - 1)), hash), 'mismatch');
  });
}

for (const start of ['x'.repeat(72), 'x'.repeat(255), 'x\0', '\0']) {
  test(`LG-14 passwords that differ only after ${start.length} characters (${JSON.stringify(start.at(-1))}) are two`, async (t) => {
    const passwords = open(t);
    const hash = await passwords.hash(new Secret(`${start}a`));
    assert.equal(await passwords.verify(new Secret(`${start}b`), hash), 'mismatch');
    assert.equal(await passwords.verify(new Secret(start), hash), 'mismatch');
  });
}

test('LG-15 é is one password in NFC and NFD; spaces and case count', async (t) => {
  const passwords = open(t);
  const hash = await passwords.hash(new Secret('caf\u00e9 '));
  assert.equal(await passwords.verify(new Secret('caf\u00e9'), hash), 'mismatch');
  assert.equal(await passwords.verify(new Secret(' caf\u00e9 '), hash), 'mismatch');
  assert.equal(await passwords.verify(new Secret('CAF\u00c9 '), hash), 'mismatch');
  assert.equal(await passwords.verify(new Secret('cafe\u0301 '), hash), 'match');
});

test('LG-15 a ligature is not its letters: NFC, not NFKC', async (t) => {
  const passwords = open(t);
  const hash = await passwords.hash(new Secret('\ufb01sh'));
  assert.equal(await passwords.verify(new Secret('fish'), hash), 'mismatch');
});

test('a hash made elsewhere with other parameters matches its password', async (t) => {
  const passwords = open(t);
  const text = argon2id({ memory: 4_096, passes: 3, parallelism: 2 }, 24);
  assert.equal(await passwords.verify(new Secret('x'), text), 'match');
  assert.match((await passwords.renew(new Secret('x'), text)) ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('LG-25 no new hash is made when the queue is full, nor for a password that is too long', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 0 });
  const old = argon2id({ memory: 4_096, passes: 3, parallelism: 2 }, HASH_BYTES);
  assert.equal(await passwords.renew(new Secret('x'.repeat(MAX_PASSWORD_BYTES + 1)), old), undefined);
  assert.equal(await passwords.renew(new Secret('x'), 'not a hash'), undefined);
  const working = passwords.verify(new Secret('x'), old);
  assert.equal(await passwords.renew(new Secret('x'), old), undefined);
  assert.equal(await working, 'match');
});

test('a new hash records the current parameters and a salt of its own', async (t) => {
  const passwords = open(t);
  const hashes = await Promise.all([passwords.hash(new Secret('x')), passwords.hash(new Secret('x'))]);
  assert.notEqual(hashes[0], hashes[1]);
  for (const hash of hashes) {
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    const read = parsePasswordHash(hash);
    assert.deepEqual(read.ok && read.value.derivation, CURRENT_DERIVATION);
  }
});

test('signing goes on while passwords are hashed: they share no threads', async (t) => {
  const passwords = open(t, { threads: 1, maxQueue: 40 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const hash = await passwords.hash(new Secret('x'));
  const finished: string[] = [];
  const flood = Array.from({ length: 30 }, () =>
    passwords.verify(new Secret('x'), hash).then(() => finished.push('password')),
  );
  await new Promise<void>((resolve, reject) => {
    sign(null, Buffer.from('token'), privateKey, (error) => (error ? reject(error) : resolve()));
  });
  finished.push('signature');
  await Promise.all(flood);
  assert.ok(
    finished.indexOf('signature') < 15,
    `the signature came after ${finished.indexOf('signature')} passwords`,
  );
});

type Argon2Parameters = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** The text of a hash of `x` with these parameters. */
function argon2id({ memory, passes, parallelism }: Argon2Parameters, tagLength: number): string {
  const salt = Buffer.alloc(SALT_BYTES, 1);
  const options = { message: 'x', nonce: salt, memory, passes, parallelism, tagLength };
  const parameters = new Map([
    ['m', memory],
    ['t', passes],
    ['p', parallelism],
  ]);
  return formatPhc({ id: 'argon2id', version: 19, parameters, salt, hash: argon2Sync('argon2id', options) });
}

function open(
  t: TestContext,
  options: { threads?: number; maxQueue?: number; max_wait_ms?: number } = {},
): Passwords {
  const passwords = createPasswords(options);
  t.after(() => passwords.close());
  return passwords;
}
