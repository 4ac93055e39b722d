/**
 * The button that shows a password, and the keys around it: what Enter presses, where Tab goes.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { GALLERY } from '../gallery/index.ts';
import { LTR } from '../gallery/looks.ts';
import { PASSWORD } from '../stack.ts';
import { authorizeUrl, BLANK, fragmentOf, openPlace, type Place } from './harness.ts';

let place: Place;
before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  await place.chooseSettings({ sign_up: true });
});
after(() => place.close());

const typeOf = (page: Page) => page.getAttribute('#password', 'type');

/** Where the caret of the password field is, and whether it is there that keys go. */
const caret = (page: Page) =>
  page.evaluate(
    '(({ selectionStart, selectionEnd }) => [selectionStart, selectionEnd, document.activeElement.id])(document.getElementById("password"))',
  );

test('without a script there is no button that would do nothing', async () => {
  const { page, context } = await place.visit({ javaScriptEnabled: false });
  await page.goto(authorizeUrl(place));
  assert.equal(await page.isVisible('#password'), true);
  assert.equal(await page.isVisible('#password-show'), false);
  await context.close();
});

test('a password that is shown is hidden again before it is sent', async () => {
  const { page, context, email } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.fill('#username', email);
  await page.fill('#password', PASSWORD);
  await page.click('#password-show');
  await page.evaluate(`addEventListener("submit", (event) => {
    sessionStorage.setItem("sent", document.getElementById("password").type);
  })`);
  await page.click('#login-submit');
  await page.waitForURL(/\/consent\?/);
  assert.equal(await page.evaluate('sessionStorage.getItem("sent")'), 'password');
  await context.close();
});

test('the button shows and hides what was typed, says so, and leaves the caret where it is', async () => {
  const { page, context } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.fill('#password', 'correct horse');
  await page.evaluate('document.getElementById("password").setSelectionRange(3, 7)');
  const button = page.getByRole('button', { name: 'Show password' });
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  await button.click();
  assert.deepEqual([await typeOf(page), await button.getAttribute('aria-pressed')], ['text', 'true']);
  assert.deepEqual(await caret(page), [3, 7, 'password']);
  await button.click();
  assert.deepEqual([await typeOf(page), await button.getAttribute('aria-pressed')], ['password', 'false']);
  assert.deepEqual(await caret(page), [3, 7, 'password']);
  assert.equal(await page.inputValue('#password'), 'correct horse');
  await context.close();
});

test('Tab goes from the address to the password, its button, and the button that signs in', async () => {
  const { page, context } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.focus('#username');
  const reached: unknown[] = [];
  for (const _ of Array(5)) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate('document.activeElement.id'));
  }
  assert.deepEqual(reached, ['password', 'password-show', 'login-submit', 'login-forgot', 'login-signup']);
  await context.close();
});

for (const field of ['#username', '#password']) {
  test(`Enter in ${field} signs in, though other buttons stand above it`, async () => {
    const { page, context, email } = await place.visit();
    await page.goto(authorizeUrl(place, { prompt: 'login' }));
    await page.fill('#username', email);
    await page.fill('#password', PASSWORD);
    await page.press(field, 'Enter');
    await page.waitForURL(/\/consent\?/);
    await page.click('#consent-accept');
    await page.waitForURL(`${place.pages}/callback#**`);
    assert.ok(fragmentOf(page)['access_token']);
    await context.close();
  });
}

test('every field for a password has the button, on every page', () => {
  const pages = GALLERY.map(({ name, render }) => ({ name, document: render(LTR) }));
  const count = (document: string, part: string) => document.split(part).length - 1;
  const withField = pages.filter(({ document }) => document.includes('type="password"'));
  assert.ok(withField.length > 10);
  for (const { name, document } of withField)
    assert.equal(count(document, 'class="reveal"'), count(document, 'type="password"'), name);
});
