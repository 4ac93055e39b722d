/**
 * A lost password: the form, the link, and the new password.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { askForReset, CHOSEN, openLink, pressLink, soleMail } from '../account/accounts.ts';
import { ALICE, B0, BOB } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { mailsOf } from '../mail/mails.ts';
import { type Stack, startStack } from '../stack.ts';
import { fragment, hiddenFields } from '../user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

/** What signing in comes to with a password. */
async function statusWith(password: string, username: string = BOB.username): Promise<number> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const form = { ...hiddenFields(page.body), username, password, action: 'login' };
  return (await browser.post('/login', form)).status;
}

test('an address that is none: said next to the field, kept, and nothing is sent', async () => {
  const answer = await askForReset(stack.browser(), 'alice@acme');
  assert.equal(answer.status, 400);
  assert.match(answer.body, /id="username-error" role="alert"/);
  assert.match(answer.body, /value="alice@acme"/);
  assert.deepEqual(await takeMails(stack), []);
});

test('a new password that is too short: said next to the field, and the link works on', async () => {
  const browser = stack.browser();
  await askForReset(browser, BOB.username);
  const { link } = await soleMail(stack, 'reset_password');
  const refused = await pressLink(browser, link, { password: 'short' });
  assert.equal(refused.status, 400);
  assert.match(refused.body, /id="password-error" role="alert"/);
  assert.equal(refused.body.includes('"short"'), false);
  assert.match((await openLink(browser, link)).body, /id="choose-submit"/);
});

test('the new password signs in, the old one does not, and the page goes on to the login of the request', async () => {
  const browser = stack.browser();
  await askForReset(browser, ALICE.username);
  const mail = await soleMail(stack, 'reset_password');
  assert.equal(mail.to, ALICE.username);
  const done = await pressLink(browser, mail.link, { password: CHOSEN });
  assert.match(done.body, /id="reset-done" role="status"/);
  const [, href = ''] = /id="reset-continue" href="([^"]+)"/.exec(done.body) ?? [];
  const page = await browser.follow(await browser.send(href.replaceAll('&amp;', '&')));
  assert.match(page.body, /id="login-title"/);
  const answered = await browser.signIn(page, { username: ALICE.username, password: CHOSEN });
  assert.equal(fragment(answered.location)['state'], B0.state);
  assert.notEqual(fragment(answered.location)['access_token'], undefined);
  assert.equal(await statusWith(ALICE.password, ALICE.username), 400);
});

test('in another browser there is nothing to go on with, and the password is set', async () => {
  await askForReset(stack.browser(), BOB.username);
  const { link } = await soleMail(stack, 'reset_password');
  const phone = stack.browser();
  const done = await pressLink(phone, link, { password: CHOSEN });
  assert.match(done.body, /id="reset-done"/);
  assert.doesNotMatch(done.body, /id="reset-continue"/);
  assert.equal(phone.cookies.has('tacit_session'), false);
  assert.equal(await statusWith(CHOSEN), 303);
});

test('a reset proves the address: it counts as verified afterwards', async () => {
  const { users } = stack.storage.tenant('t-acme');
  const claims = { email: 'dora@acme.test', email_verified: false };
  await users.save({ sub: 'auth0|d04a00000000000000000004', blocked: false, claims });
  const browser = stack.browser();
  await askForReset(browser, 'dora@acme.test');
  const { link } = await soleMail(stack, 'reset_password');
  await pressLink(browser, link, { password: CHOSEN });
  assert.equal((await users.find('auth0|d04a00000000000000000004'))?.claims.email_verified, true);
});

test('a link that has ended offers another, without any application', async () => {
  const browser = stack.browser();
  const ended = await browser.send('/reset-password/choose');
  assert.equal(ended.status, 400);
  assert.match(ended.body, /id="link-again" href="\/reset-password"/);
  const page = await browser.send('/reset-password');
  assert.match(page.body, /id="reset-submit"/);
  const sent = await browser.post('/reset-password', { username: BOB.username, action: 'send' });
  assert.match(sent.body, /id="mail-sent"/);
  const { link } = await soleMail(stack, 'reset_password');
  assert.match((await openLink(browser, link)).body, /id="choose-submit"/);
});

// Issue 18: a form whose one fault is its age is taken (server/test/login/expired-forms.test.ts).
test('an interaction that ended while the form was filled in takes it all the same', async () => {
  const browser = stack.browser();
  const login = await browser.authorize(B0);
  stack.clock.now += 601;
  const form = { ...hiddenFields(login.body), username: BOB.username, action: 'send' };
  const answer = await browser.follow(await browser.post('/reset-password', form));
  assert.match(answer.body, /id="mail-sent"/);
  assert.equal((await takeMails(stack)).length, 1);
});

test('a tenant without passwords has none to forget: page, link and endpoint are refused', async () => {
  const other = await startStack({ settings: { login_methods: ['email_code'], sign_up: true } });
  try {
    const browser = other.browser();
    for (const path of ['/reset-password', '/reset-password/choose'])
      assert.equal((await browser.send(path)).status, path.endsWith('choose') ? 400 : 403);
    const login = await browser.authorize(B0);
    const form = { ...hiddenFields(login.body), username: BOB.username };
    for (const path of ['/reset-password', '/signup'])
      assert.equal((await browser.post(path, form)).status, 403, path);
    assert.deepEqual(await mailsOf(other), []);
  } finally {
    await other.close();
  }
});
