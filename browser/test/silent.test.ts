/**
 * Asking out of sight: what is asked, whose messages are heard, and how they are checked.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Message } from '../src/environment.ts';
import type { TacitErrorCode } from '../src/errors.ts';
import { AUDIENCE, answer, type Bend, CLIENT_ID, refusal } from './authorization-server.ts';
import { ask, messageFrom, ORIGIN } from './framed-server.ts';
import type { OpenedFrame } from './page.ts';
import { OPTIONS, refusalOf, visit } from './visit.ts';

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

function stateOf(frame: OpenedFrame): { readonly state: string } {
  return { state: frame.url.searchParams.get('state') ?? '' };
}
