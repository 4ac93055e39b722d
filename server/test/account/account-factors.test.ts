/**
 * Second factors on the account page.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ALICE, ALICE_SUB, BOB } from '../attacks/requests.ts';
import { type App, codeOf, codesOn, firstFactor, keyOn, submit } from '../factors/second-factors.ts';
import { epochOf, removeFactor } from '../login/epochs.ts';
import { takeMails } from '../mail/mailbox.ts';
import { codeIn, mailsOf, mailTo } from '../mail/mails.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount, sendForm } from './account-pages.ts';

const PERSON = { ...ALICE, sub: ALICE_SUB };

const PATH = '/account/factors';
const ADD = '/account/factors/add';

describe('second factors on the account page', () => {
  let stack: Stack;
  let browser: UserAgent;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack.close());
  beforeEach(async () => {
    for (const { authenticator_id } of await authenticators().list(ALICE_SUB))
      await removeFactor(stack.storage.tenant('t-acme'), ALICE_SUB, authenticator_id);
    // Every budget ends within the day.
    stack.clock.now += 86_401;
    browser = stack.browser();
  });

  const authenticators = () => stack.storage.tenant('t-acme').authenticators;
  const open = (user: { readonly username: string; readonly password: string } = ALICE) =>
    openAccount(stack, browser, { path: PATH, user });
  const send = (page: Answer, fields: Record<string, string>, path = PATH) =>
    sendForm(stack, browser, { path, page, fields });
  const names = async () => (await authenticators().list(ALICE_SUB)).map(({ name }) => name);

  /** Adds an app on the page, from a browser that is signed in. */
  async function addApp(): Promise<App & { readonly kept: Answer }> {
    const page = await browser.send(`${ADD}?factor=otp`);
    const key = keyOn(page);
    const kept = await send(page, { action: 'confirm', code: codeOf({ key }, stack) }, ADD);
    return { key, codes: codesOn(kept), kept };
  }

  test('a wrong code adds nothing, keeps the key, and is counted', async () => {
    await open();
    const page = await browser.send(`${ADD}?factor=otp`);
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const answer = await send(page, { action: 'confirm', code: '000000' }, ADD);
      assert.match(answer.body, /id="mfa-error" role="alert"/);
      assert.deepEqual(keyOn(answer), keyOn(page));
      statuses.push(answer.status);
    }
    assert.deepEqual(statuses, [400, 400, 400, 400, 400, 429]);
    assert.deepEqual(await names(), []);
  });

  test('a key that was shown to one account, or in another session, is confirmed by no other', async () => {
    await open();
    const page = await browser.send(`${ADD}?factor=otp`);
    const code = codeOf({ key: keyOn(page) }, stack);
    const { csrf: _, ...pending } = hiddenFields(page.body);
    browser = stack.browser();
    const bobs = await open(BOB);
    const answer = await send(bobs, { ...pending, action: 'confirm', code }, ADD);
    assert.equal(answer.status, 400);
    assert.deepEqual(await names(), []);
  });

  test('SE-19 five minutes after the login neither page nor form does anything before another', async () => {
    await open();
    const { kept } = await addApp();
    const [app] = await authenticators().list(ALICE_SUB);
    stack.clock.now += 301;
    for (const path of [PATH, `${ADD}?factor=email`])
      assert.match((await browser.send(path)).location, /&state=factors&max_age=300&/);
    const form = { ...hiddenFields(kept.body), authenticator: app?.authenticator_id ?? '', action: 'remove' };
    assert.match((await browser.post(PATH, form)).location, /&state=factors\.undone&max_age=300&/);
    assert.equal((await names()).length, 1);
  });

  test('an app is added with recovery codes shown once, a mail tells, and the session has both factors', async () => {
    const page = await open();
    await takeMails(stack);
    assert.match(page.body, /id="factors-none"/);
    const { codes, kept, key } = await addApp();
    assert.equal(codes.length, 10);
    assert.deepEqual(
      (await takeMails(stack)).map(({ kind }) => kind),
      ['second_factor_added'],
    );
    const listed = await browser.send(PATH);
    assert.equal(listed.status, 200);
    assert.match(listed.body, /<bdi>Authenticator app<\/bdi>/);
    assert.match(listed.body, /id="recovery-count">Recovery codes left: 10</);
    assert.equal(
      codes.some((code) => listed.body.includes(code)),
      false,
    );

    // The same form again is no second app.
    const again = await send(kept, { action: 'confirm', factor: 'otp', code: codeOf({ key }, stack) }, ADD);
    assert.equal(again.status, 400);
    assert.equal((await names()).length, 1);

    stack.clock.now += 60;
    const other = stack.browser();
    const asked = await firstFactor(other, PERSON);
    assert.match(asked.body, /id="mfa-title"/);
    const fields = { action: 'verify', code: codeOf({ key }, stack) };
    assert.match((await submit(other, { path: '/mfa', page: asked }, fields)).location, /access_token=/);
  });

  test('a button that is pressed twice adds one app, and the codes that were shown are those that there are', async () => {
    await open();
    const page = await browser.send(`${ADD}?factor=otp`);
    const form = { action: 'confirm', code: codeOf({ key: keyOn(page) }, stack) };
    const answers = await Promise.all([send(page, form, ADD), send(page, form, ADD)]);
    assert.ok(answers.every(({ status }) => status < 500));
    assert.deepEqual(answers.map((answer) => codesOn(answer).length).toSorted(), [0, 10]);
    assert.equal((await names()).length, 1);
    assert.equal(await authenticators().countRecoveryCodes(ALICE_SUB), 10);
  });

  test('the address of the account is a factor once it was confirmed by a code, and once only', async () => {
    await open();
    await takeMails(stack);
    const page = await browser.send(`${ADD}?factor=email`);
    const before = (await mailsOf(stack)).filter(({ to }) => to === ALICE.username).length;
    const sent = await send(page, { action: 'send' }, ADD);
    assert.match(sent.body, /id="mfa-sent" role="status"/);
    const code = codeIn(await mailTo(stack, ALICE.username, before + 1));
    const added = await send(sent, { action: 'confirm', code }, ADD);
    assert.equal(codesOn(added).length, 10);
    assert.equal((await browser.send(`${ADD}?factor=email`)).location, PATH);
    assert.doesNotMatch((await browser.send(PATH)).body, /id="factor-add-email"/);
  });

  test('XS-02 a name is text, has an end, and is of the own factor only; that of another is not found', async () => {
    await open();
    const { kept } = await addApp();
    const [app] = await authenticators().list(ALICE_SUB);
    const authenticator = app?.authenticator_id ?? '';
    for (const name of ['', ' ', 'x'.repeat(61), 'a\nb']) {
      const refused = await send(kept, { action: 'rename', authenticator, name });
      assert.equal(refused.status, 400);
      assert.match(refused.body, /id="factor-0-error" role="alert"/);
    }
    const renamed = await send(kept, { action: 'rename', authenticator, name: '<script>my phone' });
    assert.match(renamed.body, /id="account-done"/);
    assert.match(renamed.body, /<bdi>&lt;script&gt;my phone<\/bdi>/);
    assert.doesNotMatch(renamed.body, /<script>my/);

    const alices = browser;
    browser = stack.browser();
    const bobs = await open(BOB);
    for (const action of ['rename', 'remove', 'constructor']) {
      const answer = await send(bobs, { action, authenticator, name: 'mine' });
      assert.equal(answer.status, 404);
    }
    assert.deepEqual(await names(), ['<script>my phone']);
    browser = alices;
    const removed = await send(renamed, { action: 'remove', authenticator });
    assert.match(removed.body, /id="factors-none"/);
    assert.equal((await send(renamed, { action: 'remove', authenticator })).status, 404);
    assert.match((await takeMails(stack)).map(({ kind }) => kind).join(' '), /second_factor_removed/);
  });

  test('renewed recovery codes are worth what the old ones were, and those are worth nothing', async () => {
    await open();
    const { codes, kept } = await addApp();
    const renewed = codesOn(await send(kept, { action: 'renew' }));
    assert.equal(renewed.length, 10);
    const spend = async (code: string) => {
      const other = stack.browser();
      const page = await firstFactor(other, PERSON);
      const fields = { action: 'verify', factor: 'recovery', code };
      return (await submit(other, { path: '/mfa', page }, fields)).location;
    };
    assert.equal(await spend(codes[0] ?? ''), '');
    assert.match(await spend(renewed[0] ?? ''), /access_token=/);
    assert.match((await browser.send(PATH)).body, /Recovery codes left: 9/);
  });

  test('without a factor there are no recovery codes to renew', async () => {
    const page = await open();
    assert.doesNotMatch(page.body, /id="recovery-renew"/);
    assert.equal((await send(page, { action: 'renew' })).status, 404);
    assert.equal(await authenticators().countRecoveryCodes(ALICE_SUB), 0);
  });

  test('a device that was not asked any more is asked again', async () => {
    await open();
    const { key, kept } = await addApp();
    stack.clock.now += 60;
    const device = stack.browser();
    const page = await firstFactor(device, PERSON);
    const fields = { action: 'verify', code: codeOf({ key }, stack), remember: 'yes' };
    await submit(device, { path: '/mfa', page }, fields);
    assert.match((await firstFactor(device, PERSON, { prompt: 'login' })).location, /access_token=/);
    const done = await send(kept, { action: 'forget' });
    assert.match(done.body, /id="account-done"/);
    assert.match((await firstFactor(device, PERSON, { prompt: 'login' })).body, /id="mfa-title"/);
  });
});

test('where everybody needs a second factor the last one stays, and goes when there is another', async () => {
  const stack = await startStack({ settings: { second_factor: 'always' } });
  try {
    const browser = stack.browser();
    const step = await openAccount(stack, browser, { path: PATH });
    const key = keyOn(step);
    const form = { action: 'confirm', code: codeOf({ key }, stack) };
    const kept = await submit(browser, { path: '/mfa/enroll', page: step }, form);
    const page = await sendForm(stack, browser, {
      path: '/mfa/enroll',
      page: kept,
      fields: { action: 'kept', code: codesOn(kept)[0] ?? '' },
    });
    const { authenticators } = stack.storage.tenant('t-acme');
    const [app] = await authenticators.list(ALICE_SUB);
    const fields = { action: 'remove', authenticator: app?.authenticator_id ?? '' };
    const refused = await sendForm(stack, browser, { path: PATH, page, fields });
    assert.equal(refused.status, 400);
    assert.match(
      refused.body,
      /id="factor-0-error" role="alert"[^<]*<[^<]*<details/s,
      'not among the fields of its name',
    );
    assert.equal((await authenticators.list(ALICE_SUB)).length, 1);

    const key_of_alice = { authenticator_id: 'key', sub: ALICE_SUB, kind: 'webauthn', name: 'Key' } as const;
    const epoch = await epochOf(stack.storage.tenant('t-acme'), ALICE_SUB);
    await authenticators.add({ ...key_of_alice, epoch, document: {}, counter: 0 });
    assert.match((await sendForm(stack, browser, { path: PATH, page, fields })).body, /id="account-done"/);
  } finally {
    await stack.close();
  }
});

test('a passkey can be added where one signs in, even if it is no second factor of the tenant', async () => {
  const settings = { login_methods: ['password', 'passkey'], second_factors: ['otp'] } as const;
  const stack = await startStack({ settings });
  try {
    const browser = stack.browser();
    const page = await openAccount(stack, browser, { path: PATH });
    assert.match(page.body, /id="factor-add-webauthn"/);
    assert.doesNotMatch(page.body, /id="factor-add-email"/);
    const add = await browser.send(`${ADD}?factor=webauthn`);
    assert.match(add.body, /id="webauthn-form" method="post" action="\/account\/factors\/add"/);
    assert.match(String(add.headers['content-security-policy']), /script-src 'nonce-/);
    const forged = { action: 'confirm', factor: 'webauthn', credential: '{}' };
    assert.equal((await sendForm(stack, browser, { path: ADD, page: add, fields: forged })).status, 400);
    assert.equal((await browser.send(`${ADD}?factor=email`)).location, PATH);
  } finally {
    await stack.close();
  }
});
