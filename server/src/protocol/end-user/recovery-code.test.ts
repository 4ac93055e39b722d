import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CROCKFORD, encodeBase32, inGroups, RFC4648 } from './base32.ts';
import { formatRecoveryCode, hashRecoveryCode, RECOVERY_CODE_BYTES } from './recovery-code.ts';

const BYTES = Uint8Array.from({ length: RECOVERY_CODE_BYTES }, (_, index) => index * 17);
const CODE = formatRecoveryCode(BYTES);

const REFUSED = ['', '123456', CODE.slice(1), `${CODE}0`, CODE.replace(/^./, 'U'), CODE.replace(/^./, '!')];

for (const typed of REFUSED) {
  test(`${JSON.stringify(typed)} cannot be a recovery code`, () => {
    assert.equal(hashRecoveryCode(typed), undefined);
  });
}

test('two codes have two hashes, and neither is the code', () => {
  const other = formatRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES));
  assert.notEqual(hashRecoveryCode(CODE), hashRecoveryCode(other));
  assert.equal(hashRecoveryCode(CODE)?.includes(CODE), false);
});

test('a code has at least 112 bits, in groups of four (OWASP ASVS 6.5.2)', () => {
  assert.ok(RECOVERY_CODE_BYTES * 8 >= 112);
  assert.match(CODE, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('a code is known however it was typed', () => {
  const zeros = formatRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES));
  assert.equal(hashRecoveryCode(zeros.replaceAll('0', 'o').replaceAll('-', ' ')), hashRecoveryCode(zeros));
  assert.equal(hashRecoveryCode('il'.repeat(12)), hashRecoveryCode('1'.repeat(24)));
  assert.equal(hashRecoveryCode(CODE.toLowerCase()), hashRecoveryCode(CODE));
});

test('base 32 is that of RFC 4648 §10, without padding', () => {
  const encoded = (text: string) => encodeBase32(new TextEncoder().encode(text), RFC4648);
  assert.deepEqual(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(encoded), [
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
  assert.equal(encodeBase32(Uint8Array.of(255), CROCKFORD), 'ZW');
});

test('groups of nothing are nothing', () => {
  assert.equal(inGroups('', '-'), '');
  assert.equal(inGroups('ABCDE', ' '), 'ABCD E');
});
