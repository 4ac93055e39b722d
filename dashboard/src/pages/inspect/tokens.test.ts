import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { checksOf, isAnswer, readAnswer } from './tokens.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }];

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object, header: object = { alg: 'RS256', kid: 'k1' }): string {
  const text = `${base64url(header)}.${base64url(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

const NOW = 1_000_000;
const ISSUER = 'https://acme.test/';
const CLAIMS = { iss: ISSUER, sub: 'auth0|1', aud: 'spa', exp: NOW + 60, nonce: 'n1', name: 'Älice' };
const expected = { issuer: ISSUER, keys, now: NOW, client_id: 'spa', nonce: 'n1' };

const failing = async (token: string, more: object = {}) => {
  const [first] = readAnswer(token).tokens;
  assert.ok(first);
  const checks = await checksOf(first, { ...expected, ...more });
  return checks.filter(({ holds }) => !holds).map(({ name }) => name);
};

test('an answer is read wherever it stands: fragment, query, form, JSON, a token alone', () => {
  const id_token = jwt(CLAIMS);
  for (const text of [
    `https://a.test/cb?x=1#id_token=${id_token}&state=s`,
    `  state=s&id_token=${id_token}\n`,
    JSON.stringify({ id_token, state: 's' }),
  ]) {
    const { tokens, parameters } = readAnswer(text);
    assert.equal(tokens[0]?.jwt?.claims['name'], 'Älice', text);
    assert.ok(parameters.some(([name, value]) => name === 'state' && value === 's'));
  }
  assert.equal(readAnswer(id_token).tokens[0]?.name, 'token');
  assert.equal(readAnswer('https://a.test/cb#access_token=opaque').tokens[0]?.jwt, undefined);
  for (const text of ['', 'words', '{', 'a.b.c', 'https://a.test/', '{}'])
    assert.deepEqual(readAnswer(text).tokens, []);
});

test('a token that is right holds against everything; each thing wrong with it is named', async () => {
  const access_token = 'opaque';
  const at_hash = createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url');
  assert.deepEqual(await failing(jwt({ ...CLAIMS, at_hash }), { access_token }), []);
  assert.deepEqual(await failing(jwt({ ...CLAIMS, at_hash }), { access_token: 'another' }), ['at_hash']);
  assert.deepEqual(await failing(jwt({ ...CLAIMS, iss: 'https://evil.test/' })), ['iss']);
  assert.deepEqual(await failing(jwt({ ...CLAIMS, exp: NOW })), ['exp']);
  assert.deepEqual(await failing(jwt({ ...CLAIMS, aud: ['other'] })), ['aud']);
  assert.deepEqual(await failing(jwt({ ...CLAIMS, nonce: 'n2' })), ['nonce']);
  assert.deepEqual(await failing(jwt(CLAIMS, { alg: 'RS256', kid: 'k2' })), ['signature']);
  assert.deepEqual(await failing(jwt(CLAIMS, { alg: 'none' })), ['signature']);
  const [head, , signature] = jwt(CLAIMS).split('.');
  assert.deepEqual(await failing(`${head}.${base64url({ ...CLAIMS, sub: 'auth0|2' })}.${signature}`), [
    'signature',
  ]);
});

test('an answer is told from a request, so that what is secret in it stays on the page', () => {
  for (const text of ['https://a.test/cb?code=x&state=y', 'https://a.test/cb#access_token=x', jwt(CLAIMS)])
    assert.equal(isAnswer(text), true, text);
  for (const text of [
    'https://acme.test/authorize?client_id=x&response_type=code',
    'https://a.test/cb?error=login_required',
    'grant_type=authorization_code&code=x',
    'hello',
    '',
  ])
    assert.equal(isAnswer(text), false, text);
});

test('OIDC Core §3.3.2.11 a code beside an ID token is held against its c_hash', async () => {
  const c_hash = createHash('sha256').update('abc').digest().subarray(0, 16).toString('base64url');
  const token = jwt({ ...CLAIMS, c_hash });
  assert.deepEqual(await failing(token, { code: 'abc' }), []);
  assert.deepEqual(await failing(token, { code: 'abd' }), ['c_hash']);
});
