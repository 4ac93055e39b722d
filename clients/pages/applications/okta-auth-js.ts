/** An application of @okta/okta-auth-js without a framework. Its addresses are told, as Okta's are others. */
import { OktaAuth } from '@okta/okta-auth-js';
import { offer, settings, show } from './offer.ts';

const { issuer, renewal } = settings();

const client = new OktaAuth({
  issuer,
  clientId: 'code',
  redirectUri: `${location.origin}/callback`,
  scopes: ['openid', 'profile', 'email', 'appointments', ...(renewal === 'iframe' ? [] : ['offline_access'])],
  authorizeUrl: `${issuer}authorize`,
  tokenUrl: `${issuer}oauth/token`,
  userinfoUrl: `${issuer}userinfo`,
  revokeUrl: `${issuer}oauth/revoke`,
  logoutUrl: `${issuer}oidc/logout`,
});

const asked = { extraParams: { audience: 'appointments:api' } };

offer({
  login: () => client.token.getWithRedirect(asked),
  popup: async () => keep((await client.token.getWithPopup(asked)).tokens),
  silent: async () => keep((await client.token.getWithoutPrompt(asked)).tokens),
  renew: () => client.tokenManager.renew('accessToken'),
  token: () => client.getAccessToken(),
  profile: () => client.token.getUserInfo(),
  revoke: () => client.revokeAccessToken(),
  logout: () => client.signOut({ postLogoutRedirectUri: `${location.origin}/bye` }),
});

type Tokens = Awaited<ReturnType<typeof client.token.getWithPopup>>['tokens'];

function keep(tokens: Tokens): void {
  client.tokenManager.setTokens(tokens);
  show(tokens.idToken?.claims.sub);
}

try {
  keep(client.isLoginRedirect() ? (await client.token.parseFromUrl()).tokens : {});
} catch (thrown) {
  show(undefined, thrown);
}
