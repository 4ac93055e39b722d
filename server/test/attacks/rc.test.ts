/**
 * RC of the attack catalogue: the same thing done at once.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { askForReset, CHOSEN, openLink, pressLink, signUp, soleMail } from '../account/accounts.ts';
import { takeMails } from '../mail/mailbox.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hasTokens, hiddenFields } from '../user-agent.ts';
import { ALICE, ALICE_SUB, B0, BOB, signIn, THIRD_PARTY } from './requests.ts';

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

test('RC-01 a login form that is sent twenty times at once: one session, one answer, and no other tokens', async () => {
  const { sessions } = stack.storage.tenant('t-acme');
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const fields = { ...hiddenFields(page.body), ...ALICE, action: 'login' };
  const sent = await Promise.all(Array.from({ length: 20 }, () => browser.post('/login', fields)));
  assert.equal((await sessions.list(ALICE_SUB)).length, 1);
  const answers = await Promise.all(sent.map((answer) => browser.follow(answer)));
  assert.equal(answers.filter(hasTokens).length, 1);
  const others = answers.filter((answer) => !hasTokens(answer));
  // Ten tries of one account at once are too many already; the others are told and led on.
  const led = others.filter(({ status, body }) => status === 400 && body.includes('id="error-start-again"'));
  const throttled = others.filter(({ status }) => status === 429);
  assert.deepEqual([led.length, throttled.length], [9, 10]);
});

test('RC-02 consent that is given and refused at once: one of them is answered, and that one is kept', async () => {
  const { consents } = stack.storage.tenant('t-acme');
  const key = { sub: ALICE_SUB, client_id: 'spa2', audience: B0.audience };
  const browser = stack.browser();
  await signIn(browser);
  for (const actions of [
    ['accept', 'accept'],
    ['accept', 'deny'],
    ['deny', 'accept'],
  ]) {
    const fields = hiddenFields((await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' })).body);
    const sent = await Promise.all(actions.map((action) => browser.post('/consent', { ...fields, action })));
    const answers = await Promise.all(sent.map((answer) => browser.follow(answer)));
    const given = answers.filter(hasTokens).length;
    const denied = answers.filter(({ location }) => fragment(location)['error'] === 'access_denied').length;
    assert.equal(given + denied, 1);
    assert.equal(answers.filter(({ status }) => status === 400).length, 1);
    assert.equal((await consents.find(key)).length > 0, given === 1);
    await consents.withdraw(key);
  }
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

test('RC-06 a user who is blocked while ten logins and silent requests are under way: nothing is issued afterwards', async () => {
  const { users, sessions } = stack.storage.tenant('t-acme');
  const alice = await users.find(ALICE_SUB);
  assert.ok(alice);
  const signedIn = stack.browser();
  await signIn(signedIn);
  const browsers = Array.from({ length: 10 }, () => stack.browser());
  const pages = await Promise.all(browsers.map((browser) => browser.authorize(B0)));
  const logins = browsers.map((browser, index) => browser.signIn(pages[index] ?? assert.fail(), ALICE));
  const block = { isDone: false };
  // What was judged before the block may be on its way while it is written.
  const silent = repeat(async () => {
    const isLate = block.isDone;
    return { isLate, answer: await signedIn.authorize({ ...B0, prompt: 'none' }) };
  });
  await Promise.race(logins);
  await users.save({ ...alice, blocked: true });
  block.isDone = true;
  await Promise.all(logins);
  const answers = await silent.stop();
  const late = [
    ...answers.filter(({ isLate }) => isLate).map(({ answer }) => answer),
    await signedIn.authorize({ ...B0, prompt: 'none' }),
  ];
  assert.deepEqual(await sessions.list(ALICE_SUB), []);
  await users.save(alice);
  const isToken = ({ location }: Answer) => fragment(location)['id_token'] !== undefined;
  assert.ok(answers.some(({ answer }) => isToken(answer)));
  assert.deepEqual(late.filter(isToken), []);
});

test('RC-11 a secret that is replaced while it is used: the old one is refused from then on', async () => {
  const { clients, clientGrants } = stack.storage.tenant('t-acme');
  const [old, fresh] = ['the secret of before, long enough', 'the secret of now, long enough too'] as const;
  const client = implicitClient('machine', {
    grant_types: ['client_credentials'],
    app_type: 'non_interactive',
    token_endpoint_auth_method: 'client_secret_post',
    client_secret_hash: sha256(old),
  });
  await clients.save(client);
  await clientGrants.save({ client_id: 'machine', audience: B0.audience, scope: ['read:a'] });
  const ask = (client_secret: string) =>
    stack.browser().post('/oauth/token', {
      grant_type: 'client_credentials',
      client_id: 'machine',
      client_secret,
      audience: B0.audience,
    });
  const asked = repeat(() => ask(old));
  assert.equal((await ask(old)).status, 200);
  await clients.save({ ...client, client_secret_hash: sha256(fresh) });
  const [refused, taken] = await Promise.all([ask(old), ask(fresh)]);
  assert.deepEqual([refused.status, taken.status], [401, 200]);
  const statuses = (await asked.stop()).map(({ status }) => status);
  assert.deepEqual(
    statuses,
    statuses.toSorted((a, b) => a - b),
    'taken, then refused, and never again taken',
  );
});

/** The same request again and again, until it is stopped. */
function repeat<T>(request: () => Promise<T>): { readonly stop: () => Promise<readonly T[]> } {
  const state = { stopped: false };
  const answers: T[] = [];
  const running = (async () => {
    while (!state.stopped) answers.push(await request());
  })();
  return {
    async stop() {
      state.stopped = true;
      await running;
      return answers;
    },
  };
}
