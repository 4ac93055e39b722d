import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Metadata } from './metadata.ts';
import { createPrinter } from './printer.ts';
import { accessTokenHash, verifyAccessToken, verifyIdToken } from './tokens.ts';

const { privateKey, publicKey } = await generateKeyPair('RS256');
const other = await generateKeyPair('RS256');
const now = Math.floor(Date.now() / 1000);
const ISSUER = 'https://id.test/';
const EXPECTED = { client_id: 'spa', nonce: 'n', access_token: 'opaque' };

const metadata: Metadata = {
  issuer: ISSUER,
  authorization_endpoint: new URL('https://id.test/authorize'),
  userinfo_endpoint: undefined,
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
  keys: createLocalJWKSet({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }],
  }),
};
const at = { metadata, printer: createPrinter(() => undefined) };

const GOOD = {
  iss: ISSUER,
  sub: 'alice',
  aud: 'spa',
  iat: now,
  exp: now + 60,
  nonce: 'n',
  at_hash: accessTokenHash('opaque', 'RS256'),
};

function sign(claims: Record<string, unknown>, key = privateKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(key);
}

const REFUSED: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['another nonce (OIDC Core §3.2.2.11)', { nonce: 'm' }, /nonce/],
  ['no nonce', { nonce: undefined }, /nonce/],
  ['another audience', { aud: 'another' }, /aud/],
  ['several audiences without azp', { aud: ['spa', 'api'] }, /azp/],
  ['another issuer', { iss: 'https://evil.test/' }, /iss/],
  ['an expiry long past', { exp: now - 3600 }, /exp/],
  ['no sub', { sub: undefined }, /sub/],
  ['at_hash of another token (OIDC Core §3.2.2.9)', { at_hash: accessTokenHash('x', 'RS256') }, /at_hash/],
  ['no at_hash', { at_hash: undefined }, /at_hash/],
];

for (const [what, change, message] of REFUSED) {
  test(`ID token: ${what} is refused`, async () => {
    await assert.rejects(verifyIdToken(await sign({ ...GOOD, ...change }), EXPECTED, at), message);
  });
}

test('ID token: the signature of another key is refused', async () => {
  await assert.rejects(verifyIdToken(await sign(GOOD, other.privateKey), EXPECTED, at), /signature/);
});

test('ID token: one that holds passes and gives its claims', async () => {
  const claims = await verifyIdToken(await sign(GOOD), EXPECTED, at);
  assert.equal(claims.sub, 'alice');
});

test('access token: an opaque one is refused when an API was asked for, and passes when none was', async () => {
  const asked = { audience: 'api', scope: 'openid' };
  await assert.rejects(verifyAccessToken('opaque', asked, at), /opaque/);
  assert.equal(await verifyAccessToken('opaque', { ...asked, audience: undefined }, at), undefined);
});

test('access token: one for another API is refused', async () => {
  const token = await sign({ ...GOOD, aud: 'elsewhere', scope: 'read' });
  await assert.rejects(verifyAccessToken(token, { audience: 'api', scope: 'read' }, at), /aud/);
});

test('access token: one for the API passes', async () => {
  const token = await sign({ ...GOOD, aud: ['api', 'https://id.test/userinfo'], scope: 'read' });
  assert.equal((await verifyAccessToken(token, { audience: 'api', scope: 'read' }, at))?.sub, 'alice');
});

test('at_hash: the left half of SHA-256, of SHA-512 for EdDSA (OIDC Core §3.2.2.9)', () => {
  // The example of OIDC Core §A.3: this access token and its at_hash.
  assert.equal(
    accessTokenHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', 'RS256'),
    '77QmUPtjPfzWtF2AnpK9RQ',
  );
  assert.equal(Buffer.from(accessTokenHash('x', 'EdDSA'), 'base64url').length, 32);
});
