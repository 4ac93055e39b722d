/**
 * Signing in by a code in a mail: the page, the code, the budgets, and what is told to whoever has no account.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { comparable } from '../account/accounts.ts';
import { ALICE, B0, payload, silently } from '../attacks/requests.ts';
import { withApp } from '../factors/second-factors.ts';
import { takeMails } from '../mail/mailbox.ts';
import { freePort } from '../ports.ts';
import { type Stack, startStack } from '../stack.ts';
import { fragment, hasTokens, hiddenFields } from '../user-agent.ts';
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

test('what is no address is refused on the login page, which keeps it', async () => {
  for (const username of [
    '',
    'alice',
    'alice@',
    'a@b@acme.test',
    'alice@acme.test,bob@acme.test',
    'x'.repeat(321),
  ]) {
    const { answer } = await askByMail(stack, 'email_code', { username });
    assert.equal(answer.status, 400);
    assert.match(answer.body, /id="login-error" role="alert"/);
    assert.match(answer.body, /aria-invalid="true"/);
  }
  const { answer } = await askByMail(stack, 'email_code', { username: 'alice@acme' });
  assert.match(answer.body, /id="username"[^>]* value="alice@acme"/);
});

test('LG-04 LG-01 an address without an account, or with a blocked one, is answered as any other: status, headers, body, size', async () => {
  const users = stack.storage.tenant('t-acme').users;
  await users.save({ sub: 'auth0|blocked', blocked: true, claims: { email: 'block@acme.test' } });
  const of = async (username: string) => {
    const asked = await askByMail(stack, 'email_code', { username });
    const sealed = /interaction=[^&]*/;
    const answer = { ...asked.answer.headers, location: asked.answer.location.replace(sealed, '') };
    const wrong = await typeCode(asked, '000000');
    return [
      asked.answer.status,
      answer.location,
      comparable(asked.page, username),
      comparable(wrong, username),
    ];
  };
  await takeMails(stack);
  const expected = await of(ALICE.username);
  await nextCode(stack, ALICE.username);
  for (const username of ['nobdy@acme.test', 'block@acme.test'])
    assert.deepEqual(await of(username.padEnd(ALICE.username.length, 'x')), expected, username);
  assert.deepEqual(
    (await takeMails(stack)).map(({ to, kind }) => [to, kind]),
    [[ALICE.username, 'login_code']],
  );
});

test('LG-04 nobody signs in by any code where nobody has the address, and no account is made', async () => {
  const asked = await askByMail(stack, 'email_code', { username: 'ghost@acme.test' });
  for (const code of ['', 'none', '000000', '123456'])
    assert.equal((await typeCode(asked, code)).status, 400, code);
  assert.equal(await stack.storage.tenant('t-acme').users.findByEmail('ghost@acme.test'), undefined);
});

test('PR-20 a code has five tries, right or wrong after that; another one has five of its own, and an account has a budget', async () => {
  const asked = await askForCode(stack);
  for (let tried = 1; tried <= 5; tried += 1)
    assert.equal((await typeCode(asked, otherThan(asked.code, tried))).status, 400);
  const late = await typeCode(asked, asked.code);
  assert.equal(late.status, 429);
  assert.match(late.body, /id="code-notice" role="alert"/);

  const again = await askForCode(stack);
  for (let tried = 1; tried <= 4; tried += 1)
    assert.equal((await typeCode(again, otherThan(again.code, tried))).status, 400);
  assert.equal((await typeCode(again, again.code)).status, 429);
  stack.clock.now += 901;
  const third = await askForCode(stack);
  assert.equal(hasTokens(await typeCode(third, third.code)), true);
});

test('PR-20 tries are counted before they are compared: of many at once five are looked at', async () => {
  const asked = await askForCode(stack);
  const form = { ...hiddenFields(asked.page.body), action: 'verify' };
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      asked.browser.post('/passwordless', { ...form, code: otherThan(asked.code, index + 1) }),
    ),
  );
  const statuses = answers.map(({ status }) => status).toSorted();
  assert.deepEqual(statuses, [...Array(5).fill(400), ...Array(7).fill(429)]);
});

test('a code ends after ten minutes, when it was used, and when a newer one was sent', async () => {
  const late = await askForCode(stack);
  stack.clock.now += 600;
  assert.equal(hasTokens(await typeCode(late, late.code)), false);

  const renewed = await askForCode(stack);
  const sent = await typeCode(renewed, '', 'send');
  assert.equal(sent.status, 200);
  assert.match(sent.body, /id="code-sent" role="status"/);
  const newer = await nextCode(stack, ALICE.username);
  if (newer !== renewed.code) assert.equal((await typeCode(renewed, renewed.code)).status, 400);
  const [first, second] = await Promise.all([
    renewed.browser.post('/passwordless', { ...hiddenFields(renewed.page.body), code: newer }),
    renewed.browser.post('/passwordless', { ...hiddenFields(renewed.page.body), code: newer }),
  ]);
  assert.deepEqual([first.status, second.status].toSorted(), [303, 400]);
});

test('ST-06 a code is good in the browser and the request that asked for it, and in no other', async () => {
  const asked = await askForCode(stack);
  const elsewhere = await askByMail(stack, 'email_code', { username: 'nobody@acme.test' });
  assert.equal((await typeCode(elsewhere, asked.code)).status, 400);
  const stolen = { ...asked, browser: stack.browser() };
  await stolen.browser.authorize(B0);
  const answer = await typeCode(stolen, asked.code);
  assert.match(answer.body, /id="login-title"/);
  assert.equal(await silently(stolen.browser), 'login_required');
  const other = await askByMail(stack, 'email_code', { username: ALICE.username }, asked.browser);
  await nextCode(stack, ALICE.username);
  assert.equal((await typeCode(other, asked.code)).status, 400);
  assert.equal(hasTokens(await typeCode(asked, asked.code)), true);
});

test('ST-08 the form of another page, or of no page, is refused', async () => {
  const asked = await askForCode(stack);
  const { interaction = '' } = hiddenFields(asked.page.body);
  for (const csrf of ['', 'x', undefined]) {
    const fields = { interaction, code: asked.code, ...(csrf === undefined ? {} : { csrf }) };
    assert.equal((await asked.browser.post('/passwordless', fields)).status, 403);
  }
  const form = { ...hiddenFields(asked.page.body), code: asked.code };
  const cross = await asked.browser.post('/passwordless', form, { 'sec-fetch-site': 'cross-site' });
  assert.equal(cross.status, 403);
});

test('PR-08 an address is sent five mails an hour, whoever asks, and is answered the same after that', async () => {
  await takeMails(stack);
  for (let sent = 1; sent <= 6; sent += 1) {
    const { page } = await askByMail(stack, 'email_code', { username: 'bob@acme.test' });
    assert.match(page.body, /id="code-title"/);
  }
  assert.equal((await takeMails(stack)).length, 5);
  const asked = await askByMail(stack, 'email_code', { username: 'bob@acme.test' });
  const again = await typeCode(asked, '', 'send');
  assert.equal(again.status, 429);
  assert.match(again.body, /id="code-notice" role="alert"/);
  assert.deepEqual(await takeMails(stack), []);
});

test('LG-20 a code is refused where the tenant has no codes, at each step, whatever page the form came from', async () => {
  const asked = await askForCode(stack);
  const login = await asked.browser.authorize(B0);
  const tenant = { tenant_id: 't-acme', name: 'acme', region: 'us' };
  const [before_] = (await stack.storage.tenants.list()).filter(({ name }) => name === 'acme');
  assert.ok(before_);
  await stack.storage.tenants.save({
    ...tenant,
    settings: { ...before_.settings, login_methods: ['password'] },
  });
  try {
    assert.equal(hasTokens(await typeCode(asked, asked.code)), false);
    const form = { ...hiddenFields(login.body), username: ALICE.username, action: 'email_code' };
    const refused = await asked.browser.post('/login', form);
    assert.equal(refused.status, 400);
    assert.match(refused.body, /id="login-error" role="alert"/);
    assert.doesNotMatch(refused.body, /id="login-email-code"/);
  } finally {
    await stack.storage.tenants.save(before_);
  }
});

test('LG-20 the page of a code without a mail that was asked for leads back to the login page', async () => {
  const browser = stack.browser();
  const login = await browser.authorize(B0);
  const { interaction = '' } = hiddenFields(login.body);
  const answer = await browser.follow(await browser.send(`/passwordless?interaction=${interaction}`));
  assert.match(answer.body, /id="login-title"/);
  const sent = await browser.follow(
    await browser.post('/passwordless', { ...hiddenFields(login.body), code: '123456', action: 'verify' }),
  );
  assert.match(sent.body, /id="login-title"/);
});

test('a code signs in with amr otp (RFC 8176), verifies the address, and goes on with the request', async () => {
  const users = stack.storage.tenant('t-acme').users;
  await users.save({ sub: 'auth0|unverified', blocked: false, claims: { email: 'new@acme.test' } });
  const asked = await askForCode(stack, 'new@acme.test');
  const answer = await typeCode(asked, ` ${asked.code.slice(0, 3)} ${asked.code.slice(3)} `);
  const { id_token, state } = fragment(answer.location);
  const claims = payload(id_token);
  assert.deepEqual(
    [state, claims['sub'], claims['auth_time']],
    [B0.state, 'auth0|unverified', stack.clock.now],
  );
  assert.equal((await users.find('auth0|unverified'))?.claims.email_verified, true);
  const [session] = await stack.storage.tenant('t-acme').sessions.list('auth0|unverified');
  assert.deepEqual(session?.amr, ['otp']);
});

test('a code is a first factor: an app that is enrolled is asked for after it', async () => {
  const { person } = await withApp(stack);
  const asked = await askForCode(stack, person.username);
  const answer = await typeCode(asked, asked.code);
  assert.match(answer.body, /id="mfa-title"/);
  assert.equal(await silently(asked.browser), 'login_required');
});

test('a mailbox is one factor: who came by a code of a mail is not asked for another of them', async () => {
  const { person } = await withApp(stack);
  const { authenticators } = stack.storage.tenant('t-acme');
  const mailed = {
    authenticator_id: `mail ${person.sub}`,
    sub: person.sub,
    epoch: 0,
    kind: 'email',
    name: 'Mail',
  } as const;
  await authenticators.add({ ...mailed, document: {}, counter: 0 });
  const asked = await askForCode(stack, person.username);
  const page = await typeCode(asked, asked.code);
  assert.match(page.body, /id="mfa-use-recovery"/);
  assert.doesNotMatch(page.body, /id="mfa-use-email"/);
  const { interaction = '' } = hiddenFields(page.body);
  const forced = await asked.browser.send(`/mfa?${new URLSearchParams({ interaction, factor: 'email' })}`);
  assert.match(forced.body, /name="factor" value="otp"/);
});

test('an interaction that ended while the mail was waited for starts anew at the login page', async () => {
  const asked = await askForCode(stack);
  stack.clock.now += 601;
  const login = await typeCode(asked, asked.code);
  assert.match(login.body, /id="login-title"/);
  assert.match(login.body, /id="username"[^>]* value="alice@acme.test"/);
});

test('the way back keeps the address', async () => {
  const asked = await askForCode(stack);
  const form = hiddenFields(asked.page.body);
  const back = await asked.browser.post('/login', { ...form, action: 'open' });
  assert.match(back.body, /id="username"[^>]* value="alice@acme.test"/);
});

test('a mail server that is down: the page is as ever, nothing is said of it, and the mail waits', async () => {
  const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
  const other = await startStack({ settings: { login_methods: METHODS }, smtpUrl });
  try {
    const asked = await askByMail(other, 'email_code', { username: ALICE.username });
    assert.deepEqual([asked.answer.status, asked.page.status], [303, 200]);
    assert.match(asked.page.body, /id="code-title"/);
    assert.equal((await typeCode(asked, '', 'send')).status, 200);
    other.clock.now += 60;
    assert.notEqual(await other.storage.mails.claim(), undefined);
  } finally {
    await other.close();
  }
});
