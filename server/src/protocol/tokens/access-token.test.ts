import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, ISSUER, NOW } from '../../../test/authorization/authorization-requests.ts';
import type { PolicyName } from '../tenant/policy.ts';
import type { TokenDialect } from '../tenant/resource-server.ts';
import { accessToken, clientToken, liveAccessToken } from './access-token.ts';

function token(scope: readonly string[], token_dialect?: TokenDialect, policy: PolicyName = 'oidc') {
  return accessToken({
    issuer: ISSUER,
    policy,
    sub: 'auth0|a1',
    client_id: 'spa1',
    resource_server: apiWith(token_dialect === undefined ? {} : { token_dialect }),
    scope,
    lifetime: 900,
    jti: 'J1',
    userinfo_claims: [],
    now: NOW,
  });
}

const claims = (scope: readonly string[]) => token(scope).claims;

test('AU-01 an access token by RFC 9068 carries the typ at+jwt, which no ID token has (RFC 9068 §2.1)', () => {
  assert.equal(token([]).typ, 'at+jwt');
});

const DIALECTS = [
  ['JWT', 'compatible', undefined],
  ['at+jwt', 'oidc', undefined],
  ['at+jwt', 'compatible', 'rfc9068_profile'],
  ['JWT', 'oidc', 'access_token'],
] as const;

for (const [typ, policy, token_dialect] of DIALECTS) {
  const chosen = token_dialect ?? 'nothing';
  test(`access token: of an API that chose ${chosen}, under policy ${policy}, it is typed ${typ}`, () => {
    const made = token(['read:a'], token_dialect, policy);
    assert.equal(made.typ, typ);
    assert.deepEqual([made.claims.azp, 'client_id' in made.claims], ['spa1', typ === 'at+jwt']);
  });
}

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
    policy: 'oidc' as const,
    client_id: 'm2m',
    resource_server: apiWith(),
    lifetime: 60,
    jti: 'J1',
    now: NOW,
  };
  assert.deepEqual(clientToken({ ...input, scope: ['openid', 'read:a'] }).claims, {
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

test("access token: in Auth0's dialect it is a plain JWT that names the client by azp, and good for /userinfo all the same", () => {
  const { typ, claims } = token(['openid'], 'access_token');
  assert.deepEqual([typ, claims.azp, 'client_id' in claims], ['JWT', 'spa1', false]);
  const live = liveAccessToken({ header: { typ }, claims }, { issuer: ISSUER, now: NOW });
  assert.equal(live?.client_id, 'spa1');
});

test('access token: claims that were asked for by name travel with it, and others than claims are no names', () => {
  const input = {
    issuer: ISSUER,
    policy: 'oidc',
    sub: 's',
    client_id: 'c',
    scope: [],
    lifetime: 9,
    jti: 'J',
    now: NOW,
  } as const;
  const made = accessToken({ ...input, resource_server: apiWith(), userinfo_claims: ['name'] });
  assert.deepEqual(made.claims.userinfo_claims, ['name']);
  const read = (userinfo_claims: unknown) =>
    liveAccessToken(
      { header: { typ: made.typ }, claims: { ...made.claims, userinfo_claims } },
      { issuer: ISSUER, now: NOW },
    )?.userinfo_claims;
  assert.deepEqual(read(['name', 'password', 1]), ['name']);
  assert.deepEqual(read('name'), []);
});

test('access token: where sub is a name for one sector, the End-User travels sealed beside it (OIDC Core §8)', () => {
  const input = {
    issuer: ISSUER,
    policy: 'oidc' as const,
    sub: 'pairwise',
    client_id: 'c',
    scope: [],
    lifetime: 9,
    jti: 'J',
    now: NOW,
  };
  const { typ, claims } = accessToken({
    ...input,
    resource_server: apiWith(),
    userinfo_claims: [],
    sealed_sub: 'sealed',
  });
  const live = liveAccessToken({ header: { typ }, claims }, { issuer: ISSUER, now: NOW });
  assert.deepEqual([claims.sub, live?.sub, live?.sealed_sub], ['pairwise', 'pairwise', 'sealed']);
});

test('with _authz a token names what its bearer may do, if that is nothing; without it never', () => {
  const permissions = ['read:a', 'write:a'];
  const names = { issuer: ISSUER, policy: 'oidc', client_id: 'c', scope: ['read:a'] } as const;
  const input = { ...names, lifetime: 9, jti: 'J', now: NOW };
  for (const [token_dialect, typ] of [
    ['access_token_authz', 'JWT'],
    ['rfc9068_profile_authz', 'at+jwt'],
  ] as const) {
    const made = clientToken({ ...input, permissions, resource_server: apiWith({ token_dialect }) });
    assert.deepEqual([made.typ, made.claims.permissions], [typ, permissions]);
    assert.equal(made.claims.client_id, typ === 'JWT' ? undefined : 'c');
    const none = clientToken({ ...input, resource_server: apiWith({ token_dialect }) });
    assert.deepEqual(none.claims.permissions, []);
  }
  const plain = clientToken({ ...input, permissions, resource_server: apiWith() });
  assert.equal('permissions' in plain.claims, false);
});

test('RFC 9470 access token: the login travels with it whole where its API asks for it, and a part of one is none', () => {
  const login = { sid: 'SID', auth_time: NOW - 9, amr: ['pwd', 'mfa'] };
  const { typ, claims } = accessToken({
    ...{
      issuer: ISSUER,
      policy: 'oidc',
      sub: 's',
      client_id: 'c',
      scope: [],
      lifetime: 9,
      jti: 'J',
      now: NOW,
    },
    ...{ resource_server: apiWith(), userinfo_claims: [], login },
  });
  const read = (more: object) =>
    liveAccessToken({ header: { typ }, claims: { ...claims, ...more } }, { issuer: ISSUER, now: NOW })?.login;
  assert.deepEqual(read({}), login);
  assert.deepEqual(read({ amr: ['pwd', 7] })?.amr, ['pwd']);
  for (const part of [{ sid: undefined }, { auth_time: '9' }, { amr: 'pwd' }])
    assert.equal(read(part), undefined);
});
