/**
 * What is in sight of a page at first, and that it stays where it is: the decision of the consent page on small screens, the
 * requests of a page, and no part of it that moves while somebody aims at it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import type { Page } from 'playwright-core';
import { GALLERY } from '../gallery/index.ts';
import { LTR, RTL } from '../gallery/looks.ts';
import { type GalleryWindow, openWindow } from '../gallery/window.ts';
import { launch } from './chromium.ts';
import { authorizeUrl, BLANK, openPlace, type Place, signIn } from './harness.ts';

const SCREENS = [
  { width: 360, height: 740 },
  { width: 1280, height: 740 },
];

const consent = GALLERY.find(({ name }) => name === 'consent-five-scopes');

for (const viewport of SCREENS) {
  describe(`the consent page with five scopes at ${viewport.width} x ${viewport.height}`, () => {
    let window: GalleryWindow;
    before(async () => {
      window = await openWindow(await launch(), { viewport });
    });
    after(() => window.page.context().browser()?.close());

    for (const look of [LTR, RTL]) {
      it(`has both buttons in sight, and covers nothing once it is scrolled (${look.text.direction})`, async () => {
        const { page } = window;
        assert.ok(consent);
        await window.open(consent, look);
        for (const id of ['#consent-accept', '#consent-deny']) {
          const box = await page.locator(id).boundingBox();
          assert.ok(box);
          assert.ok(
            box.y >= 0 && box.y + box.height <= viewport.height,
            `${id} ends at ${box.y + box.height}`,
          );
        }
        await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
        const [names, actions] = await Promise.all(
          ['#consent-names', '.actions'].map((one) => page.locator(one).boundingBox()),
        );
        assert.ok(names && actions && names.y + names.height <= actions.y);
      });

      it(`does not break inside the name of the API (${look.text.direction})`, async () => {
        assert.ok(consent);
        await window.open(consent, look);
        const lines = await window.page.evaluate(`(() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector("#consent-scopes bdi"));
          return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
        })()`);
        assert.equal(lines, 1);
      });
    }
  });
}

describe('pages of the server', () => {
  let place: Place;
  before(async () => {
    place = await openPlace({ '/callback': { html: BLANK } });
  });
  after(() => place.close());

  /** How far parts of the page have moved by themselves (Layout Instability §3). */
  const shifts = (page: Page) =>
    page.evaluate(`new Promise((resolve) => {
      let total = 0;
      new PerformanceObserver((list) => { for (const { value } of list.getEntries()) total += value; })
        .observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
    })`);

  test('nothing moves on the login page and the consent page, and each is one request', async () => {
    const visitor = await place.visit();
    const { page, context } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(authorizeUrl(place));
    assert.equal(await shifts(page), 0);
    // The icon is asked for by the browser, not by the page.
    const isOfPage = (path: string) => path !== '/favicon.ico';
    assert.deepEqual(asked.filter(isOfPage), ['/authorize', '/login']);
    asked.length = 0;
    await signIn(visitor);
    await page.waitForSelector('#consent-accept');
    assert.equal(await shifts(page), 0);
    assert.deepEqual(asked.filter(isOfPage), ['/login', '/authorize', '/consent']);
    await context.close();
  });
});
