import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, ISSUER, NOW } from '../../../test/authorization/authorization-requests.ts';
import { leftHalfHash } from '../digest.ts';
import type { Session } from '../end-user/end-user.ts';
import { hintedSub, ID_TOKEN_TYP, idTokenClaims } from './id-token.ts';

const SESSION: Session = {
  sid: 'SID',
  user: { sub: 'auth0|a1', epoch: 0, blocked: false, claims: { name: 'Alice', email: 'alice@acme.test' } },
  auth_time: NOW - 100,
  amr: ['pwd'],
};

function claims(differences: Partial<Parameters<typeof idTokenClaims>[0]> = {}) {
  return idTokenClaims({
    issuer: ISSUER,
    policy: 'oidc',
    client: clientWith({ id_token_lifetime: 600 }),
    session: SESSION,
    sub: 'auth0|a1',
    scope: ['openid', 'profile', 'email'],
    nonce: 'N1',
    access_token: 'AT',
    now: NOW,
    ...differences,
  });
}

test('RT-06 ID token: without a nonce asked for there is none (OIDC Core §3.2.2.10)', () => {
  assert.equal(Object.hasOwn(claims({ nonce: undefined }), 'nonce'), false);
});

test('RT-09 ID token: at_hash is there exactly when an access token is (OIDC Core §3.2.2.10)', () => {
  assert.equal(Object.hasOwn(claims({ access_token: undefined }), 'at_hash'), false);
  assert.equal(claims().at_hash, leftHalfHash('AT', 'RS256'));
  const client = clientWith({ id_token_signed_response_alg: 'EdDSA' });
  assert.equal(claims({ client }).at_hash, leftHalfHash('AT', 'EdDSA'));
});

const ACRS = [
  [undefined, [], 'nobody asked'],
  ['1', ['9', '1'], 'one that was asked for was reached'],
  ['1', ['9'], 'none that was asked for was reached, but another'],
] as const;

for (const [acr, acr_values, why] of ACRS) {
  test(`ID token: acr is ${acr} where ${why} (OIDC Core §2, §5.5.1.1)`, () => {
    assert.equal(claims({ acr_values }).acr, acr);
  });
}

test('ID token: a login that reaches nothing claims no acr', () => {
  const session = { ...SESSION, amr: [] };
  assert.equal(Object.hasOwn(claims({ session, acr_values: ['1'] }), 'acr'), false);
});

test('ID token: of one factor there is no amr; of two they are named, with mfa (RFC 8176, OIDC Core §2)', () => {
  assert.equal(Object.hasOwn(claims(), 'amr'), false);
  const amr = ['pwd', 'otp', 'mfa'];
  assert.deepEqual(claims({ session: { ...SESSION, amr } }).amr, amr);
});

test('ID token: a claim that was asked for by name stands there, whatever else is at /userinfo (OIDC Core §5.5)', () => {
  const { name, email } = claims({ named: ['email'] });
  assert.deepEqual([name, email], [undefined, 'alice@acme.test']);
});

const WITH_CLAIMS = [
  [false, 'beside an access token, for a conformant client', true, 'AT'],
  [true, 'alone, for a conformant client', true, undefined],
  [true, 'beside an access token, for a client of the article', false, 'AT'],
  [true, 'alone, for a client of the article', false, undefined],
] as const;

for (const [expected, when, oidc_conformant, access_token] of WITH_CLAIMS) {
  test(`ID token ${when} ${expected ? 'has' : 'has not'} the claims of its scopes (OIDC Core §5.4)`, () => {
    const { name, email } = claims({ client: clientWith({ oidc_conformant }), access_token });
    assert.deepEqual([name, email], expected ? ['Alice', 'alice@acme.test'] : [undefined, undefined]);
  });
}

test('ID token: beside a code it has the c_hash and not the claims, which the client fetches (OIDC Core §3.3.2.11)', () => {
  const { c_hash, at_hash, name } = claims({ access_token: undefined, code: 'CODE' });
  assert.deepEqual([c_hash, at_hash, name], [leftHalfHash('CODE', 'RS256'), undefined, undefined]);
});

test('ID token: one that the client fetched itself has the claims, as Auth0 puts them', () => {
  assert.equal(claims({ with_claims: true }).name, 'Alice');
});

test('RT-15 ID token: auth_time is when the End-User signed in, not now (OIDC Core §2)', () => {
  assert.equal(claims().auth_time, NOW - 100);
});

test('RT-17 ID token: acr is never claimed, whatever was asked (OIDC Core §5.5.1.1)', () => {
  assert.equal(Object.hasOwn(claims(), 'acr'), false);
});

test('ID token: all of its claims (OIDC Core §2, §3.2.2.10)', () => {
  assert.deepEqual(claims(), {
    iss: ISSUER,
    sub: 'auth0|a1',
    aud: 'spa1',
    iat: NOW,
    exp: NOW + 600,
    auth_time: NOW - 100,
    sid: 'SID',
    nonce: 'N1',
    at_hash: leftHalfHash('AT', 'RS256'),
  });
});

type Token = Parameters<typeof hintedSub>[0];

const LIVE: Token = {
  header: { typ: ID_TOKEN_TYP },
  claims: { iss: ISSUER, aud: 'spa1', exp: NOW + 1, sub: 'auth0|a1' },
};

const NO_HINTS: readonly (readonly [why: string, token: Token])[] = [
  ['an access token (AU-02)', { ...LIVE, header: { typ: 'at+jwt' } }],
  ['an access token in Auth0’s dialect (AU-02)', { ...LIVE, claims: { ...LIVE.claims, azp: 'spa1' } }],
  ['a token without typ', { ...LIVE, header: {} }],
  ['a token of another tenant', { ...LIVE, claims: { ...LIVE.claims, iss: 'https://globex.auth.test/' } }],
  ['a token whose issuer lacks the slash', { ...LIVE, claims: { ...LIVE.claims, iss: ISSUER.slice(0, -1) } }],
  ['a token of another client', { ...LIVE, claims: { ...LIVE.claims, aud: 'spa2' } }],
  ['a token for several clients', { ...LIVE, claims: { ...LIVE.claims, aud: ['spa1'] } }],
  ['a token without sub', { ...LIVE, claims: { ...LIVE.claims, sub: undefined } }],
  ['a token whose sub is a list', { ...LIVE, claims: { ...LIVE.claims, sub: ['auth0|a1'] } }],
];

for (const [what, token] of NO_HINTS) {
  test(`JW-26 id_token_hint: ${what} names nobody (OIDC Core §3.1.2.1)`, () => {
    assert.equal(hintedSub(token, { issuer: ISSUER, client_id: 'spa1' }), undefined);
  });
}

test('JW-26 id_token_hint: an ID token of this client names its End-User, also of a session that is over (OIDC Core §3.1.2.1)', () => {
  for (const exp of [NOW + 1, NOW, NOW - 86_400]) {
    const token = { ...LIVE, claims: { ...LIVE.claims, exp } };
    assert.equal(hintedSub(token, { issuer: ISSUER, client_id: 'spa1' }), 'auth0|a1');
  }
});
