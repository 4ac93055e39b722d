/**
 * Sessions, sign-ins and applications on the account page.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ALICE, ALICE_SUB, B0, BOB, signIn, silently, THIRD_PARTY } from '../attacks/requests.ts';
import { type BackChannel, openBackChannel } from '../clients/back-channel.ts';
import { type Stack, startStack } from '../stack.ts';
import { codeFlow, errorOf } from '../tokens/code-flow.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount, sendForm } from './account-pages.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('sessions on the account page', () => {
  const PATH = '/account/sessions';
  let stack: Stack;
  let browser: UserAgent;
  let other: UserAgent;
  let back: BackChannel;

  before(async () => {
    back = await openBackChannel();
    const { unsafeOutboundHosts } = back;
    stack = await startStack({ settings: { policy: 'oidc' }, unsafeOutboundHosts });
    await back.register(stack);
  });
  after(async () => {
    await stack.close();
    await back.close();
  });
  beforeEach(async () => {
    await sessions().endAll(ALICE_SUB);
    browser = stack.browser();
    other = stack.browser();
    await signIn(other);
  });

  const sessions = () => stack.storage.tenant('t-acme').sessions;
  const open = () => openAccount(stack, browser, { path: PATH });
  const send = (page: Answer, fields: Record<string, string>) =>
    sendForm(stack, browser, { path: PATH, page, fields });
  const otherSid = async (page: Answer) => /name="sid" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const isSignedIn = async (agent: UserAgent) => (await silently(agent)) === 'tokens';

  test('SE-16 the list holds the own sessions only, and that of another user is not found', async () => {
    const bob = stack.browser();
    await signIn(bob, BOB);
    const [bobs] = await sessions().list('auth0|b0b000000000000000000002');
    const page = await open();
    assert.equal((await sessions().list(ALICE_SUB)).length, 2);
    assert.equal(page.body.match(/name="sid"/g)?.length, 1);
    assert.equal(page.body.includes(bobs?.sid ?? ''), false);
    for (const sid of [bobs?.sid ?? '', 'nothing', '']) {
      const answer = await send(page, { sid });
      assert.equal(answer.status, 404);
    }
    assert.equal(await isSignedIn(bob), true);
    assert.equal(await isSignedIn(other), true);
  });

  test('SE-16 a session of another tenant is not found', async () => {
    const globex = stack.storage.tenant('t-globex').sessions;
    const { now } = stack.clock;
    const carols = {
      id_hash: 'h',
      sid: 'of-carol',
      sub: 'auth0|ca4010000000000000000003',
      amr: ['pwd'],
      epoch: 0,
    };
    await globex.begin({ ...carols, auth_time: now, expires_at: now + 3_600, idle_seconds: 3_600 });
    assert.equal((await send(await open(), { sid: 'of-carol' })).status, 404);
    assert.notEqual(await globex.find('h'), undefined);
  });

  test('a form without the token of the session or of another site ends nothing', async () => {
    const page = await open();
    const sid = await otherSid(page);
    const fields = { ...hiddenFields(page.body), sid };
    const foreign = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };
    const answers = [
      await browser.post(PATH, { sid }),
      await browser.post(PATH, { ...fields, csrf: 'x' }),
      await browser.post(PATH, fields, foreign),
    ];
    for (const { status } of answers) assert.equal(status, 403);
    assert.equal(await isSignedIn(other), true);
  });

  test('SE-16 a session that is ended gives nothing from then on, and a form sent again finds none', async () => {
    const page = await open();
    const sid = await otherSid(page);
    assert.match((await send(page, { sid })).body, /id="account-done"/);
    assert.equal(await silently(other), 'login_required');
    assert.match((await other.send('/account')).location, /^\/authorize\?/);
    assert.equal(await isSignedIn(browser), true);
    assert.equal((await send(page, { sid })).status, 404);
  });

  test('a session that is ended from another is told to its clients by the back channel (OIDC Back-Channel Logout §2.5)', async () => {
    const asked = { ...B0, client_id: 'back', response_type: 'id_token', scope: 'openid' };
    const { audience: _, ...request } = asked;
    assert.match((await other.authorize(request)).location, /id_token=/);
    const page = await open();
    const told = once(back.receiver, 'told');
    await send(page, { sid: await otherSid(page) });
    assert.deepEqual(await told, ['/back']);
  });

  test('all others end at once, and this one goes on', async () => {
    const third = stack.browser();
    await signIn(third);
    const page = await open();
    const done = await send(page, { action: 'end_others' });
    assert.match(done.body, /id="account-done"/);
    assert.doesNotMatch(done.body, /name="sid"/);
    assert.deepEqual(
      [await isSignedIn(other), await isSignedIn(third), await isSignedIn(browser)],
      [false, false, true],
    );
  });

  test('sign-ins are listed newest first, with the names of browsers and nothing else of their headers', async () => {
    stack.clock.now += 60;
    const login = await browser.authorize({ ...B0, prompt: 'login' });
    const form = { ...hiddenFields(login.body), ...ALICE, action: 'login' };
    await browser.post('/login', form, { 'user-agent': `${FIREFOX} <script>alert(1)</script>` });
    stack.clock.now += 60;
    const page = await openAccount(stack, stack.browser(), { path: PATH });
    const rows = page.body.slice(page.body.indexOf('<tbody>')).match(/<tr>.*?<\/tr>/gs) ?? [];
    assert.ok(rows.length >= 2);
    assert.match(rows[0] ?? '', /Unknown browser/);
    assert.match(rows[1] ?? '', /Firefox on Linux<\/td><td><bdi>127\.0\.0\.1<\/bdi><\/td><td>Password/);
    assert.equal(page.body.includes('alert(1)'), false);
  });

  test('how somebody signed in is said in words, and what has none is not said', async () => {
    const amr = ['pwd', 'hwk', 'user', 'mfa'];
    const elsewhere = { ip: '127.0.0.1', device: '', client_id: undefined };
    stack.clock.now += 60;
    await stack.storage.tenant('t-acme').signIns.add('r-words', { sub: ALICE_SUB, amr, ...elsewhere });
    const page = await openAccount(stack, browser, { path: PATH });
    assert.match(page.body, /<td>Password, Security key, Two steps<\/td>/);
  });
});

describe('applications on the account page', () => {
  const PATH = '/account/applications';
  let stack: Stack;
  let browser: UserAgent;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack.close());
  beforeEach(() => {
    browser = stack.browser();
  });

  const open = (user: typeof ALICE | typeof BOB = ALICE) => openAccount(stack, browser, { path: PATH, user });
  const withdraw = (page: Answer, client_id: string) =>
    sendForm(stack, browser, { path: PATH, page, fields: { client_id } });

  /** Agrees that the third-party client may have tokens. */
  async function agree(user: typeof ALICE | typeof BOB): Promise<UserAgent> {
    const agent = stack.browser();
    const login = await agent.authorize(THIRD_PARTY);
    const form = { ...hiddenFields(login.body), ...user, action: 'login' };
    const page = await agent.follow(await agent.post('/login', form));
    if (page.location === '') await agent.consent(page, 'accept');
    return agent;
  }

  test('nothing that the user did not allow can be withdrawn, and what others allowed stays', async () => {
    const bob = await agree(BOB);
    const page = await open();
    assert.match(page.body, /id="applications-none"/);
    for (const client_id of ['spa2', 'nothing', 'constructor', ''])
      assert.equal((await withdraw(page, client_id)).status, 404);
    assert.equal((await browser.post(PATH, { client_id: 'spa2' })).status, 403);
    assert.equal(await silently(bob, THIRD_PARTY), 'tokens');
  });

  test('CO-11 withdrawn consent is asked for again, and the list says what it was for', async () => {
    const alice = await agree(ALICE);
    const page = await open();
    assert.match(page.body, /<bdi>spa2<\/bdi>/);
    assert.match(page.body, /read:a of https:\/\/api\.acme\.test/);
    const done = await withdraw(page, 'spa2');
    assert.match(done.body, /id="account-done"/);
    assert.match(done.body, /id="applications-none"/);
    assert.equal(await silently(alice, THIRD_PARTY), 'consent_required');
  });

  test('CO-11 a refresh token is worth nothing once its application was removed (RFC 6749 §10.4)', async () => {
    const flow = await codeFlow(stack);
    const { refresh_token } = await flow.tokens();
    const page = await open();
    assert.match(page.body, /value="code1"/);
    await withdraw(page, 'code1');
    assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
  });

  test('XS-02 the name of an application is text', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    const spa2 = await clients.find('spa2');
    assert.ok(spa2);
    await clients.save({ ...spa2, client_name: '"><script>alert(1)</script>' });
    await agree(ALICE);
    const page = await open();
    assert.doesNotMatch(page.body, /<script>alert/);
    assert.match(page.body, /aria-label="Remove access: &quot;&gt;&lt;script&gt;/);
    await withdraw(page, 'spa2');
  });
});
