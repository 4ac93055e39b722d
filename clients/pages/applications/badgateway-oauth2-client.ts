/** An application of @badgateway/oauth2-client without a framework. */
import { generateCodeVerifier, OAuth2Client, type OAuth2Token } from '@badgateway/oauth2-client';
import { offer, settings, show } from './offer.ts';

const { issuer } = settings();
const redirectUri = `${location.origin}/callback`;

const client = new OAuth2Client({
  server: issuer,
  clientId: 'code',
  discoveryEndpoint: '.well-known/oauth-authorization-server',
});

const held: { token?: OAuth2Token } = {};

offer({
  login: async () => {
    const codeVerifier = await generateCodeVerifier();
    const state = await generateCodeVerifier();
    sessionStorage.setItem('request', JSON.stringify({ codeVerifier, state }));
    location.href = await client.authorizationCode.getAuthorizeUri({
      redirectUri,
      state,
      codeVerifier,
      scope: ['openid', 'email', 'appointments', 'offline_access'],
      extraParams: { audience: 'appointments:api' },
    });
  },
  renew: async () => {
    held.token = await client.refreshToken(tokenHeld());
  },
  token: () => held.token?.accessToken,
  profile: () => profileOf(tokenHeld()),
  revoke: () => client.revoke(tokenHeld(), 'access_token'),
});

function tokenHeld(): OAuth2Token {
  if (!held.token) throw new Error('nobody is signed in');
  return held.token;
}

async function profileOf({ accessToken }: OAuth2Token): Promise<{ readonly sub: string }> {
  const answer = await fetch(`${issuer}userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
  return answer.json();
}

async function signedIn(): Promise<string | undefined> {
  const { codeVerifier, state } = JSON.parse(sessionStorage.getItem('request') ?? '{}');
  if (!new URLSearchParams(location.search).has('state')) return undefined;
  held.token = await client.authorizationCode.getTokenFromCodeRedirect(location.href, {
    redirectUri,
    state,
    codeVerifier,
  });
  return (await profileOf(held.token)).sub;
}

signedIn().then(show, (thrown) => show(undefined, thrown));
