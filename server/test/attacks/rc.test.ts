/**
 * RC of the attack catalogue: the same thing done at once.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { askForReset, CHOSEN, openLink, pressLink, signUp, soleMail } from '../accounts.ts';
import { takeMails } from '../mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { fragment, hiddenFields } from '../user-agent.ts';
import { B0, BOB } from './requests.ts';

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

test('RC-03 a reset link that is used twenty times at once sets one password', async () => {
  const browser = stack.browser();
  await askForReset(browser, BOB.username);
  const { link } = await soleMail(stack, 'reset_password');
  const form = hiddenFields((await openLink(browser, link)).body);
  const passwords = Array.from({ length: 20 }, (_, index) => `one of twenty passwords, number ${index}`);
  const answers = await Promise.all(
    passwords.map((password) => browser.post('/reset-password/choose', { ...form, password })),
  );
  const winners = passwords.filter((_, index) => answers[index]?.status === 200);
  assert.equal(winners.length, 1);
  assert.ok(answers.every(({ status }) => status === 200 || status === 400));
  const [password = ''] = winners;
  const login = await browser.signIn(await browser.authorize({ ...B0, prompt: 'login' }), {
    ...BOB,
    password,
  });
  assert.notEqual(fragment(login.location)['access_token'], undefined);
});

test('RC-04 one address in twenty spellings at once becomes one account', async () => {
  const browsers = Array.from({ length: 20 }, () => stack.browser());
  const spellings = ['crowd@acme.test', 'Crowd@acme.test', 'CROWD@ACME.TEST', ' crowd@Acme.test '];
  await Promise.all(browsers.map((browser, index) => signUp(browser, spellings[index % 4] ?? '')));
  const links = (await takeMails(stack)).map(({ link }) => link);
  assert.ok(links.length >= 1);
  // A link after the other, for a browser has one of them open at a time; each in all browsers at once.
  for (const link of links)
    await Promise.all(browsers.map((browser) => pressLink(browser, link, { password: CHOSEN })));
  const users = await stack.storage.tenant('t-acme').users.list();
  assert.equal(users.filter(({ claims }) => claims.email?.toLowerCase() === 'crowd@acme.test').length, 1);
});
