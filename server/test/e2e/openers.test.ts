/**
 * What a page that opened one of ours can do with its window, in Chromium (FR-15): a login keeps its opener, so that popups
 * work; whatever no popup needs cuts it off.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import {
  authorizeUrl,
  BLANK,
  fragmentOf,
  listen,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
  type Visitor,
} from './harness.ts';

let place: Place;
/** A page of somebody else. */
let evil: Awaited<ReturnType<typeof listen>>;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  evil = await listen((_, response) => void response.setHeader('content-type', 'text/html').end(BLANK));
});

after(async () => {
  await evil.close();
  await place.close();
});

type Opened = { readonly opener: Page; readonly popup: Page };

/** Somebody else's page opens a window with a name, and keeps what it is given of it. */
async function open(context: BrowserContext, address: string): Promise<Opened> {
  const opener = await context.newPage();
  await opener.goto(evil.origin);
  const opening = context.waitForEvent('page');
  await opener.evaluate(`void (window.popup = window.open(${JSON.stringify(address)}, 'target', 'popup'))`);
  const popup = await opening;
  await popup.waitForLoadState();
  return { opener, popup };
}

/** Whether each still has the other, seen from both sides. */
async function isHeld({ opener, popup }: Opened): Promise<readonly [boolean, boolean]> {
  return [
    !(await opener.evaluate<boolean>('popup.closed')),
    await popup.evaluate<boolean>('opener !== null'),
  ];
}

const HELD = [true, true];
const CUT = [false, false];

/** Somebody who has signed in and agreed. */
async function signedIn(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  await visitor.page.waitForURL(`${place.pages}/callback#**`);
  return visitor;
}

test('FR-15 a login in a popup is held from its first page to the callback, over every error on the way', async () => {
  const { context, email } = await place.visit();
  const opened = await open(context, authorizeUrl(place));
  const { popup } = opened;
  assert.deepEqual(await isHeld(opened), HELD, 'login');
  await signIn({ page: popup, email }, 'not the password');
  await popup.waitForSelector('#login-error');
  assert.deepEqual(await isHeld(opened), HELD, 'failed login');
  await signIn({ page: popup, email });
  await popup.waitForURL(/\/consent\?/);
  assert.deepEqual(await isHeld(opened), HELD, 'consent');
  await popup.click('#consent-accept');
  await popup.waitForURL(`${place.pages}/callback#**`);
  assert.deepEqual(await isHeld(opened), HELD, 'callback');
  await context.close();
});

test('FR-15 a login in a popup is held where the password is forgotten in the middle of it, and on an error page', async () => {
  const { context, email } = await place.visit();
  const forgotten = await open(context, authorizeUrl(place));
  await forgotten.popup.click('#login-forgot');
  await forgotten.popup.waitForURL(/reset-password/);
  await forgotten.popup.fill('[name=username]', email);
  await forgotten.popup.click('button.primary');
  await forgotten.popup.waitForSelector('#mail-sent');
  assert.deepEqual(await isHeld(forgotten), HELD);
  const refused = await open(context, authorizeUrl(place, { redirect_uri: 'https://evil.test/' }));
  await refused.popup.waitForSelector('#error-code');
  assert.deepEqual(await isHeld(refused), HELD, 'an error on the way');
  await context.close();
});

test('FR-15 an opener of a login reads nothing of it: no address, no document, no frame', async () => {
  const { context } = await place.visit();
  const { opener } = await open(context, authorizeUrl(place));
  for (const read of [
    'location.href',
    'document',
    'document.title',
    'history.length',
    'name',
    'localStorage',
  ]) {
    const outcome = await opener.evaluate(
      `(() => { try { return String(popup.${read}); } catch (e) { return e.name; } })()`,
    );
    assert.equal(outcome, 'SecurityError', read);
  }
  assert.equal(await opener.evaluate('popup.length'), 0);
  await context.close();
});

test('FR-15 what an opener can do is send the window elsewhere and close it: nothing is agreed to, and nobody signed in', async () => {
  const { context, email } = await place.visit();
  const { opener, popup } = await open(context, authorizeUrl(place));
  await signIn({ page: popup, email });
  await popup.waitForURL(/\/consent\?/);
  await opener.evaluate(`popup.postMessage({ type: 'authorization_response', accept: true }, '*')`);
  await opener.evaluate(`popup.location = ${JSON.stringify(`${evil.origin}/fake`)}`);
  await popup.waitForURL(`${evil.origin}/fake`);
  const closed = popup.waitForEvent('close');
  await opener.evaluate('popup.close()');
  await closed;
  const page = await context.newPage();
  await page.goto(authorizeUrl(place, { prompt: 'none' }));
  assert.equal(fragmentOf(page)['error'], 'consent_required');
  await context.close();
});

test('FR-15 CO-01 an opener that brings the consent page under a click that has begun gains nothing: Allow is held anew', async () => {
  const { context, email } = await place.visit();
  const request = authorizeUrl(place);
  const { opener, popup } = await open(context, request);
  await signIn({ page: popup, email });
  await popup.waitForSelector('#consent-accept');
  const box = await popup.locator('#consent-accept').boundingBox();
  assert.ok(box);
  const protocol = await context.newCDPSession(popup);
  await protocol.send('Animation.enable');
  await protocol.send('Animation.setPlaybackRate', { playbackRate: 0 });
  await opener.evaluate(`popup.location = ${JSON.stringify(`${request}&again=1`)}`);
  await popup.waitForURL(/\/consent\?/);
  await popup.waitForSelector('#consent-accept', { state: 'attached' });
  await popup.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
  await popup.keyboard.press('Enter');
  assert.equal(new URL(popup.url()).pathname, '/consent');
  await context.close();
});

/** What no popup needs, for somebody who is signed in. */
const CLOSED: readonly string[] = [
  'account',
  'account/sessions',
  'account/password',
  'oidc/logout',
  'logout',
  'reset-password',
  'verify-email?token=x',
  'reset-password/choose?token=x',
  'passwordless/link?token=x',
  'oidc/session',
  'nothing-here',
];

test('FR-15 account, logout and links of mails are cut off from whoever opened them, and lose their name', async () => {
  const { context } = await signedIn();
  for (const path of CLOSED) {
    const opened = await open(context, `${place.issuer}${path}`);
    // The browser tells the opener when it has let go of the window, a moment after the page is there.
    await opened.opener.waitForFunction('popup.closed');
    assert.deepEqual(await isHeld(opened), CUT, path);
    assert.equal(await opened.popup.evaluate('name'), '', path);
  }
  await context.close();
});

test('FR-15 an opener that was kept for a login is cut off where the window goes on to the account', async () => {
  const { context } = await signedIn();
  const opened = await open(context, authorizeUrl(place, { prompt: 'login' }));
  assert.deepEqual(await isHeld(opened), HELD);
  await opened.opener.evaluate(`popup.location = ${JSON.stringify(`${place.issuer}account`)}`);
  await opened.popup.waitForURL(/\/account/);
  await opened.opener.waitForFunction('popup.closed');
  assert.deepEqual(await isHeld(opened), CUT);
  await context.close();
});
