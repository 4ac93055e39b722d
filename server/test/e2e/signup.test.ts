/**
 * Accounts in Chromium: signing up, the link of the mail, a lost password; and auth0.js 10 as npm has it, which asks for
 * both from an application's own form.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { linkIn, mailTo } from '../mail/mails.ts';
import { PASSWORD } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';
import { authorizeUrl, BLANK, fragmentOf, openPlace, type Place, signIn } from './harness.ts';

const AUTH0 = `<!doctype html><meta charset="utf-8"><title>client</title><script src="/auth0.min.js"></script><script>
var issuer = new URLSearchParams(location.search).get('issuer');
var webAuth = new auth0.WebAuth({ domain: issuer.slice(0, -1), clientID: 'spa', overrides: { __token_issuer: issuer, __tenant: 'dev' } });
function settle(ask) {
  return new Promise(function (resolve) { ask(function (error, result) { resolve({ error: error, result: result }); }); });
}
</script>`;

const CHOSEN = 'seven purple kettles on a roof';

let place: Place;

before(async () => {
  place = await openPlace({
    '/callback': { html: BLANK },
    '/form': { html: AUTH0 },
    '/auth0.min.js': { file: import.meta.resolve('auth0-js/dist/auth0.min.js') },
  });
  const tenant = { tenant_id: 't-dev', name: 'dev', region: 'us', domain: 'localhost' };
  await place.storage.tenants.save({ ...tenant, settings: { ...TENANT_SETTINGS_DEFAULTS, sign_up: true } });
});
after(() => place.close());

/** The link of the newest mail to an address, as soon as there are so many. */
async function mailedLink(email: string, count = 1): Promise<string> {
  const { host, port, origin } = new URL(place.issuer);
  const browser = () => new UserAgent({ port: Number(port), host });
  return origin + linkIn(await mailTo({ browser }, email, count));
}

/** Agrees, and waits for the answer at the callback. */
async function answerOf(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  return fragmentOf(page);
}

for (const javaScriptEnabled of [true, false]) {
  test(`from the login page to an account and on to the application, ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
    const { context, page } = await place.visit({ javaScriptEnabled });
    const email = `new-${javaScriptEnabled}@example.com`;
    await page.goto(authorizeUrl(place));
    await page.fill('#username', email);
    await page.click('#login-signup');
    assert.equal(await page.inputValue('#username'), email);

    await page.fill('#password', 'short');
    await page.click('#signup-submit');
    assert.equal(await page.getAttribute('#password', 'aria-invalid'), 'true');
    assert.equal(await page.getAttribute('#password-error', 'role'), 'alert');
    assert.deepEqual([await page.inputValue('#username'), await page.inputValue('#password')], [email, '']);

    await page.fill('#password', CHOSEN);
    await page.click('#signup-submit');
    await page.waitForSelector('#mail-sent');
    await page.goto(await mailedLink(email));
    assert.equal(new URL(page.url()).search, '');
    await page.click('#verify-submit');
    const { access_token, state } = await answerOf(page);
    assert.deepEqual([typeof access_token, state], ['string', 'S1']);
    await context.close();
  });
}

test('back button after a sign-up was sent: the form is there again, and sending it once more is answered the same', async () => {
  const { context, page } = await place.visit();
  await page.goto(authorizeUrl(place, { screen_hint: 'signup' }));
  await page.fill('#username', 'back@example.com');
  await page.fill('#password', CHOSEN);
  await page.click('#signup-submit');
  await page.waitForSelector('#mail-sent');
  await page.goBack();
  await page.waitForSelector('#signup-title');
  await page.fill('#username', 'back@example.com');
  await page.fill('#password', CHOSEN);
  await page.click('#signup-submit');
  await page.waitForSelector('#mail-sent');
  await page.goto(await mailedLink('back@example.com', 2));
  await page.waitForSelector('#verify-submit');
  await context.close();
});

test('the mail is opened on another device: the password is asked for there, and the first one signs in', async () => {
  const { context, page } = await place.visit();
  await page.goto(authorizeUrl(place, { screen_hint: 'signup' }));
  await page.fill('#username', 'desk@example.com');
  await page.fill('#password', CHOSEN);
  await page.click('#signup-submit');
  await page.waitForSelector('#mail-sent');

  const phone = await place.visit();
  await phone.page.goto(await mailedLink('desk@example.com'));
  await phone.page.fill('#password', CHOSEN);
  await phone.page.click('#verify-submit');
  await phone.page.waitForSelector('#verified');

  await page.click('#mail-sent-login');
  assert.equal(await page.inputValue('#username'), 'desk@example.com');
  await page.fill('#password', CHOSEN);
  await page.click('#login-submit');
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  await phone.context.close();
  await context.close();
});

test('a lost password: link, new password, and sign in with it; the token is in no address of the history', async () => {
  const { context, page, email } = await place.visit();
  await page.goto(authorizeUrl(place));
  await page.fill('#username', email);
  await page.click('#login-forgot');
  assert.equal(await page.inputValue('#username'), email);
  await page.click('#reset-submit');
  await page.waitForSelector('#mail-sent');

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(await mailedLink(email));
  assert.equal(new URL(page.url()).search, '');
  await page.fill('#password', CHOSEN);
  await page.click('#choose-submit');
  await page.waitForSelector('#reset-done');
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(place.issuer)),
    [],
  );

  await page.goBack();
  await page.waitForSelector('#link-ended, #choose-submit');
  assert.equal(new URL(page.url()).search, '');
  await page.goto(authorizeUrl(place));
  await signIn({ email, page }, PASSWORD);
  await page.waitForSelector('#login-error');
  await signIn({ email, page }, CHOSEN);
  assert.equal(typeof (await answerOf(page))['access_token'], 'string');
  await context.close();
});

type Settled = {
  readonly error: { readonly code?: string; readonly description?: unknown; readonly policy?: string } | null;
  readonly result: unknown;
};

/** Asks by auth0.js, and gives what its callback was given. */
function ask(page: Page, method: 'signup' | 'changePassword', fields: object): Promise<Settled> {
  const options = JSON.stringify({ connection: 'Username-Password-Authentication', ...fields });
  return page.evaluate(`settle((done) => webAuth.${method}(${options}, done))`);
}

test('auth0.js signup: a password below the policy is told to the callback; a good one makes the account by the link', async () => {
  const { context, page } = await place.visit();
  await page.goto(`${place.pages}/form?issuer=${encodeURIComponent(place.issuer)}`);
  const email = 'auth0js@example.com';
  const { error } = await ask(page, 'signup', { email, password: 'short' });
  assert.equal(error?.code, 'invalid_password');
  assert.equal(typeof error?.policy, 'string');

  const made = await ask(page, 'signup', { email, password: CHOSEN, userMetadata: { plan: 'free' } });
  assert.equal(made.error, null);
  assert.ok(typeof made.result === 'object' && made.result !== null);
  const { Id: _, ...told }: Readonly<Record<string, unknown>> = { ...made.result };
  assert.deepEqual([told['email'], told['emailVerified']], [email, false]);

  await page.goto(await mailedLink(email));
  await page.fill('#password', CHOSEN);
  await page.click('#verify-submit');
  await page.waitForSelector('#verified');
  const found = await place.storage.tenant('t-dev').users.findByEmail(email);
  assert.equal(found?.user.claims.email_verified, true);
  await context.close();
});

test('auth0.js changePassword: the callback is given the sentence, and the mail the link', async () => {
  const { context, page, email } = await place.visit();
  await page.goto(`${place.pages}/form?issuer=${encodeURIComponent(place.issuer)}`);
  const { error, result } = await ask(page, 'changePassword', { email });
  assert.deepEqual([error, result], [null, "We've just sent you an email to reset your password."]);
  await page.goto(await mailedLink(email));
  await page.waitForSelector('#choose-submit');
  await context.close();
});
