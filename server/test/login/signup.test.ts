/**
 * Making an account: the page, the link, and the application that waits.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CHOSEN, openLink, pressLink, signUp, soleMail } from '../account/accounts.ts';
import { ALICE, B0, payload } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { fragment, hasTokens, hiddenFields, query } from '../user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { sign_up: true } });
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

async function userOf(email: string) {
  return (await stack.storage.tenant('t-acme').users.findByEmail(email))?.user;
}

test('an address that is none, or no password: said next to the field, the address kept, the password never', async () => {
  const browser = stack.browser();
  const malformed = await signUp(browser, 'new@acme', { password: CHOSEN });
  assert.equal(malformed.status, 400);
  assert.match(malformed.body, /id="username-error" role="alert"/);
  assert.match(malformed.body, /value="new@acme"/);
  assert.equal(malformed.body.includes(CHOSEN), false);

  const short = await signUp(browser, 'new@acme.test', { password: 'short' });
  assert.equal(short.status, 400);
  assert.match(short.body, /id="password-error" role="alert"/);
  assert.match(short.body, /value="new@acme.test"/);
  assert.equal(short.body.includes('"short"'), false);

  const both = await signUp(browser, 'new@acme', { password: 'short' });
  assert.match(both.body, /id="username-error"/);
  assert.match(both.body, /id="password-error"/);
  assert.deepEqual(await takeMails(stack), []);
});

test('a sign-up is no account before its link: nobody can sign in, and nobody is there', async () => {
  const browser = stack.browser();
  assert.equal((await signUp(browser, 'waits@acme.test')).status, 200);
  assert.equal(await userOf('waits@acme.test'), undefined);
  const login = await browser.signIn(await browser.authorize(B0), {
    username: 'waits@acme.test',
    password: CHOSEN,
  });
  assert.equal(login.status, 400);
});

test('in another browser the link wants the password that was chosen, and goes on to no application', async () => {
  await signUp(stack.browser(), 'phone@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  const phone = stack.browser();
  assert.match((await openLink(phone, link)).body, /id="password"/);
  for (const fields of [{}, { password: '' }, { password: 'another' }, { password: 'x'.repeat(1_025) }]) {
    const refused = await pressLink(phone, link, fields);
    assert.equal(refused.status, 400);
    assert.match(refused.body, /id="verify-error" role="alert"/);
  }
  assert.equal(await userOf('phone@acme.test'), undefined);
  const done = await pressLink(phone, link, { password: CHOSEN });
  assert.match(done.body, /id="verified"/);
  assert.equal((await userOf('phone@acme.test'))?.claims.email_verified, true);
  assert.equal(phone.cookies.has('tacit_session'), false);
});

test('the password of a sign-up cannot be guessed by the link for ever', async () => {
  await signUp(stack.browser(), 'guessed@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  const browser = stack.browser();
  const statuses: number[] = [];
  for (let tried = 0; tried < 11; tried += 1)
    statuses.push((await pressLink(browser, link, { password: `guess ${tried}` })).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [400, 429]);
});

test('a link that was pressed twice: one account, and the second is told that a link works once', async () => {
  const browser = stack.browser();
  await signUp(browser, 'twice@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  const page = await openLink(browser, link);
  const form = hiddenFields(page.body);
  const [first, second] = await Promise.all([
    browser.post('/verify-email', form),
    browser.post('/verify-email', form),
  ]);
  assert.deepEqual([first.status, second.status].toSorted(), [303, 400]);
  assert.match([first, second].find(({ status }) => status === 400)?.body ?? '', /id="link-ended"/);
});

test('a sign-up that was sent twice: the newer link counts, the older has ended', async () => {
  const browser = stack.browser();
  await signUp(browser, 'again@acme.test');
  const older = await soleMail(stack, 'verify_email');
  await signUp(browser, 'again@acme.test');
  const newer = await soleMail(stack, 'verify_email');
  assert.match((await openLink(browser, older.link)).body, /id="link-ended"/);
  assert.equal(hasTokens(await pressLink(browser, newer.link)), true);
});

test('a sign-up goes on by the link of its mail to the tokens of the application', async () => {
  const browser = stack.browser();
  const answer = await signUp(browser, ' New@acme.test');
  assert.equal(answer.status, 200);
  assert.match(answer.body, /id="mail-sent" role="status"/);
  const mail = await soleMail(stack, 'verify_email');
  assert.equal(mail.to, 'new@acme.test');
  const answered = await pressLink(browser, mail.link);
  assert.equal(hasTokens(answered), true, answered.location);
  assert.equal(fragment(answered.location)['state'], B0.state);
  const user = await userOf('new@acme.test');
  assert.equal(user?.claims.email_verified, true);
  assert.match(user?.sub ?? '', /^auth0\|[0-9a-f]{24}$/);
});

test('the link works an hour short of a day later, in the same browser, and not a day later', async () => {
  const browser = stack.browser();
  await signUp(browser, 'late@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  stack.clock.now += 23 * 3_600;
  assert.match((await openLink(browser, link)).body, /id="verify-submit"/);
  stack.clock.now += 3_600;
  assert.match((await openLink(browser, link)).body, /id="link-ended"/);
});

test('cookies cleared between the mail and the link: the password is asked for, and the account is made', async () => {
  const browser = stack.browser();
  await signUp(browser, 'cleared@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  browser.cookies.clear();
  assert.match((await pressLink(browser, link, { password: CHOSEN })).body, /id="verified"/);
  const page = await openLink(browser, link);
  assert.match(page.body, /id="link-ended"/);
});

test('cookies cleared between the page and its button: the link can be opened again', async () => {
  const browser = stack.browser();
  await signUp(browser, 'halfway@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  const page = await openLink(browser, link);
  browser.cookies.clear();
  const refused = await browser.post('/verify-email', hiddenFields(page.body));
  assert.match(refused.body, /id="link-ended"/);
  assert.match((await openLink(browser, link)).body, /id="verify-submit"/);
});

test('two tabs with two applications: each link goes on with the request it was asked for in', async () => {
  const browser = stack.browser();
  const forms = [];
  for (const state of ['one', 'two']) {
    const page = await browser.authorize({ ...B0, screen_hint: 'signup', state });
    forms.push({ state, fields: hiddenFields(page.body) });
  }
  const links = [];
  for (const { state, fields } of forms) {
    await browser.post('/signup', { ...fields, username: `${state}@acme.test`, password: CHOSEN });
    links.push((await soleMail(stack, 'verify_email')).link);
  }
  const states = [];
  for (const link of links) states.push(fragment((await pressLink(browser, link)).location)['state']);
  assert.deepEqual(states, ['one', 'two']);
});

test('prompt=create begins with a new account, with a session and without (Initiating User Registration 1.0 §4)', async () => {
  const browser = stack.browser();
  const request = { ...B0, prompt: 'create', login_hint: 'hinted@acme.test' };
  const page = await browser.authorize(request);
  assert.match(page.body, /id="signup-title"/);
  assert.match(page.body, /value="hinted@acme\.test"/);
  const answered = await browser.signIn(page, ALICE);
  assert.ok(hasTokens(answered), 'whoever has an account after all signs in');
  const again = await browser.authorize(request);
  assert.match(again.body, /id="signup-title"/);
  await browser.post('/signup', {
    ...hiddenFields(again.body),
    username: 'created@acme.test',
    password: CHOSEN,
  });
  const { link } = await soleMail(stack, 'verify_email');
  const { id_token } = fragment((await pressLink(browser, link)).location);
  assert.equal(payload(id_token)['sub'], (await userOf('created@acme.test'))?.sub);
});

test('prompt=create beside none is refused, and screen_hint is no reason to interrupt a session', async () => {
  const browser = stack.browser();
  await browser.signIn(await browser.authorize(B0), ALICE);
  for (const prompt of ['create none', 'none create']) {
    const { location } = await browser.send(`/authorize?${query({ ...B0, prompt })}`);
    assert.equal(fragment(location)['error'], 'invalid_request');
    assert.equal(fragment(location)['state'], B0.state);
  }
  assert.ok(hasTokens(await browser.authorize({ ...B0, screen_hint: 'signup' })));
});

test('prompt=create where nobody can sign up shows the login page, which says so, as screen_hint does', async () => {
  const closed = await startStack();
  const browser = closed.browser();
  for (const asked of [{ prompt: 'create' }, { screen_hint: 'signup' }]) {
    const page = await browser.authorize({ ...B0, ...asked });
    assert.match(page.body, /id="login-title"/);
    assert.match(page.body, /class="box notice"/);
  }
  await closed.close();
});

// Issue 18: a form whose one fault is its age is taken (server/test/login/expired-forms.test.ts).
test('an interaction that ended while the form was filled in takes it all the same', async () => {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, screen_hint: 'signup' });
  stack.clock.now += 601;
  const form = { ...hiddenFields(page.body), username: 'slow@acme.test', password: CHOSEN };
  const answer = await browser.follow(await browser.post('/signup', form));
  assert.match(answer.body, /id="mail-sent"/);
});

test('the way from login to sign-up and back keeps the address that was typed', async () => {
  const browser = stack.browser();
  const login = await browser.authorize(B0);
  assert.match(login.body, /id="login-signup"[^>]* formaction="\/signup"/);
  const form = { ...hiddenFields(login.body), username: 'typed@acme.test', password: 'x', action: 'open' };
  const signup = await browser.post('/signup', form);
  assert.match(signup.body, /id="username"[^>]* value="typed@acme.test"/);
  const back = await browser.post('/login', { ...hiddenFields(signup.body), ...form });
  assert.equal(back.status, 200);
  assert.match(back.body, /id="username"[^>]* value="typed@acme.test"/);
});

test('sign-up at once, by a setting whose name says unsafe: signed in before the link, unverified until then', async () => {
  const at_once = await startStack({ settings: { sign_up: true, unsafe_sign_up_at_once: true } });
  try {
    const browser = at_once.browser();
    const answered = await browser.follow(await signUp(browser, 'quick@acme.test'));
    assert.equal(hasTokens(answered), true, answered.body);
    const { users } = at_once.storage.tenant('t-acme');
    assert.equal((await users.findByEmail('quick@acme.test'))?.user.claims.email_verified, false);
    const taken = await signUp(at_once.browser(), 'quick@acme.test');
    assert.equal(taken.status, 400);
    assert.match(taken.body, /id="signup-error" role="alert"/);
    const { link } = await soleMail(at_once, 'verify_email');
    assert.match((await pressLink(at_once.browser(), link)).body, /id="verified"/);
    assert.equal((await users.findByEmail('quick@acme.test'))?.user.claims.email_verified, true);
  } finally {
    await at_once.close();
  }
});
