/**
 * Forms that are sent after the ten minutes of their interaction: what needs nothing that was done before goes on as if it had been
 * in time; what does is led back, and says so. Nothing that was done in the old interaction is believed.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { INTERACTION_LIFETIME, LATE_FORM_LIFETIME } from '../../src/protocol/authorization/interaction.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hasTokens, hiddenFields, type UserAgent } from '../user-agent.ts';

let stack: Stack;

before(async () => {
  const login_methods = ['password', 'email_code', 'email_link'] as const;
  stack = await startStack({ settings: { sign_up: true, login_methods } });
});

beforeEach(() => {
  // Budgets of attempts and mails of one test are not those of the next.
  stack.clock.now += 3_601;
});

after(() => stack.close());

/** A login page that has waited so long. */
async function waited(seconds: number, changes: Readonly<Record<string, string>> = {}) {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, ...changes });
  assert.match(page.body, /id="login-title"/);
  stack.clock.now += seconds;
  return { browser, page, fields: hiddenFields(page.body) };
}

async function isSignedIn(browser: UserAgent): Promise<boolean> {
  return hasTokens(await browser.authorize({ ...B0, prompt: 'none' }));
}

function saysWhy(page: Answer, why: RegExp): void {
  assert.match(/<p class="box notice" id="anew" role="status">([^<]+)</.exec(page.body)?.[1] ?? '', why);
}

for (const seconds of [INTERACTION_LIFETIME, INTERACTION_LIFETIME + 1, 3_600, LATE_FORM_LIFETIME - 1]) {
  test(`the right password in a form of ${seconds} seconds signs in, and the same request is answered`, async () => {
    const { browser, page } = await waited(seconds);
    const answer = await browser.signIn(page, ALICE);
    assert.ok(hasTokens(answer), answer.body);
    assert.equal(fragment(answer.location)['state'], 'S1');
  });
}

test('a form of more than a day is led back with its address, and says why', async () => {
  const { browser, page } = await waited(LATE_FORM_LIFETIME);
  const again = await browser.signIn(page, ALICE);
  saysWhy(again, /longer than ten minutes, so please sign in again/);
  assert.match(again.body, /id="username"[^>]* value="alice@acme.test"/);
  assert.equal(await isSignedIn(browser), false);
  assert.ok(hasTokens(await browser.signIn(again, ALICE)));
});

test('a wrong password in a late form is wrong, and the page that says so takes the right one', async () => {
  const { browser, page } = await waited(601);
  const wrong = await browser.signIn(page, { ...ALICE, password: 'wrong' });
  assert.match(wrong.body, /id="login-error"/);
  assert.doesNotMatch(wrong.body, /id="anew"/);
  assert.notEqual(hiddenFields(wrong.body)['interaction'], hiddenFields(page.body)['interaction']);
  assert.ok(hasTokens(await browser.signIn(wrong, ALICE)));
});

test('what waits twice as long is taken twice, and answered once', async () => {
  const { browser, page } = await waited(601);
  const wrong = await browser.signIn(page, { ...ALICE, password: 'wrong' });
  stack.clock.now += 601;
  assert.ok(hasTokens(await browser.signIn(wrong, ALICE)));
  for (const old of [page, wrong]) assert.match((await browser.signIn(old, ALICE)).body, /done this already/);
});

test('CS: the token of a late form must be its own, and no other site sends it', async () => {
  const { browser, fields } = await waited(601);
  const form = { ...fields, ...ALICE };
  const other = await waited(0);
  for (const csrf of ['x', '', other.fields['csrf'] ?? ''])
    assert.equal((await browser.post('/login', { ...form, csrf })).status, 403, csrf);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.test' }])
    assert.equal((await browser.post('/login', form, headers)).status, 403);
  assert.equal(await isSignedIn(browser), false);
});

test('CS: a late form of an attacker, in the browser of a victim, signs nobody in, and says why', async () => {
  const attacker = await waited(601);
  const victim = await waited(0);
  const led = await victim.browser.follow(
    await victim.browser.post('/login', { ...attacker.fields, ...ALICE }),
  );
  saysWhy(led, /begun in another browser/);
  assert.equal(await isSignedIn(victim.browser), false);
});

test('a late form without a cookie is told about cookies', async () => {
  const { browser, fields } = await waited(601);
  browser.cookies.clear();
  const told = await browser.post('/login', { ...fields, ...ALICE });
  assert.equal(told.status, 400);
  assert.match(told.body, /sent no cookie/);
  assert.match(told.body, /id="error-start-again" href="\/authorize\?/);
});

test('RC: a form whose interaction was answered signs nobody in again, however late it is sent', async () => {
  const { browser, page } = await waited(0);
  assert.ok(hasTokens(await browser.signIn(page, ALICE)));
  await browser.send('/v2/logout');
  for (const later of [601, 3_600, LATE_FORM_LIFETIME]) {
    stack.clock.now += later;
    await browser.signIn(page, ALICE);
    assert.equal(await isSignedIn(browser), false, String(later));
  }
});

test('RC: a late form that was answered signs nobody in again either', async () => {
  const { browser, page } = await waited(601);
  assert.ok(hasTokens(await browser.signIn(page, ALICE)));
  await browser.send('/v2/logout');
  const again = await browser.signIn(page, ALICE);
  assert.match(again.body, /You have done this already/);
  assert.equal(await isSignedIn(browser), false);
});

test('RC: of a late form that is sent twice at once one is answered', async () => {
  const { browser, page } = await waited(601);
  const twins = await Promise.all([browser.signIn(page, ALICE), browser.signIn(page, ALICE)]);
  assert.equal(twins.filter(hasTokens).length, 1);
});

test('a client that was changed meanwhile is judged as it is now', async () => {
  const { browser, page } = await waited(601, {
    client_id: 'local1',
    redirect_uri: 'http://localhost:3000/cb',
  });
  const { clients } = stack.storage.tenant('t-acme');
  const local1 = await clients.find('local1');
  assert.ok(local1);
  await clients.save({ ...local1, redirect_uris: ['http://localhost:3000/other'] });
  const answer = await browser.signIn(page, ALICE);
  assert.equal(answer.status, 400);
  assert.match(answer.body, /id="error-title"/);
  await clients.save(local1);
});

test('a late sign-up is made, and a mail goes out', async () => {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, screen_hint: 'signup' });
  stack.clock.now += 601;
  const form = {
    ...hiddenFields(page.body),
    username: 'slow@acme.test',
    password: 'seven green umbrellas sing',
  };
  assert.match((await browser.post('/signup', form)).body, /id="mail-sent"/);
});

test('a late request for a code by mail is answered with the page for the code', async () => {
  const { browser, fields } = await waited(601);
  const form = { ...fields, username: ALICE.username, action: 'email_code' };
  assert.match((await browser.follow(await browser.post('/login', form))).body, /id="code-title"/);
});

test('a late way to another page of the login keeps what was typed', async () => {
  const { browser, fields } = await waited(601);
  const form = { ...fields, username: 'typed@acme.test', action: 'open' };
  for (const path of ['/signup', '/reset-password']) {
    const { status, body } = await browser.post(path, form);
    assert.deepEqual([status, /value="typed@acme.test"/.test(body)], [200, true], path);
  }
});

test('turning back late tells the client', async () => {
  const { browser, fields } = await waited(601);
  const answer = await browser.follow(await browser.post('/login', { ...fields, action: 'cancel' }));
  assert.equal(fragment(answer.location)['error'], 'access_denied');
});

test('a consent that is given late is asked for once more, and says why', async () => {
  const browser = stack.browser();
  const login = await browser.authorize({
    ...B0,
    client_id: 'spa2',
    redirect_uri: 'https://third.test/cb?x=1',
  });
  const page = await browser.signIn(login, ALICE);
  assert.match(page.body, /id="consent-title"/);
  stack.clock.now += 601;
  const again = await browser.consent(page, 'accept');
  assert.match(again.body, /id="consent-title"/);
  saysWhy(again, /so we ask once more/);
  assert.ok(hasTokens(await browser.consent(again, 'accept')));
});

test('a mailed code that is typed late leads back to the login page, which says why', async () => {
  const { browser, fields } = await waited(0);
  const asked = await browser.follow(
    await browser.post('/login', { ...fields, username: ALICE.username, action: 'email_code' }),
  );
  stack.clock.now += 601;
  const form = { ...hiddenFields(asked.body), code: '123456', action: 'verify' };
  const led = await browser.follow(await browser.post('/passwordless', form));
  assert.match(led.body, /id="login-title"/);
  saysWhy(led, /longer than ten minutes/);
  assert.match(led.body, /value="alice@acme.test"/);
  const reloaded = await browser.follow(
    await browser.send(`/passwordless?interaction=${hiddenFields(asked.body)['interaction']}`),
  );
  saysWhy(reloaded, /longer than ten minutes/);
});
