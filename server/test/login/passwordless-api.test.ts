/**
 * Auth0's endpoints for signing in by mail, as auth0.js calls them from an application's own form.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pressLink, soleMail } from '../account/accounts.ts';
import { ALICE, ALICE_SUB, B0, payload, silently } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { mailsTo } from '../mail/mails.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query } from '../user-agent.ts';
import { nextCode, otherThan, skipCodes } from './passwordless.ts';

const METHODS = ['password', 'email_code', 'email_link'] as const;

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { login_methods: METHODS } });
});
after(() => stack.close());
// Every budget ends within two days.
beforeEach(async () => {
  stack.clock.now += 86_400 * 2;
  await takeMails(stack);
  await skipCodes(stack);
});

const ORIGIN = 'https://app.acme.test';
const START = { client_id: 'spa1', connection: 'email', email: ALICE.username, send: 'code' };
const LINK = { ...START, send: 'link', authParams: B0 };

function send(
  path: string,
  fields: object,
  headers: Readonly<Record<string, string>> = {},
  at = stack,
): Promise<Answer> {
  const sent = { 'content-type': 'application/json', origin: ORIGIN, ...headers };
  return at.browser().send(path, { method: 'POST', headers: sent, body: JSON.stringify(fields) });
}

function read({ body }: Answer): Readonly<Record<string, unknown>> {
  return JSON.parse(body);
}

function verify(code: string): Promise<Answer> {
  const { send: _, ...fields } = START;
  return send('/passwordless/verify', { ...fields, verification_code: code });
}

/** The page that the application sends the End-User to with a code. */
function redirectPath(code: string, changes: Readonly<Record<string, string>> = {}): string {
  const sent = { ...B0, connection: 'email', email: ALICE.username, verification_code: code, ...changes };
  return `/passwordless/verify_redirect?${query(sent)}`;
}

test('LG-18 PR-10 a body or a field of another type is refused, and no mail is sent', async () => {
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json;charset=utf-16'];
  for (const type of types)
    assert.equal((await send('/passwordless/start', START, { 'content-type': type })).status, 415, type);
  for (const value of [{ $ne: null }, ['x'], 0, true, null, ''])
    for (const name of ['email', 'client_id', 'connection', 'send']) {
      const answer = await send('/passwordless/start', { ...START, [name]: value });
      if (name !== 'send' || value !== null) assert.equal(answer.status, 400, `${name} ${value}`);
    }
  for (const email of [['a@acme.test'], 'a@b@acme.test', 'a@acme.test b@evil.test', 'a@acme.test\r\nBcc: x'])
    assert.equal((await send('/passwordless/start', { ...START, email })).status, 400);
  assert.deepEqual(await takeMails(stack), []);
});

const REFUSED: readonly (readonly [why: string, fields: object, error: string])[] = [
  ['an unknown client', { ...START, client_id: 'nobody' }, 'bad.client_id'],
  ['another connection', { ...START, connection: 'sms' }, 'bad.connection'],
  ['another way to send', { ...START, send: 'pigeon' }, 'bad.request'],
  ['a link without a request', { ...START, send: 'link' }, 'bad.authParams'],
  [
    'RU-01 a link to an address that is not registered',
    { ...LINK, authParams: { ...B0, redirect_uri: 'https://evil.test/cb' } },
    'bad.authParams',
  ],
  [
    'a link with a request that this client may not make',
    { ...LINK, authParams: { ...B0, response_type: 'code' } },
    'bad.authParams',
  ],
];

for (const [why, fields, error] of REFUSED) {
  test(`${why} is refused in the words that auth0.js reads`, async () => {
    const answer = await send('/passwordless/start', fields);
    assert.deepEqual([answer.status, read(answer)['error']], [400, error]);
    assert.deepEqual(await takeMails(stack), []);
  });
}

test('a page of an origin that is not of the client is refused, and those of the client may read the answer', async () => {
  for (const path of ['/passwordless/start', '/passwordless/verify']) {
    const evil = await send(path, START, { origin: 'https://evil.test' });
    assert.equal(evil.status, 403);
    assert.equal(evil.headers['access-control-allow-credentials'], undefined);
  }
  const own = await send('/passwordless/start', START);
  assert.deepEqual([own.status, own.headers['access-control-allow-origin']], [200, ORIGIN]);
  const preflight = await stack.browser().send('/passwordless/start', {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.status, 204);
});

test('LG-20 where the tenant has no codes or no links, none is sent', async () => {
  const other = await startStack({ settings: { login_methods: ['password', 'email_code'] } });
  try {
    const answer = await send('/passwordless/start', LINK, {}, other);
    assert.deepEqual([answer.status, read(answer)['error']], [400, 'bad.connection']);
  } finally {
    await other.close();
  }
});

test('LG-04 an address without an account is answered as any other: status, headers, members, size', async () => {
  for (const fields of [START, LINK]) {
    const [known, unknown] = [
      await send('/passwordless/start', fields),
      await send('/passwordless/start', { ...fields, email: 'nobdy@acme.test' }),
    ];
    assert.deepEqual([unknown.status, unknown.body.length], [known.status, known.body.length]);
    assert.deepEqual(Object.keys(read(known)), ['_id', 'email', 'email_verified']);
    assert.deepEqual(read(unknown)['email_verified'], read(known)['email_verified']);
    assert.match(String(read(unknown)['_id']), /^[0-9a-f]{24}$/);
    assert.equal((await takeMails(stack)).length, 1);
  }
});

test('PR-20 an application finds out about a code five times at most', async () => {
  await send('/passwordless/start', START);
  const code = await nextCode(stack, ALICE.username);
  for (let tried = 1; tried <= 5; tried += 1) {
    const answer = await verify(otherThan(code, tried));
    assert.deepEqual([answer.status, read(answer)['error']], [403, 'access_denied']);
  }
  assert.equal((await verify(code)).status, 429);
});

test('ST-11 a code in an address signs nobody in: the page says as whom, and its button does', async () => {
  await send('/passwordless/start', START);
  const code = await nextCode(stack, ALICE.username);
  assert.equal((await verify(code)).status, 200);
  const browser = stack.browser();
  const page = await browser.follow(await browser.send(redirectPath(code)));
  assert.match(page.body, /id="code-lead">[^<]*<bdi>alice@acme\.test/);
  assert.equal(await silently(browser), 'login_required');
  const form = { ...hiddenFields(page.body), code, action: 'verify' };
  const answer = await browser.follow(await browser.post('/passwordless', form));
  const { id_token, state } = fragment(answer.location);
  assert.deepEqual([state, payload(id_token)['sub']], [B0.state, ALICE_SUB]);

  const again = stack.browser();
  const used = await again.follow(await again.send(redirectPath(code)));
  assert.equal((await again.post('/passwordless', { ...hiddenFields(used.body), code })).status, 400);
});

test('ST-06 a code that one client asked for is none for another, nor for the page of a browser', async () => {
  await send('/passwordless/start', START);
  const code = await nextCode(stack, ALICE.username);
  const browser = stack.browser();
  const page = await browser.follow(await browser.send(redirectPath(code, { client_id: 'article1' })));
  assert.match(page.body, /id="code-title"/);
  assert.equal((await browser.post('/passwordless', { ...hiddenFields(page.body), code })).status, 400);
});

test('a request that cannot be answered is refused as /authorize refuses it, with no code in any address', async () => {
  const browser = stack.browser();
  for (const changes of [{ redirect_uri: 'https://evil.test/cb' }, { client_id: 'nobody' }]) {
    const sent = await browser.send(redirectPath('123456', changes));
    assert.match(sent.location, /^\/authorize\?/);
    assert.doesNotMatch(sent.location, /verification_code|123456|alice/);
    assert.equal((await browser.follow(sent)).status, 400);
  }
  const nobody = await browser.follow(await browser.send(redirectPath('123456', { email: 'nobody' })));
  assert.match(nobody.body, /id="login-title"/);
});

test('a link that an application asked for goes on with its request, by the button, in whichever browser', async () => {
  assert.equal((await send('/passwordless/start', LINK)).status, 200);
  const { link } = await soleMail(stack, 'login_link');
  const browser = stack.browser();
  const answer = await pressLink(browser, link);
  const { id_token, state } = fragment(answer.location);
  assert.deepEqual([state, payload(id_token)['sub']], [B0.state, ALICE_SUB]);
});

test('LG-20 /co/authenticate takes no password, in words that a page of any origin can read', async () => {
  const fields = { client_id: 'spa1', username: ALICE.username, password: ALICE.password };
  const answer = await send('/co/authenticate', fields);
  assert.equal(answer.status, 401);
  assert.deepEqual(read(answer), {
    error: 'unauthorized_client',
    error_description: 'Cross origin login not allowed.',
  });
  assert.equal(answer.headers['access-control-allow-credentials'], 'true');
  assert.equal(answer.headers['set-cookie'], undefined);
});

describe('a stranger at another address', () => {
  let place: Stack;
  before(async () => {
    const settings = { login_methods: METHODS };
    place = await startStack({ settings, trustProxy: ['127.0.0.1'] });
  });
  after(() => place.close());
  beforeEach(() => {
    place.clock.now += 86_400 * 2;
  });

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const start = (address: string) => send('/passwordless/start', START, from(address), place);
  const check = async (code: string, address: string) => {
    const { send: _, ...fields } = START;
    const answer = await send(
      '/passwordless/verify',
      { ...fields, verification_code: code },
      from(address),
      place,
    );
    return answer.status;
  };
  const OWNER = '192.0.2.1';

  test('five wrong codes from anywhere: the right code of its owner is right, and so is a new one', async () => {
    await start(OWNER);
    const code = await nextCode(place, ALICE.username);
    for (let tried = 1; tried <= 20; tried += 1)
      assert.ok((await check(otherThan(code, tried), `198.51.100.${tried}`)) >= 400);
    assert.equal(await check(code, OWNER), 200);
    await start(OWNER);
    const newer = await nextCode(place, ALICE.username);
    for (let tried = 1; tried <= 20; tried += 1)
      assert.ok((await check(otherThan(newer, tried), '198.51.100.7')) >= 400);
    assert.equal(await check(newer, '198.51.100.7'), 429);
    assert.equal(await check(newer, OWNER), 200);
  });

  test('of the tries from everywhere else five are looked at, and the owner’s own are five', async () => {
    await start(OWNER);
    const code = await nextCode(place, ALICE.username);
    for (let tried = 1; tried <= 5; tried += 1)
      assert.equal(await check(otherThan(code, tried), `198.51.100.${tried}`), 403);
    assert.equal(await check(code, '198.51.100.77'), 429, 'right, and too late');
    for (let tried = 6; tried <= 10; tried += 1)
      assert.equal(await check(otherThan(code, tried), OWNER), 403);
    assert.equal(await check(code, OWNER), 429);
    await start(OWNER);
    assert.equal(await check(await nextCode(place, ALICE.username), OWNER), 200, 'a new code has new tries');
  });

  test('who asks for mail after mail at one address keeps nobody else from theirs, until a day has had its mails', async () => {
    for (let asked = 0; asked < 20; asked += 1) await start('198.51.100.9');
    for (let mail = 0; mail < 5; mail += 1) await nextCode(place, ALICE.username);
    await start(OWNER);
    assert.equal(await check(await nextCode(place, ALICE.username), OWNER), 200);
    const before_ = await mailsTo(place, ALICE.username);
    await place.browser().post('/reset-password', { username: ALICE.username, action: 'send' }, from(OWNER));
    const all = await mailsTo(place, ALICE.username, { count: before_.length + 1 });
    assert.ok(all.some(({ text }) => text.includes('/reset-password/choose')));
    // The code that was right cost nothing: 5 of 24 are gone.
    for (let at = 0; at < 19; at += 1) {
      place.clock.now += 600;
      await start(`203.0.113.${at}`);
      await nextCode(place, ALICE.username);
    }
    const count = (await mailsTo(place, ALICE.username)).length;
    assert.equal((await start('203.0.113.200')).status, 200, 'answered as ever');
    await place.browser('globex').post('/reset-password', { username: 'carol@globex.test', action: 'send' });
    await mailsTo(place, 'carol@globex.test', { tenant: 'globex' });
    assert.equal((await mailsTo(place, ALICE.username)).length, count);
  });
});
