/**
 * Which clients are pointed at the server as their registries have them, and what each does: the one place that says it.
 * A test declares its flows under the row (`flows.ts`), and the guide's table is written from here (`compatibility.ts`).
 */
import { readFileSync } from 'node:fs';
import { PROGRAMS, type Program } from './programs.ts';

export type Client = {
  /** As its registry calls it, with the major version where several are tested. */
  readonly name: string;
  readonly language: Language;
  readonly version: string;
  readonly flows: readonly string[];
  /** The one line that the application needs beside its defaults. */
  readonly remedy?: string;
  /** What runs its flows; `npm test` where nothing is said. */
  readonly command?: string;
};

export type Language = 'JavaScript in a page' | 'JavaScript on a server' | Program['language'];

const PACKAGE = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The version that package.json pins, by the name it is installed under: `2.0.1`, or `npm:its-name@2.0.1`. */
function pinned(dependency: string): string {
  const range: unknown = PACKAGE.devDependencies[dependency];
  if (typeof range !== 'string') throw new Error(`clients/package.json does not pin ${dependency}.`);
  return range.slice(range.lastIndexOf('@') + 1);
}

/** Auth0's SDKs for frameworks offer the same. */
const AUTH0_FLOWS = [
  'loginWithRedirect: the user, and a token for the API',
  'loginWithRedirect: who refuses consent is told to the application',
  'loginWithPopup: the user, and a token',
  'loginWithPopup: a window that its user closes',
  'getAccessTokenSilently by iframe',
  'getAccessTokenSilently by refresh token',
  'logout: the session ends here and there',
];

/** A client of pages, by the name and the version of its package. */
function inPage(name: string, listed: readonly string[], remedy?: string): Client {
  const row = { name, language: 'JavaScript in a page', version: pinned(name), flows: listed } as const;
  return remedy === undefined ? row : { ...row, remedy };
}

const RELYING_PARTY = 'discovery; code + PKCE, secret by Basic; userinfo; refresh; revocation';

function web(name: string, flows: readonly string[], dependency = name): Client {
  return { name, language: 'JavaScript on a server', version: pinned(dependency), flows };
}

export const CLIENTS: readonly Client[] = [
  inPage('auth0-js', [
    'checkSession: without a session the answer is login_required',
    'authorize: an unknown audience reaches parseHash as access_denied',
    'authorize: who refuses consent is reported to parseHash as access_denied',
    'signs in, verifies the ID token, renews silently and logs out',
    'popup.authorize: the user, and a token for the API, after a wrong password',
    'popup.authorize: who refuses consent is reported as access_denied',
    'popup.authorize: who closes the window is reported',
    'parseHash: the same answer read twice is refused, its state was used',
    'a client that is not oidc_conformant finds the name in the ID token, as at Auth0',
    'client.userInfo: the access token opens /userinfo from a page',
  ]),
  inPage('@auth0/auth0-spa-js', [
    'getTokenSilently: without a session the answer is login_required',
    'loginWithRedirect: who refuses is reported as access_denied',
    'loginWithRedirect: the user is known, and the token is for the API',
    'loginWithPopup: the user, after a wrong password',
    'loginWithPopup: who refuses is reported as access_denied',
    'loginWithPopup: who closes the window is reported as cancelled',
    'getTokenSilently: an iframe and prompt=none give a new code and new tokens',
    'getTokenSilently: refresh tokens rotate, without an iframe',
    'useMrrt: one refresh token gives access tokens for another API too, without an iframe',
    'useMrrt: an audience without a policy gives a token for the API of the login',
    'useRefreshTokensFallback: where the refresh token is refused, an iframe gives the next',
    'myAccount: how its user signs in, an authenticator app added, and what is sensitive refused without it',
    'logout: the session ends, and the page comes back',
  ]),
  {
    name: '@auth0/auth0-spa-js, its own specs',
    language: 'JavaScript in a page',
    version: pinned('@auth0/auth0-spa-js'),
    flows: [
      'initialisation: a factory and a constructor',
      'getTokenSilently: an error where nobody is signed in',
      'getTokenSilently: the token endpoint is asked by a form',
      'getTokenSilently: by iframe, kept in memory',
      'getTokenSilently: by iframe, kept in memory, after the page was loaded anew',
      'getTokenSilently: kept in local storage, after the page was loaded anew',
      'getTokenSilently: by refresh token',
      'getTokenSilently: by refresh token, and for another audience by iframe once',
      'getTokenSilently: the worker is loaded from where it is said to be',
      'getTokenSilently: that worker asks for the tokens',
      'handleRedirectCallback: token and user are kept',
      'loginWithRedirect: what waits for the answer is in session storage until it came',
      'loginWithRedirect: what waits for the answer is in a cookie, for a day at most',
      'logout: the user is gone, and so is the session',
      'multiple clients: who signs in to one is signed in to that one',
    ],
  },
  inPage('oidc-client', [
    'signinSilent: without a session the answer is login_required',
    'signinRedirect: who refuses is reported as access_denied, and nobody is signed in',
    'signs in, reads /userinfo across origins, keeps the user and renews silently',
  ]),
  inPage('oidc-client-ts', [
    'signinSilent: without a session the answer is login_required',
    'signinRedirect: who refuses is reported as access_denied, and nobody is signed in',
    'signinCallback: the user is known from /userinfo across origins, and kept',
    'signinPopup and signoutPopup: the user, and nobody',
    'signinSilent by iframe',
    'signinSilent by refresh token',
    'revokeTokens: /userinfo takes the access token no more',
    'signoutRedirect: the session ends, and the page comes back with its state',
  ]),
  inPage('@auth0/auth0-react', AUTH0_FLOWS),
  inPage('@auth0/auth0-vue', AUTH0_FLOWS),
  inPage('@auth0/auth0-angular', AUTH0_FLOWS),
  inPage('angular-oauth2-oidc', [
    'initCodeFlow: the user, the profile and a token for the API',
    'initCodeFlow: who refuses consent is told to the application',
    'initLoginFlowInPopup: the user',
    'initLoginFlowInPopup: a window that its user closes',
    'silentRefresh by iframe',
    'refreshToken',
    'session checks: the end of the session is noticed',
    'revokeTokenAndLogout: tokens and session end',
  ]),
  inPage(
    'angular-auth-oidc-client',
    [
      'authorize: the user, and a token for the API',
      'authorize: who refuses consent is told to the application',
      'authorizeWithPopUp: the user',
      'authorizeWithPopUp: a window that its user closes',
      'forceRefreshSession by iframe',
      'forceRefreshSession by refresh token',
      'logoffAndRevokeTokens: tokens and session end',
    ],
    '`checkRedirectUrlWhenCheckingIfIsCallback: false`',
  ),
  inPage('@okta/okta-auth-js', [
    'getWithRedirect: the user, the profile and a token for the API',
    'getWithRedirect: who refuses consent is told to the application',
    'getWithPopup: the user',
    'getWithPopup: a window that its user closes',
    'getWithoutPrompt: nobody is signed in, and somebody is',
    'tokenManager.renew by iframe',
    'tokenManager.renew by refresh token',
    'revokeAccessToken: /userinfo takes it no more',
    'signOut: tokens and session end',
  ]),
  inPage('react-oidc-context', [
    'signinRedirect: the user, and a token for the API',
    'signinRedirect: who refuses consent is told to the application',
    'signinPopup: the user',
    'signinPopup: a window that its user closes',
    'signinSilent by iframe',
    'signinSilent by refresh token',
    'revokeTokens: /userinfo takes the access token no more',
    'signoutRedirect: the session ends here and there',
  ]),
  inPage('@badgateway/oauth2-client', [
    'getAuthorizeUri, getTokenFromCodeRedirect: the user, and a token for the API',
    'getTokenFromCodeRedirect: who refuses consent is told to the application',
    'refreshToken',
    'revoke: /userinfo takes the access token no more',
  ]),
  inPage('@openid/appauth', [
    'RedirectRequestHandler: the user, and a token for the API',
    'RedirectRequestHandler: who refuses consent is told to the application',
    'performTokenRequest by refresh token',
    'performRevokeTokenRequest: /userinfo takes the access token no more',
  ]),
  inPage(
    'keycloak-js',
    [
      'login: the user, the profile and a token for the API',
      'login: who refuses consent is told to the application',
      'check-sso by iframe: the user, once the page is loaded anew',
      'checkLoginIframe: the end of the session is noticed',
      'logout: the session ends here and there',
    ],
    '`default_audience` of the tenant, and without `offline_access`: it reads its tokens',
  ),
  {
    ...inPage('@modelcontextprotocol/inspector-client', [
      'Connect: registers, signs in, lists tools and calls one, all from the page',
      'Connect: who refuses consent is told so',
      'Run Tool: where a scope is missing, it refreshes as the SDK does, and says that this was not enough',
      'Reconnect: where the access token is taken no more, it registers and asks anew',
      'Quick OAuth Flow: its debugger has tokens',
    ]),
    remedy: '`mcp_clients` of the tenant, and the connection type Direct',
  },
  web('arctic', ['code + PKCE, secret by Basic; refresh; revocation']),
  web('Auth.js 5', ['discovery; code + PKCE, secret by Basic; the user of the ID token'], '@auth/express'),
  web('better-auth', ['discovery; code + PKCE, secret in the body; the user of the ID token']),
  web('client-oauth2', ['code, secret by Basic; refresh']),
  web('express-oauth2-jwt-bearer', [
    'without a token the answer is 401',
    'our ID token is no access token',
    'our access token for another API is refused',
    'an access token with a changed signature is refused',
    'our access token opens what its scope names, and nothing else',
  ]),
  web('express-openid-connect', [
    'an answer that nobody asked for is refused',
    'who refuses is reported as access_denied, and is not signed in',
    'by default an id_token comes by form_post, and logout ends its own session only',
    'auth0Logout: /v2/logout ends the session, and the next login asks for the password',
    'idpLogout: /oidc/logout ends the session, and the next login asks for the password',
    'response_type=code, exchanged with the client secret',
    'private_key_jwt: the code is exchanged with an assertion, and no secret is anywhere',
    'client_secret_basic: a client that did not choose takes its secret so too',
    'client_secret_post: a client that did not choose takes its secret so too',
  ]),
  web('grant', ['code + PKCE with state and nonce, secret in the body']),
  web('next-auth 4', ['discovery; code, secret by Basic; the user of the ID token'], 'next-auth-4'),
  web(
    'nextjs-auth0 3',
    ['discovery; code + PKCE, secret by Basic; the profile of its session; logout'],
    'nextjs-auth0-3',
  ),
  web('oauth4webapi', [
    'code + PKCE with a secret, the ID token verified, userinfo, and two refreshes',
    'client_credentials for the API the client was given',
    'a wrong secret is invalid_client, with its challenge',
  ]),
  web('openid-client 4', [RELYING_PARTY], 'openid-client-4'),
  web('openid-client 5', [RELYING_PARTY], 'openid-client-5'),
  web(
    'openid-client 6',
    [
      'a wrong secret is invalid_client, with its challenge',
      'a code with another code_verifier is invalid_grant',
      'a revoked refresh token is invalid_grant, and its access token is not active',
      'code + PKCE with a secret, the ID token verified, userinfo, and two refreshes',
      'code + PKCE as a public client, the ID token verified, userinfo, and two refreshes',
      'client_credentials for the API the client was given, and what introspection says of it',
      'the end-session URL ends the session and comes back with its state',
    ],
    'openid-client-6',
  ),
  {
    ...web('passport-auth0', [
      'code with state, and the profile of /userinfo',
      'as it is, with unsafe_access_token_in_query of the client',
    ]),
    remedy:
      '`strategy._oauth2.useAuthorizationHeaderforGET(true)`, or `unsafe_access_token_in_query` of the client',
  },
  web('passport-oauth2', ['code + PKCE with state, secret in the body']),
  web('passport-openidconnect', ['code with state and nonce, secret in the body; the profile of /userinfo']),
  web('simple-oauth2', ['code, secret by Basic; refresh; revocation', 'client_credentials']),
  ...PROGRAMS,
];

/** The row of a client. */
export function clientNamed(name: string): Client {
  const row = CLIENTS.find((client) => client.name === name);
  if (!row) throw new Error(`clients/table.ts has no row for ${name}.`);
  return row;
}
