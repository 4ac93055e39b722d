/**
 * What the end-to-end specs of auth0-spa-js do and expect, step by step, in the playground beside this file and against this
 * server, where the SDK's own repository has another one.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { AUDIENCE, type Place, settle, signIn } from '../../../server/test/e2e/harness.ts';
import { implicitClient } from '../../../server/test/stack.ts';
import { flows } from '../../flows.ts';
import {
  choose,
  getToken,
  grantTypes,
  handleRedirectCallback,
  login,
  openPlayground,
  tokenRequests,
  visitPlayground,
} from './playground.ts';

let place: Place;
before(async () => {
  place = await openPlayground();
  const { clients } = place.storage.tenant('t-dev');
  for (const name of ['two', 'three']) {
    await clients.save(
      implicitClient(name, {
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${place.pages}/silent`],
        web_origins: [place.pages],
      }),
    );
  }
});

after(() => place.close());

const TRANSACTION = 'a0.spajs.txs.code';
const DAY = 86_400;

flows('@auth0/auth0-spa-js, its own specs', {
  'initialisation: a factory and a constructor': async () => {
    const { page, context } = await visitPlayground(place);
    const types = await page.evaluate('[typeof auth0.createAuth0Client, typeof auth0.Auth0Client]');
    assert.deepEqual(types, ['function', 'function']);
    await context.close();
  },
  'getTokenSilently: an error where nobody is signed in': async () => {
    const { page, context } = await visitPlayground(place);
    assert.equal((await settle(page, 'client.getTokenSilently()')).error, 'login_required');
    await context.close();
  },
  'getTokenSilently: the token endpoint is asked by a form': async () => {
    const visitor = await visitPlayground(place);
    const requests = tokenRequests(visitor.page);
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    await getToken(visitor.page);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.headers()['content-type'], 'application/x-www-form-urlencoded');
    await visitor.context.close();
  },
  'getTokenSilently: by iframe, kept in memory': async () => {
    const visitor = await visitPlayground(place);
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    await getToken(visitor.page);
    await visitor.context.close();
  },
  'getTokenSilently: by iframe, kept in memory, after the page was loaded anew': async () => {
    const visitor = await visitPlayground(place);
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    await visitor.page.reload();
    await getToken(visitor.page);
    await visitor.context.close();
  },
  'getTokenSilently: kept in local storage, after the page was loaded anew': async () => {
    const visitor = await visitPlayground(place, { cacheLocation: 'localstorage' });
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    await visitor.page.reload();
    await getToken(visitor.page);
    const key = '@@auth0spajs@@::code::default::openid profile email';
    assert.notEqual(await visitor.page.evaluate(`localStorage.getItem('${key}')`), null);
    await visitor.context.close();
  },
  'getTokenSilently: by refresh token': async () => {
    const visitor = await visitPlayground(place, { cacheLocation: 'localstorage', useRefreshTokens: true });
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    const requests = tokenRequests(visitor.page);
    await getToken(visitor.page, { cacheMode: 'off' });
    assert.deepEqual(grantTypes(requests), ['refresh_token']);
    await visitor.context.close();
  },
  'getTokenSilently: by refresh token, and for another audience by iframe once': async () => {
    await place.chooseSettings({ unsafe_skip_consent_on_localhost: true });
    const visitor = await visitPlayground(place, {
      cacheLocation: 'localstorage',
      useRefreshTokens: true,
      useRefreshTokensFallback: true,
    });
    await visitor.page.evaluate('void client.loginWithRedirect()');
    await signIn(visitor);
    await visitor.page.waitForURL(`${place.pages}/callback?code=**`);
    await handleRedirectCallback(visitor.page);
    const requests = tokenRequests(visitor.page);
    const other = { cacheMode: 'off', authorizationParams: { audience: AUDIENCE, scope: 'appointments' } };
    await getToken(visitor.page, { cacheMode: 'off' });
    await getToken(visitor.page, other);
    await getToken(visitor.page, other);
    assert.deepEqual(grantTypes(requests), ['refresh_token', 'authorization_code', 'refresh_token']);
    await visitor.context.close();
    await place.chooseSettings({});
  },
  'getTokenSilently: the worker is loaded from where it is said to be': async () => {
    const { page, context } = await visitPlayground(place);
    const [worker] = await Promise.all([
      page.waitForResponse(`${place.pages}/worker.js`),
      choose(page, { useRefreshTokens: true, workerUrl: '/worker.js' }),
    ]);
    assert.equal(worker.status(), 200);
    await context.close();
  },
  'getTokenSilently: that worker asks for the tokens': async () => {
    const visitor = await visitPlayground(place, { useRefreshTokens: true, workerUrl: '/worker.js' });
    await visitor.page.addInitScript('window.fetch = () => Promise.reject(new Error("the page has asked"))');
    const requests = tokenRequests(visitor.page);
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    await getToken(visitor.page, { cacheMode: 'off' });
    assert.deepEqual(grantTypes(requests), ['authorization_code', 'refresh_token']);
    await visitor.context.close();
  },
  'handleRedirectCallback: token and user are kept': async () => {
    const visitor = await visitPlayground(place);
    await login(place, visitor);
    await handleRedirectCallback(visitor.page);
    const requests = tokenRequests(visitor.page);
    assert.equal((await settle(visitor.page, 'client.isAuthenticated()')).value, true);
    await getToken(visitor.page);
    assert.equal((await settle(visitor.page, 'client.getUser().then(({ sub }) => sub)')).value, visitor.sub);
    assert.deepEqual(requests, []);
    await visitor.context.close();
  },
  'loginWithRedirect: what waits for the answer is in session storage until it came': async () => {
    const visitor = await visitPlayground(place);
    await login(place, visitor);
    const waiting = `sessionStorage.getItem('${TRANSACTION}')`;
    assert.notEqual(await visitor.page.evaluate(waiting), null);
    await handleRedirectCallback(visitor.page);
    assert.equal(await visitor.page.evaluate(waiting), null);
    await visitor.context.close();
  },
  'loginWithRedirect: what waits for the answer is in a cookie, for a day at most': async () => {
    const visitor = await visitPlayground(place, { useCookiesForTransactions: true });
    const transaction = async () =>
      (await visitor.context.cookies()).find(({ name }) => name === TRANSACTION);
    const earliest = Math.floor(Date.now() / 1000);
    await login(place, visitor);
    const expires = (await transaction())?.expires ?? 0;
    assert.ok(expires - DAY >= earliest - 1 && expires - DAY <= Math.ceil(Date.now() / 1000) + 1);
    await handleRedirectCallback(visitor.page);
    assert.equal(await transaction(), undefined);
    await visitor.context.close();
  },
  'logout: the user is gone, and so is the session': async () => {
    const visitor = await visitPlayground(place);
    const { page, context } = visitor;
    await login(place, visitor);
    await handleRedirectCallback(page);
    assert.equal((await settle(page, 'client.isAuthenticated()')).value, true);
    await page.evaluate('void client.logout({ logoutParams: { returnTo: location.origin + "/bye" } })');
    await page.waitForURL(`${place.pages}/bye#`);
    assert.equal((await settle(page, 'client.getUser()')).value, null);
    assert.equal((await settle(page, 'client.isAuthenticated()')).value, false);
    assert.equal((await settle(page, 'client.getTokenSilently()')).error, 'login_required');
    await context.close();
  },
  'multiple clients: who signs in to one is signed in to that one': async () => {
    const visitor = await visitPlayground(place, undefined, '/silent');
    const { page, context } = visitor;
    await login(place, visitor, "login('one')");
    assert.equal((await settle(page, 'handleCallback()')).error, undefined);
    const authenticated = 'Promise.all(Object.values(clients).map((client) => client.isAuthenticated()))';
    assert.deepEqual((await settle(page, authenticated)).value, [true, false, false]);
    const fresh = "getTokenSilently({ cacheMode: 'off' })";
    assert.equal((await settle(page, `clients.two.${fresh}`)).error, 'missing_refresh_token');
    assert.equal((await settle(page, `clients.three.${fresh}`)).error, 'consent_required');
    await page.goto(`${place.pages}/silent`);
    assert.equal((await settle(page, 'clients.one.checkSession()')).error, undefined);
    assert.deepEqual((await settle(page, authenticated)).value, [true, false, false]);
    assert.equal((await settle(page, 'clients.one.getTokenSilently()')).error, undefined);
    await context.close();
  },
});
