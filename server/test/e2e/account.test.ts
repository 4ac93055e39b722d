/**
 * The account page in Chromium, with and without a script: profile, password, address, second factors, devices.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { totpCode, totpStep } from '../../src/protocol/end-user/totp.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { fromBase32 } from '../factors/base32.ts';
import { linkIn, mailTo } from '../mail/mails.ts';
import { PASSWORD } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';
import {
  authorizeUrl,
  BLANK,
  keepCodes,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
  type Visitor,
} from './harness.ts';

const CHOSEN = 'seven purple kettles on a roof';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  const tenant = { tenant_id: 't-dev', name: 'dev', region: 'us', domain: 'localhost' };
  const settings = { ...TENANT_SETTINGS_DEFAULTS, login_methods: ['password', 'passkey'] } as const;
  await place.storage.tenants.save({ ...tenant, settings });
});
after(() => place.close());

/** Opens the account page by its address, and signs in. */
async function openAccount({ page, email }: Pick<Visitor, 'page' | 'email'>, password = PASSWORD) {
  await page.goto(`${place.issuer}account`);
  await signIn({ page, email }, password);
  await page.waitForSelector('#account-title');
}

/** What the page says was done. */
async function done(page: Page): Promise<string> {
  return (await page.textContent('#account-done')) ?? '';
}

for (const javaScriptEnabled of [true, false]) {
  test(`profile, password, sign out and in again, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const visitor = await place.visit({ javaScriptEnabled });
    const { page, context } = visitor;
    await openAccount(visitor);
    await page.fill('#profile-nickname', 'Al');
    const zones = await page.locator('#time-zones option').count();
    assert.ok(javaScriptEnabled ? zones > 400 : zones === 0, `${zones} zones to choose from`);
    await page.fill('#profile-zoneinfo', 'kolkata');
    await page.selectOption('#profile-locale', { label: 'Deutsch' });
    await page.click('#profile-submit');
    assert.match(await done(page), /saved/);
    assert.equal(await page.inputValue('#profile-nickname'), 'Al');
    assert.equal(await page.inputValue('#profile-zoneinfo'), 'Asia/Kolkata');
    assert.equal(await page.inputValue('#profile-locale'), 'de');

    await page.click('#nav-password');
    await page.fill('#current-password', 'a guess');
    await page.fill('#password', CHOSEN);
    await page.click('#password-submit');
    assert.equal(await page.getAttribute('#current-password', 'aria-invalid'), 'true');
    assert.equal(await page.inputValue('#password'), '');
    await page.fill('#current-password', PASSWORD);
    await page.fill('#password', CHOSEN);
    await page.click('#password-submit');
    assert.match(await done(page), /password is changed/);
    await page.reload();
    assert.equal(await page.isVisible('#current-password'), true);

    await page.click('#account-sign-out');
    await page.waitForSelector('#logout-success');
    await page.goBack();
    await page.waitForSelector('#login-submit');
    await openAccount(visitor, CHOSEN);
    await context.close();
  });

  test(`an app is set up, its codes are shown, named and taken away, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const visitor = await place.visit({ javaScriptEnabled });
    const { page, context } = visitor;
    await openAccount(visitor);
    await page.click('#nav-factors');
    await page.click('#factor-add-otp');
    const typed = (await page.textContent('#mfa-key')) ?? '';
    const key = fromBase32(typed.replaceAll(' ', ''));
    await page.fill('#code', totpCode(key, totpStep(Math.floor(Date.now() / 1000))));
    await page.click('#mfa-submit');
    assert.equal(await page.locator('#recovery-codes li').count(), 10);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#recovery-download')]);
    const codes = await page.locator('#recovery-codes code').allTextContents();
    assert.deepEqual((await readFile(await file.path(), 'utf8')).trim().split('\r\n').slice(2), codes);
    assert.equal(await page.isVisible('#recovery-print'), javaScriptEnabled);
    await page.fill('#recovery-code', 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA');
    await page.click('#recovery-kept');
    assert.equal(await page.getAttribute('#recovery-code', 'aria-invalid'), 'true');
    assert.deepEqual(
      await page.locator('#recovery-codes code').allTextContents(),
      codes,
      'they are still there',
    );
    await keepCodes(page);
    await page.click('#factor-0-open');
    await page.fill('#factor-0-name', 'My phone');
    await page.click('#factor-0-rename');
    assert.match((await page.textContent('#factors')) ?? '', /My phone/);
    await page.click('#factor-0-remove');
    assert.equal(await page.isVisible('#factors-none'), true);
    await context.close();
  });
}

test('codes are copied; left unconfirmed the section says so, and takes one later', async () => {
  const visitor = await place.visit();
  const { page, context } = visitor;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAccount(visitor);
  await page.click('#nav-factors');
  await page.click('#factor-add-otp');
  const key = fromBase32(((await page.textContent('#mfa-key')) ?? '').replaceAll(' ', ''));
  await page.fill('#code', totpCode(key, totpStep(Math.floor(Date.now() / 1000))));
  await page.click('#mfa-submit');
  const codes = await page.locator('#recovery-codes code').allTextContents();
  await page.click('#recovery-copy');
  await page.locator('#recovery-said', { hasText: 'Copied' }).waitFor({ state: 'attached' });
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), codes.join('\n'));
  await page.click('#factors-back');
  assert.equal(await page.isVisible('#recovery-unconfirmed'), true);
  await page.fill('#recovery-code', codes[3]?.toLowerCase() ?? '');
  await page.click('#recovery-kept');
  assert.match(await done(page), /confirmed/);
  assert.equal(await page.isVisible('#recovery-unconfirmed'), false);
  assert.match((await page.textContent('#recovery-count')) ?? '', /10/);
  await context.close();
});

test('on a phone the sections are a sheet that a button opens, without a script', async () => {
  const visitor = await place.visit({ javaScriptEnabled: false });
  const { page, context } = visitor;
  await page.setViewportSize({ width: 360, height: 740 });
  await openAccount(visitor);
  assert.equal(await page.isVisible('#nav-sessions'), false);
  await page.click('#nav-open');
  await page.click('#nav-sessions');
  await page.waitForSelector('#sessions');
  assert.match((await page.textContent('#nav-open')) ?? '', /Devices/);
  await context.close();
});

test('a passkey is added with the authenticator of the browser, and signs in to the account page', async () => {
  const visitor = await place.visit();
  const { page, context } = visitor;
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const options = { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true } as const;
  const verifying = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...verifying } });
  await openAccount(visitor);
  await page.click('#nav-factors');
  await page.click('#factor-add-webauthn');
  assert.equal(await page.isVisible('#webauthn-unavailable'), false);
  await page.click('#webauthn-submit');
  await keepCodes(page);
  assert.match((await page.textContent('#factors')) ?? '', /passkey/i);

  await page.click('#account-sign-out');
  await page.waitForSelector('#logout-success');
  await page.goto(`${place.issuer}account/factors`);
  // The autofill of the identifier offers it, and this authenticator takes the offer.
  await page.waitForSelector('#factor-0-remove');
  await context.close();
});

test('a new address: the link of the mail on another device asks to sign in there, and the address changes by its button', async () => {
  const { host, port, origin } = new URL(place.issuer);
  const browser = () => new UserAgent({ port: Number(port), host });
  const visitor = await place.visit();
  const { page, email, context } = visitor;
  await openAccount(visitor);
  await page.click('#nav-email');
  await page.fill('#email', 'moved@example.com');
  await page.click('#email-submit');
  assert.match(await done(page), /sent you an email/);
  assert.equal(await page.textContent('#email-current bdi'), email);

  const phone = await place.visit();
  await phone.page.goto(origin + linkIn(await mailTo({ browser }, 'moved@example.com')));
  await signIn({ page: phone.page, email });
  assert.match((await phone.page.textContent('#confirm-email')) ?? '', /moved@example\.com/);
  await phone.page.click('#confirm-email-submit');
  assert.match(await done(phone.page), /address is changed/);
  await phone.page.goto(`${place.issuer}account/email`);
  assert.equal(await phone.page.textContent('#email-current bdi'), 'moved@example.com');
  await page.reload();
  await page.waitForSelector('#login-submit');
  assert.match((await mailTo({ browser }, email)).subject, /email address at .* was changed/);
  await phone.context.close();
  await context.close();
});

test('one device signs the other out, and a second tab of it is led to the login', async () => {
  const desk = await place.visit();
  const phone = await place.visit();
  await openAccount(desk);
  await openAccount({ page: phone.page, email: desk.email });
  const tab = await phone.context.newPage();
  await tab.goto(`${place.issuer}account/sessions`);
  await desk.page.click('#nav-sessions');
  assert.equal(await desk.page.locator('#sessions li').count(), 2);
  await desk.page.click('#sessions button[name="sid"]');
  assert.equal(await desk.page.locator('#sessions li').count(), 1);
  await tab.click('#sessions-end-others');
  await tab.waitForSelector('#login-submit');
  assert.equal(await desk.page.isVisible('#account-done'), true);
  await desk.page.reload();
  await desk.page.waitForSelector('#sessions');
  await desk.context.close();
  await phone.context.close();
});

test('an application that lost its access asks for consent again', async () => {
  const visitor = await place.visit();
  const { page, context } = visitor;
  const request = authorizeUrl(place);
  await page.goto(request);
  await signInAndConsent(visitor);
  await page.waitForSelector('#client');
  await page.goto(`${place.issuer}account/applications`);
  assert.equal(await page.locator('#applications li').count(), 1);
  await page.click('#applications button');
  assert.match(await done(page), /no longer has access/);
  assert.equal(await page.isVisible('#applications-none'), true);
  await page.goto(request);
  await page.waitForSelector('#consent-accept');
  await context.close();
});

test('a section that changes how somebody signs in asks for a login five minutes later, and comes back to it', async () => {
  const visitor = await place.visit();
  const { page, context } = visitor;
  await openAccount(visitor);
  place.clock.ahead += 301;
  try {
    await page.click('#nav-email');
    await page.waitForSelector('#login-submit');
    await signIn(visitor);
    await page.waitForSelector('#email-current');
    await page.click('#nav-sessions');
    await page.waitForSelector('#sign-ins');
  } finally {
    place.clock.ahead -= 301;
    await context.close();
  }
});
