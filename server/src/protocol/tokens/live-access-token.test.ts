import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith, ISSUER, NOW } from '../../../test/authorization/authorization-requests.ts';
import { accessToken, liveAccessToken, tokenId } from './access-token.ts';
import { hintedSub, ID_TOKEN_TYP, idTokenClaims } from './id-token.ts';

const ACCESS_TOKEN_TYP = 'at+jwt';

type Token = Parameters<typeof liveAccessToken>[0];

const CLAIMS = {
  iss: ISSUER,
  aud: ['https://api.acme.test', `${ISSUER}userinfo`],
  exp: NOW + 1,
  sub: 'auth0|a1',
  client_id: 'spa1',
  scope: 'openid email',
  iat: NOW - 1,
  jti: 'J1',
};

function token(claims: Token['claims'], header: Token['header'] = { typ: ACCESS_TOKEN_TYP }): Token {
  return { header, claims: { ...CLAIMS, ...claims } };
}

const REFUSED: readonly (readonly [why: string, token: Token])[] = [
  ['an ID token', token({ azp: undefined, jti: undefined, sid: 'S' }, { typ: 'JWT' })],
  ['a plain JWT without azp', token({}, { typ: 'JWT' })],
  ['what /userinfo signed', token({ azp: 'spa1' }, { typ: 'userinfo+jwt' })],
  ['a token without typ', token({}, {})],
  ['a token of another tenant', token({ iss: 'https://globex.auth.test/' })],
  ['a token that expires now', token({ exp: NOW })],
  ['a token without exp', token({ exp: undefined })],
  ['a token whose exp is text', token({ exp: '9999999999' })],
  ['a token without sub', token({ sub: undefined })],
  ['a token without client_id', token({ client_id: undefined })],
  ['a token without iat', token({ iat: undefined })],
  ['a token without jti', token({ jti: undefined })],
];

for (const [why, refused] of REFUSED) {
  test(`RT-20 access token: ${why} is good for nothing (RFC 9068 §4)`, () => {
    assert.equal(liveAccessToken(refused, { issuer: ISSUER, now: NOW }), undefined);
  });
}

test('AU-02 no ID token of ours is an access token, and no access token in Auth0’s dialect an ID token (RFC 8725 §3.12)', () => {
  const user = { sub: 'auth0|a1', epoch: 0, blocked: false, claims: { name: 'A', email: 'a@acme.test' } };
  const scope = ['openid', 'profile', 'email', 'read:a'];
  const id_token = idTokenClaims({
    ...{ issuer: ISSUER, policy: 'compatible', client: clientWith({}), sub: user.sub, scope, now: NOW },
    ...{ session: { sid: 'S', user, auth_time: NOW, amr: ['pwd', 'mfa'] }, acr_values: ['1'] },
    ...{ nonce: 'N', access_token: 'AT', code: 'C', with_claims: true, named: ['name'] },
  });
  const ours = { issuer: ISSUER, now: NOW };
  assert.equal(liveAccessToken({ header: { typ: ID_TOKEN_TYP }, claims: id_token }, ours), undefined);
  const made = accessToken({
    ...{ issuer: ISSUER, policy: 'compatible', sub: user.sub, client_id: 'spa1', scope, lifetime: 60 },
    ...{ resource_server: apiWith({ identifier: 'spa1' }), jti: 'J1', userinfo_claims: [], now: NOW },
  });
  const token = { header: { typ: made.typ }, claims: made.claims };
  assert.equal(made.typ, ID_TOKEN_TYP);
  assert.notEqual(liveAccessToken(token, ours), undefined);
  // Not even where an API could have the name of a client, and the token were for it alone.
  const alone = { ...token, claims: { ...made.claims, aud: 'spa1' } };
  assert.equal(hintedSub(alone, { issuer: ISSUER, client_id: 'spa1' }), undefined);
});

test('RT-20 access token: a live one says whose it is, for whom, for what and until when', () => {
  assert.deepEqual(liveAccessToken(token({}), { issuer: ISSUER, now: NOW }), {
    sub: 'auth0|a1',
    client_id: 'spa1',
    scope: ['openid', 'email'],
    aud: ['https://api.acme.test', `${ISSUER}userinfo`],
    exp: NOW + 1,
    iat: NOW - 1,
    jti: 'J1',
    userinfo_claims: [],
  });
});

test('access token: one without scope, or with a scope that is none, allows nothing', () => {
  for (const scope of [undefined, '', ['openid']]) {
    assert.deepEqual(liveAccessToken(token({ scope }), { issuer: ISSUER, now: NOW })?.scope, []);
  }
});

test('access token: one that came from a grant names it, so that it ends with the grant (RFC 6749 §4.1.2)', () => {
  const live = liveAccessToken(token({ jti: 'G1.J1' }), { issuer: ISSUER, now: NOW });
  assert.equal(live?.grant_id, 'G1');
});

test('access token: one that came from no grant names the epoch of its user, so that it ends with that', () => {
  const read = (jti: string) => liveAccessToken(token({ jti }), { issuer: ISSUER, now: NOW });
  assert.equal(read(tokenId({ grant_id: undefined, epoch: 7 }, 'J1'))?.epoch, 7);
  assert.equal(read(tokenId({ grant_id: 'G1', epoch: 7 }, 'J1'))?.grant_id, 'G1');
  assert.equal(read('~seven.J1')?.epoch, -1, 'nobody’s');
  const { grant_id, epoch } = read('J1') ?? {};
  assert.deepEqual([grant_id, epoch], [undefined, undefined]);
});

test('RT-20 access token: our own, for an API alone, names the API alone', () => {
  const input = { issuer: ISSUER, sub: 'auth0|a1', client_id: 'spa1', jti: 'J1', lifetime: 60, now: NOW };
  const policy = 'oidc';
  const { typ, claims } = accessToken({
    ...input,
    policy,
    resource_server: apiWith(),
    scope: ['read:a'],
    userinfo_claims: [],
  });
  const live = liveAccessToken({ header: { typ }, claims }, { issuer: ISSUER, now: NOW });
  assert.deepEqual(live?.aud, ['https://api.acme.test']);
});
