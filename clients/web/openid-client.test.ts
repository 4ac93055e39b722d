/**
 * openid-client 6 as npm has it: the certified relying party of Node, for a web application with a secret and for a client
 * that has none. Chromium signs in.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import * as oidc from 'openid-client-6';
import {
  AUDIENCE,
  BLANK,
  CLIENT_SECRET,
  callbackOf,
  openPlace,
  type Place,
  signInAndConsent,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK }, '/bye': { html: BLANK } });
});

after(() => place.close());

/** The library reads the server's metadata and nothing else. */
function discover(client_id: string, authentication: oidc.ClientAuth): Promise<oidc.Configuration> {
  const options = { execute: [oidc.allowInsecureRequests] };
  return oidc.discovery(new URL(place.issuer), client_id, undefined, authentication, options);
}

const web = (secret = CLIENT_SECRET) => discover('web', oidc.ClientSecretBasic(secret));

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/** A sign-in by the code flow; `walk` takes the request to the address that the client is called at. */
async function signedIn(
  config: oidc.Configuration,
  walk = (request: URL) => callbackOf(place, request.href),
  changes: Readonly<Record<string, string>> = {},
): Promise<Tokens> {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const request = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${place.pages}/callback`,
    scope: 'openid profile appointments offline_access',
    audience: AUDIENCE,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...changes,
  });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  return oidc.authorizationCodeGrant(config, await walk(request), checks);
}
const CLIENTS = [
  // A client that authenticates keeps the refresh token it has (RFC 9700 §4.14.2).
  { what: 'with a secret', rotates: false, open: () => web() },
  { what: 'as a public client', rotates: true, open: () => discover('code', oidc.None()) },
];

flows('openid-client 6', {
  'a wrong secret is invalid_client, with its challenge': async () => {
    const config = await web('wrong');
    await assert.rejects(oidc.clientCredentialsGrant(config, { audience: AUDIENCE }), (error) => {
      assert.ok(error instanceof oidc.WWWAuthenticateChallengeError);
      assert.equal(error.status, 401);
      return true;
    });
  },
  'a code with another code_verifier is invalid_grant': async () => {
    const config = await web();
    const request = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${place.pages}/callback`,
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    });
    const callback = await callbackOf(place, request.href);
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    await assert.rejects(oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier }), {
      error: 'invalid_grant',
    });
  },
  'a revoked refresh token is invalid_grant, and its access token is not active': async () => {
    const config = await web();
    const { refresh_token = '', access_token } = await signedIn(config);
    assert.equal((await oidc.tokenIntrospection(config, access_token)).active, true);
    await oidc.tokenRevocation(config, refresh_token);
    await assert.rejects(oidc.refreshTokenGrant(config, refresh_token), { error: 'invalid_grant' });
    assert.deepEqual(await oidc.tokenIntrospection(config, access_token), { active: false });
  },
  ...Object.fromEntries(
    CLIENTS.map(({ what, rotates, open }) => [
      `code + PKCE ${what}, the ID token verified, userinfo, and two refreshes`,
      async () => {
        const config = await open();
        const tokens = await signedIn(config);
        const claims = tokens.claims();
        assert.equal(claims?.['name'], 'Alice Example');
        const user = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
        assert.equal(user.name, 'Alice Example');

        const { refresh_token = '' } = tokens;
        const first = await oidc.refreshTokenGrant(config, refresh_token);
        const second = await oidc.refreshTokenGrant(config, first.refresh_token ?? refresh_token);
        assert.equal(second.claims()?.sub, claims.sub);
        const made = [first, second].flatMap((answer) => answer.refresh_token ?? []);
        assert.equal(new Set([refresh_token, ...made]).size, rotates ? 3 : 1);
      },
    ]),
  ),
  'client_credentials for the API the client was given, and what introspection says of it': async () => {
    const config = await web();
    const { access_token, scope } = await oidc.clientCredentialsGrant(config, { audience: AUDIENCE });
    assert.equal(scope, 'contacts');
    const told = await oidc.tokenIntrospection(config, access_token);
    assert.deepEqual([told.active, told.client_id, told.scope], [true, 'web', 'contacts']);
  },
  'the end-session URL ends the session and comes back with its state': async () => {
    const config = await web();
    const visitor = await place.visit();
    const { page, context } = visitor;
    const go = async ({ href }: URL) => {
      await page.goto(href);
      if (new URL(page.url()).origin !== place.pages) await signInAndConsent(visitor);
      await page.waitForSelector('#client');
      return new URL(page.url());
    };
    const { id_token = '' } = await signedIn(config, go);
    const post_logout_redirect_uri = `${place.pages}/bye`;
    const parameters = { id_token_hint: id_token, post_logout_redirect_uri, state: 'S1' };
    await page.goto(oidc.buildEndSessionUrl(config, parameters).href);
    await page.waitForURL(`${post_logout_redirect_uri}?state=S1#`);
    await assert.rejects(signedIn(config, go, { prompt: 'none' }), { error: 'login_required' });
    await context.close();
  },
});
