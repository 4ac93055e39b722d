import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, ISSUER, parametersOf } from '../../../test/authorization/authorization-requests.ts';
import {
  checkLogoutRequest,
  logoutHint,
  logoutLocation,
  logoutTarget,
  mustConfirmLogout,
  requestingClientId,
} from './end-session.ts';

type Token = Parameters<typeof logoutHint>[0];

const CLAIMS = { iss: ISSUER, aud: 'spa1', sub: 'auth0|a1', sid: 'S' };
const token = (claims: Token['claims'], header: Token['header'] = { typ: 'JWT' }): Token => ({
  header,
  claims: { ...CLAIMS, ...claims },
});

const NO_HINTS: readonly (readonly [why: string, token: Token])[] = [
  ['an access token', token({}, { typ: 'at+jwt' })],
  ["an access token in Auth0's dialect", token({ azp: 'spa1' })],
  ['a logout token', token({}, { typ: 'logout+jwt' })],
  ['a token of another tenant', token({ iss: 'https://globex.auth.test/' })],
  ['a token for two', token({ aud: ['spa1', 'spa2'] })],
  ['a token of nobody', token({ sub: undefined })],
];

for (const [why, refused] of NO_HINTS) {
  test(`LO-05 LO-06 id_token_hint: ${why} is none (OIDC RP-Initiated Logout §2)`, () => {
    assert.equal(logoutHint(refused, ISSUER), undefined);
  });
}

test('JW-26 id_token_hint: an ID token is one however old it is, with its session or without (OIDC RP-Initiated Logout §4)', () => {
  assert.deepEqual(logoutHint(token({ exp: 1 }), ISSUER), { client_id: 'spa1', sub: 'auth0|a1', sid: 'S' });
  assert.equal(logoutHint(token({ sid: undefined }), ISSUER)?.sid, undefined);
});

const HINT = { client_id: 'spa1', sub: 'auth0|a1', sid: 'S' };

test('LO-06 a client_id that is not the one of the hint is refused', () => {
  const asked = requestingClientId(parametersOf('client_id=spa2'), HINT);
  assert.equal(!asked.ok && asked.error.error, 'invalid_request');
  assert.deepEqual(requestingClientId(parametersOf('client_id=spa1'), HINT), { ok: true, value: 'spa1' });
  assert.deepEqual(requestingClientId(parametersOf(''), HINT), { ok: true, value: 'spa1' });
  assert.deepEqual(requestingClientId(parametersOf('client_id=c'), undefined), { ok: true, value: 'c' });
});

const HOSTILE = [
  'https://app.acme.test/bye?foo=bar',
  'https://app.acme.test/bye/',
  'https://app.acme.test/',
  'https://evil.test/',
  '//evil.test',
  '/\\evil.test',
  '/%09/evil.test',
  'https:evil.test',
  'javascript:alert(1)',
  '?@evil.test',
];

for (const uri of HOSTILE) {
  test(`LO-01 LO-02 LO-03 post_logout_redirect_uri ${uri} goes nowhere (OIDC RP-Initiated Logout §3)`, () => {
    const asked = parametersOf(`post_logout_redirect_uri=${encodeURIComponent(uri)}`);
    const target = logoutTarget(asked, clientWith());
    assert.equal(!target.ok && target.error.error, 'invalid_request');
  });
}

test('LO-01 without a client there is no address to go to, and without an address none is needed', () => {
  const asked = parametersOf('post_logout_redirect_uri=https%3A%2F%2Fapp.acme.test%2Fbye&state=a%20b');
  assert.equal(logoutTarget(asked, undefined).ok, false);
  assert.deepEqual(logoutTarget(parametersOf('state=x'), undefined), { ok: true, value: undefined });
  const target = logoutTarget(asked, clientWith());
  assert.ok(target.ok && target.value);
  assert.equal(logoutLocation(target.value), 'https://app.acme.test/bye?state=a%20b');
  assert.equal(
    logoutLocation({ redirect_uri: 'https://a.test/?b', state: 'c' }),
    'https://a.test/?b&state=c',
  );
  assert.equal(logoutLocation({ redirect_uri: 'https://a.test/', state: undefined }), 'https://a.test/');
});

test('a parameter that came twice or has no end is refused', () => {
  assert.equal(checkLogoutRequest(parametersOf('state=a&state=b'))?.error, 'invalid_request');
  assert.equal(checkLogoutRequest(parametersOf(`state=${'x'.repeat(9_000)}`)), undefined);
  assert.equal(checkLogoutRequest(parametersOf(`logout_hint=${'x'.repeat(513)}`))?.error, 'invalid_request');
  assert.equal(checkLogoutRequest(parametersOf('state=a')), undefined);
});

const SESSION = {
  sid: 'S',
  user: { sub: 'auth0|a1', epoch: 0, blocked: false, claims: {} },
  auth_time: 1,
  amr: ['pwd'],
};

const CONFIRMED: readonly (readonly [why: string, hint: typeof HINT | undefined, asks: boolean])[] = [
  ['without a hint', undefined, true],
  ['with the hint of somebody else', { ...HINT, sub: 'auth0|b2' }, true],
  ['with the hint of another session', { ...HINT, sid: 'T' }, true],
  ['with the hint of this session', HINT, false],
];

for (const [why, hint, asks] of CONFIRMED) {
  test(`LO-04 LO-05 ${why} the End-User is ${asks ? '' : 'not '}asked (OIDC RP-Initiated Logout §2)`, () => {
    assert.equal(mustConfirmLogout(SESSION, hint, SESSION.user.sub), asks);
  });
}

test('the hint of an ID token without a session is enough for its End-User', () => {
  assert.equal(
    mustConfirmLogout(SESSION, { client_id: 'spa1', sub: 'auth0|a1', sid: undefined }, 'auth0|a1'),
    false,
  );
});
