/**
 * Change of password on the account page.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount, sendForm } from './account-pages.ts';
import { CHOSEN } from './accounts.ts';

const PATH = '/account/password';

describe('change of password', () => {
  let stack: Stack;
  let browser: UserAgent;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack.close());
  beforeEach(() => {
    // Every budget ends within the hour.
    stack.clock.now += 3_601;
    browser = stack.browser();
  });

  const open = (agent = browser, user = ALICE) => openAccount(stack, agent, { path: PATH, user });
  const send = (page: Answer, fields: Record<string, string>) =>
    sendForm(stack, browser, { path: PATH, page, fields });

  /** What signing in comes to with a password. */
  async function statusWith(password: string, agent = stack.browser()): Promise<number> {
    const page = await agent.authorize({ ...B0, prompt: 'login' });
    const form = { ...hiddenFields(page.body), username: ALICE.username, password, action: 'login' };
    return (await agent.post('/login', form)).status;
  }

  test('LG-24 without the current password, or with a wrong one, it stays; tries count like logins', async () => {
    const page = await open();
    const absent = await send(page, { password: CHOSEN });
    assert.equal(absent.status, 400);
    assert.match(absent.body, /id="current-password-error" role="alert"/);
    assert.equal(absent.body.includes(CHOSEN), false);
    const statuses = [];
    for (let attempt = 0; attempt < 50; attempt += 1)
      statuses.push((await send(page, { current_password: `guess ${attempt}`, password: CHOSEN })).status);
    assert.deepEqual([...new Set(statuses)], [400, 429]);
    const right = await send(page, { current_password: ALICE.password, password: CHOSEN });
    assert.equal(right.status, 429);
    assert.match(right.body, /id="password-change-error" role="alert"/);
    assert.equal(await statusWith(ALICE.password, browser), 429);
    stack.clock.now += 3_601;
    assert.equal(await statusWith(ALICE.password), 303);
  });

  test('a new password that the policy refuses: said beside the field, and the old one still signs in', async () => {
    const page = await open();
    const refused = await send(page, { current_password: ALICE.password, password: 'short' });
    assert.equal(refused.status, 400);
    assert.match(refused.body, /id="password-error" role="alert"/);
    assert.equal(await statusWith(ALICE.password), 303);
  });

  test('SE-11 it ends every other session, and this one goes on under a new id', async () => {
    const other = stack.browser();
    await open(other);
    const page = await open();
    const before = browser.cookies.get('tacit_session') ?? '';
    const done = await send(page, { current_password: ALICE.password, password: CHOSEN });
    assert.match(done.body, /id="account-done" role="status"/);

    assert.match((await other.send('/account')).location, /^\/authorize\?/);
    const thief = stack.browser();
    thief.cookies.set('tacit_session', before);
    assert.match((await thief.send('/account')).location, /^\/authorize\?/);
    assert.notEqual(browser.cookies.get('tacit_session'), before);
    assert.equal((await browser.send('/account')).status, 200);

    assert.equal(await statusWith(ALICE.password), 400);
    assert.equal(await statusWith(CHOSEN), 303);
    const back = await send(done, { current_password: CHOSEN, password: ALICE.password });
    assert.match(back.body, /id="account-done"/);
  });

  test('SE-19 five minutes after the login it asks for another, and a form that waited so long changes nothing', async () => {
    const page = await open();
    stack.clock.now += 301;
    const opened = await browser.send(PATH);
    assert.match(opened.location, /^\/authorize\?client_id=tacit%3Aaccount&.*&state=password&max_age=300&/);
    const fields = { current_password: ALICE.password, password: CHOSEN };
    const login = await send(page, fields);
    assert.match(login.body, /id="login-submit"/);
    assert.equal(await statusWith(ALICE.password), 303);

    const again = await open();
    assert.doesNotMatch(again.body, /id="account-undone"/);
    stack.clock.now += 301;
    const late = await send(again, fields);
    const form = { ...hiddenFields(late.body), ...ALICE, action: 'login' };
    const back = await sendForm(stack, browser, { path: '/login', page: late, fields: form });
    assert.match(back.body, /id="account-undone" role="status">You had to sign in again, so nothing was/);
    assert.equal(await statusWith(ALICE.password), 303);
  });

  test('a form of any section that is sent when the session is over says, after the login, that nothing was done', async () => {
    for (const path of ['/account', PATH, '/account/email', '/account/sessions', '/account/data/delete']) {
      const page = await openAccount(stack, browser, { path });
      assert.ok(hiddenFields(page.body)['csrf'], path);
      browser.cookies.delete('tacit_session');
      browser.cookies.delete('tacit_silent');
      const login = await sendForm(stack, browser, { path, page, fields: { name: 'Typed in vain' } });
      const fields = { ...hiddenFields(login.body), ...ALICE, action: 'login' };
      const back = await sendForm(stack, browser, { path: '/login', page: login, fields });
      assert.match(back.body, /id="account-undone"/, path);
      assert.doesNotMatch(back.body, /Typed in vain/);
    }
  });

  test('who has no password chooses one without being asked for another', async () => {
    const { users, sessions } = stack.storage.tenant('t-acme');
    const nora = { sub: 'auth0|40aa', email: 'nora@acme.test' };
    await users.save({ sub: nora.sub, blocked: false, claims: { email: nora.email, email_verified: true } });
    const { now } = stack.clock;
    // As a code by mail or a passkey would have begun it.
    const id_hash = sha256(sha256('silent:of-nora'));
    const session = { sid: 'of-nora', sub: nora.sub, epoch: 0, auth_time: now, amr: ['otp'] };
    await sessions.begin({ ...session, id_hash, expires_at: now + 3_600, idle_seconds: 3_600 });
    browser.cookies.set('tacit_session', 'of-nora');
    const page = await browser.send(PATH);
    assert.doesNotMatch(page.body, /id="current-password"/);
    assert.match((await send(page, { password: CHOSEN })).body, /id="account-done"/);
    assert.match((await browser.send(PATH)).body, /id="current-password"/);
  });
});

test('a tenant without passwords has no section for them', async () => {
  const stack = await startStack({ settings: { login_methods: ['passkey'] } });
  try {
    for (const answer of [await stack.browser().send(PATH), await stack.browser().post(PATH, {})])
      assert.equal(answer.status, 404);
  } finally {
    await stack.close();
  }
});
