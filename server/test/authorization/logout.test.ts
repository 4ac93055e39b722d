import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { verifyJws } from '../../src/keys/jws.ts';
import { freePort } from '../ports.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { ALICE, claimsOf } from '../tokens/code-flow.ts';
import { type Answer, fragment, hiddenFields, type UserAgent } from '../user-agent.ts';

const CALLBACK = 'https://rp.test/cb';
const BYE = 'https://rp.test/bye';

describe('logout', () => {
  let stack: Stack;
  let browser: UserAgent;
  /** What a client's back channel was told, and what it answers. */
  const told: string[] = [];
  let status = 200;
  const receiver = createServer(async (request, response) => {
    for await (const chunk of request) told.push(`${request.url} ${chunk}`);
    response.writeHead(status).end();
  });
  let hint: string;

  before(async () => {
    const port = await freePort();
    await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve));
    stack = await startStack({ settings: { policy: 'oidc' }, unsafeOutboundHosts: [`127.0.0.1:${port}`] });
    const { clients } = stack.storage.tenant('t-acme');
    const common = { redirect_uris: [CALLBACK], allowed_logout_urls: [BYE] };
    await clients.save(implicitClient('plain', common));
    await clients.save(
      implicitClient('back', { ...common, backchannel_logout_uri: `http://127.0.0.1:${port}/back` }),
    );
    await clients.save(
      implicitClient('front', { ...common, frontchannel_logout_uri: 'https://rp.test/front' }),
    );
  });
  after(async () => {
    await stack.close();
    await new Promise((resolve) => receiver.close(resolve));
  });
  beforeEach(async () => {
    browser = stack.browser();
    hint = await signIn('plain');
  });
  afterEach(() => {
    told.length = 0;
    status = 200;
  });

  const ASKED = {
    response_type: 'id_token',
    redirect_uri: CALLBACK,
    scope: 'openid',
    nonce: 'N',
    state: 'S',
  };

  /** Gets an ID token in the browser's session, and begins that session where there is none. */
  async function signIn(client_id: string): Promise<string> {
    const asked = await browser.authorize({ ...ASKED, client_id });
    const answer = asked.location === '' ? await browser.signIn(asked, ALICE) : asked;
    return fragment(answer.location)['id_token'] ?? '';
  }
  const isSignedIn = async () => {
    const answer = await browser.authorize({ ...ASKED, client_id: 'plain', prompt: 'none' });
    return fragment(answer.location)['id_token'] !== undefined;
  };
  const logout = (fields: Readonly<Record<string, string>>): Promise<Answer> =>
    browser.send(`/oidc/logout?${new URLSearchParams(fields)}`);

  const REFUSED: readonly (readonly [why: string, fields: () => Record<string, string>])[] = [
    [
      'LO-01 an address that is not registered',
      () => ({ id_token_hint: hint, post_logout_redirect_uri: 'https://evil.test/' }),
    ],
    [
      'LO-01 a registered address with more behind it',
      () => ({ id_token_hint: hint, post_logout_redirect_uri: `${BYE}?foo=bar` }),
    ],
    ['an address without a hint or a client', () => ({ post_logout_redirect_uri: BYE, state: 'S' })],
    ['LO-05 a hint whose signature is not ours', () => ({ id_token_hint: `${hint.slice(0, -4)}AAAA` })],
    [
      'LO-05 a hint without a signature',
      () => ({
        id_token_hint: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${hint.split('.')[1]}.`,
      }),
    ],
    ['LO-06 a client that is not the one of the hint', () => ({ id_token_hint: hint, client_id: 'back' })],
    ['a client that nobody knows', () => ({ client_id: 'nobody' })],
  ];
  for (const [why, fields] of REFUSED) {
    test(`${why} is an error page, and the session goes on`, async () => {
      const answer = await logout(fields());
      assert.deepEqual([answer.status, answer.location], [400, '']);
      assert.match(answer.body, /id="error-code">invalid_request</);
      assert.equal(await isSignedIn(), true);
    });
  }

  test('with the ID token of the session the End-User is signed out and sent back with the state alone (OIDC RP-Initiated Logout §3)', async () => {
    const answer = await logout({ id_token_hint: hint, post_logout_redirect_uri: BYE, state: 'a b&c' });
    assert.deepEqual([answer.status, answer.location], [303, `${BYE}?state=a%20b%26c#`]);
    assert.equal(await isSignedIn(), false);
    const again = await logout({ id_token_hint: hint, post_logout_redirect_uri: BYE });
    assert.equal(again.location, `${BYE}#`, 'LO-08 once more without a session is no error');
  });

  test('the request may come as a form (OIDC RP-Initiated Logout §2)', async () => {
    const answer = await browser.post('/oidc/logout', { id_token_hint: hint });
    assert.equal(answer.status, 200);
    assert.match(answer.body, /id="logout-success"/);
    assert.equal(await isSignedIn(), false);
  });

  test('LO-04 without the ID token of the session the End-User is asked, and only a form of our page signs out', async () => {
    const page = await browser.follow(await logout({}));
    assert.match(page.body, /id="logout-confirm"/);
    assert.match(page.body, /alice@acme\.test/);
    assert.equal(await isSignedIn(), true);
    const fields = hiddenFields(page.body);
    const forged = await browser.post('/logout', { ...fields, csrf: 'x' });
    const cross = await browser.post('/logout', fields, {
      origin: 'https://evil.test',
      'sec-fetch-site': 'cross-site',
    });
    const unread = await browser.post('/logout', { ...fields, request: 'x' });
    assert.deepEqual([forged.status, cross.status, unread.status], [403, 400, 400]);
    const stay = await browser.post('/logout', { ...fields, action: 'stay' });
    assert.equal(stay.status, 303);
    assert.equal(await isSignedIn(), true);
    const done = await browser.post('/logout', { ...fields, action: 'logout' });
    assert.match(done.body, /id="logout-success"/);
    assert.equal(await isSignedIn(), false);
    const twice = await browser.post('/logout', { ...fields, action: 'logout' });
    assert.equal(twice.status, 200, 'LO-08 sent twice');
  });

  test('LO-05 the hint of another session asks first, and a client that is named goes back to its own address', async () => {
    browser = stack.browser();
    await signIn('plain');
    const page = await browser.follow(
      await logout({ id_token_hint: hint, post_logout_redirect_uri: BYE, state: 'S' }),
    );
    assert.match(page.body, /id="logout-confirm"/);
    assert.match(page.body, /plain/);
    const done = await browser.post('/logout', { ...hiddenFields(page.body), action: 'logout' });
    assert.equal(done.location, `${BYE}?state=S#`);
    const named = await browser.follow(await logout({ client_id: 'plain', post_logout_redirect_uri: BYE }));
    assert.equal(named.location, `${BYE}#`, 'nobody is signed in any more');
  });

  test('a confirmation that is too old, or of a session that is gone, signs nobody out', async () => {
    const asked = await logout({});
    const page = await browser.follow(asked);
    stack.clock.now += 601;
    assert.equal((await browser.send(asked.location)).status, 400);
    const old = await browser.post('/logout', hiddenFields(page.body));
    assert.equal(old.status, 400);
    assert.match(old.body, /id="error-start-again" href="\/oidc\/logout"/);
    stack.clock.now -= 601;
    await browser.post('/logout', { ...hiddenFields(page.body), action: 'logout' });
    await signIn('plain');
    assert.match((await browser.send(asked.location)).body, /another session has begun/);
    const late = await browser.post('/logout', { ...hiddenFields(page.body), action: 'logout' });
    assert.match(late.body, /another session has begun/);
    assert.equal(await isSignedIn(), true, 'the new session was not meant');
    assert.match((await browser.send('/logout')).body, /id="logout-success"/);
    assert.equal((await browser.send('/logout?request=x')).status, 400);
  });

  test('LO-10 a client in the background is told by a logout token that our keys signed (OIDC Back-Channel Logout §2.5)', async () => {
    const id = claimsOf(await signIn('back'));
    await logout({ id_token_hint: hint });
    await until(() => told.length === 1);
    const [path, body = ''] = told[0]?.split(' ') ?? [];
    assert.equal(path, '/back');
    const token = new URLSearchParams(body).get('logout_token') ?? '';
    assert.deepEqual([...new URLSearchParams(body).keys()], ['logout_token']);
    const claims = claimsOf(token);
    assert.deepEqual(
      [claims['iss'], claims['aud'], claims['sub'], claims['sid']],
      [id['iss'], 'back', id['sub'], id['sid']],
    );
    assert.deepEqual(claims['events'], { 'http://schemas.openid.net/event/backchannel-logout': {} });
    assert.equal('nonce' in claims, false);
    const jwks = JSON.parse((await browser.send('/.well-known/jwks.json')).body);
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    assert.equal(header.typ, 'logout+jwt');
    assert.ok(jwks.keys.some(({ kid }: { kid: string }) => kid === header.kid));
    assert.equal(await verifyJws(token, () => undefined), undefined);
  });

  test('LO-10 a client that fails is told again later, one that refuses is not, and the browser waits for neither', async () => {
    status = 503;
    await signIn('back');
    const answer = await logout({ id_token_hint: hint, post_logout_redirect_uri: BYE });
    assert.equal(answer.location, `${BYE}#`);
    await until(() => stack.logged().includes('a client was not told of a logout'));
    assert.equal(told.length, 1);
    assert.equal(await stack.storage.logoutDeliveries.claim(), undefined, 'not due yet');
    stack.clock.now += 11;
    status = 400;
    const { audit } = stack.storage.tenant('t-acme');
    await until(async () => (await audit.list(5)).some(({ type }) => type === 'backchannel_logout_refused'));
    assert.equal(told.length, 2);
    stack.clock.now += 7_000;
    assert.equal(await stack.storage.logoutDeliveries.claim(), undefined);
  });

  test('clients in the browser are told in frames, which name session and issuer, before it goes on (OIDC Front-Channel Logout §3)', async () => {
    const id = claimsOf(await signIn('front'));
    const answer = await logout({ id_token_hint: hint, post_logout_redirect_uri: BYE, state: 'S' });
    assert.equal(answer.status, 200);
    const about = `iss=${encodeURIComponent(String(id['iss']))}&amp;sid=${id['sid']}`;
    assert.ok(answer.body.includes(`src="https://rp.test/front?${about}"`), answer.body);
    assert.ok(answer.body.includes(`href="${BYE}?state=S"`));
    assert.match(String(answer.headers['content-security-policy']), /frame-src https:\/\/rp\.test;/);
    assert.equal(await isSignedIn(), false);
  });

  test('/v2/logout tells the clients too', async () => {
    await signIn('back');
    await signIn('front');
    const answer = await browser.send('/v2/logout?client_id=plain');
    assert.match(answer.body, /https:\/\/rp\.test\/front/);
    await until(() => told.length === 1);
  });

  test('LO-10 who signs in again goes on in the session they had: its end is told to a client of the time before', async () => {
    const id = claimsOf(await signIn('back'));
    const asked = await browser.authorize({ ...ASKED, client_id: 'plain', prompt: 'login' });
    const answer = await browser.signIn(asked, ALICE);
    hint = fragment(answer.location)['id_token'] ?? '';
    assert.equal(claimsOf(hint)['sid'], id['sid']);
    assert.deepEqual(told, []);
    await logout({ id_token_hint: hint });
    await until(() => told.length === 1);
  });

  test('LO-10 who signs in where somebody else was signed in ends that session, and its clients are told', async () => {
    const id = claimsOf(await signIn('back'));
    const asked = await browser.authorize({ ...ASKED, client_id: 'plain', prompt: 'login' });
    const answer = await browser.signIn(asked, { username: 'bob@acme.test', password: ALICE.password });
    await until(() => told.length === 1);
    const ended = claimsOf(new URLSearchParams(told[0]?.split(' ')[1]).get('logout_token') ?? '');
    assert.deepEqual([ended['sub'], ended['sid']], [id['sub'], id['sid']]);
    const bobs = claimsOf(fragment(answer.location)['id_token'] ?? '');
    assert.notEqual(bobs['sid'], id['sid']);
    const { audit } = stack.storage.tenant('t-acme');
    const logout = (await audit.list(20)).find(({ type }) => type === 'logout');
    assert.equal(logout?.sub, id['sub']);
  });

  test('session_state changes with the session, and the frame that tells so is open to all (OIDC Session Management §3)', async () => {
    const answer = await browser.authorize({ ...ASKED, client_id: 'plain', prompt: 'none' });
    assert.match(fragment(answer.location)['session_state'] ?? '', /^[\w-]{43}\.[\w-]{11}$/);
    const frame = await browser.send('/oidc/session');
    assert.equal(frame.status, 200);
    assert.equal(frame.headers['x-frame-options'], undefined);
    assert.match(String(frame.headers['content-security-policy']), /frame-ancestors \*/);
    const elsewhere = await stack.browser('globex').send('/oidc/session');
    assert.equal(elsewhere.status, 200);
  });
});

/** Waits for what happens after an answer has left; the test's own time limit ends it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
