import assert from 'node:assert/strict';
import { hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import {
  assert as assertProperty,
  asyncProperty,
  constantFrom,
  integer,
  oneof,
  string,
  tuple,
} from 'fast-check';
import { base64url, CompactEncrypt, compactDecrypt } from 'jose';
import { createSeal, type SealContext } from './seal.ts';

const MASTER_KEY = new Uint8Array(32).fill(7);
const CONTEXT: SealContext = { purpose: 'interaction', tenant_id: 'acme' };

test('a master key that has not 32 bytes is refused', () => {
  assert.throws(() => createSeal(new Uint8Array(16)), /32 bytes/);
  assert.throws(() => createSeal(new Uint8Array(33)), /32 bytes/);
});

test('a value sealed for another purpose, tenant or master key does not open', async () => {
  const seal = createSeal(MASTER_KEY);
  const sealed = seal.seal(CONTEXT, { id: '1' });
  assert.equal(seal.open({ ...CONTEXT, purpose: 'device' }, sealed), undefined);
  assert.equal(seal.open({ ...CONTEXT, tenant_id: 'globex' }, sealed), undefined);
  assert.equal(await createSeal(new Uint8Array(32).fill(8)).open(CONTEXT, sealed), undefined);
});

test('a value in which any one character was changed does not open', async () => {
  const seal = createSeal(MASTER_KEY);
  const sealed = seal.seal(CONTEXT, { id: '1' });
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = `${sealed.slice(0, index)}${sealed[index] === 'A' ? 'Q' : 'A'}${sealed.slice(index + 1)}`;
    // The last character of a part carries bits that base64url does not use; those may differ without a change of bytes.
    if (sameBytes(changed, sealed)) continue;
    assert.equal(seal.open(CONTEXT, changed), undefined, `character ${index}`);
  }
});

test('another alg, enc or zip is refused even under a key of ours', async () => {
  const seal = createSeal(MASTER_KEY);
  const text = new TextEncoder().encode('{}');
  const key = new Uint8Array(32).fill(1);
  const wrapped = await new CompactEncrypt(text)
    .setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM' })
    .encrypt(key);
  const cbc = await new CompactEncrypt(text)
    .setProtectedHeader({ alg: 'dir', enc: 'A128CBC-HS256' })
    .encrypt(key);
  const [, ...rest] = seal.seal(CONTEXT, {}).split('.');
  const zipped = [base64url.encode(JSON.stringify({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })), ...rest].join(
    '.',
  );
  for (const foreign of [wrapped, cbc, zipped]) assert.equal(seal.open(CONTEXT, foreign), undefined);
});

test('a value of more than 16 KB does not open, one just below does', async () => {
  const seal = createSeal(MASTER_KEY);
  const small = seal.seal(CONTEXT, { text: 'x'.repeat(12_000) });
  const large = seal.seal(CONTEXT, { text: 'x'.repeat(12_400) });
  assert.ok(small.length < 16_384 && large.length > 16_384);
  assert.notEqual(seal.open(CONTEXT, small), undefined);
  assert.equal(seal.open(CONTEXT, large), undefined);
});

test('no text makes open() throw', async () => {
  const seal = createSeal(MASTER_KEY);
  const sealed = seal.seal(CONTEXT, { id: '1' });
  const damaged = tuple(integer({ min: 0, max: sealed.length }), string({ unit: 'binary' })).map(
    ([at, text]) => sealed.slice(0, at) + text,
  );
  const texts = oneof(
    string({ unit: 'binary' }),
    damaged,
    constantFrom('', '.', '....', 'constructor', '\0'),
  );
  await assertProperty(
    asyncProperty(texts, async (text) => {
      const opened = seal.open(CONTEXT, text);
      assert.ok(opened === undefined || text === sealed);
    }),
    { numRuns: 1_000 },
  );
});

test('a MAC depends on purpose, tenant and text', () => {
  const seal = createSeal(MASTER_KEY);
  const macs = [
    seal.mac({ purpose: 'csrf', tenant_id: 'acme' }, 'a'),
    seal.mac({ purpose: 'csrf', tenant_id: 'acme' }, 'b'),
    seal.mac({ purpose: 'csrf', tenant_id: 'globex' }, 'a'),
    seal.mac({ purpose: 'device', tenant_id: 'acme' }, 'a'),
  ];
  assert.equal(new Set(macs).size, macs.length);
  assert.equal(seal.mac({ purpose: 'csrf', tenant_id: 'acme' }, 'a'), macs[0]);
  assert.match(macs.join(''), /^[A-Za-z0-9_-]{172}$/);
});

test('what was sealed opens, in this process and after a restart', async () => {
  const data = { id: '1', list: [1, 2], text: 'é', nothing: null };
  const sealed = await createSeal(MASTER_KEY).seal(CONTEXT, data);
  assert.deepEqual(await createSeal(MASTER_KEY).open(CONTEXT, sealed), data);
});

test('a sealed value is a JWE that another implementation reads, and reads what it has written (RFC 7516)', async () => {
  const seal = createSeal(MASTER_KEY);
  const info = 'tacit 1 seal\0interaction\0acme';
  const key = new Uint8Array(hkdfSync('sha256', MASTER_KEY, '', info, 32));
  const { plaintext } = await compactDecrypt(seal.seal(CONTEXT, { id: '1' }), key);
  assert.equal(new TextDecoder().decode(plaintext), '{"id":"1"}');
  const written = await new CompactEncrypt(new TextEncoder().encode('{"id":"2"}'))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key);
  assert.deepEqual(seal.open(CONTEXT, written), { id: '2' });
});

test('sealing the same data twice gives two values', async () => {
  const seal = createSeal(MASTER_KEY);
  assert.notEqual(seal.seal(CONTEXT, {}), seal.seal(CONTEXT, {}));
});

function sameBytes(a: string, b: string): boolean {
  const decoded = (text: string) =>
    text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return decoded(a).join('.') === decoded(b).join('.') && a.startsWith(b.slice(0, b.indexOf('.')));
}
