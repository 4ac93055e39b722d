/**
 * @auth0/auth0-spa-js as npm has it, in Chromium: code + PKCE, renewed by refresh token and by iframe.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  AUDIENCE,
  BLANK,
  claimsOf,
  openPlace,
  type Place,
  settle,
  settledObject,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import { openWindow } from './application.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><script src="/auth0-spa-js.js"></script><script>
var settings = JSON.parse(sessionStorage.settings || (sessionStorage.settings = new URLSearchParams(location.search).get('settings')));
var client = new auth0.Auth0Client({
  domain: settings.domain,
  clientId: 'code',
  useRefreshTokens: settings.refresh,
  cacheLocation: 'localstorage',
  authorizationParams: { redirect_uri: location.origin + '/callback', audience: '${AUDIENCE}', scope: 'openid profile email appointments' }
});
</script>`;

let place: Place;

before(async () => {
  place = await openPlace({
    '/auth0-spa-js.js': { file: import.meta.resolve('@auth0/auth0-spa-js/dist/auth0-spa-js.production.js') },
    '/callback': { html: PAGE },
    '/bye': { html: BLANK },
  });
});

after(() => place.close());

async function open(refresh: boolean): Promise<Visitor> {
  const visitor = await place.visit();
  const settings = JSON.stringify({ domain: place.issuer.slice(0, -1), refresh });
  await visitor.page.goto(`${place.pages}/callback?settings=${encodeURIComponent(settings)}`);
  return visitor;
}

async function signedIn(refresh: boolean): Promise<Visitor> {
  const visitor = await open(refresh);
  await visitor.page.evaluate('void client.loginWithRedirect()');
  await signInAndConsent(visitor);
  await visitor.page.waitForURL(`${place.pages}/callback?code=**`);
  assert.equal((await settle(visitor.page, 'client.handleRedirectCallback()')).error, undefined);
  return visitor;
}

const RENEW = "client.getTokenSilently({ cacheMode: 'off', detailedResponse: true })";

flows('@auth0/auth0-spa-js', {
  'getTokenSilently: without a session the answer is login_required': async () => {
    const visitor = await open(false);
    assert.equal((await settle(visitor.page, 'client.getTokenSilently()')).error, 'login_required');
    await visitor.context.close();
  },
  'loginWithRedirect: who refuses is reported as access_denied': async () => {
    const visitor = await open(false);
    await visitor.page.evaluate('void client.loginWithRedirect()');
    await signIn(visitor);
    await visitor.page.click('#consent-deny');
    await visitor.page.waitForURL(`${place.pages}/callback?error=**`);
    assert.equal((await settle(visitor.page, 'client.handleRedirectCallback()')).error, 'access_denied');
    await visitor.context.close();
  },
  'loginWithRedirect: the user is known, and the token is for the API': async () => {
    const visitor = await signedIn(false);
    const user = await settledObject(visitor.page, 'client.getUser()');
    assert.deepEqual([user['sub'], user['name']], [visitor.sub, 'Alice Example']);
    const { value } = await settle(visitor.page, 'client.getTokenSilently()');
    assert.deepEqual(claimsOf(String(value))['aud'], [AUDIENCE, `${place.issuer}userinfo`]);
    await visitor.context.close();
  },
  'loginWithPopup: the user, after a wrong password': async () => {
    const { page, context, email, sub } = await open(false);
    const popup = await openWindow(page, 'client.loginWithPopup()');
    await signIn({ page: popup, email }, 'not the password');
    await popup.waitForSelector('#login-error');
    await signInAndConsent({ page: popup, email });
    assert.equal((await settle(page, 'opened')).error, undefined);
    assert.equal((await settledObject(page, 'client.getUser()'))['sub'], sub);
    await context.close();
  },
  'loginWithPopup: who refuses is reported as access_denied': async () => {
    const { page, context, email } = await open(false);
    const popup = await openWindow(page, 'client.loginWithPopup()');
    await signIn({ page: popup, email });
    await popup.click('#consent-deny');
    assert.equal((await settle(page, 'opened')).error, 'access_denied');
    await context.close();
  },
  'loginWithPopup: who closes the window is reported as cancelled': async () => {
    const { page, context } = await open(false);
    const popup = await openWindow(page, 'client.loginWithPopup()');
    await popup.waitForSelector('#username');
    await popup.close();
    assert.equal((await settle(page, 'opened')).error, 'cancelled');
    await context.close();
  },
  'getTokenSilently: an iframe and prompt=none give a new code and new tokens': async () => {
    const visitor = await signedIn(false);
    const first = await settledObject(visitor.page, RENEW);
    const second = await settledObject(visitor.page, RENEW);
    assert.notEqual(first['access_token'], second['access_token']);
    await visitor.context.close();
  },
  'getTokenSilently: refresh tokens rotate, without an iframe': async () => {
    const visitor = await signedIn(true);
    const tokenRequests: string[] = [];
    visitor.page.on('request', (request) => tokenRequests.push(new URL(request.url()).pathname));
    const tokens = [];
    for (let count = 0; count < 3; count += 1)
      tokens.push((await settledObject(visitor.page, RENEW))['access_token']);
    assert.equal(new Set(tokens).size, 3);
    assert.deepEqual(new Set(tokenRequests), new Set(['/oauth/token']));
    await visitor.context.close();
  },
  'logout: the session ends, and the page comes back': async () => {
    const visitor = await signedIn(false);
    await visitor.page.evaluate(
      "void client.logout({ logoutParams: { returnTo: location.origin + '/bye' } })",
    );
    await visitor.page.waitForURL(`${place.pages}/bye#`);
    await visitor.page.goto(`${place.pages}/callback`);
    assert.equal((await settle(visitor.page, 'client.getTokenSilently()')).error, 'login_required');
    await visitor.context.close();
  },
});
