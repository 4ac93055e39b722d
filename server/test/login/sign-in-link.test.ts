/**
 * Signing in by a link in a mail: in the browser that asked for it, and in no other.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { comparable, openLink, pressLink, soleMail } from '../account/accounts.ts';
import { ALICE, ALICE_SUB, B0, payload, silently } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { fragment, hiddenFields } from '../user-agent.ts';
import { askByMail } from './passwordless.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { login_methods: ['password', 'email_code', 'email_link'] } });
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

const USERNAME = ALICE.username;

/** Asks for a link in a browser of its own. */
async function askForLink(request: Readonly<Record<string, string>> = {}, browser = stack.browser()) {
  const asked = await askByMail(stack, 'email_link', { username: USERNAME, ...request }, browser);
  const { link } = await soleMail(stack, 'login_link');
  return { ...asked, link };
}

test('LG-04 a link to an address without an account is no mail, and is answered as any other: status, headers, body', async () => {
  const of = async (username: string) => {
    const { answer, page } = await askByMail(stack, 'email_link', { username });
    return [answer.status, comparable(page, username)];
  };
  const expected = await of(USERNAME);
  assert.equal((await takeMails(stack)).length, 1);
  assert.deepEqual(await of('nobdy@acme.test'), expected);
  assert.deepEqual(await takeMails(stack), []);
});

test('ST-06 a link that is opened in another browser signs nobody in there, and still works where it was asked for', async () => {
  const { browser, link } = await askForLink();
  for (const other of [stack.browser(), stack.browser()]) {
    await other.authorize({ ...B0, state: 'another' });
    const page = await openLink(other, link);
    assert.match(page.body, /id="elsewhere" role="alert"/);
    assert.doesNotMatch(page.body, /<form|alice/);
    const stolen = hiddenFields((await openLink(browser, link)).body);
    const forced = await other.post('/passwordless/link', stolen);
    assert.match(forced.body, /id="elsewhere"/);
    assert.equal(other.cookies.has('tacit_session'), false);
    assert.equal(await silently(other), 'login_required');
  }
  assert.equal(fragment((await pressLink(browser, link)).location)['state'], B0.state);
});

test('PR-11 opening a link, however often, signs nobody in and uses nothing up; the button does', async () => {
  const { browser, link } = await askForLink();
  const scanner = stack.browser();
  const { pathname, search } = new URL(link);
  for (const method of ['GET', 'GET', 'HEAD']) await scanner.send(pathname + search, { method });
  for (let opened = 0; opened < 2; opened += 1)
    assert.match((await openLink(browser, link)).body, /id="sign-in-submit"/);
  assert.equal(await silently(browser), 'login_required');
  assert.notEqual(fragment((await pressLink(browser, link)).location)['access_token'], undefined);
});

test('PR-12 the page behind a link has no token in its address, and its form is of this page and this browser', async () => {
  const { browser, link } = await askForLink();
  const { pathname, search } = new URL(link);
  const moved = await browser.send(pathname + search);
  assert.deepEqual([moved.status, moved.location], [303, '/passwordless/link']);
  const form = hiddenFields((await browser.send(moved.location)).body);
  assert.equal((await browser.post(pathname, { csrf: 'x' })).status, 400);
  assert.equal((await browser.post(pathname, form, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal(await silently(browser), 'login_required');
});

test('PR-03 a link works once, for ten minutes, until a newer one is sent', async () => {
  const first = await askForLink();
  assert.equal((await pressLink(first.browser, first.link)).status, 303);
  assert.match((await openLink(first.browser, first.link)).body, /id="link-ended"/);

  const late = await askForLink();
  stack.clock.now += 600;
  assert.match((await openLink(late.browser, late.link)).body, /id="link-ended"/);

  const older = await askForLink();
  const newer = await askForLink({}, older.browser);
  assert.match((await openLink(older.browser, older.link)).body, /id="link-ended"/);
  assert.equal((await pressLink(newer.browser, newer.link)).status, 303);
});

test('a button that was pressed twice at once: one is signed in, the other is told that a link works once', async () => {
  const { browser, link } = await askForLink();
  const form = hiddenFields((await openLink(browser, link)).body);
  const answers = await Promise.all([1, 2].map(() => browser.post('/passwordless/link', form)));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 400]);
});

test('PR-05 a link to sign in opens no page of another kind, and no other link signs in', async () => {
  const { browser, link } = await askForLink();
  const { search } = new URL(link);
  for (const path of ['/verify-email', '/reset-password/choose'])
    assert.match((await browser.send(path + search)).body, /id="link-ended"/, path);
  const login = await browser.authorize(B0);
  const asked = await browser.post('/reset-password', { ...hiddenFields(login.body), username: USERNAME });
  assert.equal(asked.status, 200);
  const reset = await soleMail(stack, 'reset_password');
  const answer = await browser.send(`/passwordless/link${new URL(reset.link).search}`);
  assert.match(answer.body, /id="link-ended"/);
  const globex = stack.browser('globex');
  assert.match((await globex.send(`/passwordless/link${search}`)).body, /id="link-ended"/);
});

test('LG-01 an account that was blocked meanwhile is told that the link has ended', async () => {
  const { users } = stack.storage.tenant('t-acme');
  const { browser, link } = await askForLink();
  const alice = await users.find(ALICE_SUB);
  assert.ok(alice);
  await users.save({ ...alice, blocked: true });
  assert.match((await pressLink(browser, link)).body, /id="link-ended"/);
  await users.save(alice);
});

test('two tabs with two applications: each link goes on with the request it was asked for in', async () => {
  const { users } = stack.storage.tenant('t-acme');
  await users.save({ sub: 'auth0|two', blocked: false, claims: { email: 'two@acme.test' } });
  const one = await askForLink({ state: 'one' });
  const two = await askForLink({ state: 'two', username: 'two@acme.test', prompt: 'login' }, one.browser);
  const answers = [await pressLink(one.browser, one.link), await pressLink(one.browser, two.link)];
  const given = answers.map(({ location }) => fragment(location));
  assert.deepEqual(
    given.map(({ state, id_token }) => [state, payload(id_token)['sub']]),
    [
      ['one', ALICE_SUB],
      ['two', 'auth0|two'],
    ],
  );
});

test('a link signs in with amr otp (RFC 8176), and meets prompt=login', async () => {
  const { browser, link, page } = await askForLink({ prompt: 'login' });
  assert.match(page.body, /id="link-sent"/);
  const answer = await pressLink(browser, link);
  assert.equal(payload(fragment(answer.location)['id_token'])['auth_time'], stack.clock.now);
  const [session] = await stack.storage.tenant('t-acme').sessions.list(ALICE_SUB);
  assert.deepEqual(session?.amr, ['otp']);
});

test('another link can be sent from the page that waits for it, and cookies that are cleared lead to the beginning', async () => {
  const { browser, page } = await askForLink();
  const again = await browser.post('/passwordless', { ...hiddenFields(page.body), action: 'send' });
  assert.match(again.body, /id="code-sent" role="status"/);
  const { link } = await soleMail(stack, 'login_link');
  browser.cookies.clear();
  assert.match((await openLink(browser, link)).body, /id="elsewhere"/);
});

test('PR-04 the token of a link has 256 bits, only its hash is stored, and no log has it', async () => {
  const { link, browser } = await askForLink();
  const token = new URL(link).searchParams.get('token') ?? '';
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  const { oneTimeTokens } = stack.storage.tenant('t-acme');
  assert.equal(await oneTimeTokens.find('login_link', token), undefined);
  assert.notEqual(await oneTimeTokens.find('login_link', sha256(token)), undefined);
  await pressLink(browser, link);
  assert.equal(stack.logged().includes(token), false);
});
