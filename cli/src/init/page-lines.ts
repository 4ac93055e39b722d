/**
 * The few lines for the page, whole and ready to be copied: the same page by each SDK.
 */
import type { StartFlow } from '@tacit/server/operator';
import type { PageSdk } from './choices.ts';
import { literal } from './literal.ts';

/** What both programs are told. */
export type Wiring = {
  readonly issuer: string;
  readonly client_id: string;
  readonly audience: string;
  /** What may be asked for at the API. */
  readonly scope: string;
  readonly redirect_uri: string;
  readonly origin: string;
  readonly flow: StartFlow;
  /** Where the API answers. */
  readonly apiUrl: string;
};

export type Lines = {
  /** Where they go. */
  readonly file: string;
  /** What has to be installed before. */
  readonly packages: string | undefined;
  readonly text: string;
};

const PAGES: Readonly<Record<PageSdk, (wiring: Wiring) => Lines>> = {
  browser: (wiring) => ({
    file: 'src/main.ts',
    packages: '@tacit/browser',
    text: `import { createTacit } from '@tacit/browser';

const tacit = createTacit({
  issuer: ${literal(wiring.issuer)},
  client_id: ${literal(wiring.client_id)},
  redirect_uri: ${literal(wiring.redirect_uri)},
  audience: ${literal(wiring.audience)},
  scope: ${literal(`openid profile email ${wiring.scope}`)},${wiring.flow === 'implicit' ? "\n  flow: 'implicit'," : ''}
});

// Back from the sign-in page there is an answer; without one, go there.
const signedIn = await tacit.handleRedirect();
if (!signedIn) await tacit.authorize();
else {
  const authorization = \`Bearer \${await tacit.getAccessToken()}\`;
  const response = await fetch(${literal(wiring.apiUrl)}, { headers: { authorization } });
  document.body.textContent = \`\${response.status} \${await response.text()}\`;
}
`,
  }),
  'auth0-spa-js': (wiring) => ({
    file: 'src/main.ts',
    packages: '@auth0/auth0-spa-js',
    text: `import { createAuth0Client } from '@auth0/auth0-spa-js';

const auth0 = await createAuth0Client({
  domain: ${literal(wiring.issuer.slice(0, -1))},
  clientId: ${literal(wiring.client_id)},
  authorizationParams: {
    redirect_uri: ${literal(wiring.redirect_uri)},
    audience: ${literal(wiring.audience)},
    scope: ${literal(`openid profile email ${wiring.scope}`)},
  },
});

// Back from the sign-in page there is an answer; without one, go there.
if (!/[?&](code|error)=/.test(location.search)) await auth0.loginWithRedirect();
else {
  await auth0.handleRedirectCallback();
  history.replaceState(null, '', location.pathname);
  const authorization = \`Bearer \${await auth0.getTokenSilently()}\`;
  const response = await fetch(${literal(wiring.apiUrl)}, { headers: { authorization } });
  document.body.textContent = \`\${response.status} \${await response.text()}\`;
}
`,
  }),
  article: (wiring) => ({
    file: 'index.html',
    packages: undefined,
    text: `<!doctype html>
<meta charset="utf-8">
<title>My page</title>
<p><button id="sign-in">Sign in</button></p>
<pre id="answer"></pre>
<script>
  // What was asked is recognised by \`state\`, so that nobody else's answer is taken for it.
  document.getElementById('sign-in').onclick = function () {
    sessionStorage.state = crypto.randomUUID();
    location.assign(${literal(`${wiring.issuer}authorize`)} + '?' + new URLSearchParams({
      audience: ${literal(wiring.audience)},
      scope: ${literal(`openid profile email ${wiring.scope}`)},
      response_type: 'id_token token',
      client_id: ${literal(wiring.client_id)},
      redirect_uri: ${literal(wiring.redirect_uri)},
      state: sessionStorage.state,
      nonce: crypto.randomUUID(),
    }));
  };

  // The tokens come back behind the # of the address.
  const answer = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  const show = function (text) { document.getElementById('answer').textContent = text; };
  if (answer.has('error')) show(answer.get('error') + ': ' + answer.get('error_description'));
  else if (answer.has('access_token') && answer.get('state') === sessionStorage.state) {
    fetch(${literal(wiring.apiUrl)}, { headers: { authorization: 'Bearer ' + answer.get('access_token') } })
      .then(async function (response) { show(response.status + ' ' + (await response.text())); });
  }
</script>
`,
  }),
};

/** The page by one SDK. */
export function pageLines(sdk: PageSdk, wiring: Wiring): Lines {
  return PAGES[sdk](wiring);
}
