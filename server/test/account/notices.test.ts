/**
 * Notices: to whom they go, and what of a request is in them.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { ALICE, B0 } from '../attacks/requests.ts';
import { takeAllMails, takeMails } from '../mail/mailbox.ts';
import { linkIn, mailsTo, mailTo } from '../mail/mails.ts';
import { type Stack, startStack } from '../stack.ts';
import { hiddenFields } from '../user-agent.ts';
import { CHOSEN } from './accounts.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

type Verified = { readonly email_verified?: boolean };

/** Somebody who has signed in once, with alice's password. */
async function person(verified: Verified): Promise<string> {
  const { users } = stack.storage.tenant('t-acme');
  const alice = await users.findByEmail(ALICE.username);
  assert.ok(alice);
  const name = randomBytes(8).toString('hex');
  const email = `${name}@acme.test`;
  await users.save(
    { sub: `auth0|${name}`, blocked: false, claims: { email, ...verified } },
    alice.password_hash,
  );
  await signIn(email, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
  await takeMails(stack);
  return email;
}

async function signIn(username: string, userAgent: string): Promise<void> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const fields = { ...hiddenFields(page.body), username, password: ALICE.password, action: 'login' };
  const answer = await browser.post('/login', fields, { 'user-agent': userAgent });
  assert.equal(answer.status, 303);
}

const NOBODY_VERIFIED: readonly Verified[] = [{}, { email_verified: false }];

test('a sign-in from elsewhere is not told to an address that nobody verified', async () => {
  for (const verified of NOBODY_VERIFIED) {
    await signIn(await person(verified), 'curl/8');
    assert.deepEqual(await takeAllMails(stack), [], JSON.stringify(verified));
  }
});

test('a new password is not told to an address of which we know that nobody verified it, unless by its own mail', async () => {
  const email = await person({ email_verified: false });
  const reset = { username: email, action: 'send' };
  await stack.browser().post('/reset-password', reset);
  const browser = stack.browser();
  const page = await browser.follow(await browser.send(linkIn(await mailTo(stack, email))));
  const form = { ...hiddenFields(page.body), password: CHOSEN };
  assert.equal((await browser.post('/reset-password/choose', form)).status, 200);
  // Who opened the link has verified the address by it.
  assert.deepEqual(
    (await takeMails(stack))
      .map(({ to, kind }) => [to, kind])
      .filter(([, kind]) => kind === 'password_changed'),
    [[email, 'password_changed']],
  );
});

const HOSTILE = [
  'Your account is blocked: https://evil.test/unblock',
  'evil.test/x www.evil.test <a href="https://evil.test">Acme</a>',
  'Firefox/1 http://evil.test',
  'Mozilla/5.0 (Linux) Acme security: call +1 555 0100',
];

test('what a stranger’s User-Agent says is not in the mail: a browser and a system of names that we know', async () => {
  const email = await person({ email_verified: true });
  for (const userAgent of HOSTILE) await signIn(email, userAgent);
  const mails = await mailsTo(stack, email, { count: HOSTILE.length });
  assert.equal(mails.length, HOSTILE.length);
  for (const { text, html } of mails)
    assert.doesNotMatch(`${text}${html}`, /evil|blocked|\+1 555|<a href="https:\/\/evil/);
  assert.ok(mails.some(({ text }) => /: Firefox$/m.test(text)));
  assert.ok(mails.some(({ text }) => / Linux$/m.test(text)));
});
