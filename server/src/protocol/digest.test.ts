import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalSecrets, leftHalfHash, sha1, sha256 } from './digest.ts';

const UNEQUAL: readonly (readonly [why: string, a: string, b: string])[] = [
  ['one differs in its last character', 'abcd', 'abce'],
  ['one is the beginning of the other', 'abc', 'abcd'],
  ['one is empty', '', 'a'],
  ['they differ in case', 'A', 'a'],
  ['they differ in normal form', 'é', 'e\u0301'],
  ['one has a NUL at its end', 'a', 'a\0'],
];

for (const [why, a, b] of UNEQUAL) {
  test(`JW-27 secrets are unequal when ${why}, and a length that differs does not throw`, () => {
    assert.equal(equalSecrets(a, b), false);
    assert.equal(equalSecrets(b, a), false);
  });
}

test('JW-27 equal secrets are equal, empty and not ASCII too', () => {
  for (const secret of ['', 'abc', 'ключ 🔑']) assert.equal(equalSecrets(secret, secret), true);
});

test('sha256 is base64url without padding (RFC 6234, vector abc)', () => {
  assert.equal(sha256('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
});

const ACCESS_TOKEN = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y';
const AT_HASHES = [
  ['RS256', '77QmUPtjPfzWtF2AnpK9RQ'],
  ['ES256', '77QmUPtjPfzWtF2AnpK9RQ'],
  ['EdDSA', 'q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM'],
] as const;

for (const [alg, at_hash] of AT_HASHES) {
  test(`RT-09 at_hash beside ${alg} is the left half of the hash of its signature (OIDC Core §3.2.2.9)`, () => {
    assert.equal(leftHalfHash(ACCESS_TOKEN, alg), at_hash);
  });
}

test('sha1 is hexadecimal in upper case (RFC 3174, vector abc)', () => {
  assert.equal(sha1('abc'), 'A9993E364706816ABA3E25717850C26C9CD0D89D');
});
