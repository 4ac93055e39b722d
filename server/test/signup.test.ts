/**
 * Making an account: the page, the link, and the application that waits.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ALICE, B0 } from './attacks/requests.ts';
import { takeMails } from './mailbox.ts';
import { type Stack, startStack } from './stack.ts';
import { type Answer, fragment, hiddenFields, type UserAgent } from './user-agent.ts';

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

const CHOSEN = 'a long enough choice of words';

/** Opens the sign-up page and sends it. */
async function signUp(browser: UserAgent, username: string, password = CHOSEN): Promise<Answer> {
  const page = await browser.authorize({ ...B0, screen_hint: 'signup' });
  return browser.post('/signup', { ...hiddenFields(page.body), username, password, action: 'signup' });
}

/** Opens a link as the mail has it, and presses its button. */
async function press(browser: UserAgent, link: string, fields = {}): Promise<Answer> {
  const { pathname, search } = new URL(link);
  const page = await browser.follow(await browser.send(pathname + search));
  return browser.follow(await browser.post(pathname, { ...hiddenFields(page.body), ...fields }));
}

test('a sign-up goes on by the link of its mail to the tokens of the application', async () => {
  const browser = stack.browser();
  const answer = await signUp(browser, 'new@acme.test');
  assert.equal(answer.status, 200);
  const [mail] = await takeMails(stack);
  assert.deepEqual([mail?.kind, mail?.to], ['verify_email', 'new@acme.test']);
  const { location } = await press(browser, mail?.link ?? '');
  assert.notEqual(fragment(location)['access_token'], undefined, location);
  const found = await stack.storage.tenant('t-acme').users.findByEmail('new@acme.test');
  assert.equal(found?.user.claims.email_verified, true);
});

test('LG-04 a taken address is answered as a free one is, and its owner is told by mail', async () => {
  const answer = await signUp(stack.browser(), ALICE.username);
  assert.equal(answer.status, 200);
  const [mail] = await takeMails(stack);
  assert.deepEqual([mail?.kind, mail?.to], ['account_exists', ALICE.username]);
});
