import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { accessTokenHash } from '../walk/tokens.ts';
import {
  checkHashes,
  checkIdTokenClaims,
  checkSame,
  readSignedToken,
  readUnsignedToken,
} from './id-token.ts';

const NOW = 1_800_000_000;
const EXPECTED = { issuer: 'https://as.example', client_id: 'c', nonce: 'n', now: NOW };
const GOOD = { iss: 'https://as.example', aud: 'c', sub: 'alice', iat: NOW, exp: NOW + 60, nonce: 'n' };

const WRONG: readonly (readonly [what: string, change: Readonly<Record<string, unknown>>])[] = [
  ['another iss', { iss: 'https://other.example' }],
  ['another aud', { aud: 'd' }],
  ['no sub', { sub: undefined }],
  ['an exp that is past', { exp: NOW }],
  ['an exp fifty years away', { exp: NOW + 51 * 365 * 86_400 }],
  ['an iat six minutes ago', { iat: NOW - 360 }],
  ['an iat as text', { iat: String(NOW) }],
  ['another nonce', { nonce: 'm' }],
  ['no nonce', { nonce: undefined }],
  ['an auth_time to come', { auth_time: NOW + 3600 }],
  ['an empty acr', { acr: '' }],
  ['several aud without azp', { aud: ['c', 'd'] }],
  ['a blank name', { name: ' ' }],
  ['email_verified as text', { email_verified: 'true' }],
  ['updated_at in milliseconds', { updated_at: NOW * 1000 }],
  ['a birthdate as a person writes it', { birthdate: '12/04/1985' }],
  ['an address that is no object', { address: 'Lisbon' }],
];

for (const [what, change] of WRONG) {
  test(`ID token: ${what} is a failure (OIDC Core §2)`, () => {
    const found = checkIdTokenClaims({ ...GOOD, ...change }, EXPECTED);
    assert.deepEqual(
      found.map(({ level }) => level),
      ['failure'],
    );
  });
}

test('ID token: a nonce that nobody sent is a failure', () => {
  assert.equal(checkIdTokenClaims(GOOD, { ...EXPECTED, nonce: undefined }).length, 1);
});

test('ID token: the right claims find nothing', () => {
  assert.deepEqual(
    checkIdTokenClaims({ ...GOOD, birthdate: '0000-04-12', email_verified: false }, EXPECTED),
    [],
  );
});

const TOKEN = { jwt: '', header: { alg: 'RS256' }, findings: [] };

test('ID token: a missing at_hash or c_hash is a failure only where the response demands it (OIDC Core §3.3.2.11)', () => {
  const beside = { access_token: 'a', code: 'c' };
  assert.equal(checkHashes({ ...TOKEN, claims: {} }, { ...beside, mandatory: true }).length, 2);
  assert.equal(checkHashes({ ...TOKEN, claims: {} }, { ...beside, mandatory: false }).length, 0);
});

test('ID token: a wrong at_hash is a failure wherever it stands, the right one is none (OIDC Core §3.1.3.6)', () => {
  const claims = (at_hash: string) => ({ ...TOKEN, claims: { at_hash } });
  const beside = { access_token: 'a', mandatory: false };
  assert.equal(checkHashes(claims(accessTokenHash('b', 'RS256')), beside).length, 1);
  assert.equal(checkHashes(claims(accessTokenHash('a', 'RS256')), beside).length, 0);
});

test('ID token: another sub or auth_time in a later token is a failure (OIDC Core §12.2)', () => {
  const later = { ...GOOD, sub: 'bob', auth_time: NOW };
  assert.equal(checkSame(GOOD, later, ['iss', 'sub', 'auth_time']).length, 2);
  assert.equal(checkSame(GOOD, { ...GOOD }, ['iss', 'sub', 'auth_time']).length, 0);
});

let publicJwk: JWK;
let jwt: string;

before(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  publicJwk = { ...(await exportJWK(publicKey)), kid: 'k', use: 'sig', alg: 'RS256' };
  jwt = await new SignJWT(GOOD).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey);
});

const KEY_SETS: readonly (readonly [what: string, keys: () => readonly JWK[]])[] = [
  ['no keys', () => []],
  ['a key of another kid', () => [{ ...publicJwk, kid: 'other' }]],
  ['a key for encryption', () => [{ ...publicJwk, use: 'enc' }]],
  ['two keys that fit', () => [publicJwk, publicJwk]],
];

for (const [what, keys] of KEY_SETS) {
  test(`signature: ${what} is a failure`, async () => {
    const { findings } = await readSignedToken(jwt, { keys: keys() }, 'ID token');
    assert.match(findings[0]?.text ?? '', /published keys fit/);
  });
}

test('signature: changed claims and text that is no token are failures', async () => {
  const [header, , signature] = jwt.split('.');
  const forged = `${header}.${Buffer.from('{"sub":"eve"}').toString('base64url')}.${signature}`;
  for (const text of [forged, 'no.token', '']) {
    const { findings, claims } = await readSignedToken(text, { keys: [publicJwk] }, 'ID token');
    assert.equal(findings[0]?.level, 'failure');
    assert.deepEqual(claims, {});
  }
});

test('signature: the published key finds nothing', async () => {
  const { findings, claims } = await readSignedToken(jwt, { keys: [publicJwk] }, 'ID token');
  assert.deepEqual(findings, []);
  assert.equal(claims['sub'], 'alice');
});

test('unsigned token: a signature under alg none, or another alg, is a failure (RFC 7518 §3.6)', () => {
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jwt.split('.')[1]}`;
  assert.equal(readUnsignedToken(`${none}.AAAA`).findings.length, 1);
  assert.equal(readUnsignedToken(jwt).findings.length, 2);
  assert.equal(readUnsignedToken(`${none}.`).findings.length, 0);
});
