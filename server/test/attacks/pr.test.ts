/**
 * PR of the attack catalogue: sign-up, verification and reset by their pages.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
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
import { ALICE, ALICE_SUB, B0, BOB, BOB_SUB, policyOf, sendRaw, statusOf } from './requests.ts';

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

const RESET_FORM = { username: BOB.username, action: 'send' } as const;

/** Asks for a link by the form that belongs to no interaction, with headers of one's own. */
function askWith(headers: Readonly<Record<string, string>>): Promise<Answer> {
  return stack.browser().post('/reset-password', RESET_FORM, headers);
}

/** A link without its token. */
function bare(link: string): string {
  return link.replace(/token=[A-Za-z0-9_-]{43}$/, 'token=');
}

/** A link that was asked for in a browser of its own. */
async function resetLink(username: string = BOB.username): Promise<string> {
  await takeMails(stack);
  await askForReset(stack.browser(), username);
  return (await soleMail(stack, 'reset_password')).link;
}

function isEnded(answer: Answer): boolean {
  return answer.status === 400 && answer.body.includes('id="link-ended"');
}

test('PR-01 a Host that is none of ours is refused, and nothing is mailed', async () => {
  const body = new URLSearchParams(RESET_FORM).toString();
  const head = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`;
  const host = stack.host('acme');
  const requests = [
    `POST /reset-password HTTP/1.1\r\nHost: evil.test\r\n${head}\r\n${body}`,
    `POST /reset-password HTTP/1.1\r\nHost: ${host}\r\nHost: evil.test\r\n${head}\r\n${body}`,
    `POST http://evil.test/reset-password HTTP/1.1\r\nHost: ${host}\r\n${head}\r\n${body}`,
    `POST /reset-password HTTP/1.1\r\nHost: ${host}@evil.test\r\n${head}\r\n${body}`,
  ];
  for (const request of requests) {
    const status = statusOf(await sendRaw(stack.port, request));
    assert.ok(['400', '421'].includes(status), `${status}: ${request.split('\r\n', 3).join(' ')}`);
  }
  assert.deepEqual(await takeMails(stack), []);
});

test('PR-01 PR-02 no header of a proxy changes the link: it is the issuer of the tenant', async () => {
  await askWith({});
  const expected = bare((await soleMail(stack, 'reset_password')).link);
  assert.equal(expected, `${stack.issuer('acme')}reset-password/choose?token=`);
  const cases: readonly Readonly<Record<string, string>>[] = [
    { 'x-forwarded-host': 'evil.test' },
    { forwarded: 'host=evil.test;proto=http' },
    { 'x-forwarded-proto': 'javascript' },
    { 'x-forwarded-port': '4444' },
    { 'x-forwarded-prefix': '//evil.test' },
    { 'x-forwarded-host': `${stack.host('acme')}@evil.test` },
    { 'x-original-url': '//evil.test', 'x-rewrite-url': '//evil.test', 'x-host': 'evil.test' },
  ];
  for (const headers of cases) {
    stack.clock.now += 3_601;
    await askWith(headers);
    assert.equal(bare((await soleMail(stack, 'reset_password')).link), expected, JSON.stringify(headers));
  }
});

test('PR-03 a reset link ends by its use, by a newer one, by a change of address and after an hour', async () => {
  const used = await resetLink();
  await pressLink(stack.browser(), used, { password: CHOSEN });
  assert.ok(isEnded(await openLink(stack.browser(), used)), 'used');

  const older = await resetLink();
  const newer = await resetLink();
  assert.ok(isEnded(await openLink(stack.browser(), older)), 'older');
  assert.equal((await openLink(stack.browser(), newer)).status, 200);

  const { users } = stack.storage.tenant('t-acme');
  const bob = await users.find(BOB_SUB);
  assert.ok(bob);
  await users.save({ ...bob, claims: { ...bob.claims, email: 'bob2@acme.test' } });
  assert.ok(isEnded(await openLink(stack.browser(), newer)), 'address changed');
  await users.save({ ...bob, blocked: true });
  assert.ok(isEnded(await openLink(stack.browser(), newer)), 'blocked');
  await users.save(bob);

  const late = await resetLink();
  stack.clock.now += 3_599;
  assert.equal((await openLink(stack.browser(), late)).status, 200);
  stack.clock.now += 1;
  assert.ok(isEnded(await openLink(stack.browser(), late)), 'an hour later');
});

test('PR-04 the token of a link has 256 bits, and neither the log nor the database knows it', async () => {
  const link = await resetLink();
  const token = new URL(link).searchParams.get('token') ?? '';
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  await openLink(stack.browser(), link);
  assert.equal(stack.logged().includes(token), false);
  const { oneTimeTokens } = stack.storage.tenant('t-acme');
  assert.equal(await oneTimeTokens.find('reset_password', token), undefined);
  assert.notEqual(await oneTimeTokens.find('reset_password', sha256(token)), undefined);
});

test('PR-05 a link is good for its purpose, its tenant and its user, whatever the form says beside it', async () => {
  await signUp(stack.browser(), 'purpose@acme.test');
  const verify = new URL((await soleMail(stack, 'verify_email')).link);
  const reset = new URL(await resetLink());
  const browser = stack.browser();
  for (const [path, { search }] of [
    ['/reset-password/choose', verify],
    ['/verify-email', reset],
  ] as const) {
    assert.ok(isEnded(await browser.send(path + search)), path);
    browser.cookies.set('tacit_reset', verify.searchParams.get('token') ?? '');
    browser.cookies.set('tacit_verify', reset.searchParams.get('token') ?? '');
    assert.ok(isEnded(await browser.send(path)), path);
    assert.ok(isEnded(await browser.post(path, { csrf: 'x', password: CHOSEN })), path);
  }
  assert.ok(isEnded(await openLink(stack.browser('globex'), reset.href)), 'another tenant');

  const password = 'mallory wants this one to count';
  const more = { sub: ALICE_SUB, user_id: ALICE_SUB, username: ALICE.username, email: ALICE.username };
  await pressLink(stack.browser(), reset.href, { password, ...more });
  const login = stack.browser();
  const answer = await login.signIn(await login.authorize(B0), { username: ALICE.username, password });
  assert.equal(answer.status, 400);
});

test('PR-05 the form of one link does nothing with the cookie of another', async () => {
  const mine = stack.browser();
  const form = hiddenFields((await openLink(mine, await resetLink(ALICE.username))).body);
  const theirs = stack.browser();
  await openLink(theirs, await resetLink());
  assert.ok(isEnded(await theirs.post('/reset-password/choose', { ...form, password: CHOSEN })));
  assert.ok(isEnded(await theirs.post('/reset-password/choose', { password: CHOSEN })));
});

test('PR-07 LG-04 a lost password is answered the same for every address, and only an owner gets a mail', async () => {
  const known = comparable(await askForReset(stack.browser(), BOB.username), BOB.username);
  assert.equal((await soleMail(stack, 'reset_password')).to, BOB.username);
  for (const username of ['nobody@acme.test', 'block@acme.test', 'carol@globex.test']) {
    assert.deepEqual(comparable(await askForReset(stack.browser(), username), username), known, username);
    assert.deepEqual(await takeMails(stack), [], username);
  }
});

test('PR-07 what is written for an address that nobody has is never sent, and no address is logged', async () => {
  const before = stack.logged().length;
  await askForReset(stack.browser(), 'nobody@acme.test');
  await askForReset(stack.browser(), BOB.username);
  assert.equal(stack.logged().slice(before).includes('@acme.test'), false, 'an address is in the log');
  await soleMail(stack, 'reset_password');
});

test('PR-08 a hundred forms for one address: five mails an hour, and the same answer to each', async () => {
  const answers = new Set<string>();
  for (let asked = 0; asked < 100; asked += 1) {
    const answer = await stack.browser().post('/reset-password', RESET_FORM);
    answers.add(JSON.stringify(comparable(answer, BOB.username)));
  }
  assert.equal(answers.size, 1);
  assert.equal((await takeMails(stack)).length, 5);
});

test('PR-08 the link that was sent last stays good when the address has had enough', async () => {
  for (let asked = 0; asked < 5; asked += 1) await stack.browser().post('/reset-password', RESET_FORM);
  const mails = await takeMails(stack);
  await stack.browser().post('/reset-password', RESET_FORM);
  const live = [];
  for (const { link } of mails) live.push(!isEnded(await openLink(stack.browser(), link)));
  assert.equal(live.filter((one) => one).length, 1);
});

test('PR-08 one network sends a hundred forms an hour, whatever the addresses', async () => {
  const statuses = new Map<number, number>();
  for (let asked = 0; asked < 102; asked += 1) {
    const form = { username: `someone${asked}@acme.test`, action: 'send' };
    const { status } = await stack.browser().post('/reset-password', form);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  assert.deepEqual(
    [...statuses],
    [
      [200, 100],
      [429, 2],
    ],
  );
});

test('PR-10 LG-17 two addresses, or what is none, are refused and nothing is mailed', async () => {
  const bodies = [
    'username=bob%40acme.test&username=mallory%40evil.test',
    'username%5B%5D=bob%40acme.test&username%5B%5D=mallory%40evil.test',
    'username=bob%40acme.test%20mallory%40evil.test',
    'username=bob%40acme.test%2Cmallory%40evil.test',
    'username=bob%40acme.test%0aBcc%3Amallory%40evil.test',
    'username=%22bob%40acme.test%22%40evil.test',
    'username=bob%40acme.test%40evil.test',
    `username=${'a'.repeat(321)}%40acme.test`,
    'username=',
    '',
  ];
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  for (const body of bodies) {
    const answer = await stack.browser().send('/reset-password', { method: 'POST', headers, body });
    assert.equal(answer.status, 400, body);
  }
  assert.deepEqual(await takeMails(stack), []);
});

test('PR-11 programs that open a link, or ask for its head, consume nothing', async () => {
  const reset = new URL(await resetLink());
  await signUp(stack.browser(), 'scanned@acme.test');
  const verify = new URL((await soleMail(stack, 'verify_email')).link);
  for (const { pathname, search } of [reset, verify]) {
    const scanner = stack.browser();
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS', 'HEAD'])
      await scanner.send(pathname + search, { method });
    await scanner.follow(await scanner.send(pathname + search));
    assert.equal(
      (await openLink(stack.browser(), stack.issuer('acme').slice(0, -1) + pathname + search)).status,
      200,
    );
  }
});

test('PR-12 the token leaves the address at once, and the page asks nobody else for anything', async () => {
  const link = await resetLink();
  const browser = stack.browser();
  const { pathname, search } = new URL(link);
  const first = await browser.send(pathname + search);
  assert.deepEqual([first.status, first.location], [303, pathname]);
  const [cookie = ''] = first.headers['set-cookie'] ?? [];
  assert.match(cookie, /^tacit_reset=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3600$/);
  const page = await browser.follow(first);
  const token = new URLSearchParams(search).get('token') ?? '';
  assert.equal(page.body.includes(token), false);
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
  assert.match(policyOf(page), /default-src 'none'/);
  assert.match(policyOf(page), /frame-ancestors 'none'/);
  assert.doesNotMatch(page.body, /(?:src|href)="(?:https?:)?\/\//);
  assert.equal(stack.logged().includes(token), false);
});
