import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISSUER, NOW } from '../../../test/authorization/authorization-requests.ts';
import { sha256 } from '../digest.ts';
import { frontchannelLogoutUri, LOGOUT_TOKEN_TYP, logoutTokenClaims } from './logout-token.ts';
import { sessionState } from './session-state.ts';

test('LO-10 a logout token has its typ, its one event, two minutes, and never a nonce (OIDC Back-Channel Logout §2.4)', () => {
  assert.equal(LOGOUT_TOKEN_TYP, 'logout+jwt');
  const input = { issuer: ISSUER, client_id: 'spa1', sub: 'auth0|a1', sid: 'S', jti: 'J', now: NOW };
  assert.deepEqual(logoutTokenClaims(input), {
    iss: ISSUER,
    aud: 'spa1',
    sub: 'auth0|a1',
    sid: 'S',
    iat: NOW,
    exp: NOW + 120,
    jti: 'J',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
});

test('a frame is told issuer and session, whatever its address holds already (OIDC Front-Channel Logout §3)', () => {
  const about = { issuer: 'https://a.test/', sid: 'a/b' };
  const query = 'iss=https%3A%2F%2Fa.test%2F&sid=a%2Fb';
  assert.equal(frontchannelLogoutUri('https://rp.test/out', about), `https://rp.test/out?${query}`);
  assert.equal(frontchannelLogoutUri('https://rp.test/out?x=1', about), `https://rp.test/out?x=1&${query}`);
});

test('session_state is the hash of client, origin, browser state and salt, and then the salt (OIDC Session Management §2)', () => {
  const input = { client_id: 'c', origin: 'https://rp.test', browser_state: 'b', salt: 's' };
  assert.equal(sessionState(input), `${sha256('c https://rp.test b s')}.s`);
});
