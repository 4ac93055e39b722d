/**
 * What a proof is worth once what proved somebody has changed, as a browser meets it: half-finished logins, logins at the
 * same time, devices that were known, accounts that somebody else made.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signOut } from '../../src/operator/sign-out.ts';
import { openAccount, sendForm } from '../account/account-pages.ts';
import { askForReset, CHOSEN, openLink, soleMail } from '../account/accounts.ts';
import { B0, payload, silently } from '../attacks/requests.ts';
import {
  codeOf,
  codesOn,
  enrol,
  enrolApp,
  firstFactor,
  keepCodes,
  keyOn,
  MULTI_FACTOR,
  newPerson,
  type Person,
  setTo,
  verify,
  withApp,
} from '../factors/second-factors.ts';
import { takeMails } from '../mail/mailbox.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { fragment, hasTokens, hiddenFields, type UserAgent } from '../user-agent.ts';
import { epochOf } from './epochs.ts';
import { askForCode, typeCode } from './passwordless.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

const records = () => stack.storage.tenant('t-acme');

/** The owner opens the link of a mail and is about to choose a password. */
async function askAndOpen({ username }: Person, browser: UserAgent) {
  await takeMails(stack);
  await askForReset(browser, username);
  const { link } = await soleMail(stack, 'reset_password');
  const page = await openLink(browser, link);
  return () => browser.post('/reset-password/choose', { ...hiddenFields(page.body), password: CHOSEN });
}

async function resetByMail(person: Person): Promise<void> {
  const choose = await askAndOpen(person, stack.browser());
  assert.match((await choose()).body, /id="reset-done"/);
}

async function hashOf(password: string): Promise<string> {
  const { createPasswords } = await import('../../src/passwords/passwords.ts');
  const { Secret } = await import('../../src/protocol/secret.ts');
  const passwords = createPasswords();
  const hash = await passwords.hash(new Secret(password));
  await passwords.close();
  return hash;
}

/** What an owner or an operator does, by its name. */
const CHANGES: readonly (readonly [name: string, change: (person: Person) => Promise<unknown>])[] = [
  ['the owner resets by mail', resetByMail],
  ['`tacit sign-out`', ({ username }) => signOut(stack.config, { tenant: 'acme', user: username })],
  [
    'the operator writes a new password',
    async ({ sub }) => {
      const user = await records().users.find(sub);
      assert.ok(user);
      await records().users.save(user, await hashOf(CHOSEN));
    },
  ],
  [
    'the operator blocks and unblocks',
    async ({ sub }) => {
      const user = await records().users.find(sub);
      assert.ok(user);
      for (const blocked of [true, false]) await records().users.save({ ...user, blocked });
    },
  ],
  [
    'the owner changes the password on the account page',
    async ({ username, password }) => {
      const browser = stack.browser();
      const path = '/account/password';
      const page = await openAccount(stack, browser, { path, user: { username, password } });
      const fields = { current_password: password, password: CHOSEN };
      assert.match((await sendForm(stack, browser, { path, page, fields })).body, /id="account-done"/);
    },
  ],
];

for (const [name, change] of CHANGES) {
  test(`a login that stopped at /mfa/enroll adds no factor and begins no session after ${name}`, async () => {
    const person = await newPerson(stack);
    const thief = stack.browser();
    const page = await firstFactor(thief, person, { acr_values: MULTI_FACTOR });
    const key = keyOn(page);
    await change(person);
    const answer = await enrol(thief, page, { code: codeOf({ key }, stack) });
    assert.match(answer.body, /id="login-error" role="alert">Your account was changed/);
    assert.deepEqual(codesOn(answer), []);
    assert.deepEqual(await records().authenticators.list(person.sub), []);
    assert.equal(await records().authenticators.countRecoveryCodes(person.sub), 0);
    assert.equal(await silently(thief), 'login_required');
  });

  test(`a login that stopped at /mfa begins no session after ${name}`, async () => {
    const { person, ...app } = await withApp(stack);
    const thief = stack.browser();
    const page = await firstFactor(thief, person);
    assert.match(page.body, /id="mfa-title"/);
    await (name.startsWith('the owner changes') ? resetByMail(person) : change(person));
    const answer = await verify(thief, page, { code: codeOf(app, stack) });
    assert.match(answer.body, /id="login-error"/);
    assert.equal(await silently(thief), 'login_required');
  });
}

test('recovery codes that were shown before the owner resets begin no session when they are kept', async () => {
  const person = await newPerson(stack);
  const thief = stack.browser();
  const page = await firstFactor(thief, person, { acr_values: MULTI_FACTOR });
  const kept = await enrol(thief, page, { code: codeOf({ key: keyOn(page) }, stack) });
  assert.equal(codesOn(kept).length, 10);
  await resetByMail(person);
  const answer = await keepCodes(thief, kept);
  assert.equal(hasTokens(answer), false);
  assert.equal(await silently(thief), 'login_required');
});

test('eight POST /login with the old password beside POST /reset-password/choose: no live session is left', async () => {
  for (let round = 0; round < 3; round += 1) {
    const person = await newPerson(stack);
    const choose = await askAndOpen(person, stack.browser());
    const thieves = Array.from({ length: 8 }, () => stack.browser());
    const pages = await Promise.all(thieves.map((thief) => thief.authorize(B0)));
    const logins = thieves.map((thief, index) =>
      thief.post('/login', { ...hiddenFields(pages[index]?.body ?? ''), ...person, action: 'login' }),
    );
    const chosen = choose();
    await Promise.all([...logins, chosen]);
    assert.match((await chosen).body, /id="reset-done"/);
    assert.deepEqual(await records().sessions.list(person.sub), []);
    for (const thief of thieves) assert.equal(await silently(thief), 'login_required');
  }
});

test('a password that a thief chooses on the account page while the owner resets does not stand', async () => {
  const person = await newPerson(stack);
  const choose = await askAndOpen(person, stack.browser());
  const thief = stack.browser();
  const path = '/account/password';
  const page = await openAccount(stack, thief, { path, user: person });
  const fields = { current_password: PASSWORD, password: 'the thief likes this one well' };
  const form = { ...hiddenFields(page.body), ...fields };
  const [owner, stolen] = await Promise.all([choose(), thief.post(path, form)]);
  const isOwners = owner.body.includes('id="reset-done"');
  // Whoever comes second is told: of the two exactly one stands, and a reset that was too late has ended with its link.
  assert.notEqual(isOwners, stolen.location.includes('done=password_changed'));
  if (isOwners) assert.match(stolen.location, /^\/authorize\?/);
  if (!isOwners) assert.match(owner.body, /id="link-ended"/);
});

test('a device that was known before the owner chose another password is a stranger', async () => {
  const person = await newPerson(stack);
  const known: UserAgent[] = [];
  for (let index = 0; index < 3; index += 1) {
    const device = stack.browser();
    await device.signIn(await device.authorize(B0), person);
    assert.ok(device.cookies.has('tacit_known'));
    known.push(device);
  }
  await resetByMail(person);
  let tried = 0;
  for (const device of known) {
    const page = await device.authorize({ ...B0, prompt: 'login' });
    for (let wrong = 0; wrong < 8; wrong += 1) {
      const answer = await device.signIn(page, { ...person, password: `wrong ${wrong}` });
      if (answer.status === 400) tried += 1;
    }
  }
  // All of them share what one stranger at their address has.
  assert.equal(tried, 10);
});

test('the browser in which a password was chosen is known to the account, and is not shut out by strangers', async () => {
  const person = await newPerson(stack);
  const owner = stack.browser();
  const choose = await askAndOpen(person, owner);
  await choose();
  const stranger = stack.browser();
  const page = await stranger.authorize(B0);
  for (let wrong = 0; wrong < 12; wrong += 1) await stranger.signIn(page, { ...person, password: 'wrong' });
  assert.equal((await stranger.signIn(page, { ...person, password: CHOSEN })).status, 429);
  const answer = await owner.signIn(await owner.authorize(B0), { ...person, password: CHOSEN });
  assert.equal(hasTokens(answer), true);
});

test('other sessions and refresh tokens end when a factor is removed, and the one in which it is goes on', async () => {
  const { person, ...app } = await withApp(stack);
  const [owner, other] = [stack.browser(), stack.browser()];
  for (const browser of [owner, other]) {
    stack.clock.now += 60;
    await verify(browser, await firstFactor(browser, person), { code: codeOf(app, stack) });
  }
  const path = '/account/factors';
  const page = await openAccount(stack, owner, { path, user: person });
  const [enrolled] = await records().authenticators.list(person.sub);
  const before = owner.cookies.get('tacit_session');
  const fields = { action: 'remove', authenticator: enrolled?.authenticator_id ?? '' };
  const done = await sendForm(stack, owner, { path, page, fields });
  assert.match(done.body, /id="account-done"/);
  assert.notEqual(owner.cookies.get('tacit_session'), before, 'under a new id');
  assert.equal(await silently(owner), 'tokens');
  assert.equal(await silently(other), 'login_required');
});

test('an access token of the implicit grant is worth nothing at /userinfo once its user has signed out everywhere', async () => {
  const person = await newPerson(stack);
  const browser = stack.browser();
  const answer = await browser.signIn(await browser.authorize(B0), person);
  const { access_token } = fragment(answer.location);
  const headers = { authorization: `Bearer ${access_token}` };
  assert.equal((await browser.send('/userinfo', { headers })).status, 200);
  await signOut(stack.config, { tenant: 'acme', user: person.username });
  assert.equal((await browser.send('/userinfo', { headers })).status, 401);
});

test('SE-07 a step-up does not move the absolute end of a session', async () => {
  await setTo(stack, { session_lifetime: 10, idle_session_lifetime: 10 });
  const person = await newPerson(stack);
  const app = await enrolApp(stack, person);
  const browser = stack.browser();
  await setTo(stack, { session_lifetime: 10, idle_session_lifetime: 10, second_factor: 'never' });
  await browser.signIn(await browser.authorize(B0), person);
  const began = stack.clock.now;
  stack.clock.now += 9 * 3_600;
  const page = await browser.authorize({ ...B0, acr_values: MULTI_FACTOR });
  const answer = await verify(browser, page, { code: codeOf(app, stack) });
  assert.equal(payload(fragment(answer.location)['id_token'])['auth_time'], began);
  assert.equal(await silently(browser), 'tokens');
  stack.clock.now = began + 10 * 3_600;
  assert.equal(await silently(browser), 'login_required');
  await setTo(stack, {});
});

test('the mailbox is no second factor beside a login by its code', async () => {
  await setTo(stack, { login_methods: ['password', 'email_code'], second_factors: ['otp', 'email'] });
  const person = await newPerson(stack);
  const asked = await askForCode(stack, person.username);
  assert.equal(hasTokens(await typeCode(asked, asked.code)), true);
  const { browser } = asked;
  const page = await openAccount(stack, browser, { path: '/account/factors', user: person });
  assert.match(page.body, /id="factor-add-otp"/);
  assert.doesNotMatch(page.body, /id="factor-add-email"/);
  const path = '/account/factors/add';
  for (const action of ['send', 'confirm']) {
    const fields = { factor: 'email', action, code: '000000' };
    await sendForm(stack, browser, { path, page, fields });
  }
  assert.deepEqual(await records().authenticators.list(person.sub), []);
  const sessions = await records().sessions.list(person.sub);
  assert.deepEqual(
    sessions.map(({ amr }) => amr),
    [['otp']],
  );
  await setTo(stack, {});
});

test('the app that is removed leaves not the mailbox alone to who signs in by its code and needs two factors', async () => {
  const settings = { login_methods: ['password', 'email_code'], second_factors: ['otp', 'email'] } as const;
  const { person, ...app } = await withApp(stack);
  await setTo(stack, { ...settings, second_factor: 'always' });
  const epoch = await epochOf(records(), person.sub);
  const mailed = {
    authenticator_id: `mail of ${person.sub}`,
    sub: person.sub,
    epoch,
    kind: 'email',
  } as const;
  await records().authenticators.add({ ...mailed, name: 'Mail', document: {}, counter: 0 });
  const asked = await askForCode(stack, person.username);
  const step = await typeCode(asked, asked.code);
  stack.clock.now += 60;
  assert.equal(hasTokens(await verify(asked.browser, step, { code: codeOf(app, stack) })), true);
  const path = '/account/factors';
  const page = await openAccount(stack, asked.browser, { path, user: person });
  const enrolled = (await records().authenticators.list(person.sub)).find(({ kind }) => kind === 'otp');
  const fields = { action: 'remove', authenticator: enrolled?.authenticator_id ?? '' };
  assert.equal((await sendForm(stack, asked.browser, { path, page, fields })).status, 400);
  assert.equal((await records().authenticators.list(person.sub)).length, 2);
  await setTo(stack, {});
});
