import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, ISSUER, NOW } from '../../test/authorization-requests.ts';
import { ACCESS_TOKEN_TYP, accessTokenClaims, clientTokenClaims } from './access-token.ts';

function claims(scope: readonly string[]) {
  return accessTokenClaims({
    issuer: ISSUER,
    sub: 'auth0|a1',
    client_id: 'spa1',
    resource_server: apiWith(),
    scope,
    lifetime: 900,
    jti: 'J1',
    now: NOW,
  });
}

test('AU-01 an access token carries the typ at+jwt, which no ID token has (RFC 9068 §2.1)', () => {
  assert.equal(ACCESS_TOKEN_TYP, 'at+jwt');
});

test('access token: without openid it is for the API alone, as one string (RFC 9068 §2.2)', () => {
  assert.equal(claims(['read:a']).aud, 'https://api.acme.test');
});

test('access token: openid beside an API adds the audience of /userinfo and nothing else', () => {
  assert.deepEqual(claims(['openid', 'read:a']).aud, [
    'https://api.acme.test',
    'https://acme.auth.test/userinfo',
  ]);
});

test('access token: no scope given leaves the claim out instead of an empty string (RFC 6749 §3.3)', () => {
  assert.equal(Object.hasOwn(claims([]), 'scope'), false);
});

test('AU-11 access token: all that RFC 9068 §2.2 demands is there, for as long as it was told', () => {
  assert.deepEqual(claims(['read:a', 'write:a']), {
    iss: ISSUER,
    sub: 'auth0|a1',
    aud: 'https://api.acme.test',
    azp: 'spa1',
    client_id: 'spa1',
    jti: 'J1',
    iat: NOW,
    exp: NOW + 900,
    scope: 'read:a write:a',
  });
});

test("AU-11 a client's own token names the client as its subject, and is not good for /userinfo (RFC 9068 §2.2)", () => {
  const input = {
    issuer: ISSUER,
    client_id: 'm2m',
    resource_server: apiWith(),
    lifetime: 60,
    jti: 'J1',
    now: NOW,
  };
  assert.deepEqual(clientTokenClaims({ ...input, scope: ['openid', 'read:a'] }), {
    iss: ISSUER,
    sub: 'm2m@clients',
    aud: 'https://api.acme.test',
    azp: 'm2m',
    client_id: 'm2m',
    jti: 'J1',
    iat: NOW,
    exp: NOW + 60,
    scope: 'openid read:a',
    gty: 'client-credentials',
  });
});
