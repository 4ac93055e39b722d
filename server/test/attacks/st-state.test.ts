/**
 * ST of the attack catalogue, ST-01 and ST-18: state comes back as it was, and each tab to its own client.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertErrorRedirect } from '../authorization/outcomes.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query } from '../user-agent.ts';
import { ALICE, ALICE_SUB, B0, BOB, BOB_SUB, payload, THIRD_PARTY } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const STATES = [
  'x',
  'y'.repeat(512),
  'z'.repeat(2_048),
  PRINTABLE,
  '&#%+',
  '%26%23',
  '\u{1f511}\u00e9\u0623',
  'a\r\nb\tc',
  '=',
  '+ +',
];

test('ST-01 a state of up to 2,048 characters comes back exactly, with tokens and with an error, through the login', async () => {
  for (const state of STATES) {
    const browser = stack.browser();
    const tokens = await browser.signIn(await browser.authorize({ ...B0, state }), ALICE);
    assert.equal(fragment(tokens.location)['state'], state);
    const refusal = await stack.browser().authorize({ ...B0, state, prompt: 'none' });
    const expected = { redirect_uri: B0.redirect_uri, state, iss: stack.issuer('acme') };
    assertErrorRedirect(refusal, { ...expected, error: 'login_required' });
  }
});

/** Issue 17: deep links of proxies are longer than the 2,048 characters at which a state was once refused, and lost. */
const LONG = ['z'.repeat(2_049), '\u{1f511}'.repeat(600).padEnd(2_100, 'z'), 'z'.repeat(8_000)];

test('ST-01 a longer one comes back as well, in every response mode, with tokens and with an error', async () => {
  for (const state of LONG) {
    const browser = stack.browser();
    const tokens = await browser.signIn(await browser.authorize({ ...B0, state }), ALICE);
    assert.equal(fragment(tokens.location)['state'], state);
    for (const mode of ['fragment', 'form_post', 'web_message'] as const) {
      const silent = { ...B0, state, response_mode: mode, prompt: 'none' };
      for (const answer of [
        await browser.send(`/authorize?${query(silent)}`),
        await stack.browser().send(`/authorize?${query(silent)}`),
        await browser.send(`/authorize?${query({ ...silent, ui_locales: 'x'.repeat(257) })}`),
        await browser.post('/authorize', { ...silent, organization: 'org_1' }),
      ])
        assert.equal(stateIn(answer), state, mode);
    }
    const code = { ...B0, client_id: 'code1', redirect_uri: 'https://code.acme.test/cb', state };
    const refusal = await browser.post('/authorize', { ...code, response_type: 'code', prompt: 'none' });
    assert.equal(new URL(refusal.location).searchParams.get('state'), state);
  }
});

test('ST-01 no cookie grows with the state', async () => {
  const cookiesFor = async (state: string) => {
    const browser = stack.browser();
    await browser.signIn(await browser.authorize({ ...B0, state }), ALICE);
    return [...browser.cookies].map(([name, value]) => `${name} ${value.length}`);
  };
  assert.deepEqual(await cookiesFor('z'.repeat(8_000)), await cookiesFor('z'));
});

/** What a page of the client reads, whichever way it came. */
function stateIn({ location, body }: Answer): string | undefined {
  if (location !== '') return fragment(location)['state'];
  const message = /<script type="application\/json" id="data">([^<]*)</.exec(body)?.[1];
  return message === undefined ? hiddenFields(body)['state'] : JSON.parse(message).message.response.state;
}

test('ST-18 two requests of two clients in one browser end each at its own client with its own scope', async () => {
  const one = { ...B0, state: 'tab 1', nonce: 'n1', scope: 'openid read:a' };
  const two = { ...THIRD_PARTY, state: 'tab 2', nonce: 'n2', scope: 'openid write:a' };
  for (const order of ['one first', 'two first']) {
    const browser = stack.browser();
    const tabs = { one: await browser.authorize(one), two: await browser.authorize(two) };
    const finishOne = async () => browser.signIn(tabs.one, ALICE);
    const finishTwo = async () => {
      const consent = await browser.signIn(tabs.two, BOB);
      return browser.consent(consent, 'accept');
    };
    const first = order === 'one first' ? await finishOne() : await finishTwo();
    const second = order === 'one first' ? await finishTwo() : await finishOne();
    const [toOne, toTwo] = order === 'one first' ? [first, second] : [second, first];
    expectAnswer(toOne, { request: one, sub: ALICE_SUB, scope: 'openid read:a' });
    expectAnswer(toTwo, { request: two, sub: BOB_SUB, scope: 'openid write:a' });
    await stack.storage.tenant('t-acme').consents.withdraw({ sub: BOB_SUB, client_id: 'spa2' });
  }
});

function expectAnswer(
  answer: Answer,
  expected: {
    readonly request: typeof B0 | Readonly<Record<keyof typeof B0, string>>;
    readonly sub: string;
    readonly scope: string;
  },
): void {
  const { request, sub, scope } = expected;
  assert.equal(answer.location.split('#')[0], request.redirect_uri);
  const { access_token, id_token, state } = fragment(answer.location);
  assert.equal(state, request.state);
  assert.equal(payload(id_token)['aud'], request.client_id);
  assert.equal(payload(id_token)['nonce'], request.nonce);
  assert.equal(payload(id_token)['sub'], sub);
  assert.equal(payload(access_token)['scope'], scope);
}
