/**
 * @auth0/auth0-spa-js as npm has it, in Chromium: code + PKCE, renewed by refresh token and by iframe.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { totpCode, totpStep } from '../../server/src/protocol/end-user/totp.ts';
import {
  AUDIENCE,
  BLANK,
  claimsOf,
  OTHER_AUDIENCE,
  openPlace,
  type Place,
  settle,
  settledObject,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { fromBase32 } from '../../server/test/factors/base32.ts';
import { flows } from '../flows.ts';
import { openWindow } from './application.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><script src="/auth0-spa-js.js"></script><script>
var settings = JSON.parse(sessionStorage.settings || (sessionStorage.settings = new URLSearchParams(location.search).get('settings')));
var client = new auth0.Auth0Client({
  domain: settings.domain,
  clientId: 'code',
  useRefreshTokens: settings.refresh,
  useRefreshTokensFallback: settings.refresh,
  useMrrt: settings.refresh,
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

const OWN_SCOPES = [
  'read:me:factors',
  'read:me:authentication_methods',
  'create:me:authentication_methods',
  'delete:me:authentication_methods',
];

/** Somebody who has let the page look after their account. */
async function forOwnAccount(): Promise<Visitor> {
  const audience = `${place.issuer}me/`;
  await place.storage.tenant('t-dev').clientGrants.save({ client_id: 'code', audience, scope: OWN_SCOPES });
  const visitor = await open(false);
  const asked = { authorizationParams: { audience, scope: OWN_SCOPES.join(' ') } };
  await visitor.page.evaluate(`void client.loginWithRedirect(${JSON.stringify(asked)})`);
  await signInAndConsent(visitor);
  await visitor.page.waitForURL(`${place.pages}/callback?code=**`);
  assert.equal((await settle(visitor.page, 'client.handleRedirectCallback()')).error, undefined);
  return visitor;
}

const RENEW = "client.getTokenSilently({ cacheMode: 'off', detailedResponse: true })";

/** Sends the refresh token that the page keeps twice, as one would who copied it. */
const REUSE = `(async () => {
  const entries = Object.values(localStorage).map((value) => JSON.parse(value).body);
  const { refresh_token } = entries.find((entry) => entry && entry.refresh_token);
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'code', refresh_token });
  const send = async () => (await fetch(settings.domain + '/oauth/token', { method: 'POST', body })).status;
  return [await send(), await send()];
})()`;

/** The API of the token that a call gives. */
async function audienceOf({ page }: Visitor, call: string): Promise<unknown> {
  const { value } = await settle(page, call);
  return [claimsOf(String(value))['aud']].flat()[0];
}

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
  'useMrrt: one refresh token gives access tokens for another API too, without an iframe': async () => {
    const visitor = await signedIn(true);
    const requests: string[] = [];
    visitor.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    const other = `client.getTokenSilently({ authorizationParams: { audience: '${OTHER_AUDIENCE}' } })`;
    assert.equal(await audienceOf(visitor, other), OTHER_AUDIENCE);
    assert.equal(await audienceOf(visitor, 'client.getTokenSilently()'), AUDIENCE);
    assert.equal(await audienceOf(visitor, other), OTHER_AUDIENCE);
    assert.deepEqual(new Set(requests), new Set(['/oauth/token']));
    await visitor.context.close();
  },
  'useMrrt: an audience without a policy gives a token for the API of the login': async () => {
    const visitor = await signedIn(true);
    const call = "client.getTokenSilently({ authorizationParams: { audience: 'unknown:api' } })";
    assert.equal(await audienceOf(visitor, call), AUDIENCE);
    await visitor.context.close();
  },
  'useRefreshTokensFallback: where the refresh token is refused, an iframe gives the next': async () => {
    const visitor = await signedIn(true);
    const requests: string[] = [];
    assert.deepEqual(await visitor.page.evaluate(REUSE), [200, 400]);
    visitor.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    assert.equal(typeof (await settledObject(visitor.page, RENEW))['access_token'], 'string');
    assert.ok(requests.includes('/authorize'));
    await visitor.context.close();
  },
  'myAccount: how its user signs in, an authenticator app added, and what is sensitive refused without it':
    async () => {
      const visitor = await forOwnAccount();
      const { page } = visitor;
      const factors = await settle(page, 'client.myAccount.getFactors()');
      assert.equal(factors.error, undefined);
      const app = await settledObject(page, "client.myAccount.enrollmentChallenge({ type: 'totp' })");
      const { id, location, auth_session, manual_input_code } = app;
      assert.equal(id, 'totp|new');
      const key = fromBase32(String(manual_input_code));
      const otp_code = totpCode(key, totpStep(Math.floor(Date.now() / 1_000) + place.clock.ahead));
      const shown = JSON.stringify({ type: 'totp', location, auth_session, otp_code });
      const added = await settledObject(page, `client.myAccount.enrollmentVerify(${shown})`);
      assert.deepEqual([added['type'], added['confirmed']], ['totp', true]);
      const own = `client.myAccount.getAuthenticationMethod(${JSON.stringify(added['id'])})`;
      assert.equal((await settledObject(page, own))['type'], 'totp');
      // Whoever has two factors must have shown both.
      const remove = `client.myAccount.deleteAuthenticationMethod(${JSON.stringify(added['id'])})`;
      assert.notEqual((await settle(page, remove)).error, undefined);
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
