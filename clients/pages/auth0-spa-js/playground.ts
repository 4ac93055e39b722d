/**
 * The page that auth0-spa-js is tried in: a client whose options are switches that stay when the page is loaded anew, as
 * the end-to-end specs of the SDK expect it of theirs.
 */
import assert from 'node:assert/strict';
import type { Page, Request } from 'playwright-core';
import {
  openPlace,
  type Place,
  settle,
  settledObject,
  signInAndConsent,
  type Visitor,
} from '../../../server/test/e2e/harness.ts';

const SDK =
  '<!doctype html><meta charset="utf-8"><title>playground</title><script src="/auth0-spa-js.js"></script>';

/** `choose` sets switches and makes the client anew. */
const PLAYGROUND = `${SDK}<script>
var domain = sessionStorage.domain || (sessionStorage.domain = new URLSearchParams(location.search).get('domain'));
var switches = JSON.parse(localStorage.getItem('switches') || '{}');
var client;
function choose(more) {
  Object.assign(switches, more);
  localStorage.setItem('switches', JSON.stringify(switches));
  client = new auth0.Auth0Client(Object.assign({
    domain: domain,
    clientId: 'code',
    useFormData: true,
    authorizationParams: { redirect_uri: location.origin + '/callback' }
  }, switches));
}
choose({});
</script>`;

/** Three clients of one application; the one that somebody signs in with is remembered for the way back. */
const THREE_CLIENTS = `${SDK}<script>
var domain = sessionStorage.domain || (sessionStorage.domain = new URLSearchParams(location.search).get('domain'));
function make(more) {
  return new auth0.Auth0Client(Object.assign({
    domain: domain,
    cacheLocation: 'localstorage',
    authorizationParams: { redirect_uri: location.origin + '/silent' }
  }, more));
}
var clients = {
  one: make({ clientId: 'code' }),
  two: make({ clientId: 'two', useRefreshTokens: true }),
  three: make({ clientId: 'three', useCookiesForTransactions: true })
};
function login(name) { localStorage.setItem('name', name); return clients[name].loginWithRedirect(); }
function handleCallback() { return clients[localStorage.getItem('name')].handleRedirectCallback(); }
</script>`;

/** The playground, and the SDK with its worker, as npm has them; the caller closes it. */
export function openPlayground(): Promise<Place> {
  const file = (name: string) => ({ file: import.meta.resolve(`@auth0/auth0-spa-js/dist/${name}`) });
  return openPlace({
    '/auth0-spa-js.js': file('auth0-spa-js.production.js'),
    '/worker.js': file('auth0-spa-js.worker.production.js'),
    '/callback': { html: PLAYGROUND },
    '/bye': { html: PLAYGROUND },
    '/silent': { html: THREE_CLIENTS },
  });
}

/** Somebody new opens the playground, or the page with three clients, and sets switches. */
export async function visitPlayground(place: Place, switches?: object, path = '/callback'): Promise<Visitor> {
  const visitor = await place.visit();
  const domain = encodeURIComponent(place.issuer.slice(0, -1));
  await visitor.page.goto(`${place.pages}${path}?domain=${domain}`);
  if (switches) await choose(visitor.page, switches);
  return visitor;
}

export async function choose(page: Page, switches: object): Promise<void> {
  await page.evaluate(`choose(${JSON.stringify(switches)})`);
}

/** Signs in and agrees; the page is back, and has not yet read what came. */
export async function login(
  place: Place,
  visitor: Visitor,
  call = 'client.loginWithRedirect()',
): Promise<void> {
  await visitor.page.evaluate(`void ${call}`);
  await signInAndConsent(visitor);
  await visitor.page.waitForURL(`${place.pages}/*?code=**`);
}

/** Lets the page read what came, and takes it out of the address as the playground does. */
export async function handleRedirectCallback(page: Page): Promise<void> {
  await settledObject(page, 'client.handleRedirectCallback()');
  await page.evaluate('history.replaceState({}, "", location.pathname)');
}

/** An access token, for the audience that is said. */
export async function getToken(page: Page, options: object = {}): Promise<string> {
  const { value, error, description } = await settle(
    page,
    `client.getTokenSilently(${JSON.stringify(options)})`,
  );
  assert.equal(error, undefined, description);
  return String(value);
}

/** The token requests that a page makes from now on. */
export function tokenRequests(page: Page): readonly Request[] {
  const seen: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/oauth/token') seen.push(request);
  });
  return seen;
}

/** The grant_type of each. */
export function grantTypes(requests: readonly Request[]): readonly (string | null)[] {
  return requests.map((request) => new URLSearchParams(request.postData() ?? '').get('grant_type'));
}
