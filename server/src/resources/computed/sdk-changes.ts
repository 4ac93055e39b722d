/**
 * What has to be changed in an application that asks for tokens in an address, by the program that asks (`auth0Client` names it): the
 * lines as they are and as they have to be (RFC 9700 §2.1.1).
 */

import type { ProgramName } from '../../protocol/advice/programs.ts';

/** What the lines are filled in with. */
export type Wiring = {
  /** With its slash. */
  readonly issuer: string;
  readonly client_id: string;
  readonly redirect_uri: string;
};

type Row = {
  /** For a person. */
  readonly program: string;
  readonly install?: string;
  readonly before: string;
  readonly after: (wiring: Wiring) => string;
};

/** What is to be changed for one program. */
export type SdkChange = {
  readonly sdk: string;
  readonly program: string;
  readonly install?: string;
  readonly before: string;
  readonly after: string;
};

/** Under the name of a program that asks for a code whatever it is told. */
const BY_HAND = `location.assign('https://.../authorize?response_type=token&...'); // made or changed by hand`;

const SPA_JS = ({
  issuer,
  client_id,
  redirect_uri,
}: Wiring) => `import { createAuth0Client } from '@auth0/auth0-spa-js';

const auth0 = await createAuth0Client({
  domain: ${text(issuer.replace(/\/$/, ''))},
  clientId: ${text(client_id)},
  // Beside it audience and scope, as they are.
  authorizationParams: { redirect_uri: ${text(redirect_uri)} },
});
if (location.search.includes('state=')) await auth0.handleRedirectCallback();
else if (!(await auth0.isAuthenticated())) await auth0.loginWithRedirect();
const token = await auth0.getTokenSilently();`;

const BY_HOOK = `const { loginWithRedirect, getAccessTokenSilently } = useAuth0();
await loginWithRedirect();
const token = await getAccessTokenSilently();`;

const LOCK: Row = {
  program: 'Lock',
  install: 'npm install @auth0/auth0-spa-js',
  before: 'new Auth0Lock(clientID, domain).show();',
  after: SPA_JS,
};

const ROWS: Readonly<Record<ProgramName, Row>> = {
  'auth0.js': {
    program: 'auth0-js',
    install: 'npm install @auth0/auth0-spa-js',
    before: `const webAuth = new auth0.WebAuth({ responseType: 'token id_token' });
webAuth.authorize();
webAuth.parseHash(done);
webAuth.checkSession({}, done);`,
    after: SPA_JS,
  },
  'lock.js': LOCK,
  'lock-passwordless.js': LOCK,
  'auth0-spa-js': { program: 'auth0-spa-js', before: BY_HAND, after: SPA_JS },
  'auth0-react': { program: 'auth0-react', before: BY_HAND, after: () => BY_HOOK },
  'auth0-vue': { program: 'auth0-vue', before: BY_HAND, after: () => BY_HOOK },
  '@auth0/auth0-angular': {
    program: 'auth0-angular',
    before: BY_HAND,
    after: () => `auth.loginWithRedirect().subscribe();
auth.getAccessTokenSilently().subscribe((token) => use(token));`,
  },
  'express-openid-connect': {
    program: 'express-openid-connect',
    before: `auth({ authorizationParams: { response_type: 'id_token' } }) // which it is where nothing is said`,
    after: () => `auth({
  clientSecret: process.env.CLIENT_SECRET,
  authorizationParams: { response_type: 'code' },
})`,
  },
  '@tacit/browser': {
    program: '@tacit/browser',
    before: `createTacit({ flow: 'implicit' })`,
    after: ({ issuer, client_id, redirect_uri }) => `createTacit({
  issuer: ${text(issuer)},
  client_id: ${text(client_id)},
  redirect_uri: ${text(redirect_uri)},
}) // without flow: it is code`,
  },
  'oidc-client-ts': {
    program: 'oidc-client-ts, react-oidc-context, oidc-client',
    before: `new UserManager({ response_type: 'id_token token' })`,
    after: ({ issuer, client_id, redirect_uri }) => `new UserManager({
  authority: ${text(issuer)},
  client_id: ${text(client_id)},
  redirect_uri: ${text(redirect_uri)},
  response_type: 'code',
})`,
  },
  'angular-oauth2-oidc': {
    program: 'angular-oauth2-oidc',
    before: 'oauthService.initImplicitFlow();',
    after: ({ issuer, client_id, redirect_uri }) => `oauthService.configure({
  issuer: ${text(issuer)},
  clientId: ${text(client_id)},
  redirectUri: ${text(redirect_uri)},
  responseType: 'code',
});
oauthService.initCodeFlow();`,
  },
};

/** What is to be changed, of each of these programs. */
export function changesFor(programs: readonly ProgramName[], wiring: Wiring): readonly SdkChange[] {
  return programs.map((sdk) => {
    const { after, ...row } = ROWS[sdk];
    return { sdk, ...row, after: after(wiring) };
  });
}

/** As JavaScript has it between quotes. */
function text(value: string): string {
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
