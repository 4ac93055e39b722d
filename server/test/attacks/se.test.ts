/**
 * SE of the attack catalogue: sessions and their cookies, over HTTP.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, type UserAgent } from '../user-agent.ts';
import {
  ALICE,
  ALICE_SUB,
  B0,
  BOB,
  BOB_SUB,
  payload,
  sendRaw,
  signIn,
  silently,
  statusOf,
  THIRD_PARTY,
} from './requests.ts';

const SESSION = '__Host-tacit_session';
const SILENT = '__Host-tacit_silent';

let stack: Stack;
before(async () => {
  stack = await startStack({
    https: true,
    logLevel: 'error',
    settings: { idle_session_lifetime: 1, session_lifetime: 3 },
  });
});
after(() => stack.close());

/** A browser that holds these cookies and nothing else. */
function browserWith(cookies: Iterable<readonly [string, string]>): UserAgent {
  const browser = stack.browser();
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  return browser;
}

function isLoginPage(answer: Answer): boolean {
  return answer.status === 200 && answer.body.includes('id="login-submit"');
}

test('SE-01 a session cookie set before the login is replaced, and names nothing after it', async () => {
  const preset = 'A'.repeat(43);
  const browser = browserWith([[SESSION, preset]]);
  assert.ok(fragment((await signIn(browser)).location)['access_token']);
  assert.notEqual(browser.cookies.get(SESSION), preset);
  assert.equal(await silently(browserWith([[SESSION, preset]])), 'login_required');
});

test('SE-01 a login in a live session ends that session: its id is worth nothing', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const old = [...browser.cookies];
  assert.equal(await silently(browserWith(old)), 'tokens');
  await signIn(browser);
  assert.notEqual(browser.cookies.get(SESSION), new Map(old).get(SESSION));
  assert.equal(await silently(browserWith(old)), 'login_required');
  assert.equal(await silently(browser), 'tokens');
});

test('SE-02 every cookie is __Host-, Secure, HttpOnly, Path=/, without Domain, with a SameSite and below 4096 bytes', async () => {
  const browser = stack.browser();
  const lines: string[] = [];
  const collect = (answer: Answer) => {
    lines.push(...(answer.headers['set-cookie'] ?? []));
    return answer;
  };
  const started = collect(await browser.send(`/authorize?${new URLSearchParams(B0)}`));
  const page = await browser.follow(started);
  collect(await browser.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'login' }));
  collect(await browser.send('/v2/logout'));
  const names = new Set(lines.map((line) => line.split('=')[0]));
  assert.deepEqual([...names].sort(), ['__Host-tacit_browser', '__Host-tacit_known', SESSION, SILENT]);
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split('; ');
    for (const attribute of ['Secure', 'HttpOnly', 'Path=/'])
      assert.ok(attributes.includes(attribute), `${attribute} in ${line}`);
    assert.ok(!attributes.some((attribute) => /^domain/i.test(attribute)), line);
    const sameSite = pair.startsWith(SILENT) ? 'SameSite=None' : 'SameSite=Lax';
    assert.ok(attributes.includes(sameSite), line);
    assert.ok(Buffer.byteLength(line) < 4_096, line);
  }
});

test('SE-03 two cookies of one name, in either order, count as no session', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const own = `${SESSION}=${browser.cookies.get(SESSION)}`;
  const tossed = `${SESSION}=${'A'.repeat(43)}`;
  for (const cookie of [`${own}; ${tossed}`, `${tossed}; ${own}`, `${own}; ${own}`]) {
    const answer = await browser.send(`/authorize?${new URLSearchParams({ ...B0, prompt: 'none' })}`, {
      headers: { cookie },
    });
    assert.equal(fragment(answer.location)['error'], 'login_required', cookie);
  }
});

test('SE-03 a cookie without the __Host- prefix, as a sibling domain can set it, is not looked at', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const value = browser.cookies.get(SESSION) ?? '';
  assert.equal(await silently(browserWith([['tacit_session', value]])), 'login_required');
  browser.cookies.set('tacit_session', 'A'.repeat(43));
  assert.equal(await silently(browser), 'tokens');
});

test('SE-05 a header of 60 cookies of 4 KB is answered 431, small, and nobody else notices', async () => {
  const bomb = Array.from({ length: 60 }, (_, index) => `c${index}=${'x'.repeat(4_080)}`).join('; ');
  const raw = await sendRaw(
    stack.port,
    `GET /authorize HTTP/1.1\r\nHost: ${stack.host('acme')}\r\nCookie: ${bomb}\r\n\r\n`,
  ).catch(() => 'HTTP/1.1 431 reset before it was read');
  assert.equal(statusOf(raw), '431');
  assert.ok(raw.length < 1_024, `${raw.length} characters`);
  assert.doesNotMatch(raw, /cache-control: (?:public|max-age)/i);
  assert.equal((await stack.browser().authorize(B0)).status, 200);
});

test('SE-06 session ids are 256 bits, never the same, and the database knows none of them', async () => {
  const ids = new Set<string>();
  for (let count = 0; count < 8; count += 1) {
    const browser = stack.browser();
    await signIn(browser);
    const id = browser.cookies.get(SESSION) ?? '';
    assert.equal(Buffer.from(id, 'base64url').length, 32);
    for (const guess of [id, sha256(id)])
      assert.equal(await stack.storage.tenant('t-acme').sessions.find(guess), undefined);
    assert.ok(await stack.storage.tenant('t-acme').sessions.find(sha256(browser.cookies.get(SILENT) ?? '')));
    ids.add(id);
  }
  assert.equal(ids.size, 8);
});

test('SE-07 a session ends on the second it was idle for an hour, and use moves that end', async () => {
  const browser = stack.browser();
  await signIn(browser);
  stack.clock.now += 3_599;
  assert.equal(await silently(browser), 'tokens');
  stack.clock.now += 3_599;
  assert.equal(await silently(browser), 'tokens');
  stack.clock.now += 3_600;
  assert.equal(await silently(browser), 'login_required');
});

test('SE-07 a session ends on the second of its absolute end, however much it is used', async () => {
  const browser = stack.browser();
  await signIn(browser);
  for (let used = 0; used < 5; used += 1) {
    stack.clock.now += 2_000;
    assert.equal(await silently(browser), 'tokens');
  }
  stack.clock.now += 3 * 3_600 - 10_000 - 1;
  assert.equal(await silently(browser), 'tokens');
  stack.clock.now += 1;
  assert.equal(await silently(browser), 'login_required');
});

test('SE-08 the cookies of a session that was logged out get nothing: silent request, consent, continue', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const consent = await browser.authorize(THIRD_PARTY);
  assert.match(consent.body, /id="consent-accept"/);
  const old = [...browser.cookies];
  assert.equal((await browser.send('/v2/logout')).status, 200);
  assert.equal(browser.cookies.has(SESSION) || browser.cookies.has(SILENT), false);

  const thief = browserWith(old);
  assert.equal(await silently(thief), 'login_required');
  assert.ok(isLoginPage(await thief.consent(consent, 'accept')));
  const chosen = await thief.authorize({ ...B0, prompt: 'select_account' });
  const fields = { ...hiddenFields(chosen.body), action: 'continue' };
  assert.ok(isLoginPage(await thief.follow(await thief.post('/login', fields))));
  const consents = stack.storage.tenant('t-acme').consents;
  const key = { sub: ALICE_SUB, client_id: 'spa2', audience: B0.audience };
  assert.deepEqual(await consents.find(key), []);
});

test('SE-09 a user who is blocked by another process is refused at once in all three sessions', async () => {
  const browsers = [stack.browser(), stack.browser(), stack.browser()];
  const answers: Answer[] = [];
  for (const browser of browsers) answers.push(await signIn(browser, BOB));
  const { users } = stack.storage.tenant('t-acme');
  const bob = await users.find(BOB_SUB);
  assert.ok(bob);
  await users.save({ ...bob, blocked: true });
  for (const browser of browsers) {
    assert.equal(await silently(browser), 'login_required');
    assert.match((await browser.authorize(B0)).body, /id="login-title"/);
  }
  const again = await stack.browser().authorize(B0);
  const refused = await browsers[0]?.signIn(again, BOB);
  assert.ok(!fragment(refused?.location ?? '')['access_token']);
  await users.save(bob);
  for (const browser of browsers)
    assert.equal(await silently(browser), 'login_required', 'nor after the block');
});

test("SE-12 bob's password at alice's prompt=login: a session of bob alone, alice's ends", async () => {
  const browser = stack.browser();
  await signIn(browser);
  const alices = [...browser.cookies];
  stack.clock.now += 60;
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  const { id_token } = fragment((await browser.signIn(page, BOB)).location);
  const { sub, auth_time } = payload(id_token);
  assert.deepEqual({ sub, auth_time }, { sub: BOB_SUB, auth_time: stack.clock.now });
  assert.equal(await silently(browserWith(alices)), 'login_required');
});

for (const asked of [{ prompt: 'login' }, { max_age: '0' }]) {
  const name = new URLSearchParams(asked).toString();
  test(`SE-13 ${name} cannot be skipped: resume URL, reload, a link without it, a spent answer`, async () => {
    const browser = stack.browser();
    await signIn(browser);
    stack.clock.now += 5;
    const started = await browser.send(`/authorize?${new URLSearchParams({ ...B0, ...asked })}`);
    const [, interaction = ''] = /interaction=(.+)$/.exec(started.location) ?? [];
    const resume = `/authorize?interaction=${interaction}`;
    assert.ok(isLoginPage(await browser.follow(await browser.send(resume))), 'resumed without a login');
    assert.equal((await browser.send(`${resume}&prompt=none`)).status, 400, 'a parameter was added');
    assert.equal((await browser.send(`/authorize?interaction=${interaction.slice(0, -2)}`)).status, 400);

    const page = await browser.send(started.location);
    const answered = await browser.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'login' });
    const done = await browser.send(answered.location);
    const claims = payload(fragment(done.location)['id_token']);
    assert.equal(claims['auth_time'], stack.clock.now);
    const again = await browser.send(answered.location);
    assert.deepEqual([again.status, again.location], [400, ''], 'answered twice');
    assert.ok(isLoginPage(await browser.follow(await browser.send(resume))), 'Back brought a token');
  });
}

test('SE-14 a login page that is open, or failed, is no session; a consent that waits is no consent', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  assert.equal(await silently(browser), 'login_required');
  await browser.signIn(page, { username: ALICE.username, password: 'wrong' });
  assert.equal(await silently(browser), 'login_required');
  const consent = await browser.signIn(await browser.authorize(THIRD_PARTY), ALICE);
  assert.match(consent.body, /id="consent-accept"/);
  assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
});

test("SE-15 bob after alice on one browser: another id, bob's sub, and none of alice's consent", async () => {
  const browser = stack.browser();
  const consent = await browser.signIn(await browser.authorize(THIRD_PARTY), ALICE);
  assert.ok(fragment((await browser.consent(consent, 'accept')).location)['access_token']);
  const alices = browser.cookies.get(SESSION);
  await browser.send('/v2/logout');
  const answer = await signIn(browser, BOB);
  assert.equal(payload(fragment(answer.location)['id_token'])['sub'], BOB_SUB);
  assert.notEqual(browser.cookies.get(SESSION), alices);
  assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
  await stack.storage.tenant('t-acme').consents.withdraw({ sub: ALICE_SUB, client_id: 'spa2' });
});

test('SE-17 a cookie that is empty, long, not UTF-8, escaped or changed by a byte is no session and no error', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const id = browser.cookies.get(SESSION) ?? '';
  const values = [
    '',
    'x'.repeat(8_192),
    '\xff\xfe',
    '%00',
    '"',
    `${id}A`,
    id.slice(1),
    `"${id}"`,
    `${id}%20`,
  ];
  for (const value of values) {
    assert.equal(await silently(browserWith([[SESSION, value]])), 'login_required', value.slice(0, 60));
  }
  const other = stack.browser('globex');
  other.cookies.set(SESSION, id);
  const redirect_uri = B0.redirect_uri;
  assert.equal(await silently(other, { client_id: 'spaG', redirect_uri }), 'login_required');
});

test('SE-12 "continue as alice" does nothing for bob, who signed in on another tab meanwhile', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const chooser = await browser.authorize({ ...B0, prompt: 'select_account' });
  await signIn(browser, BOB);
  const fields = { ...hiddenFields(chooser.body), action: 'continue' };
  const answer = await browser.follow(await browser.post('/login', fields));
  assert.match(answer.body, /id="login-continue"[^>]*>[^<]*<bdi>bob@acme\.test/);
});
