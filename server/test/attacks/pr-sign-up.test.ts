/**
 * PR of the attack catalogue, continued: sign-up, and what a link of it verifies.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  askForReset,
  CHOSEN,
  comparable,
  openLink,
  pressLink,
  signUp,
  soleMail,
} from '../account/accounts.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields } from '../user-agent.ts';
import { ALICE, ALICE_SUB, B0, BOB } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { sign_up: true } });
  const claims = { email: 'block@acme.test', email_verified: true };
  const blocked = { sub: 'auth0|b10cced00000000000000005', blocked: true, claims };
  await stack.storage.tenant('t-acme').users.save(blocked, 'none');
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

/** A link that was asked for in a browser of its own. */
async function resetLink(username: string = BOB.username): Promise<string> {
  await takeMails(stack);
  await askForReset(stack.browser(), username);
  return (await soleMail(stack, 'reset_password')).link;
}

function isEnded(answer: Answer): boolean {
  return answer.status === 400 && answer.body.includes('id="link-ended"');
}

test('LG-04 a taken address signs up with the same answer as a free one, and its owner is told by mail', async () => {
  const free = comparable(await signUp(stack.browser(), 'free@acme.test'), 'free@acme.test');
  await takeMails(stack);
  for (const username of [ALICE.username, 'block@acme.test']) {
    assert.deepEqual(comparable(await signUp(stack.browser(), username), username), free, username);
    const mail = await soleMail(stack, 'account_exists');
    assert.deepEqual([mail.to, mail.link], [username, `${stack.issuer('acme')}reset-password`]);
  }
});

test('LG-04 a taken address that signs up leaves the account and the links of its owner as they are', async () => {
  const link = await resetLink(ALICE.username);
  await signUp(stack.browser(), ALICE.username);
  await takeMails(stack);
  assert.equal((await openLink(stack.browser(), link)).status, 200);
  const login = stack.browser();
  const answer = await login.signIn(await login.authorize(B0), { ...ALICE, password: CHOSEN });
  assert.equal(answer.status, 400);
});

test('PR-15 a verification link verifies the address it was sent to, and no address that came later', async () => {
  const at_once = await startStack({ settings: { sign_up: true, unsafe_sign_up_at_once: true } });
  try {
    await signUp(at_once.browser(), 'first@acme.test');
    const { link } = await soleMail(at_once, 'verify_email');
    const { users } = at_once.storage.tenant('t-acme');
    const user = (await users.findByEmail('first@acme.test'))?.user;
    assert.ok(user);
    await users.save({ ...user, claims: { ...user.claims, email: 'second@acme.test' } });
    assert.ok(isEnded(await pressLink(at_once.browser(), link)));
    assert.equal((await users.find(user.sub))?.claims.email_verified, false);
  } finally {
    await at_once.close();
  }
});

test('PR-15 PR-19 an address that was taken while a sign-up waited for its link stays with its user', async () => {
  await signUp(stack.browser(), 'race@acme.test');
  const { link } = await soleMail(stack, 'verify_email');
  const { users } = stack.storage.tenant('t-acme');
  const claims = { email: 'race@acme.test' };
  await users.save({ sub: 'auth0|0e00000000000000000000ee', blocked: false, claims });
  assert.ok(isEnded(await pressLink(stack.browser(), link, { password: CHOSEN })));
  assert.equal((await users.findByEmail('race@acme.test'))?.user.sub, 'auth0|0e00000000000000000000ee');
});

test('PR-16 fields of a sign-up form that no page of ours has make it nothing but a sign-up', async () => {
  const browser = stack.browser();
  const more = {
    email_verified: 'true',
    roles: 'admin',
    app_metadata: '{"admin":true}',
    sub: ALICE_SUB,
    tenant_id: 't-globex',
    blocked: 'false',
    name: 'Alice',
  };
  await signUp(browser, 'plain@acme.test', more);
  const { link } = await soleMail(stack, 'verify_email');
  await pressLink(browser, link, more);
  const user = (await stack.storage.tenant('t-acme').users.findByEmail('plain@acme.test'))?.user;
  assert.notEqual(user?.sub, ALICE_SUB);
  // Neither the name that the form does not ask for, nor one made up: that is told by the policy (claims.ts), and not stored.
  assert.equal(user?.claims.name, undefined);
  assert.equal(await stack.storage.tenant('t-globex').users.findByEmail('plain@acme.test'), undefined);
});

test('PR-18 LG-20 sign-up that is off is off whatever the way: page, form, hint', async () => {
  const closed = await startStack();
  try {
    const browser = closed.browser();
    const login = await browser.authorize({ ...B0, screen_hint: 'signup' });
    assert.match(login.body, /id="login-title"/);
    assert.doesNotMatch(login.body, /formaction="\/signup"/);
    const fields = hiddenFields(login.body);
    const page = await browser.send(`/signup?interaction=${fields['interaction']}`);
    assert.equal(page.status, 403);
    assert.match(page.body, /public signup is disabled/);
    for (const action of ['signup', 'open', '']) {
      const form = { ...fields, username: 'new@acme.test', password: CHOSEN, action };
      assert.equal((await browser.post('/signup', form)).status, 403, action);
    }
    assert.deepEqual(await takeMails(closed), []);
  } finally {
    await closed.close();
  }
});

test('PR-19 there are no usernames: what is no address cannot be signed up with', async () => {
  for (const username of ['alice', 'alice@acme', 'ALICE@ACME.TEST ', '\uff41lice@acme.test']) {
    const answer = await signUp(stack.browser(), username);
    const mails = await takeMails(stack);
    // Another spelling of an address is the same address, so its owner is told.
    const isAddress = username.includes('.');
    assert.equal(answer.status, isAddress ? 200 : 400, username);
    assert.deepEqual(
      mails.map(({ kind, to }) => [kind, to]),
      isAddress ? [['account_exists', ALICE.username]] : [],
    );
  }
});

test('LG-26 no parameter of these pages says where to go on to', async () => {
  const evil = 'https://evil.test/';
  const more = { next: evil, returnTo: evil, continue: evil, redirect: evil, redirect_uri: evil };
  const browser = stack.browser();
  await signUp(browser, 'next@acme.test', more);
  const { link } = await soleMail(stack, 'verify_email');
  const { pathname, search } = new URL(link);
  const opened = await browser.send(`${pathname}${search}&${new URLSearchParams(more)}`);
  assert.equal(opened.location, pathname);
  const answered = await pressLink(browser, link, more);
  assert.ok(answered.location.startsWith(B0.redirect_uri), answered.location);
  const reset = await pressLink(stack.browser(), await resetLink(), { password: `${CHOSEN}!`, ...more });
  assert.equal(reset.body.includes('evil.test'), false);
});
