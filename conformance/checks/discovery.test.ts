import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDiscoveryDocument, checkLogoutMembers, checkProvider } from './discovery.ts';
import { checkJwks } from './jwks.ts';

const ISSUER = 'https://as.example';
const GOOD = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/jwks`,
  response_types_supported: ['code', 'id_token', 'token id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid'],
  claims_supported: ['sub'],
};

const WRONG: readonly (readonly [change: Readonly<Record<string, unknown>>, level: string])[] = [
  [{ issuer: 'http://as.example' }, 'failure'],
  [{ issuer: `${ISSUER}?a=b` }, 'failure'],
  [{ token_endpoint: undefined }, 'failure'],
  [{ registration_endpoint: 'http://as.example/register' }, 'failure'],
  [{ response_types_supported: ['code', 'id_token'] }, 'failure'],
  [{ subject_types_supported: [] }, 'failure'],
  [{ id_token_signing_alg_values_supported: ['ES256'] }, 'failure'],
  [{ userinfo_signing_alg_values_supported: 'RS256' }, 'failure'],
  [{ grant_types_supported: ['authorization_code'] }, 'failure'],
  [{ scopes_supported: ['email'] }, 'failure'],
  [{ code_challenge_methods_supported: ['S512'] }, 'failure'],
  [{ scopes_supported: undefined }, 'warning'],
  [{ claims_supported: undefined }, 'warning'],
  [{ request_object_signing_alg_values_supported: ['ES256'] }, 'warning'],
  [{ userinfo_endpoint: undefined }, 'warning'],
];

for (const [change, level] of WRONG) {
  test(`discovery: ${JSON.stringify(change, (_, value) => value ?? null)} is a ${level} (OIDC Discovery §3)`, () => {
    const found = checkDiscoveryDocument({ ...GOOD, ...change }, { dynamic: true });
    assert.deepEqual(
      found.map((one) => one.level),
      [level],
    );
  });
}

test('discovery: what only dynamic providers must offer is not demanded of others (OIDC Core §15.2)', () => {
  const document = {
    ...GOOD,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
  };
  assert.equal(checkDiscoveryDocument(document, { dynamic: true }).length, 3);
  assert.deepEqual(checkDiscoveryDocument(document, { dynamic: false }), []);
});

test('discovery: a document that has everything finds nothing', () => {
  assert.deepEqual(checkDiscoveryDocument(GOOD, { dynamic: true }), []);
});

test('discovery: the issuer must be the one that was asked, and offer how the client authenticates', () => {
  const needed = { issuer: ISSUER, token_endpoint_auth_method: 'client_secret_basic' };
  assert.deepEqual(checkProvider(GOOD, needed), []);
  assert.equal(checkProvider(GOOD, { ...needed, issuer: 'https://other.example' }).length, 1);
  assert.equal(checkProvider(GOOD, { ...needed, token_endpoint_auth_method: 'private_key_jwt' }).length, 1);
});

test('discovery: logout members must be true, and need their endpoint', () => {
  const members = ['backchannel_logout_supported'];
  assert.equal(checkLogoutMembers({ backchannel_logout_supported: 'true' }, members).length, 2);
  const document = { backchannel_logout_supported: true, end_session_endpoint: `${ISSUER}/logout` };
  assert.deepEqual(checkLogoutMembers(document, members), []);
});

const KEY = { kty: 'RSA', kid: 'a', n: 'AQAB', e: 'AQAB', use: 'sig', alg: 'RS256' };
const BAD_KEYS: readonly (readonly [what: string, keys: readonly object[]])[] = [
  ['no keys', []],
  ['a key without kid', [KEY, { ...KEY, kid: '' }]],
  ['two keys of one kid', [KEY, KEY]],
  ['a private key', [{ ...KEY, d: 'AQAB' }]],
  ['a symmetric key', [KEY, { kty: 'oct', kid: 'b', k: 'AQAB' }]],
  ['members that are not base64url', [{ ...KEY, n: 'AQ+B' }]],
  ['no RS256 key', [{ ...KEY, alg: 'PS256' }]],
];

for (const [what, keys] of BAD_KEYS) {
  test(`JWKS: ${what} is a failure (RFC 7517)`, () => {
    assert.ok(checkJwks({ keys }).some(({ level }) => level === 'failure'));
  });
}

test('JWKS: an unusual key beside the usual one is a warning, the usual one alone nothing', () => {
  assert.deepEqual(
    checkJwks({ keys: [KEY, { kty: 'AKP', kid: 'c' }] }).map(({ level }) => level),
    ['warning'],
  );
  assert.deepEqual(checkJwks({ keys: [KEY] }), []);
});
