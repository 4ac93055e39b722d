/**
 * Allow acts only after it was in sight for half a second: who is made to click twice, the second time where Allow is about
 * to be, agrees to nothing. No script runs for it, and none has to.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { authorizeUrl, BLANK, fragmentOf, openPlace, type Place, signIn, type Visitor } from './harness.ts';

let place: Place;
before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
});
after(() => place.close());

/** Somebody at a consent page, whose time goes on when it is told to: how fast this machine is decides nothing. */
type Held = Visitor & { readonly goOn: () => Promise<void> };

async function atConsentPage(options: Parameters<Place['visit']>[0] = {}): Promise<Held> {
  const visitor = await place.visit({ ...options, ownTime: true });
  const { page, context } = visitor;
  const protocol = await context.newCDPSession(page);
  await protocol.send('Animation.enable');
  await protocol.send('Animation.setPlaybackRate', { playbackRate: 0 });
  await page.goto(authorizeUrl(place));
  await signIn(visitor);
  await page.waitForURL(/\/consent\?/);
  await page.waitForSelector('#consent-accept', { state: 'attached' });
  const goOn = async () => {
    await protocol.send('Animation.setPlaybackRate', { playbackRate: 1 });
    await page.waitForSelector('#consent-accept');
  };
  return { ...visitor, goOn };
}

/** Presses and lets go as fast as it can be told. */
async function strike(page: Page): Promise<void> {
  const [x, y] = await middleOfAllow(page);
  await Promise.all([page.mouse.move(x, y), page.mouse.dblclick(x, y), page.mouse.click(x, y)]);
}

async function middleOfAllow(page: Page): Promise<readonly [number, number]> {
  const box = await page.locator('#consent-accept').boundingBox();
  assert.ok(box);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

async function isStillAsked(page: Page): Promise<void> {
  assert.equal(new URL(page.url()).pathname, '/consent');
  assert.equal(await page.locator('#consent-accept').count(), 1);
}

test('a double click that lands on Allow as it comes gives nothing; after half a second Allow works', async () => {
  const { page, context, goOn } = await atConsentPage();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.method()));
  await strike(page);
  await isStillAsked(page);
  assert.deepEqual(sent, []);
  await goOn();
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  assert.ok(fragmentOf(page)['access_token']);
  await context.close();
});

test('a page that was there before the pointer came, as under a window that closes, takes no click at first', async () => {
  const { page, context, goOn } = await atConsentPage();
  await page.mouse.move(-1, -1);
  // Time enough for a page that nobody sees.
  await page.evaluate('for (const animation of document.getAnimations()) animation.finish()');
  await page.waitForSelector('#consent-accept');
  await strike(page);
  await isStillAsked(page);
  await goOn();
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  await context.close();
});

test('keys that are pressed as the page comes find no Allow; Tab finds it after half a second', async () => {
  const { page, context, goOn } = await atConsentPage();
  await page.evaluate('document.getElementById("consent-accept").focus()');
  for (const key of ['Enter', 'Space']) await page.keyboard.press(key);
  assert.equal(await page.evaluate('document.activeElement.id'), '');
  await isStillAsked(page);
  // What is folded away stands before the buttons.
  await page.focus('#consent-names summary');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.id'), 'consent-deny');
  await goOn();
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate('document.activeElement.id'), 'consent-accept');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${place.pages}/callback#**`);
  await context.close();
});

test('without scripts and with less motion Allow is held as well, is drawn meanwhile, and works', async () => {
  const { page, context, goOn } = await atConsentPage({ javaScriptEnabled: false });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const drawn = await page.evaluate(
    "getComputedStyle(document.querySelector('.held'), '::before').visibility",
  );
  assert.deepEqual([drawn, await page.isVisible('#consent-accept')], ['visible', false]);
  await strike(page);
  await isStillAsked(page);
  await goOn();
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  await context.close();
});

test('Do not allow acts at once', async () => {
  const { page, context } = await atConsentPage();
  await page.click('#consent-deny');
  await page.waitForURL(`${place.pages}/callback#**`);
  assert.equal(fragmentOf(page)['error'], 'access_denied');
  await context.close();
});
