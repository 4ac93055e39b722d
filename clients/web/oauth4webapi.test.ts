/**
 * oauth4webapi as npm has it: a strict client of the RFCs, for a web application with a secret. Chromium signs in.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import * as oauth from 'oauth4webapi';
import {
  AUDIENCE,
  BLANK,
  CLIENT_SECRET,
  callbackOf,
  openPlace,
  type Place,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';

let place: Place;
let server: oauth.AuthorizationServer;

const client: oauth.Client = { client_id: 'web' };
const secret = oauth.ClientSecretBasic(CLIENT_SECRET);
const http = { [oauth.allowInsecureRequests]: true };

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  const issuer = new URL(place.issuer);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
});

after(() => place.close());

/** Signs in in Chromium and gives the parameters of the answer, checked. */
async function authorize(code_verifier: string, nonce: string): Promise<URLSearchParams> {
  const url = new URL(server.authorization_endpoint ?? '');
  const parameters = {
    client_id: client.client_id,
    redirect_uri: `${place.pages}/callback`,
    response_type: 'code',
    scope: 'openid profile appointments offline_access',
    audience: AUDIENCE,
    code_challenge: await oauth.calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
    nonce,
    state: 'S1',
  };
  url.search = new URLSearchParams(parameters).toString();
  return oauth.validateAuthResponse(server, client, await callbackOf(place, url.href), 'S1');
}
flows('oauth4webapi', {
  'code + PKCE with a secret, the ID token verified, userinfo, and two refreshes': async () => {
    const code_verifier = oauth.generateRandomCodeVerifier();
    const nonce = oauth.generateRandomNonce();
    const parameters = await authorize(code_verifier, nonce);
    const redirect_uri = `${place.pages}/callback`;
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      secret,
      parameters,
      redirect_uri,
      code_verifier,
      http,
    );
    const options = { expectedNonce: nonce, requireIdToken: true };
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, options);
    await oauth.validateApplicationLevelSignature(server, response, http);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    assert.equal(claims?.['name'], 'Alice Example');

    const userinfo = await oauth.userInfoRequest(server, client, tokens.access_token, http);
    const user = await oauth.processUserInfoResponse(server, client, claims.sub, userinfo);
    assert.equal(user.name, 'Alice Example');

    const { refresh_token = '' } = tokens;
    for (let count = 0; count < 2; count += 1) {
      const refreshed = await oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, secret, refresh_token, http),
      );
      // A client that authenticates keeps the one it has (RFC 9700 §4.14.2).
      assert.equal(refreshed.refresh_token, undefined);
    }
  },
  'client_credentials for the API the client was given': async () => {
    const request = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      secret,
      { audience: AUDIENCE },
      http,
    );
    const tokens = await oauth.processClientCredentialsResponse(server, client, request);
    assert.equal(tokens.scope, 'contacts');
  },
  'a wrong secret is invalid_client, with its challenge': async () => {
    const wrong = oauth.ClientSecretBasic('wrong');
    const request = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      wrong,
      { audience: AUDIENCE },
      http,
    );
    await assert.rejects(
      oauth.processClientCredentialsResponse(server, client, request),
      oauth.WWWAuthenticateChallengeError,
    );
  },
});
