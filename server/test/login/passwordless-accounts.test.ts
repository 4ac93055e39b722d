/**
 * Signing in by a code in a mail: the accounts that are made by it, or found, and who shares them.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CHOSEN, signUp } from '../account/accounts.ts';
import { ALICE, B0, silently } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { hasTokens } from '../user-agent.ts';
import { askByMail, askForCode, nextCode, otherThan, typeCode } from './passwordless.ts';

const METHODS = ['password', 'email_code', 'email_link'] as const;

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { login_methods: METHODS } });
});
after(() => stack.close());
// Every budget ends within two days.
beforeEach(() => {
  stack.clock.now += 86_400 * 2;
});

test('where accounts can be made a new address is sent a code too, and becomes an account when the code is right', async () => {
  const other = await startStack({ settings: { login_methods: ['email_code', 'password'], sign_up: true } });
  try {
    const asked = await askByMail(other, 'email_code', { username: ' New@acme.test ' });
    const { users } = other.storage.tenant('t-acme');
    const code = await nextCode(other, 'new@acme.test');
    assert.equal((await typeCode(asked, otherThan(code))).status, 400);
    assert.equal(await users.findByEmail('new@acme.test'), undefined);
    assert.equal(hasTokens(await typeCode(asked, code)), true);
    const made = await users.findByEmail('new@acme.test');
    assert.equal(made?.user.claims.email_verified, true);
    assert.equal(made?.password_hash, undefined);
    assert.match(made?.user.sub ?? '', /^auth0\|[0-9a-f]{24}$/);

    const twice = await askByMail(other, 'email_code', { username: 'new@acme.test' });
    const again = await nextCode(other, 'new@acme.test');
    assert.equal(hasTokens(await typeCode(twice, again)), true);
    assert.equal((await users.list()).filter(({ claims }) => claims.email === 'new@acme.test').length, 1);
  } finally {
    await other.close();
  }
});

test('whoever made an account with the address of somebody else has nothing of it once the owner signs in by mail', async () => {
  const other = await startStack({
    settings: { login_methods: METHODS, sign_up: true, unsafe_sign_up_at_once: true },
  });
  try {
    const mallory = other.browser();
    const signedUp = await mallory.follow(await signUp(mallory, 'victim@acme.test'));
    assert.equal(hasTokens(signedUp), true);
    const asked = await askByMail(other, 'email_code', { username: 'victim@acme.test' });
    const code = await nextCode(other, 'victim@acme.test');
    assert.equal(hasTokens(await typeCode(asked, code)), true);
    assert.equal(await silently(mallory), 'login_required');
    const page = await mallory.authorize(B0);
    const credentials = { username: 'victim@acme.test', password: CHOSEN };
    assert.equal((await mallory.signIn(page, credentials)).status, 400);
    const found = await other.storage.tenant('t-acme').users.findByEmail('victim@acme.test');
    assert.equal(found?.user.claims.email_verified, true);
  } finally {
    await other.close();
  }
});

test('an account of the operator keeps its password when its address is verified by a code', async () => {
  const users = stack.storage.tenant('t-acme').users;
  const alice = await users.findByEmail(ALICE.username);
  assert.ok(alice);
  const claims = { email: 'staff@acme.test' };
  await users.save({ sub: 'auth0|staff', blocked: false, claims }, alice.password_hash);
  const asked = await askForCode(stack, claims.email);
  assert.equal(hasTokens(await typeCode(asked, asked.code)), true);
  const browser = stack.browser();
  const answer = await browser.signIn(await browser.authorize(B0), { ...ALICE, username: claims.email });
  assert.equal(hasTokens(answer), true);
});

test('LG-05 whoever uses up the tries and mails of an account does not lock its owner out on a known device', async () => {
  const first = await askForCode(stack);
  assert.equal(hasTokens(await typeCode(first, first.code)), true);
  stack.clock.now += 86_400;
  for (let asked = 1; asked <= 5; asked += 1) {
    const stranger = await askForCode(stack);
    for (let tried = 1; tried <= 4; tried += 1) await typeCode(stranger, otherThan(stranger.code, tried));
  }
  const { browser } = first;
  const request = { username: ALICE.username, prompt: 'login' };
  const asked = await askByMail(stack, 'email_code', request, browser);
  const code = await nextCode(stack, ALICE.username);
  assert.equal((await typeCode(asked, otherThan(code))).status, 400);
  assert.equal(hasTokens(await typeCode(asked, code)), true);
});

test('LG-19 an account that was made by a code has no password, and none signs in to it', async () => {
  const users = stack.storage.tenant('t-acme').users;
  const sub = 'auth0|passwordless';
  const claims = { email: 'codes@acme.test' };
  await users.create({
    user: { sub, blocked: false, claims },
    password_hash: undefined,
    created_at: stack.clock.now,
    user_metadata: {},
  });
  for (const password of ['', 'null', 'undefined', ALICE.password]) {
    const browser = stack.browser();
    const answer = await browser.signIn(await browser.authorize(B0), { username: claims.email, password });
    assert.equal(answer.status, 400);
  }
});
