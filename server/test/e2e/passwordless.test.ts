/**
 * Signing in by mail in Chromium: the pages, and auth0.js 10 as npm has it, which asks from an application's own form.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { nextCode } from '../login/passwordless.ts';
import { linkIn, mailTo } from '../mail/mails.ts';
import { UserAgent } from '../user-agent.ts';
import { authorizeUrl, BLANK, claimsOf, fragmentOf, openPlace, type Place, type Visitor } from './harness.ts';

const AUTH0 = `<!doctype html><meta charset="utf-8"><title>client</title><script src="/auth0.min.js"></script><script>
var issuer = sessionStorage.issuer || (sessionStorage.issuer = new URLSearchParams(location.search).get('issuer'));
var webAuth = new auth0.WebAuth({
  domain: issuer.slice(0, -1),
  clientID: 'spa',
  redirectUri: location.origin + '/callback',
  audience: 'appointments:api',
  scope: 'openid email appointments',
  responseType: 'token id_token',
  overrides: { __token_issuer: issuer, __tenant: 'dev' },
});
function settle(ask) {
  return new Promise(function (resolve) { ask(function (error, result) { resolve({ error: error, result: result }); }); });
}
</script>`;

let place: Place;

before(async () => {
  place = await openPlace({
    '/callback': { html: AUTH0 },
    '/other': { html: BLANK },
    '/auth0.min.js': { file: import.meta.resolve('auth0-js/dist/auth0.min.js') },
  });
  await place.storage.tenants.save({
    tenant_id: 't-dev',
    name: 'dev',
    region: 'us',
    domain: 'localhost',
    settings: { ...TENANT_SETTINGS_DEFAULTS, login_methods: ['password', 'email_code', 'email_link'] },
  });
});

after(() => place.close());

/** The mailbox as the helpers know it. */
function mailbox() {
  const { host, port } = new URL(place.issuer);
  return { storage: place.storage, browser: () => new UserAgent({ port: Number(port), host }) };
}

async function answerOf(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  return fragmentOf(page);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`by a code from the login page on to the application, ${how} a script`, async () => {
    const { context, page, email } = await place.visit({ javaScriptEnabled });
    await page.goto(authorizeUrl(place));
    await page.fill('#username', email);
    await page.click('#login-email-code');
    await page.waitForSelector('#code-title');
    const first = await nextCode(mailbox(), email);
    await page.fill('#code', first === '000000' ? '111111' : '000000');
    await page.click('#code-submit');
    assert.equal(await page.getAttribute('#code-notice', 'role'), 'alert');
    assert.equal(await page.getAttribute('#code', 'aria-describedby'), 'code-notice');
    await page.click('#code-again');
    await page.waitForSelector('#code-sent');
    await page.fill('#code', await nextCode(mailbox(), email));
    await page.keyboard.press('Enter');
    const { id_token, state } = await answerOf(page);
    assert.deepEqual([claimsOf(id_token)['email'], state], [undefined, 'S1']);
    await context.close();
  });
}

test('by a link, which is opened in another tab of the same browser; in another browser nobody is signed in', async () => {
  const { context, page, email } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.fill('#username', email);
  await page.click('#login-email-link');
  await page.waitForSelector('#link-sent');
  const link = new URL(linkIn(await mailTo(mailbox(), email)), place.issuer).href;

  const phone = await place.visit();
  await phone.page.goto(link);
  await phone.page.waitForSelector('#elsewhere');
  assert.equal(
    (await phone.context.cookies()).some(({ name }) => name === 'tacit_session'),
    false,
  );

  const tab = await context.newPage();
  await tab.goto(link);
  assert.equal(new URL(tab.url()).search, '');
  assert.match((await tab.textContent('#sign-in-email')) ?? '', new RegExp(email));
  await tab.click('#sign-in-submit');
  assert.equal((await answerOf(tab))['state'], 'S1');

  // The tab that waited is not signed in to anything else when it is sent.
  await page.click('#link-again');
  await page.waitForSelector('#code-sent');
  await phone.context.close();
  await context.close();
});

type Settled = {
  readonly error: { readonly code?: string; readonly description?: string } | null;
  readonly result: unknown;
};

function ask(page: Page, method: string, options: object): Promise<Settled> {
  return page.evaluate(`settle((done) => webAuth.${method}(${JSON.stringify(options)}, done))`);
}

async function openForm(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(`${place.pages}/callback?issuer=${encodeURIComponent(place.issuer)}`);
  return visitor;
}

/** What auth0.js makes of the answer at the callback: it checks state and nonce. */
async function parseHash(page: Page): Promise<Settled> {
  await page.waitForURL(`${place.pages}/callback#**`);
  return page.evaluate('settle((done) => webAuth.parseHash({}, done))');
}

test('auth0.js passwordlessStart and passwordlessVerify: code from the application, button on our page, tokens', async () => {
  const { context, page, email } = await openForm();
  const started = await ask(page, 'passwordlessStart', { connection: 'email', send: 'code', email });
  assert.equal(started.error, null);
  const code = await nextCode(mailbox(), email);
  const wrong = { connection: 'email', email, verificationCode: code === '000000' ? '111111' : '000000' };
  const refused = await ask(page, 'passwordlessVerify', wrong);
  assert.equal(refused.error?.description, 'Wrong email or verification code.');

  const right = JSON.stringify({ connection: 'email', email, verificationCode: code });
  await page.evaluate(`webAuth.passwordlessVerify(${right}, function () {})`);
  await page.waitForSelector('#code-title');
  assert.equal(await page.inputValue('#code'), code);
  assert.doesNotMatch(page.url(), new RegExp(`verification_code|${code}`));
  await page.click('#code-submit');
  await page.click('#consent-accept');
  const { error, result } = await parseHash(page);
  assert.equal(error, null);
  assert.match(JSON.stringify(result), /accessToken/);
  await context.close();
});

test('auth0.js passwordlessStart with a link: the button of its page leads to the callback, whose state auth0.js knows', async () => {
  const { context, page, email } = await openForm();
  const started = await ask(page, 'passwordlessStart', { connection: 'email', send: 'link', email });
  assert.equal(started.error, null);
  await page.goto(new URL(linkIn(await mailTo(mailbox(), email)), place.issuer).href);
  await page.click('#sign-in-submit');
  await page.click('#consent-accept');
  const { error } = await parseHash(page);
  assert.equal(error, null);
  await context.close();
});

test('auth0.js passwordlessLogin and login: the callback is told that cross-origin login is not allowed', async () => {
  const { context, page, email } = await openForm();
  const byCode = { connection: 'email', email, verificationCode: '123456' };
  const byPassword = { realm: 'Username-Password-Authentication', email, password: 'x' };
  for (const [method, options] of [
    ['passwordlessLogin', byCode],
    ['login', byPassword],
  ] as const) {
    const { error } = await ask(page, method, options);
    assert.deepEqual(
      [error?.code, error?.description],
      ['unauthorized_client', 'Cross origin login not allowed.'],
    );
  }
  await context.close();
});
