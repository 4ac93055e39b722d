import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discoveryUri, readJwksUri } from './discovery.ts';

const RULES = { issuer: 'https://acme.auth.test/', allowsHttp: false, allowsForeignJwksUri: false };
const KEYS = 'https://acme.auth.test/.well-known/jwks.json';

function read(metadata: unknown, rules: Partial<typeof RULES> = {}) {
  return readJwksUri(new TextEncoder().encode(JSON.stringify(metadata)), { ...RULES, ...rules });
}

test('a document that is no object, or of another issuer, is refused (OIDC Discovery §4.3)', () => {
  for (const metadata of [null, [], 'text', 5, {}]) assert.equal(read(metadata).ok, false);
  const issuers = [
    'https://acme.auth.test',
    'https://ACME.auth.test/',
    'https://globex.auth.test/',
    null,
    [RULES.issuer],
  ];
  for (const issuer of issuers) assert.equal(read({ issuer, jwks_uri: KEYS }).ok, false, String(issuer));
});

test('JW-24 a jwks_uri on another origin, without TLS or with a user name is refused', () => {
  const uris = [
    undefined,
    5,
    '',
    '/.well-known/jwks.json',
    'http://acme.auth.test/.well-known/jwks.json',
    'https://acme.auth.test:8443/jwks.json',
    'https://acme.auth.test.evil.test/jwks.json',
    'https://evil.test/jwks.json',
    'https://alice:secret@acme.auth.test/jwks.json',
    'http://localhost/jwks.json',
    'data:application/json,{"keys":[]}',
    'file:///etc/passwd',
  ];
  for (const jwks_uri of uris)
    assert.equal(read({ issuer: RULES.issuer, jwks_uri }).ok, false, String(jwks_uri));
});

test('a foreign jwks_uri that was allowed must still have TLS', () => {
  const rules = { allowsForeignJwksUri: true };
  const { issuer } = RULES;
  assert.equal(read({ issuer, jwks_uri: 'http://evil.test/jwks.json' }, rules).ok, false);
  assert.equal(read({ issuer, jwks_uri: 'data:application/json,{"keys":[]}' }, rules).ok, false);
  assert.equal(read({ issuer, jwks_uri: 'https://keys.test/jwks.json' }, rules).ok, true);
});

test('a jwks_uri on the issuer’s own origin is taken', () => {
  assert.deepEqual(read({ issuer: RULES.issuer, jwks_uri: KEYS }), { ok: true, value: KEYS });
});

test('the document lies below the issuer, whether or not that ends with a slash (OIDC Discovery §4.1)', () => {
  const expected = 'https://acme.auth.test/t1/.well-known/openid-configuration';
  assert.equal(discoveryUri('https://acme.auth.test/t1/'), expected);
  assert.equal(discoveryUri('https://acme.auth.test/t1'), expected);
});
