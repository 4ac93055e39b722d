/**
 * A whole journey by the keyboard alone; accessibility.test.ts walks through every page by it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { PASSWORD } from '../stack.ts';
import { authorizeUrl, BLANK, fragmentOf, openPlace, type Place } from './harness.ts';

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
