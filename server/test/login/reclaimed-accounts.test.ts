/**
 * Accounts that somebody made with the address of somebody else, before anybody had shown its mailbox
 * (`unsafe_sign_up_at_once`): whoever shows it takes them back whole.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccount, sendForm } from '../account/account-pages.ts';
import { askForReset, CHOSEN, pressLink, signUp, soleMail } from '../account/accounts.ts';
import { B0, silently } from '../attacks/requests.ts';
import { codeOf, codesOn, keyOn } from '../factors/second-factors.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { hasTokens } from '../user-agent.ts';

/** A stranger signs up with an address that is not theirs, and leaves an app in the account. */
async function squat(at_once: Stack, username: string) {
  await takeMails(at_once);
  const stranger = at_once.browser();
  await stranger.follow(await signUp(stranger, username));
  const { link } = await soleMail(at_once, 'verify_email');
  const path = '/account/factors/add';
  const page = await openAccount(at_once, stranger, {
    path: `${path}?factor=otp`,
    user: { username, password: CHOSEN },
  });
  const fields = { action: 'confirm', factor: 'otp', code: codeOf({ key: keyOn(page) }, at_once) };
  assert.equal(codesOn(await sendForm(at_once, stranger, { path, page, fields })).length, 10);
  await takeMails(at_once);
  const user = (await at_once.storage.tenant('t-acme').users.findByEmail(username))?.user;
  assert.ok(user);
  return { stranger, link, sub: user.sub };
}

test('whoever shows the mailbox takes an account back that a stranger made: by a reset and by the verification', async () => {
  const at_once = await startStack({ settings: { sign_up: true, unsafe_sign_up_at_once: true } });
  const users = at_once.storage.tenant('t-acme');
  const OWNER = 'the owner has chosen this one';
  try {
    const reset = await squat(at_once, 'reset@acme.test');
    const owner = at_once.browser();
    await askForReset(owner, 'reset@acme.test');
    const { link } = await soleMail(at_once, 'reset_password');
    assert.match((await pressLink(owner, link, { password: OWNER })).body, /id="reset-done"/);
    const signedIn = await owner.signIn(await owner.authorize(B0), {
      username: 'reset@acme.test',
      password: OWNER,
    });
    assert.equal(hasTokens(signedIn), true, 'the owner is not asked for the factor of the stranger');

    const verified = await squat(at_once, 'verify@acme.test');
    const done = await pressLink(at_once.browser(), verified.link);
    assert.match(done.body, /id="verified"/);
    assert.match(done.body, /id="verified-reset" href="\/reset-password"/);

    for (const { stranger, sub } of [reset, verified]) {
      assert.equal(await silently(stranger), 'login_required');
      assert.deepEqual(await users.authenticators.list(sub), []);
      assert.equal(await users.authenticators.countRecoveryCodes(sub), 0);
    }
    const answer = await verified.stranger.signIn(await verified.stranger.authorize(B0), {
      username: 'verify@acme.test',
      password: CHOSEN,
    });
    assert.equal(answer.status, 400);
  } finally {
    await at_once.close();
  }
});

test('who made an account verifies it and keeps it: in their own browser, or elsewhere with the password', async () => {
  const at_once = await startStack({ settings: { sign_up: true, unsafe_sign_up_at_once: true } });
  try {
    const here = await squat(at_once, 'here@acme.test');
    assert.match((await pressLink(here.stranger, here.link)).body, /id="verified"/);
    assert.equal(await silently(here.stranger), 'tokens');

    const there = await squat(at_once, 'there@acme.test');
    const phone = at_once.browser();
    assert.equal((await pressLink(phone, there.link, { password: 'wrong' })).status, 400);
    assert.match((await pressLink(phone, there.link, { password: CHOSEN })).body, /id="verified"/);
    assert.equal(await silently(there.stranger), 'tokens');
    assert.equal((await at_once.storage.tenant('t-acme').authenticators.list(there.sub)).length, 1);
  } finally {
    await at_once.close();
  }
});
