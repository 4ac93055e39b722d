/**
 * What people do at the pages of the walk, in Chromium: sign in, change their mind, mistype, go back, come again.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../stack.ts';
import {
  AUDIENCE,
  authorizeUrl,
  BLANK,
  claimsOf,
  fragmentOf,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
} from './harness.ts';

let place: Place;

before(async () => {
  const page = { html: BLANK };
  place = await openPlace({
    '/': page,
    '/callback': page,
    '/other': page,
    '/article': page,
    '/bye': page,
  });
});

after(() => place.close());

/** Waits for the answer at the callback. */
async function answer(page: Page, path = '/callback'): Promise<Readonly<Record<string, string>>> {
  await page.waitForURL(`${place.pages}${path}#**`);
  return fragmentOf(page);
}

/** What a silent request is answered in this browser. */
async function silently(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.goto(authorizeUrl(place, { prompt: 'none', state: 'silent' }));
  return answer(page);
}

test('cancel on the login page: the client is told access_denied, with its state', async () => {
  const { context, page } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.click('#login-cancel');
  const { error, state, access_token } = await answer(page);
  assert.deepEqual([error, state, access_token], ['access_denied', 'S1', undefined]);
  await context.close();
});

test('refusing consent: the client is told access_denied, and is asked for again the next time', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await signIn(visitor);
  await page.click('#consent-deny');
  const { error, state, access_token, id_token } = await answer(page);
  assert.deepEqual([error, state], ['access_denied', 'S1']);
  assert.deepEqual([access_token, id_token], [undefined, undefined]);
  await page.goto(authorizeUrl(place, { state: 'S2' }));
  await page.waitForSelector('#consent-accept');
  await context.close();
});

test('a wrong password: the page says so, keeps the e-mail and forgets the password; the right one then does', async () => {
  const visitor = await place.visit();
  const { context, page, email } = visitor;
  await page.goto(authorizeUrl(place));
  await signIn(visitor, 'not the password');
  assert.notEqual((await page.textContent('#login-error'))?.trim(), '');
  assert.equal(await page.inputValue('#username'), email);
  assert.equal(await page.inputValue('#password'), '');
  assert.ok(!(await page.content()).includes('not the password'));
  assert.ok(!page.url().includes('password'));
  await signInAndConsent(visitor);
  assert.ok((await answer(page))['access_token']);
  await context.close();
});

test('an empty form is not sent: the browser asks for the e-mail first', async () => {
  const { context, page } = await place.visit();
  await page.goto(authorizeUrl(place));
  const sent: string[] = [];
  page.on('request', (request) => void sent.push(request.method()));
  await page.click('#login-submit');
  assert.equal(await page.evaluate("document.querySelector('#username').matches(':invalid')"), true);
  assert.deepEqual(sent, []);
  await context.close();
});

test('FR-12 signing in ends at the client: form-action lets the 303 of login and of consent through', async () => {
  const visitor = await place.visit();
  const { context, page, sub } = visitor;
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) blocked.push(message.text());
  });
  await page.goto(authorizeUrl(place));
  await signIn(visitor);
  assert.equal(await page.textContent('#consent-account'), visitor.email);
  assert.equal(await page.textContent('#consent-destination'), new URL(place.pages).host);
  await page.click('#consent-accept');
  const given = await answer(page);
  assert.deepEqual([given['state'], given['token_type'], given['expires_in']], ['S1', 'Bearer', '7200']);
  const id_token = claimsOf(given['id_token']);
  assert.deepEqual([id_token['sub'], id_token['aud'], id_token['nonce']], [sub, 'spa', 'N1']);
  const access_token = claimsOf(given['access_token']);
  assert.deepEqual([access_token['sub'], access_token['iss']], [sub, place.issuer]);
  assert.ok([access_token['aud']].flat().includes(AUDIENCE));
  // Consent given a moment ago: now the redirect follows on the login form itself.
  await page.goto(authorizeUrl(place, { prompt: 'login', state: 'S2' }));
  await signIn(visitor);
  assert.equal((await answer(page))['state'], 'S2');
  assert.deepEqual(blocked, []);
  await context.close();
});

test('without JavaScript a user signs in and agrees', async () => {
  const visitor = await place.visit({ javaScriptEnabled: false });
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  assert.ok((await answer(page))['access_token']);
  await context.close();
});

test('the link of the article (no openid, nonce or state) gives both tokens to a client not held to OIDC', async () => {
  const visitor = await place.visit();
  const { context, page, sub } = visitor;
  const link = `${place.issuer}authorize?audience=appointments:api&scope=appointments%20contacts&response_type=id_token%20token&client_id=article&redirect_uri=${place.pages}/article`;
  await page.goto(link);
  await signInAndConsent(visitor);
  const given = await answer(page, '/article');
  assert.equal(claimsOf(given['id_token'])['sub'], sub);
  assert.equal(claimsOf(given['access_token'])['scope'], 'appointments contacts');
  assert.equal(given['state'], undefined);
  await context.close();
});

test('the link of the article is refused, at the client, for a client held to OIDC', async () => {
  const { context, page } = await place.visit();
  await page.goto(
    authorizeUrl(place, { scope: 'appointments contacts', nonce: undefined, state: undefined }),
  );
  const { error, access_token } = await answer(page);
  assert.ok(error === 'invalid_request' || error === 'invalid_scope', error);
  assert.equal(access_token, undefined);
  await context.close();
});

test('logout: the session is over, and prompt=none is answered login_required', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  await answer(page);
  assert.ok((await silently(page))['access_token']);
  const returnTo = encodeURIComponent(`${place.pages}/bye`);
  await page.goto(`${place.issuer}v2/logout?client_id=spa&returnTo=${returnTo}`);
  assert.equal(page.url(), `${place.pages}/bye#`);
  assert.equal((await silently(page))['error'], 'login_required');
  await context.close();
});

test('logout: an address that is not registered is not gone to, and the session goes on', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  await answer(page);
  const response = await page.goto(`${place.issuer}v2/logout?client_id=spa&returnTo=https://evil.test/`);
  assert.equal(response?.status(), 400);
  await page.waitForSelector('#error-code');
  assert.ok((await silently(page))['access_token']);
  await context.close();
});

test('FR-13 Back after login and consent: nothing is posted again, no password stands there, no token', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(`${place.pages}/`);
  await page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  const { access_token = '' } = await answer(page);
  assert.notEqual(access_token, '');
  const methods: string[] = [];
  page.on('request', (request) => void methods.push(request.method()));
  await page.goBack();
  assert.equal(await page.locator('#consent-accept').count(), 1);
  assert.ok(!(await page.content()).includes(access_token));
  await page.goBack();
  assert.equal(await page.inputValue('#password'), '');
  assert.ok(!(await page.content()).includes(PASSWORD));
  await page.reload();
  await page.goBack();
  assert.equal(page.url(), `${place.pages}/`);
  assert.ok(methods.length > 0);
  assert.ok(!methods.includes('POST'), methods.join());
  await context.close();
});

test('FR-13 Back to the login page after logout signs nobody in', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  const login = page.url();
  await signInAndConsent(visitor);
  await answer(page);
  await page.goto(`${place.issuer}v2/logout`);
  await page.waitForSelector('#logged-out-title');
  await page.goto(login);
  await page.waitForSelector('#username');
  assert.equal((await silently(page))['error'], 'login_required');
  await context.close();
});

test('ST-18 two tabs, two clients: each ends at its own client with its own scope and state', async () => {
  const visitor = await place.visit();
  const { context, page, email } = visitor;
  const second = await context.newPage();
  const other = { client_id: 'other', redirect_uri: `${place.pages}/other` };
  await page.goto(authorizeUrl(place, { state: 'T1' }));
  await second.goto(authorizeUrl(place, { ...other, scope: 'openid contacts', state: 'T2', nonce: 'N2' }));
  await signInAndConsent(visitor);
  const first = await answer(page);
  await signInAndConsent({ email, page: second });
  const last = await answer(second, '/other');
  assert.deepEqual([first['state'], claimsOf(first['id_token'])['aud']], ['T1', 'spa']);
  assert.deepEqual([last['state'], claimsOf(last['id_token'])['aud']], ['T2', 'other']);
  assert.equal(claimsOf(last['id_token'])['nonce'], 'N2');
  assert.equal(claimsOf(first['access_token'])['scope'], 'openid appointments');
  assert.equal(claimsOf(last['access_token'])['scope'], 'openid contacts');
  await context.close();
});

test('CO-07 consent shown to one user and sent after another signed in is asked for again, as the other', async () => {
  const visitor = await place.visit();
  const other = await place.visit();
  const { context, page } = visitor;
  const second = await context.newPage();
  await page.goto(authorizeUrl(place));
  await signIn(visitor);
  await page.waitForSelector('#consent-accept');
  await second.goto(authorizeUrl(place, { prompt: 'login' }));
  await signIn({ email: other.email, page: second });
  await second.waitForSelector('#consent-accept');
  await page.click('#consent-accept');
  await page.waitForSelector(`#consent-account:has-text("${other.email}")`);
  await page.click('#consent-accept');
  assert.equal(claimsOf((await answer(page))['id_token'])['sub'], other.sub);
  await other.context.close();
  await context.close();
});

test('two clicks on login and on consent: the second does no harm', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await page.fill('#username', visitor.email);
  await page.fill('#password', PASSWORD);
  await page.dblclick('#login-submit');
  await page.dblclick('#consent-accept');
  const given = await answer(page);
  assert.deepEqual([given['state'], given['error']], ['S1', undefined]);
  assert.ok(given['access_token']);
  await context.close();
});

test('a form that reaches the server twice: the user is told, and ends at the client, once', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  const sent: string[] = [];
  await page.goto(authorizeUrl(place));
  // What was sent goes to its end and its answer is lost, as when somebody clicks again while waiting.
  await page.route(/\/(?:login|consent)$/, async (route) => {
    const { pathname } = new URL(route.request().url());
    const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
    sent.push(pathname, String((await route.fetch({ headers })).status()));
    await route.continue();
  });
  await signInAndConsent(visitor);
  // The answer that was lost was the only one; a button leads to another.
  await page.click('#error-start-again');
  const given = await answer(page);
  assert.deepEqual(sent, ['/login', '200', '/consent', '200']);
  assert.deepEqual([given['state'], given['error']], ['S1', undefined]);
  assert.ok(given['access_token']);
  await context.close();
});
