/**
 * Asking out of sight: whose messages are heard, how often the server is asked, and what is forgotten.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createClient } from '../src/client.ts';
import type { Message } from '../src/environment.ts';
import type { TacitErrorCode } from '../src/errors.ts';
import { AUDIENCE, answer, type Bend, CLIENT_ID, redirect, refusal } from './authorization-server.ts';
import { NOW, type OpenedFrame, type Page } from './page.ts';
import { lastOf, OPTIONS, refusalOf, signIn, type Visit, visit } from './visit.ts';

const ORIGIN = 'https://acme.auth.test';

/** The message that the server's document in this frame posts. */
function messageFrom(frame: OpenedFrame, response: object): Message {
  const data = { type: 'authorization_response', response };
  return { origin: ORIGIN, source: frame.contentWindow, data };
}

/** The server answers the next frame of this page, bent as said. */
async function answerNext(page: Page, bend: Bend = {}): Promise<OpenedFrame> {
  const frame = await page.nextFrame();
  page.post(messageFrom(frame, await answer(frame.url, bend)));
  return frame;
}

/** Starts a renewal and waits for its frame. */
async function ask(at: Visit) {
  const opened = at.page.nextFrame();
  const outcome = at.tacit.checkSession();
  outcome.catch(() => {});
  return { outcome, frame: await opened };
}

suite('messages (SA-06, RFC 9700 §4.17)', () => {
  const strangers: readonly { name: string; bend: (good: Message, frame: OpenedFrame) => Message }[] = [
    { name: 'from another origin', bend: (good) => ({ ...good, origin: 'https://evil.test' }) },
    {
      name: 'from an origin that begins like ours',
      bend: (good) => ({ ...good, origin: `${ORIGIN}.evil.test` }),
    },
    { name: 'from the same host on another port', bend: (good) => ({ ...good, origin: `${ORIGIN}:444` }) },
    { name: 'from the same host over http', bend: (good) => ({ ...good, origin: 'http://acme.auth.test' }) },
    { name: 'from an opaque origin', bend: (good) => ({ ...good, origin: 'null' }) },
    { name: 'from another window of the right origin', bend: (good) => ({ ...good, source: {} }) },
    { name: 'from no window', bend: (good) => ({ ...good, source: null }) },
    {
      name: 'of another type',
      bend: (good, frame) => ({ ...good, data: { type: 'x', response: stateOf(frame) } }),
    },
    { name: 'without a type', bend: (good, frame) => ({ ...good, data: { response: stateOf(frame) } }) },
    { name: 'that is text', bend: (good) => ({ ...good, data: JSON.stringify(good.data) }) },
    { name: 'that is null', bend: (good) => ({ ...good, data: null }) },
    {
      name: 'whose response is null',
      bend: (good) => ({ ...good, data: { type: 'authorization_response', response: null } }),
    },
    {
      name: 'whose response is text',
      bend: (good) => ({ ...good, data: { type: 'authorization_response', response: 'x' } }),
    },
    {
      name: 'with another state',
      bend: (_good, frame) => messageFrom(frame, { state: 'other', error: 'x' }),
    },
    { name: 'without state', bend: (_good, frame) => messageFrom(frame, { error: 'x' }) },
    {
      name: 'with our state in a list',
      bend: (_good, frame) => messageFrom(frame, { state: [stateOf(frame).state] }),
    },
  ];
  for (const { name, bend } of strangers) {
    test(`SA-06 a message ${name} is not heard, and the good one after it is`, async () => {
      const at = visit();
      const { outcome, frame } = await ask(at);
      // A refusal with our state: heard, it would end the renewal.
      at.page.post(bend(messageFrom(frame, refusal(frame.url, 'access_denied')), frame));
      at.page.post(messageFrom(frame, await answer(frame.url)));
      assert.equal((await outcome).claims.sub, 'auth0|alice');
    });
  }

  test('SA-06 the first good message is the last one heard, and the frame goes', async () => {
    const at = visit();
    const { outcome, frame } = await ask(at);
    const good = await answer(frame.url);
    at.page.post(messageFrom(frame, good));
    at.page.post(messageFrom(frame, refusal(frame.url, 'access_denied')));
    assert.ok(await outcome);
    assert.equal(at.page.hearers(), 0);
    assert.equal(frame.isOpen(), false);
  });

  test('SA-06 a hundred thousand messages cause no request and no frame', async () => {
    const at = visit();
    const { outcome, frame } = await ask(at);
    const before = at.server.requests.length;
    const flood = messageFrom(frame, { state: 'other' });
    for (let sent = 0; sent < 100_000; sent += 1) at.page.post(flood);
    assert.equal(at.server.requests.length, before);
    assert.equal(at.page.frames.length, 1);
    at.page.post(messageFrom(frame, await answer(frame.url)));
    assert.ok(await outcome);
  });

  test('SA-06 without an answer there is a timeout, after which the late answer is not heard', async () => {
    const at = visit();
    const { outcome, frame } = await ask(at);
    at.page.advance(9);
    assert.equal(at.page.hearers(), 1);
    at.page.advance(1);
    assert.equal((await refusalOf(outcome)).code, 'timeout');
    assert.equal(frame.isOpen(), false);
    at.page.post(messageFrom(frame, await answer(frame.url)));
    assert.equal(at.page.hearers(), 0);
    assert.equal(at.tacit.getUser(), undefined);
  });

  test('the time limit is the application’s to set', async () => {
    const at = visit({ timeout: 3 });
    const { outcome } = await ask(at);
    at.page.advance(3);
    assert.equal((await refusalOf(outcome)).code, 'timeout');
  });
});

suite('the answer in a message is checked as one in the fragment', () => {
  const cases: readonly { name: string; bend: Bend; code: TacitErrorCode }[] = [
    { name: 'AU-18 no iss', bend: { response: { iss: undefined } }, code: 'invalid_issuer' },
    { name: 'SD-04 no ID token', bend: { response: { id_token: undefined } }, code: 'invalid_response' },
    { name: 'SD-04 a code', bend: { response: { code: 'c' } }, code: 'invalid_response' },
    { name: 'ST-04 another nonce', bend: { claims: { nonce: 'other' } }, code: 'invalid_id_token' },
    {
      name: 'ST-14 another access token',
      bend: { response: { access_token: 'x' } },
      code: 'invalid_id_token',
    },
  ];
  for (const { name, bend, code } of cases) {
    test(`${name} is refused`, async () => {
      const at = visit();
      const { outcome, frame } = await ask(at);
      at.page.post(messageFrom(frame, await answer(frame.url, bend)));
      assert.equal((await refusalOf(outcome)).code, code);
      assert.equal(at.tacit.getUser(), undefined);
    });
  }

  for (const value of [7, null, ['x'], { toString: 'x' }]) {
    test(`SA-06 an answer with a member of ${JSON.stringify(value)} is refused`, async () => {
      const at = visit();
      const { outcome, frame } = await ask(at);
      at.page.post(messageFrom(frame, { ...(await answer(frame.url)), access_token: value }));
      assert.equal((await refusalOf(outcome)).code, 'invalid_response');
    });
  }

  for (const error of ['login_required', 'consent_required', 'interaction_required'] as const) {
    test(`${error} comes through as the code of the error (OIDC Core §3.1.2.6)`, async () => {
      const at = visit();
      const { outcome, frame } = await ask(at);
      at.page.post(messageFrom(frame, refusal(frame.url, error, 'nobody')));
      const refused = await refusalOf(outcome);
      assert.deepEqual([refused.code, refused.error, refused.error_description], [error, error, 'nobody']);
    });
  }
});

suite('the request out of sight', () => {
  test('it is the request of a redirect with prompt=none and web_message, and leaves nothing in the tab', async () => {
    const at = visit();
    const { outcome, frame } = await ask(at);
    const { state, nonce, ...rest } = Object.fromEntries(frame.url.searchParams);
    assert.match(`${state} ${nonce}`, /^[\w-]{43} [\w-]{43}$/);
    assert.deepEqual(rest, {
      prompt: 'none',
      response_mode: 'web_message',
      client_id: CLIENT_ID,
      redirect_uri: OPTIONS.redirect_uri,
      response_type: 'id_token token',
      scope: 'openid read:a',
      audience: AUDIENCE,
    });
    assert.equal(at.page.storage.size, 0);
    at.page.post(messageFrom(frame, await answer(frame.url)));
    await outcome;
    assert.equal(at.page.storage.size, 0, 'SD-02 something of the answer was stored');
  });

  test('with response_type=id_token the session is asked about without an access token', async () => {
    const at = visit({ response_type: 'id_token' });
    const { outcome, frame } = await ask(at);
    assert.equal(frame.url.searchParams.get('response_type'), 'id_token');
    at.page.post(messageFrom(frame, await answer(frame.url, { claims: { at_hash: undefined } })));
    assert.equal((await outcome).access_token, undefined);
  });
});

suite('getAccessToken', () => {
  test('SA-10 ten calls at once are one frame and one token', async () => {
    const at = visit();
    const answered = answerNext(at.page);
    const tokens = await Promise.all(Array.from({ length: 10 }, () => at.tacit.getAccessToken()));
    await answered;
    assert.equal(at.page.frames.length, 1);
    assert.deepEqual(new Set(tokens), new Set(['access-token-of-alice']));
  });

  test('SA-10 fifty tabs that wake up at once ask one after the other', async () => {
    const at = visit();
    const pages = Array.from({ length: 50 }, () => at.browser.openPage('https://app.acme.test/'));
    const answered = Promise.all(pages.map((page) => answerNext(page)));
    const tokens = await Promise.all(
      pages.map((page) => createClient(OPTIONS, page.environment).getAccessToken()),
    );
    await answered;
    assert.equal(tokens.length, 50);
    assert.equal(at.browser.busiest(), 1, 'several tabs asked at the same time');
  });

  test('SA-10 tabs renew at different seconds', async () => {
    const renewedAt = await Promise.all(Array.from({ length: 40 }, () => secondOfRenewal()));
    assert.ok(new Set(renewedAt).size > 5, `all renew at ${[...new Set(renewedAt)]}`);
    for (const second of renewedAt) assert.ok(second >= 7110 && second <= 7140, `renewed after ${second} s`);
  });

  test('a token that lives for eight seconds is used for six', async () => {
    const at = visit();
    await signIn(at, { response: { expires_in: '8' } });
    at.page.advance(5);
    await at.tacit.getAccessToken();
    assert.equal(at.page.frames.length, 0);
    at.page.advance(1);
    const answered = answerNext(at.page, { now: NOW + 6 });
    await at.tacit.getAccessToken();
    await answered;
    assert.equal(at.page.frames.length, 1);
  });

  test('a refusal of the renewal is thrown, and the next call asks again', async () => {
    const at = visit();
    const refused = refusalOf(at.tacit.getAccessToken());
    const frame = await at.page.nextFrame();
    at.page.post(messageFrom(frame, refusal(frame.url, 'login_required')));
    assert.equal((await refused).code, 'login_required');
    const answered = answerNext(at.page);
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
    await answered;
  });

  test('each audience and scope has a token of its own', async () => {
    const at = visit();
    await signIn(at);
    const answered = answerNext(at.page, { access_token: 'token-for-billing' });
    const billing = { audience: 'https://billing.acme.test', scope: 'read:b' };
    assert.equal(await at.tacit.getAccessToken(billing), 'token-for-billing');
    const { searchParams } = (await answered).url;
    assert.equal(searchParams.get('audience'), 'https://billing.acme.test');
    assert.equal(searchParams.get('scope'), 'openid read:b');
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
    assert.equal(await at.tacit.getAccessToken(billing), 'token-for-billing');
    assert.equal(at.page.frames.length, 1);
  });

  test('with response_type=id_token it asks for an access token all the same', async () => {
    const at = visit({ response_type: 'id_token' });
    await signIn(at, { claims: { at_hash: undefined } });
    const answered = answerNext(at.page);
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
    assert.equal((await answered).url.searchParams.get('response_type'), 'id_token token');
  });

  test('the token of one user is not given to the next', async () => {
    const at = visit();
    await signIn(at);
    at.page.visit('https://app.acme.test/');
    const answered = answerNext(at.page, { claims: { sub: 'auth0|bob' }, access_token: 'token-of-bob' });
    await at.tacit.checkSession({ scope: 'read:b' });
    await answered;
    assert.equal(at.tacit.getUser()?.sub, 'auth0|bob');
    const again = answerNext(at.page, { claims: { sub: 'auth0|bob' }, access_token: 'token-of-bob' });
    assert.equal(await at.tacit.getAccessToken(), 'token-of-bob');
    await again;
  });
});

suite('logout', () => {
  test('it forgets tokens, user and transactions and goes to the server', async () => {
    const at = visit();
    await signIn(at);
    await at.authorize();
    at.tacit.logout({ returnTo: 'https://app.acme.test/bye' });
    assert.equal(at.tacit.getUser(), undefined);
    assert.equal(at.page.storage.size, 0);
    const url = new URL(lastOf(at.page.left));
    assert.equal(url.origin + url.pathname, `${ORIGIN}/v2/logout`);
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      client_id: CLIENT_ID,
      returnTo: 'https://app.acme.test/bye',
    });
  });

  test('without returnTo none is sent', () => {
    const at = visit();
    at.tacit.logout();
    assert.equal(lastOf(at.page.left), `${ORIGIN}/v2/logout?client_id=${CLIENT_ID}`);
  });

  test('the other tabs forget too', async () => {
    const at = visit();
    await signIn(at);
    const other = at.browser.openPage('https://app.acme.test/');
    createClient(OPTIONS, other.environment).logout();
    assert.equal(at.tacit.getUser(), undefined);
    const refused = refusalOf(at.tacit.getAccessToken());
    const frame = await at.page.nextFrame();
    at.page.post(messageFrom(frame, refusal(frame.url, 'login_required')));
    assert.equal((await refused).code, 'login_required');
  });

  test('a tab of another application stays signed in', async () => {
    const at = visit();
    await signIn(at);
    const other = at.browser.openPage('https://app.acme.test/');
    createClient({ ...OPTIONS, client_id: 'spa2' }, other.environment).logout();
    assert.equal(at.tacit.getUser()?.sub, 'auth0|alice');
  });

  test('an answer that was on its way signs nobody in afterwards', async () => {
    const at = visit();
    const { outcome, frame } = await ask(at);
    at.tacit.logout();
    at.page.post(messageFrom(frame, await answer(frame.url)));
    assert.equal((await refusalOf(outcome)).code, 'login_required');
    assert.equal(at.tacit.getUser(), undefined);
  });

  test('a redirect that was being checked signs nobody in afterwards', async () => {
    const at = visit();
    const arrival = at.comeBack(redirect(await answer(await at.authorize())));
    at.tacit.logout();
    assert.equal((await refusalOf(arrival)).code, 'login_required');
    assert.equal(at.tacit.getUser(), undefined);
  });
});

/** After how many seconds of 7200 a token is renewed. */
async function secondOfRenewal(): Promise<number> {
  const at = visit();
  await signIn(at);
  const opened = at.page.nextFrame();
  at.page.advance(7105);
  for (let second = 7105; second <= 7200; second += 1) {
    const outcome = at.tacit.getAccessToken();
    outcome.catch(() => {});
    // A held token is there at once; a renewal is not.
    const isHeld = await Promise.race([outcome.then(() => true), opened.then(() => false)]);
    if (!isHeld) {
      at.page.advance(10);
      await refusalOf(outcome);
      return second;
    }
    at.page.advance(1);
  }
  return assert.fail('it was never renewed');
}

function stateOf(frame: OpenedFrame): { readonly state: string } {
  return { state: frame.url.searchParams.get('state') ?? '' };
}
