/**
 * arctic as npm has it: the code flow with PKCE and a secret by Basic, raw as it stands in its settings.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  CodeChallengeMethod,
  decodeIdToken,
  generateCodeVerifier,
  generateState,
  OAuth2Client,
} from 'arctic';
import { flows } from '../flows.ts';
import { ALICE, CLIENT_SECRET, openStand, REDIRECT_URI, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
  await stand.register('arctic', { redirect_uris: [REDIRECT_URI] });
});

after(() => stand.close());

flows('arctic', {
  'code + PKCE, secret by Basic; refresh; revocation': async () => {
    const client = new OAuth2Client('arctic', CLIENT_SECRET, REDIRECT_URI);
    const [state, verifier] = [generateState(), generateCodeVerifier()];
    const scopes = ['openid', 'email', 'offline_access'];
    const method = CodeChallengeMethod.S256;
    const asked = client.createAuthorizationURLWithPKCE(
      `${stand.issuer}authorize`,
      state,
      method,
      verifier,
      scopes,
    );
    const { searchParams } = await stand.callback(asked);
    assert.equal(searchParams.get('state'), state);
    const token_endpoint = `${stand.issuer}oauth/token`;
    const tokens = await client.validateAuthorizationCode(
      token_endpoint,
      searchParams.get('code') ?? '',
      verifier,
    );
    assert.equal(
      Object.entries(decodeIdToken(tokens.idToken())).find(([name]) => name === 'sub')?.[1],
      ALICE.sub,
    );
    const again = await client.refreshAccessToken(token_endpoint, tokens.refreshToken(), scopes);
    assert.notEqual(again.accessToken(), tokens.accessToken());
    await client.revokeToken(`${stand.issuer}oauth/revoke`, tokens.refreshToken());
    await assert.rejects(client.refreshAccessToken(token_endpoint, tokens.refreshToken(), scopes));
  },
});
