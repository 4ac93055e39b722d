/**
 * auth0.js 10 as npm has it, in Chromium: what its users do with Auth0 they do with Tacit.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import {
  AUDIENCE,
  claimsOf,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import { openWindow } from './application.ts';

/** The settings come in the query, so that one page does for every test. */
const PAGE = `<!doctype html><meta charset="utf-8"><script src="/auth0.min.js"></script><script>
var issuer = sessionStorage.issuer || (sessionStorage.issuer = new URLSearchParams(location.search).get('issuer'));
function webAuth(more) {
  return new auth0.WebAuth(Object.assign({
    domain: issuer.slice(0, -1),
    clientID: 'spa',
    redirectUri: location.origin + '/callback',
    audience: 'appointments:api',
    scope: 'openid profile email appointments',
    responseType: 'token id_token',
    overrides: { __token_issuer: issuer, __tenant: 'dev' }
  }, more));
}
function keep(error, result) { window.result = { error: error, result: result }; }
</script>`;

/** The page of its window. */
const WINDOW = `${PAGE}<script>webAuth().popup.callback({ hash: location.hash })</script>`;

let place: Place;

before(async () => {
  place = await openPlace({
    '/auth0.min.js': { file: import.meta.resolve('auth0-js/dist/auth0.min.js') },
    '/callback': { html: PAGE },
    '/silent': { html: WINDOW },
    '/bye': { html: PAGE },
  });
});

after(() => place.close());

async function open(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(`${place.pages}/callback?issuer=${encodeURIComponent(place.issuer)}`);
  return visitor;
}

/** Asks to be sent to the authorization server. */
async function authorize(page: Page, more = '{}'): Promise<void> {
  await page.evaluate(`webAuth(${more}).authorize({ appState: 'where I was' })`);
}

/** Waits for the callback page and lets the library read its fragment. */
async function parseHash(page: Page): Promise<Readonly<Record<string, unknown>>> {
  await page.waitForURL(`${place.pages}/callback#**`);
  await page.evaluate('webAuth().parseHash(keep)');
  return resultOf(page);
}

/** Asks for tokens in a hidden frame. */
async function checkSession(page: Page): Promise<Readonly<Record<string, unknown>>> {
  await page.evaluate('webAuth().checkSession({}, keep)');
  return resultOf(page);
}

/** Waits until a page has put a result into its window, and takes it out. */
async function resultOf(page: Page): Promise<Readonly<Record<string, unknown>>> {
  const handle = await page.waitForFunction('window.result');
  const result: Readonly<Record<string, unknown>> = await page.evaluate('window.result');
  await handle.dispose();
  await page.evaluate('window.result = undefined');
  return result;
}

function member(value: unknown, name: string): unknown {
  assert.ok(typeof value === 'object' && value !== null, `no object holds ${name}`);
  return Reflect.get(value, name);
}

const POPUP = "webAuth().popup.authorize({ redirectUri: location.origin + '/silent' }, keep)";

flows('auth0-js', {
  'checkSession: without a session the answer is login_required': async () => {
    const visitor = await open();
    const { page } = visitor;
    const { error, result } = await checkSession(page);
    assert.equal(member(error, 'error'), 'login_required');
    assert.equal(result, undefined);
    await visitor.context.close();
  },
  'authorize: an unknown audience reaches parseHash as access_denied': async () => {
    const visitor = await open();
    const { page } = visitor;
    await authorize(page, "{ audience: 'nobody:api' }");
    const { error, result } = await parseHash(page);
    assert.equal(member(error, 'error'), 'access_denied');
    assert.equal(member(error, 'errorDescription'), 'Service not found: nobody:api');
    assert.equal(result, undefined);
    await visitor.context.close();
  },
  'authorize: who refuses consent is reported to parseHash as access_denied': async () => {
    const visitor = await open();
    const { page } = visitor;
    await authorize(page, "{ scope: 'openid contacts' }");
    await signIn(visitor);
    await page.click('#consent-deny');
    const { error } = await parseHash(page);
    assert.equal(member(error, 'error'), 'access_denied');
    await visitor.context.close();
  },
  'signs in, verifies the ID token, renews silently and logs out': async () => {
    const visitor = await open();
    const { page } = visitor;
    await authorize(page);
    await signInAndConsent(visitor);

    const { error, result } = await parseHash(page);
    assert.equal(error, null);
    assert.equal(member(member(result, 'idTokenPayload'), 'sub'), visitor.sub);
    assert.equal(member(member(result, 'idTokenPayload'), 'iss'), place.issuer);
    assert.equal(member(result, 'tokenType'), 'Bearer');
    assert.equal(member(result, 'expiresIn'), 7200);
    assert.equal(member(result, 'appState'), 'where I was');
    const claims = claimsOf(String(member(result, 'accessToken')));
    assert.deepEqual([claims['aud']].flat().includes(AUDIENCE), true);
    assert.equal(claims['sub'], visitor.sub);

    const silent = await checkSession(page);
    assert.equal(silent['error'], null);
    assert.equal(member(member(silent['result'], 'idTokenPayload'), 'sub'), visitor.sub);
    assert.notEqual(member(silent['result'], 'accessToken'), member(result, 'accessToken'));

    await page.evaluate('webAuth().logout({ returnTo: location.origin + "/bye", clientID: "spa" })');
    await page.waitForURL(`${place.pages}/bye#`);
    const gone = await checkSession(page);
    assert.equal(member(gone['error'], 'error'), 'login_required');
    await visitor.context.close();
  },
  'popup.authorize: the user, and a token for the API, after a wrong password': async () => {
    const { page, context, email, sub } = await open();
    const popup = await openWindow(page, POPUP);
    const closed = popup.waitForEvent('close');
    await signIn({ page: popup, email }, 'not the password');
    await popup.waitForSelector('#login-error');
    await signInAndConsent({ page: popup, email });
    await closed;
    const { error, result } = await resultOf(page);
    assert.equal(error, null);
    assert.equal(member(member(result, 'idTokenPayload'), 'sub'), sub);
    assert.equal(claimsOf(String(member(result, 'accessToken')))['sub'], sub);
    await context.close();
  },
  'popup.authorize: who refuses consent is reported as access_denied': async () => {
    const { page, context, email } = await open();
    const popup = await openWindow(page, POPUP);
    await signIn({ page: popup, email });
    await popup.click('#consent-deny');
    const { error } = await resultOf(page);
    assert.equal(member(error, 'code'), 'access_denied');
    await context.close();
  },
  'popup.authorize: who closes the window is reported': async () => {
    const { page, context } = await open();
    const popup = await openWindow(page, POPUP);
    await popup.waitForSelector('#username');
    await popup.close();
    assert.match(String(member((await resultOf(page))['error'], 'original')), /closed the popup/);
    await context.close();
  },
  'parseHash: the same answer read twice is refused, its state was used': async () => {
    const visitor = await open();
    const { page } = visitor;
    await authorize(page);
    await signInAndConsent(visitor);
    const first = await parseHash(page);
    assert.equal(first['error'], null);
    const second = await parseHash(page);
    assert.equal(member(second['error'], 'errorDescription'), '`state` does not match.');
    await visitor.context.close();
  },
  'a client that is not oidc_conformant finds the name in the ID token, as at Auth0': async () => {
    const visitor = await open();
    const { page } = visitor;
    await authorize(page, "{ clientID: 'article' }");
    await signInAndConsent(visitor);
    await page.waitForURL(`${place.pages}/callback#**`);
    await page.evaluate("webAuth({ clientID: 'article' }).parseHash(keep)");
    const { error, result } = await resultOf(page);
    assert.equal(error, null);
    assert.equal(member(member(result, 'idTokenPayload'), 'name'), 'Alice Example');
    await visitor.context.close();
  },
  'client.userInfo: the access token opens /userinfo from a page': async () => {
    const visitor = await open();
    const { page } = visitor;
    await authorize(page);
    await signInAndConsent(visitor);
    const { result } = await parseHash(page);
    const token = JSON.stringify(member(result, 'accessToken'));
    await page.evaluate(`webAuth().client.userInfo(${token}, keep)`);
    const { error, result: profile } = await resultOf(page);
    assert.equal(error, null);
    assert.equal(member(profile, 'sub'), visitor.sub);
    assert.equal(member(profile, 'email'), visitor.email);
    await visitor.context.close();
  },
});
