/**
 * By which SDK an application signs the first person in, as code to copy: a row an SDK, in the order of the page. Each is run as it
 * stands here by clients/quick-starts.test.ts; what is run nowhere is not shown.
 */

export type Made = {
  /** With the slash. */
  readonly issuer: string;
  readonly client_id: string;
  readonly callback: string;
  /** The API that a machine asks for. */
  readonly audience: string;
};

export type QuickStart = {
  readonly name: string;
  /** Undefined: there is nothing to install. */
  readonly install?: string;
  /** What the code is called, by which an editor knows its language. */
  readonly file: string;
  readonly code: (made: Made) => string;
  /** Its environment has to hold these. */
  readonly environment?: readonly string[];
};

const APP_TYPES = ['spa', 'regular_web', 'native', 'non_interactive'] as const;

export type AppType = (typeof APP_TYPES)[number];

/** A text of JavaScript. */
function text(value: string): string {
  return `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

/** A word of a shell. */
function word(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** Auth0's SDKs are told a host, and take an origin where the issuer has no TLS. */
function domainOf(issuer: string): string {
  const { protocol, host, origin } = new URL(issuer);
  return text(protocol === 'https:' ? host : origin);
}

const TACIT: QuickStart = {
  name: '@tacit/browser',
  install: 'npm install @tacit/browser',
  file: 'main.js',
  code: ({ issuer, client_id, callback }) => `import { createTacit } from '@tacit/browser';

const tacit = createTacit({
  issuer: ${text(issuer)},
  client_id: ${text(client_id)},
  redirect_uri: ${text(callback)},
  scope: 'openid profile email',
});

const signedIn = await tacit.handleRedirect();
if (signedIn) document.body.append(\`Hello \${signedIn.claims.name ?? signedIn.claims.sub}\`);
else await tacit.authorize();`,
};

const AUTH0_SPA: QuickStart = {
  name: '@auth0/auth0-spa-js',
  install: 'npm install @auth0/auth0-spa-js',
  file: 'main.js',
  code: ({ issuer, client_id, callback }) => `import { createAuth0Client } from '@auth0/auth0-spa-js';

const auth0 = await createAuth0Client({
  domain: ${domainOf(issuer)},
  clientId: ${text(client_id)},
  authorizationParams: { redirect_uri: ${text(callback)} },
});

if (location.search.includes('state=')) await auth0.handleRedirectCallback();
const user = await auth0.getUser();
if (user) document.body.append(\`Hello \${user.name}\`);
else await auth0.loginWithRedirect();`,
};

const REACT: QuickStart = {
  name: 'React',
  install: 'npm install @auth0/auth0-react',
  file: 'main.jsx',
  code: ({
    issuer,
    client_id,
    callback,
  }) => `import { Auth0Provider, useAuth0, withAuthenticationRequired } from '@auth0/auth0-react';
import { createRoot } from 'react-dom/client';

const Page = withAuthenticationRequired(function Hello() {
  const { user } = useAuth0();
  return <p>Hello {user.name}</p>;
});

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <Auth0Provider
    domain={${domainOf(issuer)}}
    clientId={${text(client_id)}}
    authorizationParams={{ redirect_uri: ${text(callback)} }}
  >
    <Page />
  </Auth0Provider>,
);`,
};

const VUE: QuickStart = {
  name: 'Vue',
  install: 'npm install @auth0/auth0-vue',
  file: 'main.js',
  code: ({ issuer, client_id, callback }) => `import { createAuth0, useAuth0 } from '@auth0/auth0-vue';
import { createApp, h, watchEffect } from 'vue';

const Page = {
  setup() {
    const { user, isLoading, isAuthenticated, loginWithRedirect } = useAuth0();
    watchEffect(() => {
      if (!isLoading.value && !isAuthenticated.value) loginWithRedirect();
    });
    return () => user.value && h('p', \`Hello \${user.value.name}\`);
  },
};

const auth0 = createAuth0({
  domain: ${domainOf(issuer)},
  clientId: ${text(client_id)},
  authorizationParams: { redirect_uri: ${text(callback)} },
});
createApp(Page).use(auth0).mount(document.body.appendChild(document.createElement('main')));`,
};

const ANGULAR: QuickStart = {
  name: 'Angular',
  install: 'npm install @auth0/auth0-angular',
  file: 'main.ts',
  code: ({ issuer, client_id, callback }) => `import { AsyncPipe } from '@angular/common';
import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { AuthService, provideAuth0 } from '@auth0/auth0-angular';

@Component({
  selector: 'app-root',
  imports: [AsyncPipe],
  template: '@if (user$ | async; as user) { <p>Hello {{ user.name }}</p> }',
})
class Page {
  private readonly auth0 = inject(AuthService);
  protected readonly user$ = this.auth0.user$;

  constructor() {
    this.auth0.isAuthenticated$.subscribe((isSignedIn) => {
      if (!isSignedIn) this.auth0.loginWithRedirect();
    });
  }
}

document.body.append(document.createElement('app-root'));
bootstrapApplication(Page, {
  providers: [
    provideZonelessChangeDetection(),
    provideAuth0({
      domain: ${domainOf(issuer)},
      clientId: ${text(client_id)},
      authorizationParams: { redirect_uri: ${text(callback)} },
    }),
  ],
});`,
};

const EXPRESS: QuickStart = {
  name: 'Express',
  install: 'npm install express express-openid-connect',
  file: 'server.mjs',
  environment: ['CLIENT_SECRET', 'SESSION_SECRET'],
  code({ issuer, client_id, callback }) {
    const { origin, pathname, port } = new URL(callback);
    return `import express from 'express';
import { auth } from 'express-openid-connect';

const app = express();
app.use(
  auth({
    issuerBaseURL: ${text(issuer)},
    baseURL: ${text(origin)},
    clientID: ${text(client_id)},
    clientSecret: process.env.CLIENT_SECRET,
    // Seals the session's cookie: 32 random bytes of your own.
    secret: process.env.SESSION_SECRET,
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
    routes: { callback: ${text(pathname)} },
  }),
);
app.get('/', (request, response) => response.send(\`Hello \${request.oidc.user.name}\`));
app.listen(${port === '' ? '3000' : port});`;
  },
};

const OPENID_CLIENT: QuickStart = {
  name: 'openid-client',
  install: 'npm install openid-client',
  file: 'sign-in.mjs',
  code({ issuer, client_id, callback }) {
    const isPlain = issuer.startsWith('http:');
    const insecure = isPlain ? ', { execute: [client.allowInsecureRequests] }' : '';
    return `import { createServer } from 'node:http';
import * as client from 'openid-client';

const redirect_uri = ${text(callback)};
const { port, pathname } = new URL(redirect_uri);
const config = await client.discovery(new URL(${text(issuer)}), ${text(client_id)}, undefined, client.None()${insecure});
const pkceCodeVerifier = client.randomPKCECodeVerifier();
const expectedState = client.randomState();
const address = client.buildAuthorizationUrl(config, {
  redirect_uri,
  scope: 'openid profile email',
  state: expectedState,
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: 'S256',
});

const server = createServer(async (request, response) => {
  const url = new URL(request.url, redirect_uri);
  if (url.pathname !== pathname) return response.writeHead(404).end();
  const tokens = await client.authorizationCodeGrant(config, url, { pkceCodeVerifier, expectedState });
  const { name, sub } = tokens.claims();
  response.end(\`Hello \${name ?? sub}\`);
  server.close();
});
server.listen(port, () => console.log(\`Open \${address}\`));`;
  },
};

const CURL: QuickStart = {
  name: 'curl',
  file: 'token.sh',
  environment: ['CLIENT_SECRET'],
  code: ({ issuer, client_id, audience }) => `curl ${word(`${issuer}oauth/token`)} \\
  -d grant_type=client_credentials \\
  --data-urlencode ${word(`audience=${audience}`)} \\
  --data-urlencode ${word(`client_id=${client_id}`)} \\
  --data-urlencode "client_secret=$CLIENT_SECRET"`,
};

const NODE: QuickStart = {
  name: 'Node.js',
  file: 'token.mjs',
  environment: ['CLIENT_SECRET'],
  code: ({ issuer, client_id, audience }) => `const answer = await fetch(${text(`${issuer}oauth/token`)}, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    audience: ${text(audience)},
    client_id: ${text(client_id)},
    client_secret: process.env.CLIENT_SECRET,
  }),
});
if (!answer.ok) throw new Error(await answer.text());
const { access_token, expires_in } = await answer.json();
console.log(access_token, \`is good for \${expires_in} seconds\`);`,
};

export const QUICK_STARTS: Readonly<Record<AppType, readonly QuickStart[]>> = {
  spa: [TACIT, AUTH0_SPA, REACT, VUE, ANGULAR],
  regular_web: [EXPRESS],
  native: [OPENID_CLIENT],
  non_interactive: [CURL, NODE],
};

/** Those of an application, of whichever kind it says it is. */
export function quickStartsOf(app_type: unknown): readonly QuickStart[] {
  const known = APP_TYPES.find((one) => one === app_type) ?? 'spa';
  return QUICK_STARTS[known];
}
