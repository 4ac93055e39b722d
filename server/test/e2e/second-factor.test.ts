/**
 * Second factors in Chromium: an app, a code by mail, a recovery code and a remembered device without any script, and a
 * key that the browser makes up (WebAuthn Level 3 §11).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { totpCode, totpStep } from '../../src/protocol/end-user/totp.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import { fromBase32 } from '../factors/base32.ts';
import { MULTI_FACTOR } from '../factors/second-factors.ts';
import {
  authorizeUrl,
  BLANK,
  claimsOf,
  fragmentOf,
  keepCodes,
  openPlace,
  type Place,
  signIn,
  type Visitor,
} from './harness.ts';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
});

after(() => place.close());

async function setTo(settings: Partial<TenantSettings>): Promise<void> {
  const all = { ...TENANT_SETTINGS_DEFAULTS, second_factor: 'always', ...settings } as const;
  await place.storage.tenants.save({
    tenant_id: 't-dev',
    name: 'dev',
    region: 'us',
    domain: 'localhost',
    settings: all,
  });
}

/** The first page of a visitor: a login that asks for two factors. */
async function toFactor(visitor: Visitor): Promise<void> {
  await visitor.page.goto(authorizeUrl(place, { acr_values: MULTI_FACTOR }));
  await signIn(visitor);
}

/** The code that an app with this key shows, `ahead` steps from now. */
function codeOf(key: string, ahead = 0): string {
  const now = Math.floor(Date.now() / 1000) + place.clock.ahead;
  return totpCode(fromBase32(key.replaceAll(' ', '')), totpStep(now) + ahead);
}

/** Agrees where it is asked, and gives the claims of the ID token at the callback. */
async function claimsAt(page: Page): Promise<Readonly<Record<string, unknown>>> {
  await page.waitForSelector('#consent-accept, #client');
  if (await page.isVisible('#consent-accept')) await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  return claimsOf(fragmentOf(page)['id_token']);
}

/** Reads the newest code that the mailbox has for somebody. */
async function codeMailedTo({ email }: Visitor): Promise<string> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const response = await fetch(`${place.issuer}dev/mailbox.json`);
    const mails: readonly { readonly to: string; readonly text: string }[] = JSON.parse(
      await response.text(),
    );
    const code = mails
      .filter(({ to }) => to === email)
      .map(({ text }) => /: ([0-9]{6})$/m.exec(text)?.[1])[0];
    if (code !== undefined) return code;
  }
  throw new Error(`no mail with a code came to ${email}`);
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.fill('#code', code);
  await page.click('#mfa-submit');
}

test('without a script: an app is set up at the first login, its codes and a recovery code sign in, and a device is remembered', async () => {
  await setTo({});
  const visitor = await place.visit({ javaScriptEnabled: false });
  const { page, context } = visitor;
  await toFactor(visitor);
  const key = await page.innerText('#mfa-key');
  assert.equal(await page.isVisible('.qr svg'), true);
  await typeCode(page, '000 00');
  await page.waitForSelector('#mfa-error');
  assert.equal(await page.innerText('#mfa-key'), key);
  await typeCode(page, codeOf(key, -1));
  const codes = await page.locator('#recovery-codes li').allInnerTexts();
  assert.equal(codes.length, 10);
  await keepCodes(page);
  assert.deepEqual((await claimsAt(page))['amr'], ['pwd', 'otp', 'mfa']);

  await context.clearCookies();
  await toFactor(visitor);
  await page.check('#remember');
  await typeCode(page, codeOf(key, 0));
  assert.equal((await claimsAt(page))['acr'], MULTI_FACTOR);

  const cookies = await context.cookies();
  await context.clearCookies();
  await context.addCookies(cookies.filter(({ name }) => name.includes('device')));
  await page.goto(authorizeUrl(place));
  await signIn(visitor);
  assert.equal((await claimsAt(page))['amr'], undefined, 'a device that is remembered is no factor');

  await context.clearCookies();
  await toFactor(visitor);
  await page.click('#mfa-use-recovery');
  await typeCode(page, codes[3] ?? '');
  assert.deepEqual((await claimsAt(page))['amr'], ['pwd', 'otp', 'mfa']);
  await context.close();
});

test('without a script: a code by mail is set up and signs in', async () => {
  await setTo({ second_factors: ['email'] });
  const visitor = await place.visit({ javaScriptEnabled: false });
  const { page, context } = visitor;
  await toFactor(visitor);
  await page.click('#mfa-send');
  await page.waitForSelector('#mfa-sent');
  await typeCode(page, await codeMailedTo(visitor));
  await keepCodes(page);
  assert.deepEqual((await claimsAt(page))['amr'], ['pwd', 'otp', 'mfa']);
  await context.close();
});

test('without a script: turning back tells the application access_denied', async () => {
  await setTo({});
  const visitor = await place.visit({ javaScriptEnabled: false });
  await toFactor(visitor);
  await visitor.page.click('#mfa-cancel');
  await visitor.page.waitForURL(`${place.pages}/callback#**`);
  assert.equal(fragmentOf(visitor.page)['error'], 'access_denied');
  await visitor.context.close();
});

test('a key is set up at the first login and signs in as the second factor', async () => {
  await setTo({ second_factors: ['webauthn'] });
  const visitor = await place.visit();
  const { page, context } = visitor;
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', automaticPresenceSimulation: true },
  });
  await toFactor(visitor);
  await page.click('#webauthn-submit');
  await keepCodes(page);
  assert.deepEqual((await claimsAt(page))['amr'], ['pwd', 'hwk', 'user', 'mfa']);
  await context.clearCookies();
  await toFactor(visitor);
  await page.waitForSelector('#mfa-title');
  await page.click('#webauthn-submit');
  assert.deepEqual((await claimsAt(page))['amr'], ['pwd', 'hwk', 'user', 'mfa']);
  await context.close();
});
