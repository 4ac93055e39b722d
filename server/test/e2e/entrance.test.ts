/**
 * The entrance in Chromium: the identifier first, by the keyboard and without a script, and what people do to forms.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import { nextCode } from '../login/passwordless.ts';
import { PASSWORD } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';
import { authorizeUrl, BLANK, fragmentOf, openPlace, type Place, type Visitor } from './harness.ts';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK }, '/other': { html: BLANK } });
});

after(() => place.close());

const EVERY_WAY = { login_methods: ['password', 'passkey', 'email_code', 'email_link'] } as const;

async function arrive(
  settings: Partial<TenantSettings> = EVERY_WAY,
  { request = {}, javaScriptEnabled = true } = {},
): Promise<Visitor> {
  const tenant = { tenant_id: 't-dev', name: 'dev', region: 'us', domain: 'localhost' };
  await place.storage.tenants.save({ ...tenant, settings: { ...TENANT_SETTINGS_DEFAULTS, ...settings } });
  const visitor = await place.visit({ javaScriptEnabled });
  await visitor.page.goto(authorizeUrl(place, request));
  return visitor;
}

function codeFor(email: string): Promise<string> {
  const { host, port } = new URL(place.issuer);
  const browser = () => new UserAgent({ port: Number(port), host });
  return nextCode({ storage: place.storage, browser }, email);
}

async function askForCode({ page, email }: Visitor): Promise<string> {
  await page.fill('#username', email);
  await page.click('#login-email-code');
  await page.waitForSelector('#code-title');
  return codeFor(email);
}

async function answerOf(page: Page, path = '/callback'): Promise<Readonly<Record<string, string>>> {
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}${path}#**`);
  return fragmentOf(page);
}

const IDENTIFIER_FIRST = { ...EVERY_WAY, identifier_first: true };

for (const javaScriptEnabled of [true, false]) {
  test(`two pages by the keyboard alone, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { page, email, context } = await arrive(IDENTIFIER_FIRST, { javaScriptEnabled });
    assert.equal(await page.locator('#webauthn-submit').isVisible(), javaScriptEnabled);
    await page.keyboard.type(email);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#password');
    assert.equal(await page.inputValue('#username'), email);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    assert.equal(typeof (await answerOf(page))['access_token'], 'string');
    await context.close();
  });
}

test('Back from the second page and from a wrong password: the first page again, and no form is asked to be sent twice', async () => {
  const { page, email, context } = await arrive(IDENTIFIER_FIRST);
  await page.fill('#username', email);
  await page.click('#login-next');
  await page.waitForSelector('#password');
  await page.fill('#password', 'wrong');
  await page.click('#login-submit');
  await page.waitForSelector('#login-error');
  assert.deepEqual([await page.inputValue('#username'), await page.inputValue('#password')], [email, '']);
  await page.goBack();
  await page.waitForSelector('#password');
  await page.goBack();
  await page.waitForSelector('#login-next');
  await page.fill('#username', email);
  await page.click('#login-next');
  await page.click('#login-other-address');
  await page.waitForSelector('#login-next');
  assert.equal(await page.inputValue('#username'), '');
  await context.close();
});

test('a password that is required does not stop the other ways, and one that was typed is not kept', async () => {
  const visitor = await arrive();
  await visitor.page.fill('#password', 'typed and left');
  const code = await askForCode(visitor);
  await visitor.page.click('#code-back');
  assert.equal(await visitor.page.inputValue('#username'), visitor.email);
  assert.equal(await visitor.page.inputValue('#password'), '');
  await visitor.page.goBack();
  await visitor.page.fill('#code', code);
  await visitor.page.click('#code-submit');
  assert.equal(typeof (await answerOf(visitor.page))['access_token'], 'string');
  await visitor.context.close();
});

test('buttons that are pressed twice: the way goes on', async () => {
  const { page, email, context } = await arrive();
  await page.fill('#username', email);
  await page.dblclick('#login-email-code');
  await page.waitForSelector('#code-title');
  await page.click('#code-again');
  await page.waitForSelector('#code-sent');
  await page.click('#code-back');
  // Another address, so that the mails that were sent before are not taken for its own.
  const other = await place.visit();
  const code = await askForCode({ ...other, page });
  await page.fill('#code', code);
  await page.dblclick('#code-submit');
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  await other.context.close();
  await context.close();
});

test('reloading the page that waits for a code sends no mail and loses nothing', async () => {
  const visitor = await arrive();
  const { page } = visitor;
  const code = await askForCode(visitor);
  await page.reload();
  await page.reload();
  await page.fill('#code', code);
  await page.click('#code-submit');
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  await visitor.context.close();
});

test('Back after signing in by a code: the code that stands there is used up, and the application is as near as before', async () => {
  const visitor = await arrive();
  const { page } = visitor;
  await page.fill('#code', await askForCode(visitor));
  await page.click('#code-submit');
  await answerOf(page);
  await page.goBack();
  await page.waitForLoadState();
  await page.goBack();
  await page.waitForSelector('#code-title');
  await page.click('#code-submit');
  await page.waitForSelector('#code-notice');
  await page.goto(authorizeUrl(place, { state: 'S2' }));
  await page.waitForURL(`${place.pages}/callback#**`);
  assert.equal(fragmentOf(page)['state'], 'S2');
  await visitor.context.close();
});

// Issue 18: a form whose one fault is its age is taken.
test('a page that ended while somebody typed takes what they typed', async () => {
  const { page, email, context } = await arrive();
  await page.fill('#username', email);
  await page.fill('#password', PASSWORD);
  place.clock.ahead += 601;
  await page.click('#login-submit');
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  place.clock.ahead = 0;
  await context.close();
});

test('cookies that are cleared while a code is waited for: the page says what is needed, and leads on', async () => {
  const visitor = await arrive();
  const { page, context, email } = visitor;
  const code = await askForCode(visitor);
  await context.clearCookies();
  await page.fill('#code', code);
  await page.click('#code-submit');
  await page.click('#error-start-again');
  await page.waitForSelector('#login-title');
  await page.fill('#username', email);
  await page.fill('#password', PASSWORD);
  await page.click('#login-submit');
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  await context.close();
});

test('ST-18 two tabs with two applications: a code of one is none in the other, and each goes on with its own request', async () => {
  const visitor = await arrive();
  const { context } = visitor;
  const first = await askForCode(visitor);
  const tab = await context.newPage();
  const redirect_uri = `${place.pages}/other`;
  await tab.goto(authorizeUrl(place, { client_id: 'other', redirect_uri, state: 'S2' }));
  const second = await askForCode({ ...visitor, page: tab });
  if (first !== second) {
    await tab.fill('#code', first);
    await tab.click('#code-submit');
    await tab.waitForSelector('#code-notice');
  }
  await visitor.page.fill('#code', first);
  await visitor.page.click('#code-submit');
  assert.equal((await answerOf(visitor.page))['state'], 'S1');
  await tab.fill('#code', second);
  await tab.click('#code-submit');
  assert.equal((await answerOf(tab, '/other'))['state'], 'S2');
  await context.close();
});

test('a connection that leads nowhere: the page says so and the other ways are there', async () => {
  const connections = [{ name: 'corp', display_name: 'Corp', domains: ['corp.test'] }];
  const { page, context, email } = await arrive({ ...IDENTIFIER_FIRST, connections });
  await page.fill('#username', 'eve@corp.test');
  await page.click('#login-next');
  await page.waitForSelector('#login-error');
  await page.click('button[name=connection]');
  await page.waitForSelector('#login-error');
  await page.fill('#username', email);
  await page.click('#login-next');
  await page.fill('#password', PASSWORD);
  await page.click('#login-submit');
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  await context.close();
});
