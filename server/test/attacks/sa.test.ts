/**
 * SA of the attack catalogue: silent requests and the web_message document.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, type UserAgent } from '../user-agent.ts';
import { ALICE_SUB, B0, BOB, BOB_SUB, policyOf, signIn, silently, THIRD_PARTY } from './requests.ts';

const SILENT = { ...B0, prompt: 'none', response_mode: 'web_message' } as const;
const ORIGIN = 'https://app.acme.test';

let stack: Stack;
let alice: UserAgent;
before(async () => {
  stack = await startStack({ https: true, logLevel: 'error' });
  alice = stack.browser();
  await signIn(alice);
});
after(() => stack.close());

type Message = { readonly origin: string; readonly message: { readonly response: Record<string, string> } };

/** What the document would post, and to whom. */
function messageOf({ body }: Answer): Message {
  const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(body) ?? [];
  return JSON.parse(data);
}

function isErrorPage(answer: Answer): boolean {
  const { status, body, location } = answer;
  return (
    status === 400 && location === '' && body.includes('id="error-code"') && !body.includes('postMessage')
  );
}

test('SA-01 web_message to an origin that is not exactly a registered web origin is an error page', async () => {
  const origins = [
    'https://app.acme.test.evil.test',
    'https://app.acme.test:444',
    'http://app.acme.test',
    'https://sub.app.acme.test',
    'https://third.acme.test',
  ];
  const { clients } = stack.storage.tenant('t-acme');
  for (const [index, origin] of origins.entries()) {
    const client_id = `origin${index}`;
    const redirect_uris = [`${origin}/cb`];
    await clients.save(implicitClient(client_id, { redirect_uris, web_origins: [ORIGIN] }));
    const answer = await alice.authorize({ ...SILENT, client_id, redirect_uri: `${origin}/cb` });
    assert.ok(isErrorPage(answer), origin);
  }
  const { redirect_uri } = THIRD_PARTY;
  assert.ok(isErrorPage(await alice.authorize({ ...SILENT, client_id: 'spa2', redirect_uri })));
  assert.ok(isErrorPage(await alice.authorize({ ...SILENT, redirect_uri: 'HTTPS://APP.ACME.TEST/cb' })));
});

test('SA-02 the target is the origin of the redirect URI, whatever Origin, Referer and parameters say', async () => {
  const evil = 'https://evil.test';
  const headers = { origin: evil, referer: `${evil}/` };
  const parameters = { ...SILENT, origin: evil, targetOrigin: '*', web_message_origin: evil };
  const answer = await alice.send(`/authorize?${new URLSearchParams(parameters)}`, { headers });
  assert.equal(messageOf(answer).origin, ORIGIN);
  assert.doesNotMatch(answer.body, /evil\.test|"\*"|document\.referrer/);
  assert.match(answer.body, /postMessage\(data\.message, data\.origin\)/);
});

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  '\\',
  '\u2028\u2029',
  '"\'&quot;',
  'x'.repeat(2_048),
];

test('SA-03 a hostile state is inert in the document and comes back as it was', async () => {
  for (const state of HOSTILE) {
    const answer = await alice.authorize({ ...SILENT, state });
    assert.equal(messageOf(answer).message.response['state'], state, state.slice(0, 20));
    assert.equal(answer.body.match(/<script/g)?.length, 2, state.slice(0, 20));
    assert.doesNotMatch(answer.body, /<!--|[\u2028\u2029]/);
    const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policyOf(answer)) ?? [];
    assert.ok(nonce && answer.body.includes(`<script nonce="${nonce}">`));
  }
});

test('SA-03 a state of 100 kB is refused without being echoed', async () => {
  const answer = await alice.send(
    `/authorize?${new URLSearchParams({ ...SILENT, state: 'x'.repeat(14_000) })}`,
  );
  assert.equal(answer.status, 414);
  assert.doesNotMatch(answer.body, /xxxx/);
});

test('SA-05 only the registered origin may frame the document: no sandbox, data:, file: or frame around it', async () => {
  const answer = await alice.authorize(SILENT);
  const [, ancestors] = /frame-ancestors ([^;]+)/.exec(policyOf(answer)) ?? [];
  assert.equal(ancestors, ORIGIN, 'every ancestor must be this origin, and an opaque one never is');
});

test('SA-07 without its cookies a browser is told login_required at once, in every mode, without a redirect loop', async () => {
  for (const cookie of ['__Host-tacit_silent', undefined]) {
    const browser = stack.browser();
    if (cookie !== undefined) browser.cookies.set(cookie, 'A'.repeat(43));
    const answer = await browser.send(`/authorize?${new URLSearchParams(SILENT)}`);
    assert.equal(answer.status, 200);
    assert.equal(messageOf(answer).message.response['error'], 'login_required');
    assert.equal(answer.headers['set-cookie'], undefined);
    const form = await browser.send(
      `/authorize?${new URLSearchParams({ ...SILENT, response_mode: 'form_post' })}`,
    );
    assert.match(form.body, /name="error" value="login_required"/);
  }
});

test('SA-07 the cookie that travels in frames alone is enough for a silent request and for nothing else', async () => {
  const framed = stack.browser();
  framed.cookies.set('__Host-tacit_silent', alice.cookies.get('__Host-tacit_silent') ?? '');
  assert.equal(await silently(framed), 'tokens');
  assert.match((await framed.authorize(B0)).body, /id="login-submit"/);
});

/** What evil.test can see of an answer: its status, its headers' names, and the size class of its body. */
function visible({ status, headers, body }: Answer): unknown {
  return { status, headers: Object.keys(headers).sort(), size: Math.round(body.length / 512) };
}

test('SA-08 without a registered origin, signed in or not, known or not, consented or not, all look the same', async () => {
  const stranger = stack.browser();
  const bob = stack.browser();
  await signIn(bob, BOB);
  const requests = [
    { ...SILENT, redirect_uri: 'https://evil.test/cb' },
    { ...SILENT, client_id: 'spa2', redirect_uri: THIRD_PARTY.redirect_uri },
  ];
  for (const request of requests) {
    const seen = await Promise.all(
      [alice, bob, stranger].map(async (one) => visible(await one.authorize(request))),
    );
    assert.deepEqual(seen[0], seen[2], 'signed in, and not');
    assert.deepEqual(seen[1], seen[2], 'another account');
  }
});

test('SA-08 in fragment mode the status, headers and number of hops are the same up to the registered site', async () => {
  const request = `/authorize?${new URLSearchParams({ ...B0, prompt: 'none' })}`;
  const answers = [await alice.send(request), await stack.browser().send(request)];
  const [one, other] = answers.map(({ status, headers, body }) => ({
    status,
    body,
    names: Object.keys(headers).sort(),
    corp: headers['cross-origin-resource-policy'],
  }));
  assert.deepEqual(one, other);
  assert.equal(one?.corp, 'same-origin');
});

test('SA-09 a silent request never shows a page: blocked user, deleted API, client without the grant', async () => {
  const records = stack.storage.tenant('t-acme');
  const bob = stack.browser();
  await signIn(bob, BOB);
  const user = await records.users.find(BOB_SUB);
  assert.ok(user);
  await records.users.save({ ...user, blocked: true });
  assert.equal(await silently(bob), 'login_required');
  await records.users.save(user);
  assert.equal(await silently(alice, { audience: 'https://gone.acme.test' }), 'access_denied');
  const code1 = { client_id: 'code1', redirect_uri: 'https://code.acme.test/cb' };
  assert.equal(await silently(alice, code1), 'unauthorized_client');
  assert.equal(await silently(alice, THIRD_PARTY), 'consent_required');
  assert.equal(await silently(stack.browser()), 'login_required');
  for (const prompt of ['none login', 'none consent', 'none select_account']) {
    const { location } = await alice.authorize({ ...B0, prompt });
    assert.equal(fragment(location)['error'], 'invalid_request', prompt);
  }
});

test('SA-11 relay mode does not exist: its parameters are ignored or refused, and nothing goes to its target', async () => {
  const relay = {
    web_message_uri: 'https://evil.test/relay',
    web_message_target: 'frame',
    relay: 'https://evil.test',
  };
  const answer = await alice.authorize({ ...SILENT, ...relay });
  assert.equal(messageOf(answer).origin, ORIGIN);
  assert.doesNotMatch(answer.body, /evil\.test/);
  const { location } = await alice.authorize({ ...B0, response_mode: 'relay' });
  assert.equal(fragment(location)['error'], 'invalid_request');
  assert.ok(!location.includes('evil.test'));
});

test('SA-12 there are no FedCM endpoints', async () => {
  const paths = [
    '/.well-known/web-identity',
    '/fedcm.json',
    '/fedcm/accounts',
    '/fedcm/assertion',
    '/accounts',
  ];
  for (const path of paths) {
    const headers = { 'sec-fetch-dest': 'webidentity' };
    const answer = await alice.send(path, { headers });
    assert.equal(answer.status, 404, path);
    assert.ok(!answer.body.includes(ALICE_SUB) && !answer.body.includes('alice@'));
  }
});
