/**
 * Everything by the keyboard alone: where focus goes, that it is seen, and a whole journey.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { GALLERY } from '../gallery/index.ts';
import { LTR, RTL } from '../gallery/looks.ts';
import { type GalleryWindow, openWindow } from '../gallery/window.ts';
import { PASSWORD } from '../stack.ts';
import { launch } from './chromium.ts';
import { authorizeUrl, BLANK, fragmentOf, openPlace, type Place } from './harness.ts';

/** What Tab should reach, in the order of the document; of a group of radio buttons the one that is chosen. */
const FOCUSABLE = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.type !== 'radio' ||
    element === (document.querySelector(\`input[name="\${element.name}"]:checked\`) ?? document.querySelector(\`input[name="\${element.name}"]\`)))`;

const NAME = `((element) => element === document.body ? 'body' : element.id || element.outerHTML.slice(0, 60))`;

/** Where the focus is, and what is wrong with how it shows (WCAG 2.2 §2.4.7, §2.4.11). */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const [{ left, top, width, height }] = element.getClientRects();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  const faults = [
    (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) && 'no outline',
    (top < 0 || top + Math.min(height, innerHeight) > innerHeight + 1) && 'out of sight',
    seen !== element && !element.contains(seen) && 'covered',
    (width < 24 || height < 24) && getComputedStyle(element).display !== 'inline' && element.type !== 'checkbox' && element.type !== 'radio' && 'smaller than 24 px',
  ];
  return { name: ${NAME}(element), faults: faults.filter(Boolean) };
})()`;

type Focused = { readonly name: string; readonly faults: readonly string[] };

/** Presses Tab through the page from its top. */
async function walkByTab(page: Page, steps: number): Promise<readonly Focused[]> {
  // A field with autofocus is given it when the page is first drawn (HTML §6.6.7), which under load is later than its load.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await page.evaluate(
    'document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")',
  );
  const visited: Focused[] = [];
  while (visited.length < steps) {
    await page.keyboard.press('Tab');
    visited.push(await page.evaluate(FOCUSED));
  }
  return visited;
}

describe('Tab reaches every control', () => {
  let browser: Browser;
  let window: GalleryWindow;

  before(async () => {
    browser = await launch();
    window = await openWindow(browser, { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  });

  after(() => browser.close());

  for (const state of GALLERY) {
    it(`of ${state.name} once, in the order of reading, and shows where it is (WCAG 2.2 §2.1.1, §2.1.2, §2.4.3, §2.4.7, §2.4.11, §2.5.8)`, async () => {
      for (const look of [LTR, RTL]) {
        await window.open(state, look);
        const expected: readonly string[] = await window.page.evaluate(`${FOCUSABLE}.map(${NAME})`);
        const visited = await walkByTab(window.page, expected.length);
        assert.deepEqual(
          visited.map(({ name }) => name),
          expected,
        );
        assert.deepEqual(
          visited.filter(({ faults }) => faults.length > 0),
          [],
        );
      }
    });
  }
});

describe('a journey by the keyboard', () => {
  let place: Place;

  before(async () => {
    place = await openPlace({ '/callback': { html: BLANK } });
  });

  after(() => place.close());

  async function tabTo(page: Page, id: string): Promise<void> {
    for (const _ of Array.from({ length: 20 })) {
      if ((await page.locator(`#${id}:focus`).count()) > 0) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not come to ${id}`);
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`signs in, agrees and comes back, with scripts ${javaScriptEnabled ? 'on' : 'off'} (WCAG 2.2 §2.1.1)`, async () => {
      const { email, context, page } = await place.visit({ javaScriptEnabled });
      await page.goto(authorizeUrl(place));
      // Under load the page is there before its focus is.
      await page.waitForSelector('#username:focus');
      await page.keyboard.type(email);
      await page.keyboard.press('Tab');
      await page.keyboard.type('wrong password');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#login-error');
      await page.waitForSelector('#password:focus');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#consent-accept');
      await tabTo(page, 'consent-accept');
      await page.keyboard.press('Space');
      await page.waitForURL(`${place.pages}/callback#**`);
      assert.ok(fragmentOf(page)['access_token']);
      await context.close();
    });
  }

  it('leaves by Cancel and by Do not allow, which come after what they cancel (WCAG 2.2 §2.4.3)', async () => {
    const { email, context, page } = await place.visit();
    await page.goto(authorizeUrl(place));
    await tabTo(page, 'login-cancel');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${place.pages}/callback#**`);
    assert.equal(fragmentOf(page)['error'], 'access_denied');
    await page.goto(authorizeUrl(place));
    await page.waitForSelector('#username:focus');
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#consent-deny');
    await tabTo(page, 'consent-deny');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${place.pages}/callback#**`);
    assert.equal(fragmentOf(page)['error'], 'access_denied');
    await context.close();
  });
});
