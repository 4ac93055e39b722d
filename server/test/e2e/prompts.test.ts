/**
 * What a request can ask of the login page (OIDC Core §3.1.2.1), as the user sees it in Chromium.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../stack.ts';
import {
  authorizeUrl,
  BLANK,
  claimsOf,
  fragmentOf,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
  type Visitor,
} from './harness.ts';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
});

after(() => place.close());

async function answer(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.waitForURL(`${place.pages}/callback#**`);
  return fragmentOf(page);
}

/** Somebody who has signed in and agreed. */
async function signedIn(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  await answer(visitor.page);
  return visitor;
}

test('Enter in the password field signs in; it does not press cancel', async () => {
  const { context, page, email } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.fill('#username', email);
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForSelector('#consent-accept');
  await context.close();
});

test('login_hint: the e-mail is filled in and the cursor waits in the password field', async () => {
  const { context, page, email } = await place.visit();
  await page.goto(authorizeUrl(place, { login_hint: email }));
  assert.equal(await page.inputValue('#username'), email);
  assert.equal(await page.evaluate('document.activeElement.id'), 'password');
  await context.close();
});

test('prompt=login with a live session asks for the password, and its answer tells of a new login', async () => {
  const visitor = await signedIn();
  const { context, page } = visitor;
  const earlier = claimsOf(fragmentOf(page)['id_token']);
  place.clock.ahead += 60;
  await page.goto(authorizeUrl(place, { prompt: 'login', state: 'again' }));
  await signIn(visitor);
  const { id_token, state } = await answer(page);
  assert.equal(state, 'again');
  const later = claimsOf(id_token);
  assert.ok(Number(later['auth_time']) >= Number(earlier['auth_time']) + 60);
  assert.equal(later['sid'], earlier['sid'], 'the session goes on');
  place.clock.ahead -= 60;
  await context.close();
});

test('prompt=select_account: one click goes on with the account that is signed in', async () => {
  const { context, page, email, sub } = await signedIn();
  await page.goto(authorizeUrl(place, { prompt: 'select_account', state: 'chosen' }));
  assert.ok((await page.textContent('#login-continue'))?.includes(email));
  await page.click('#login-continue');
  const { id_token, state } = await answer(page);
  assert.deepEqual([state, claimsOf(id_token)['sub']], ['chosen', sub]);
  await context.close();
});

test('prompt=select_account: somebody else may sign in, and the answer is about them', async () => {
  const { context, page, sub } = await signedIn();
  const other = await place.visit();
  await page.goto(authorizeUrl(place, { prompt: 'select_account', state: 'changed' }));
  await signInAndConsent({ email: other.email, page });
  const { id_token } = await answer(page);
  assert.equal(claimsOf(id_token)['sub'], other.sub);
  assert.notEqual(other.sub, sub);
  await other.context.close();
  await context.close();
});

test('max_age: a session that is older than that asks for the password', async () => {
  const visitor = await signedIn();
  const { context, page } = visitor;
  try {
    place.clock.ahead = 120;
    await page.goto(authorizeUrl(place, { max_age: '600', state: 'young' }));
    assert.equal((await answer(page))['state'], 'young');
    await page.goto(authorizeUrl(place, { max_age: '60', state: 'old' }));
    await signIn(visitor);
    assert.equal((await answer(page))['state'], 'old');
  } finally {
    place.clock.ahead = 0;
  }
  await context.close();
});

test('consent is remembered for the scopes agreed to: fewer pass, one more asks', async () => {
  const { context, page } = await signedIn();
  await page.goto(authorizeUrl(place, { scope: 'openid', state: 'fewer' }));
  assert.equal((await answer(page))['state'], 'fewer');
  await page.goto(authorizeUrl(place, { scope: 'openid appointments contacts', state: 'more' }));
  await page.waitForSelector('#consent-accept');
  assert.match((await page.locator('.scopes').allTextContents()).join(), /contacts/);
  await context.close();
});
