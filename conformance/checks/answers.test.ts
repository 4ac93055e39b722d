import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFrontchannelFrame, checkLogoutToken } from './logout-token.ts';
import { checkUnguessable, entropyBits } from './randomness.ts';
import { checkRegistration } from './registration.ts';
import { checkScopeClaims } from './standard-claims.ts';
import { checkJsonError, checkTokenResponse, checkUserinfo, type Reply } from './token-response.ts';

type Levels = readonly string[];

function reply(status: number, json: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const all = { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers };
  return { status, json, text: JSON.stringify(json), headers: new Headers(all) };
}

const levels = (findings: readonly { readonly level: string }[]): Levels =>
  findings.map(({ level }) => level);

const TOKENS = { access_token: 'a', token_type: 'Bearer', expires_in: 60 };
const TOKEN_RESPONSES: readonly (readonly [what: string, reply: Reply, levels: Levels])[] = [
  ['another status', reply(201, TOKENS), ['failure']],
  ['another media type', reply(200, TOKENS, { 'content-type': 'text/plain' }), ['failure']],
  ['no Cache-Control', reply(200, TOKENS, { 'cache-control': 'private' }), ['failure']],
  ['no access token', reply(200, { ...TOKENS, access_token: '' }), ['failure']],
  ['another token_type', reply(200, { ...TOKENS, token_type: 'DPoP' }), ['failure']],
  ['expires_in as text', reply(200, { ...TOKENS, expires_in: '60' }), ['failure']],
  ['expires_in of zero', reply(200, { ...TOKENS, expires_in: 0 }), ['failure']],
  ['no expires_in', reply(200, { ...TOKENS, expires_in: undefined }), ['warning']],
  ['all that is asked', reply(200, TOKENS), []],
];

for (const [what, answer, expected] of TOKEN_RESPONSES) {
  test(`token response: ${what} finds ${expected.join() || 'nothing'} (RFC 6749 §5.1)`, () => {
    assert.deepEqual(levels(checkTokenResponse(answer)), expected);
  });
}

test('refusal in JSON: another status, media type or error is a failure each (RFC 6749 §5.2)', () => {
  const expected = { what: 'reuse', status: [400], codes: ['invalid_grant'] };
  assert.deepEqual(levels(checkJsonError(reply(200, TOKENS), expected)), ['failure', 'failure']);
  assert.equal(checkJsonError(reply(400, undefined, { 'content-type': 'text/html' }), expected).length, 2);
  assert.deepEqual(checkJsonError(reply(400, { error: 'invalid_grant' }), expected), []);
});

test('userinfo: another status, another sub or no sub is a failure (OIDC Core §5.3.2)', () => {
  const expected = { sub: 'alice', now: 1_800_000_000 };
  assert.deepEqual(levels(checkUserinfo(reply(401, { sub: 'alice' }), expected)), ['failure']);
  assert.deepEqual(levels(checkUserinfo(reply(200, { sub: 'bob' }), expected)), ['failure']);
  assert.equal(checkUserinfo(reply(200, {}), expected).length, 2);
  assert.deepEqual(checkUserinfo(reply(200, { sub: 'alice' }), expected), []);
});

test('scope claims: none of them is a failure, some of them a warning, all nothing (OIDC Core §5.4)', () => {
  const of = (claims: object) => levels(checkScopeClaims({ ...claims }, ['email'], 'userinfo'));
  assert.deepEqual(of({ name: 'Alice' }), ['failure']);
  assert.deepEqual(of({ email: 'a@b.example' }), ['warning']);
  assert.deepEqual(of({ email: 'a@b.example', email_verified: true }), []);
});

const CLIENT = { client_id: 'c', client_secret: 's', client_secret_expires_at: 0 };
const REGISTRATIONS: readonly (readonly [what: string, reply: Reply, count: number])[] = [
  ['200', reply(200, CLIENT), 1],
  ['no client_id', reply(201, { ...CLIENT, client_id: undefined }), 1],
  ['a secret without its expiry', reply(201, { ...CLIENT, client_secret_expires_at: undefined }), 1],
  ['a token without its address', reply(201, { ...CLIENT, registration_access_token: 't' }), 1],
  ['all that is asked', reply(201, CLIENT), 0],
];

for (const [what, answer, count] of REGISTRATIONS) {
  test(`registration: ${what} finds ${count} (RFC 7591 §3.2.1)`, () => {
    assert.equal(checkRegistration(answer).length, count);
  });
}

test('randomness: a short value, or a long one of few characters, can be guessed (RFC 6749 §10.10)', () => {
  assert.equal(entropyBits('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 0);
  assert.equal(checkUnguessable('aB3', 'code').length, 2);
  assert.equal(checkUnguessable('abababababababababababababababab', 'code').length, 1);
  assert.equal(checkUnguessable('k3J9xQ0aPz7LmN2vB5tR8wYcD1fG4hS6', 'code').length, 0);
});

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LOGOUT = {
  iss: 'https://as.example',
  aud: 'c',
  iat: 1_800_000_000,
  jti: 'j',
  sub: 'alice',
  sid: 's',
  events: { [EVENT]: {} },
};
const LOGOUT_EXPECTED = {
  issuer: 'https://as.example',
  client_id: 'c',
  idToken: { sub: 'alice', sid: 's' },
  now: 1_800_000_000,
};
const WRONG_LOGOUT: readonly Readonly<Record<string, unknown>>[] = [
  { iss: 'https://other.example' },
  { aud: 'd' },
  { iat: 0 },
  { jti: undefined },
  { events: { [EVENT]: [] } },
  { events: { [EVENT]: {}, other: {} } },
  { nonce: 'n' },
  { sub: undefined, sid: undefined },
  { sub: 'bob' },
  { sid: 't' },
];

for (const change of WRONG_LOGOUT) {
  test(`logout token: ${JSON.stringify(change, (_, value) => value ?? null)} is a failure (Back-Channel Logout §2.4)`, () => {
    assert.deepEqual(levels(checkLogoutToken({ ...LOGOUT, ...change }, LOGOUT_EXPECTED)), ['failure']);
  });
}

test('logout token: the right one finds nothing', () => {
  assert.deepEqual(checkLogoutToken(LOGOUT, LOGOUT_EXPECTED), []);
});

test('front-channel frame: another iss or sid is a failure, an extra parameter a warning', () => {
  const expected = { issuer: 'https://as.example', sid: 's' };
  const of = (query: string) =>
    levels(checkFrontchannelFrame(new URL(`https://rp.example/?${query}`), expected));
  assert.deepEqual(of('iss=x&sid=y'), ['failure', 'failure']);
  assert.deepEqual(of('iss=https://as.example&sid=s&a=b'), ['warning']);
  assert.deepEqual(of('iss=https://as.example&sid=s'), []);
});
