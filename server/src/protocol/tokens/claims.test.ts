import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISSUER } from '../../../test/authorization/authorization-requests.ts';
import type { StandardClaims } from '../../resources/end-user/claims.ts';
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

const OIDC = { issuer: ISSUER, policy: 'oidc' } as const;
const COMPATIBLE = { issuer: ISSUER, policy: 'compatible' } as const;

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
    assert.deepEqual(Object.keys(claimsOf(ALICE, { scope }, OIDC)), names);
  });
}

test('AU-24 claims: values are those of the user, false and 0 too (OIDC Core §5.1)', () => {
  const claims = claimsOf(ALICE, { scope: ['email', 'profile'] }, OIDC);
  assert.deepEqual([claims.email_verified, claims.updated_at, claims.name], [false, 0, 'Alice']);
});

const ALL = { scope: ['profile', 'email'] };
const told = (claims: StandardClaims, by: typeof OIDC | typeof COMPATIBLE) =>
  claimsOf({ ...ALICE, claims }, ALL, by);

test('claims: updated_at is text where Auth0 is spoken, and a number by OIDC Core §5.1', () => {
  const updated_at = 1_796_048_908;
  assert.equal(told({ updated_at }, COMPATIBLE).updated_at, '2026-11-30T14:28:28.000Z');
  assert.equal(told({ updated_at }, OIDC).updated_at, updated_at);
  assert.equal(told({}, COMPATIBLE).updated_at, undefined);
});

test('claims: an address is told in the one spelling by which the account is known, under either policy', () => {
  for (const by of [COMPATIBLE, OIDC])
    assert.equal(told({ email: 'Alice.W@Acme.Test' }, by).email, 'alice.w@acme.test');
});

test('claims: what nobody said is filled in as Auth0 does, and left out by OIDC Core §5.3.2', () => {
  const email = 'Alice.W@acme.test';
  assert.deepEqual(told({ email }, COMPATIBLE), {
    name: 'alice.w@acme.test',
    nickname: 'alice.w',
    picture: `${ISSUER}avatar/aw.svg`,
    email: 'alice.w@acme.test',
    email_verified: false,
  });
  assert.deepEqual(told({ email }, OIDC), { email: 'alice.w@acme.test' });
  assert.deepEqual(told({}, COMPATIBLE), { picture: `${ISSUER}avatar/_.svg` });
});

test('claims: what somebody said stands as they said it, under either policy', () => {
  const claims = {
    name: 'Ann',
    nickname: 'A',
    picture: 'https://a.test/p.png',
    email: 'a@b.test',
    email_verified: true,
  };
  for (const by of [COMPATIBLE, OIDC]) assert.deepEqual(told(claims, by), claims);
});

test('claims: without a scope that gives it, or its name, there is no picture', () => {
  assert.deepEqual(claimsOf(ALICE, { scope: ['openid'] }, COMPATIBLE), {});
  const named = claimsOf(ALICE, { scope: ['openid'], named: ['picture'] }, COMPATIBLE);
  assert.deepEqual(named, { picture: `${ISSUER}avatar/al.svg` });
});

test('claims: openid and the four scopes of OIDC Core §5.4 are the rows there are', () => {
  assert.deepEqual([...SCOPE_CLAIMS.keys()], ['openid', 'profile', 'email', 'address', 'phone']);
});
