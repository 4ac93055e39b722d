/**
 * Change of e-mail on the account page.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ALICE, ALICE_SUB, BOB } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount, sendForm } from './account-pages.ts';
import { comparable, openLink, soleMail } from './accounts.ts';

const PATH = '/account/email';
const CONFIRM = '/account/confirm-email';

describe('change of e-mail', () => {
  let stack: Stack;
  let browser: UserAgent;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack.close());
  beforeEach(async () => {
    const claims = { email: ALICE.username, email_verified: true, name: 'alice' };
    await users().save({ sub: ALICE_SUB, blocked: false, claims });
    // Every budget ends within the hour.
    stack.clock.now += 3_601;
    await takeMails(stack);
    browser = stack.browser();
  });

  const users = () => stack.storage.tenant('t-acme').users;
  const emailOf = async () => (await users().find(ALICE_SUB))?.claims.email;
  /** Opens the section; the mail that tells of a sign-in on a new device is out of the way. */
  async function open(
    agent = browser,
    user: { readonly username: string; readonly password: string } = ALICE,
  ): Promise<Answer> {
    const page = await openAccount(stack, agent, { path: PATH, user });
    await takeMails(stack);
    return page;
  }
  const ask = (page: Answer, email: string) => browser.post(PATH, { ...hiddenFields(page.body), email });
  const confirm = (page: Answer, agent = browser) => sendForm(stack, agent, { path: CONFIRM, page });

  test('PR-10 what is not one address, or is the same, is said beside the field; nothing is sent', async () => {
    const page = await open();
    const refused = [
      'alice@acme',
      'a@acme.test b@acme.test',
      'a@acme.test,b@acme.test',
      '',
      ' ALICE@acme.test ',
    ];
    for (const email of refused) {
      const answer = await ask(page, email);
      assert.equal(answer.status, 400, email);
      assert.match(answer.body, /id="email-error" role="alert"/);
    }
    assert.deepEqual(await takeMails(stack), []);
  });

  test('PR-19 an address that somebody else has is answered as a free one, and nobody is sent anything', async () => {
    const page = await open();
    const free = await ask(page, 'free@acme.test');
    assert.deepEqual(
      (await takeMails(stack)).map(({ kind, to }) => [kind, to]),
      [['change_email', 'free@acme.test']],
    );
    const taken = await ask(page, BOB.username);
    assert.deepEqual(comparable(taken, BOB.username), comparable(free, 'free@acme.test'));
    assert.deepEqual(await takeMails(stack), []);
    assert.equal(await emailOf(), ALICE.username);
  });

  test('SE-19 five minutes after the login neither page nor form does anything before another', async () => {
    const page = await open();
    stack.clock.now += 301;
    for (const answer of [await browser.send(PATH), await ask(page, 'late@acme.test')])
      assert.match(answer.location, /&state=email(\.undone)?&max_age=300&/);
    assert.deepEqual(await takeMails(stack), []);
  });

  test('PR-11 PR-12 opening the link changes nothing, and takes the token out of the address', async () => {
    await ask(await open(), 'new@acme.test');
    const { link } = await soleMail(stack, 'change_email');
    const { pathname, search } = new URL(link);
    const opened = await browser.send(pathname + search);
    assert.equal(opened.location, CONFIRM);
    for (let time = 0; time < 2; time += 1) {
      const page = await openLink(browser, link);
      assert.match(page.body, /id="confirm-email-submit"/);
      assert.match(page.body, /<bdi>new@acme\.test<\/bdi>/);
      assert.match(String(page.headers['referrer-policy']), /no-referrer/);
    }
    assert.equal(await emailOf(), ALICE.username);
  });

  test('PR-15 a link of somebody else, or without a session, is worth nothing', async () => {
    await ask(await open(), 'new@acme.test');
    const { link } = await soleMail(stack, 'change_email');
    const stranger = stack.browser();
    const { pathname, search } = new URL(link);
    await stranger.send(pathname + search);
    assert.match((await stranger.send(CONFIRM)).location, /^\/authorize\?.*&state=confirm-email$/);
    const bobs = await open(stranger, BOB);
    assert.match((await stranger.send(CONFIRM)).body, /id="link-ended"/);
    await stranger.send(pathname + search);
    assert.equal((await confirm(bobs, stranger)).status, 400);
    const forged = await browser.post(CONFIRM, { csrf: 'x' });
    assert.equal(forged.status, 403);
    assert.equal(await emailOf(), ALICE.username);
  });

  test('PR-15 the address changes, the old one is told, a used link and one from before the change are worth nothing', async () => {
    const page = await open();
    await ask(page, 'a@acme.test');
    const a = await soleMail(stack, 'change_email');
    await ask(page, 'b@acme.test');
    const b = await soleMail(stack, 'change_email');
    assert.deepEqual([a.to, b.to], ['a@acme.test', 'b@acme.test']);

    const done = await confirm(await openLink(browser, b.link));
    assert.match(done.body, /id="account-done"/);
    const { claims } = (await users().find(ALICE_SUB)) ?? {};
    assert.deepEqual([claims?.email, claims?.email_verified], ['b@acme.test', true]);
    assert.equal((await soleMail(stack, 'email_changed')).to, ALICE.username);

    for (const { link } of [a, b]) assert.match((await openLink(browser, link)).body, /id="link-ended"/);
    assert.equal((await confirm(done)).status, 400);
    assert.equal(await emailOf(), 'b@acme.test');
    const changed = { username: 'b@acme.test', password: ALICE.password };
    assert.match((await open(stack.browser(), changed)).body, /id="email-current"/);
  });

  test('PR-15 an address that was taken meanwhile stays with whoever has it', async () => {
    await ask(await open(), 'meanwhile@acme.test');
    const { link } = await soleMail(stack, 'change_email');
    const claims = { email: 'meanwhile@acme.test' };
    await users().save({ sub: 'auth0|meanwhile', blocked: false, claims });
    const answer = await confirm(await openLink(browser, link));
    assert.equal(answer.status, 409);
    assert.match(answer.body, /id="confirm-email-error" role="alert"/);
    assert.equal(await emailOf(), ALICE.username);
    assert.deepEqual(await takeMails(stack), []);
  });

  test('RC-12 two changes at once: each link proves its own address, and one of them wins', async () => {
    const page = await open();
    await ask(page, 'one@acme.test');
    const one = await soleMail(stack, 'change_email');
    await ask(page, 'two@acme.test');
    const two = await soleMail(stack, 'change_email');
    const phone = stack.browser();
    await open(phone);
    const forms = [await openLink(browser, one.link), await openLink(phone, two.link)] as const;
    const answers = await Promise.all([confirm(forms[0]), confirm(forms[1], phone)]);
    const isDone = answers.map(({ body }) => body.includes('id="account-done"'));
    assert.deepEqual(isDone.toSorted(), [false, true]);
    const winner = isDone[0] ? 'one@acme.test' : 'two@acme.test';
    assert.equal(await emailOf(), winner);
    assert.equal((await soleMail(stack, 'email_changed')).to, ALICE.username);
  });

  test('a link ends after an hour, and offers the form again', async () => {
    await ask(await open(), 'slow@acme.test');
    const { link } = await soleMail(stack, 'change_email');
    stack.clock.now += 3_600;
    const ended = await openLink(browser, link);
    assert.equal(ended.status, 400);
    assert.match(ended.body, /id="link-again" href="\/account\/email"/);
  });

  test('an address is sent five links an hour, and the sixth is answered the same', async () => {
    const page = await open();
    for (let time = 0; time < 6; time += 1)
      assert.equal((await ask(page, 'flood@acme.test')).location, `${PATH}?done=mail_sent`);
    assert.equal((await takeMails(stack)).length, 5);
  });

  test('an address that is not confirmed is sent its link again; one that is gets none', async () => {
    const page = await open();
    assert.doesNotMatch(page.body, /id="email-verify"/);
    await browser.post(PATH, { ...hiddenFields(page.body), action: 'verify' });
    assert.deepEqual(await takeMails(stack), []);
    await users().save({ sub: ALICE_SUB, blocked: false, claims: { email: ALICE.username } });
    assert.match((await browser.send(PATH)).body, /id="email-verify"/);
    const sent = await sendForm(stack, browser, { path: PATH, page, fields: { action: 'verify' } });
    assert.match(sent.body, /id="account-done"/);
    const mail = await soleMail(stack, 'verify_email');
    assert.equal(mail.to, ALICE.username);
    const verify = await openLink(browser, mail.link);
    await browser.post('/verify-email', hiddenFields(verify.body));
    assert.equal((await users().find(ALICE_SUB))?.claims.email_verified, true);
  });
});
