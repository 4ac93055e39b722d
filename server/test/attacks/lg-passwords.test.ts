/**
 * LG and PR of the attack catalogue, continued: what a new password must not be, and what ends with an old one.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import type { TenantSettings } from '../../src/resources/tenant/settings.ts';
import { askForReset, CHOSEN, pressLink, soleMail } from '../account/accounts.ts';
import { takeAllMails, takeMails } from '../mail/mailbox.ts';
import { mailsTo } from '../mail/mails.ts';
import { freePort } from '../ports.ts';
import { type Stack, startStack } from '../stack.ts';
import { hiddenFields, type UserAgent } from '../user-agent.ts';
import { ALICE, B0, BOB } from './requests.ts';

const BREACHED = 'nine loud marbles under glass';

/** The service, and what it was asked. */
let service: Server;
let stack: Stack;
const asked: string[] = [];
const settings: Partial<TenantSettings> = {
  password_history: 3,
  password_dictionary: ['Zeppelin'],
};
before(async () => {
  const digest = createHash('sha1').update(BREACHED).digest('hex').toUpperCase();
  service = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(`${'0'.repeat(35)}:7\r\n${digest.slice(5)}:12\r\n${'F'.repeat(35)}:0\r\n`);
  });
  const port = await freePort();
  await new Promise<void>((listening) => service.listen(port, '127.0.0.1', listening));
  const breached_passwords_url = `http://127.0.0.1:${port}/range/`;
  stack = await startStack({
    settings: { ...settings, breached_passwords_url },
    unsafeOutboundHosts: [`127.0.0.1:${port}`],
    logLevel: 'warn',
  });
});
after(async () => {
  await stack.close();
  service.close();
});
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

async function resetPage(browser: UserAgent, username: string = BOB.username): Promise<string> {
  stack.clock.now += 60;
  await takeMails(stack);
  await askForReset(browser, username);
  return (await soleMail(stack, 'reset_password')).link;
}

const REFUSED: readonly (readonly [password: string, says: RegExp])[] = [
  ['x7#Lm2q', /Use at least 8 characters/],
  ['password', /Many people use this password/],
  ['iloveyou1', /Many people use this password/],
  ['acme2026', /the name of this site/],
  ['bob@acme.test', /the name of this site/],
  ['zeppelin7', /words that are easy to guess here/],
  [BREACHED, /list of stolen passwords/],
  [BOB.password, /used this password before/],
  ['long'.repeat(300), /longer than we can take/],
];

test('LG-23 what an attacker tries first is refused with its reason, and the link works on', async () => {
  const browser = stack.browser();
  const link = await resetPage(browser);
  for (const [password, says] of REFUSED) {
    const answer = await pressLink(browser, link, { password });
    assert.equal(answer.status, 400, password);
    assert.match(answer.body, says, password);
    assert.doesNotMatch(answer.body, /id="password"[^>]*value/, 'a password is never shown again');
  }
  const taken = await pressLink(browser, link, { password: 'quietlyfloating' });
  assert.match(
    taken.body,
    /id="reset-done"/,
    'fifteen small letters are enough: nothing is said of kinds of characters',
  );
});

test('LG-23 the service is told five digits of forty, and of no password that was refused before', async () => {
  asked.length = 0;
  const browser = stack.browser();
  const link = await resetPage(browser);
  await pressLink(browser, link, { password: 'password' });
  assert.deepEqual(asked, []);
  await pressLink(browser, link, { password: BREACHED });
  assert.equal(asked.length, 1);
  assert.match(asked[0] ?? '', /^\/range\/[0-9A-F]{5}$/);
});

test('LG-23 passwords of before are refused as far back as the tenant says, the one of now among them', async () => {
  const browser = stack.browser();
  const chosen = ['red paper tigers walk', 'old copper lanterns hum', 'soft winter pebbles roll'];
  for (const password of chosen)
    assert.match(
      (await pressLink(browser, await resetPage(browser, ALICE.username), { password })).body,
      /reset-done/,
    );
  const link = await resetPage(browser, ALICE.username);
  for (const password of chosen)
    assert.match((await pressLink(browser, link, { password })).body, /used this password before/);
  assert.match(
    (await pressLink(browser, link, { password: ALICE.password })).body,
    /reset-done/,
    'four back',
  );
});

test('PR-13 a reset ends sessions, links and remembered devices, keeps second factors, and its owner is told', async () => {
  const carol = { username: 'carol@globex.test', password: ALICE.password };
  const records = stack.storage.tenant('t-globex');
  const thief = stack.browser('globex');
  const request = { ...B0, client_id: 'spaG' };
  const signedIn = await thief.follow(await thief.signIn(await thief.authorize(request), carol));
  assert.notEqual(signedIn.status, 400);
  const found = await records.users.findByEmail(carol.username);
  assert.ok(found);
  const { sub } = found.user;
  await records.authenticators.add({
    authenticator_id: 'totp-1',
    sub,
    epoch: found.user.epoch,
    kind: 'otp',
    name: 'Phone',
    document: {},
    counter: 0,
  });
  const device = { token_hash: 'hash of a device', expires_at: stack.clock.now + 9_999 };
  await records.authenticators.rememberDevice({ sub, epoch: found.user.epoch, ...device });

  const owner = stack.browser('globex');
  const login = await owner.authorize({ ...request, prompt: 'login' });
  const form = { ...hiddenFields(login.body), username: carol.username };
  const page = await owner.post('/reset-password', { ...form, action: 'open' });
  await owner.post('/reset-password', {
    ...hiddenFields(page.body),
    username: carol.username,
    action: 'send',
  });
  const [mail] = await mailsTo(stack, carol.username, { tenant: 'globex' });
  const link = /^https?:\/\/\S+$/m.exec(mail?.text ?? '')?.[0] ?? '';
  const done = await pressLink(owner, link, { password: CHOSEN });
  assert.match(done.body, /id="reset-done"/);

  assert.equal(owner.cookies.has('tacit_session'), false, 'nobody is signed in by it');
  const silent = await thief.send(`/authorize?${new URLSearchParams({ ...request, prompt: 'none' })}`);
  assert.match(silent.location, /error=login_required/);
  assert.deepEqual(await records.sessions.list(sub), []);
  assert.equal(await records.authenticators.isRememberedDevice(sub, 'hash of a device'), false);
  assert.equal((await records.authenticators.list(sub)).length, 1);
  const notices = await mailsTo(stack, carol.username, { tenant: 'globex', count: 2 });
  assert.match(notices[0]?.subject ?? '', /password/i);
  assert.equal(JSON.stringify(notices).includes(CHOSEN), false);
});

test('a sign-in from a device that was never here is told by mail, at most five times an hour, and none from a known one', async () => {
  const notices = async () => (await takeAllMails(stack)).filter(({ kind }) => kind === 'new_sign_in').length;
  const signIn = async (browser: UserAgent, username: string, password: string) => {
    const page = await browser.authorize({ ...B0, prompt: 'login' });
    await browser.signIn(page, { username, password });
  };
  const { users } = stack.storage.tenant('t-acme');
  const claims = { email: 'dora@acme.test', email_verified: true };
  const alice = await users.findByEmail(ALICE.username);
  await users.save({ sub: 'auth0|d04a', blocked: false, claims }, alice?.password_hash);
  const home = stack.browser();
  await signIn(home, claims.email, ALICE.password);
  assert.equal(await notices(), 0, 'the first time at all');
  await signIn(home, claims.email, ALICE.password);
  assert.equal(await notices(), 0, 'the same browser');
  for (let seen = 0; seen < 7; seen += 1) await signIn(stack.browser(), claims.email, ALICE.password);
  assert.equal(await notices(), 5);
});

test('LG-23 a service that is down keeps nobody from choosing a password, and the operator is told', async () => {
  await new Promise((closed) => {
    service.close(closed);
    service.closeAllConnections();
  });
  const browser = stack.browser();
  const answer = await pressLink(browser, await resetPage(browser), { password: BREACHED });
  assert.match(answer.body, /id="reset-done"/);
  assert.match(stack.logged(), /the service for breached passwords did not answer/);
  assert.equal(stack.logged().includes(BREACHED), false);
});
