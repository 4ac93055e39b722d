import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, ISSUER, NOW } from '../../test/authorization-requests.ts';
import { ACCESS_TOKEN_TYP, accessTokenClaims } from './access-token.ts';
import { userinfoGrant } from './userinfo.ts';

type Token = Parameters<typeof userinfoGrant>[0];

const CLAIMS = {
  iss: ISSUER,
  aud: ['https://api.acme.test', `${ISSUER}userinfo`],
  exp: NOW + 1,
  sub: 'auth0|a1',
  client_id: 'spa1',
  scope: 'openid email',
};

function token(claims: Token['claims'], header: Token['header'] = { typ: ACCESS_TOKEN_TYP }): Token {
  return { header, claims: { ...CLAIMS, ...claims } };
}

const REFUSED: readonly (readonly [why: string, token: Token])[] = [
  ['an ID token', token({}, { typ: 'JWT' })],
  ['a token without typ', token({}, {})],
  ['a token of another tenant', token({ iss: 'https://globex.auth.test/' })],
  ['a token for an API alone, which lacks openid', token({ aud: 'https://api.acme.test' })],
  ['a token for two APIs', token({ aud: ['https://api.acme.test', 'https://billing.acme.test'] })],
  ['a token for the userinfo of another tenant', token({ aud: ['https://globex.auth.test/userinfo'] })],
  ['a token that expires now', token({ exp: NOW })],
  ['a token without exp', token({ exp: undefined })],
  ['a token whose exp is text', token({ exp: '9999999999' })],
  ['a token without sub', token({ sub: undefined })],
  ['a token without client_id', token({ client_id: undefined })],
  ['a token without scope', token({ scope: undefined })],
  ['a token whose scope is a list', token({ scope: ['openid'] })],
];

for (const [why, refused] of REFUSED) {
  test(`RT-20 userinfo: ${why} is good for nothing (OIDC Core §5.3)`, () => {
    assert.equal(userinfoGrant(refused, { issuer: ISSUER, now: NOW }), undefined);
  });
}

test('RT-20 userinfo: a live token with openid gives whose claims, to whom, under which scopes', () => {
  assert.deepEqual(userinfoGrant(token({}), { issuer: ISSUER, now: NOW }), {
    sub: 'auth0|a1',
    client_id: 'spa1',
    scope: ['openid', 'email'],
  });
});

test('userinfo: a token that came from a grant names it, so that it ends with the grant (RFC 6749 §4.1.2)', () => {
  const grant = userinfoGrant(token({ jti: 'G1.J1' }), { issuer: ISSUER, now: NOW });
  assert.equal(grant?.grant_id, 'G1');
});

for (const [openid, scope] of [
  [true, ['openid', 'read:a']],
  [false, ['read:a']],
] as const) {
  test(`RT-20 userinfo: our own token ${openid ? 'with' : 'without'} openid is ${openid ? 'taken' : 'refused'}`, () => {
    const input = { issuer: ISSUER, sub: 'auth0|a1', client_id: 'spa1', jti: 'J1', lifetime: 60, now: NOW };
    const claims = accessTokenClaims({ ...input, resource_server: apiWith(), scope });
    const grant = userinfoGrant({ header: { typ: ACCESS_TOKEN_TYP }, claims }, { issuer: ISSUER, now: NOW });
    assert.equal(grant !== undefined, openid);
  });
}
