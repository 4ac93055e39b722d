import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EndUser } from '../end-user/end-user.ts';
import { claimsOf, SCOPE_CLAIMS } from './claims.ts';

const ALICE: EndUser = {
  sub: 'auth0|a1',
  epoch: 0,
  blocked: false,
  claims: {
    name: 'Alice',
    email: 'alice@acme.test',
    email_verified: false,
    phone_number: '+1',
    address: { country: 'AT' },
    updated_at: 0,
  },
};

const CASES: readonly (readonly [why: string, scope: readonly string[], names: readonly string[]])[] = [
  ['no scope gives no claim', [], []],
  ['openid alone gives no claim but sub', ['openid'], []],
  ['an unknown scope gives no claim', ['read:a', '__proto__', 'constructor', 'toString'], []],
  ['profile leaves out what the user has no value for', ['profile'], ['name', 'updated_at']],
  ['email gives an unverified address with the flag that says so', ['email'], ['email', 'email_verified']],
  ['address gives the address', ['address'], ['address']],
  ['phone leaves out the flag that is not known', ['phone'], ['phone_number']],
];

for (const [why, scope, names] of CASES) {
  test(`claims: ${why} (OIDC Core §5.4)`, () => {
    assert.deepEqual(Object.keys(claimsOf(ALICE, scope)), names);
  });
}

test('AU-24 claims: values are those of the user, false and 0 too (OIDC Core §5.1)', () => {
  const claims = claimsOf(ALICE, ['email', 'profile']);
  assert.deepEqual([claims.email_verified, claims.updated_at, claims.name], [false, 0, 'Alice']);
});

test('claims: openid and the four scopes of OIDC Core §5.4 are the rows there are', () => {
  assert.deepEqual([...SCOPE_CLAIMS.keys()], ['openid', 'profile', 'email', 'address', 'phone']);
});
