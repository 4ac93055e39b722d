/**
 * FR of the attack catalogue, as far as HTTP shows it: where tokens appear on their way, and what may keep or repeat them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertErrorPage } from '../authorization/outcomes.ts';
import { implicitClient, PASSWORD, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query, type UserAgent } from '../user-agent.ts';
import { type Crawled, crawl, isPage } from './crawl.ts';
import { ALICE, B0, signIn, silently, THIRD_PARTY } from './requests.ts';

let stack: Stack;
let answers: readonly Crawled[];
before(async () => {
  stack = await startStack();
  answers = await crawl(stack);
});
after(() => stack.close());

test('FR-03 a redirector behind the registered path is out of reach: its query makes an error page', async () => {
  const browser = stack.browser();
  await signIn(browser);
  for (const added of ['?next=https://evil.test', '?next=//evil.test', '/redirect?to=https://evil.test']) {
    const redirect_uri = `${B0.redirect_uri}${added}`;
    await assertErrorPage(await browser.send(`/authorize?${query({ ...B0, redirect_uri })}`), stack);
  }
});

test('FR-04 every answer forbids the Referer, and no page loads anything from elsewhere', () => {
  for (const { name, answer } of answers.filter(isPage)) {
    assert.equal(answer.headers['referrer-policy'], 'no-referrer', name);
    assert.doesNotMatch(
      answer.body,
      /<(?:img|link|iframe|object|embed|video|audio|source)\b|@import|url\(/i,
      name,
    );
  }
});

test('FR-05 the picture of a client is all a page may load: no script, font, frame or style from elsewhere', async () => {
  const { clients } = stack.storage.tenant('t-acme');
  const redirect_uris = ['https://logo.acme.test/cb'];
  const logo_uri = 'https://cdn.acme.test/logo.png';
  await clients.save(implicitClient('logo1', { redirect_uris, is_first_party: false, logo_uri }));
  const browser = stack.browser();
  await signIn(browser);
  const page = await browser.authorize({
    ...B0,
    client_id: 'logo1',
    redirect_uri: 'https://logo.acme.test/cb',
  });
  assert.match(page.body, /<img [^>]*src="https:\/\/cdn\.acme\.test\/logo\.png"/);
  const policy = String(page.headers['content-security-policy']);
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; img-src https:\/\/cdn\.acme\.test;/);
  assert.doesNotMatch(policy, /script-src|font-src|connect-src|frame-src|unsafe|\*/);
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
});

test('FR-06 a token in the query of /userinfo is no token: 401, and it is in no line of the log', async () => {
  const browser = stack.browser();
  const { access_token = '' } = fragment((await signIn(browser)).location);
  const answer = await browser.send(`/userinfo?access_token=${access_token}`);
  assert.equal(answer.status, 401);
  assert.doesNotMatch(answer.body, /alice/);
  assert.equal(stack.logged().includes(access_token), false);
  assert.match(stack.logged(), /"path":"\/userinfo"/);
});

test('FR-06 only a client that is set to may send it there, alone and once, and it is in no line of the log', async () => {
  const { clients } = stack.storage.tenant('t-acme');
  const spa1 = await clients.find('spa1');
  assert.ok(spa1);
  const browser = stack.browser();
  const { access_token = '' } = fragment((await signIn(browser)).location);
  await clients.save({ ...spa1, unsafe_access_token_in_query: true });
  const asked = `/userinfo?access_token=${access_token}`;
  const answer = await browser.send(asked);
  assert.equal(answer.status, 200, answer.body);
  assert.match(answer.body, /"sub":"auth0\|a11ce/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  for (const wrong of [`${asked}&access_token=${access_token}`, `${asked}x`, '/userinfo?access_token=']) {
    assert.equal((await browser.send(wrong)).status, 401, wrong);
  }
  const both = { headers: { authorization: 'Bearer of-somebody-else' } };
  assert.equal((await browser.send(asked, both)).status, 401, 'the header is what counts');
  assert.equal(stack.logged().includes(access_token), false);
  await clients.save(spa1);
  const refused = await browser.send(asked);
  assert.match(JSON.parse(refused.body).error_description, /set unsafe_access_token_in_query of the client/);
  assert.doesNotMatch(String(refused.headers['www-authenticate']), /error/);
});

/** Everything of an answer but its Location, for a search. */
function besideLocation({ headers, body }: Answer): string {
  const { location: _, ...others } = headers;
  return `${JSON.stringify(others)}\n${body}`;
}

/** The walk of a third-party client, hop by hop, none followed by itself. */
async function hopsOf(
  browser: UserAgent,
  request: Readonly<Record<string, string>>,
): Promise<readonly Answer[]> {
  const toLogin = await browser.send(`/authorize?${query(request)}`);
  const login = await browser.send(toLogin.location);
  const signedIn = await browser.post('/login', { ...hiddenFields(login.body), ...ALICE, action: 'login' });
  const hops = [toLogin, login, signedIn];
  const next = await browser.send(signedIn.location);
  if (!next.location.startsWith('/consent')) return [...hops, next];
  const consent = await browser.send(next.location);
  const agreed = await browser.post('/consent', { ...hiddenFields(consent.body), action: 'accept' });
  return [...hops, next, consent, agreed, await browser.send(agreed.location)];
}

/** Walks that differ in everything that changes the path of an answer. */
const WALKS: readonly Readonly<Record<string, string>>[] = [B0, THIRD_PARTY].flatMap((base) =>
  ['id_token token', 'id_token', 'token id_token'].flatMap((response_type) =>
    ['', 'consent', 'login', 'login consent'].flatMap((prompt) =>
      ['s', 'access_token=x&y'].map((state) => ({ ...base, response_type, prompt, state })),
    ),
  ),
);

test('FR-09 in 48 walks a token is in one place only: the fragment of the last Location', async () => {
  for (const request of WALKS) {
    const hops = await hopsOf(stack.browser(), request);
    const { access_token, id_token } = fragment(hops.at(-1)?.location ?? '');
    assert.notEqual(id_token, undefined, JSON.stringify(request));
    for (const token of [access_token, id_token]) {
      if (token === undefined) continue;
      for (const hop of hops) assert.equal(besideLocation(hop).includes(token), false);
      for (const { location } of hops.slice(0, -1)) assert.equal(location.includes(token), false);
      assert.equal(hops.at(-1)?.location.split('#')[0]?.includes(token), false);
    }
  }
});

test('FR-08 after all of it no token, cookie, password, state, nonce or interaction is in the log at level trace', async () => {
  const browser = stack.browser();
  const request = {
    ...THIRD_PARTY,
    state: 'state-to-look-for',
    nonce: 'nonce-to-look-for',
    prompt: 'consent',
  };
  const hops = await hopsOf(browser, request);
  const { access_token, id_token } = fragment(hops.at(-1)?.location ?? '');
  const interactions = hops.map(({ location }) => /interaction=(.+)$/.exec(location)?.[1]);
  const forms = hops.map(({ body }) => hiddenFields(body)['csrf']);
  const secrets = [access_token, id_token, PASSWORD, ...browser.cookies.values(), ...interactions, ...forms];
  const log = stack.logged();
  assert.match(log, /"path":"\/authorize"/);
  const known = [...secrets, request.state, request.nonce].filter((secret) => secret !== undefined);
  assert.ok(known.length >= 12, `${known.length} secrets to look for`);
  for (const secret of known) assert.equal(log.includes(secret), false, secret);
  // A compact JWS or JWE has dots; a random name of a request may begin with the same three letters.
  assert.doesNotMatch(log, /eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*\.|alice@acme/);
});

test('FR-10 the document of form_post is kept by nothing, loads nothing, and escapes what it carries', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const state = '"><script>alert(1)</script>';
  const page = await browser.authorize({ ...B0, response_mode: 'form_post', state });
  assert.equal(page.status, 200);
  assert.equal(page.headers['cache-control'], 'no-store');
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
  assert.doesNotMatch(page.body, /alert\(1\)<\/script>/);
  assert.match(page.body, /&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  const nonce = /script-src 'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1];
  assert.deepEqual(page.body.match(/<script[^>]*>/g), [`<script nonce="${nonce}">`]);
  // Where the client leads on to is its own: Chromium holds form-action over that too (FR-12).
  assert.doesNotMatch(String(page.headers['content-security-policy']), /form-action/);
  assert.deepEqual(page.body.match(/<form[^>]*action="[^"]*"/g), [
    '<form id="form-post" method="post" action="https://app.acme.test/cb"',
  ]);
});

test('FR-10 the document that leads on is kept by nothing, loads nothing, and escapes what it carries', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const state = `"><script>alert(1)</script>${'x'.repeat(4_000)}`;
  const page = await browser.authorize({ ...B0, prompt: 'none', state });
  assert.equal(page.status, 200);
  assert.equal(fragment(page.location)['state'], state);
  assert.equal(page.headers['cache-control'], 'no-store');
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
  assert.doesNotMatch(page.body, /<script|<img|<form|url\(/);
  const policy = String(page.headers['content-security-policy']);
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^;]*; base-uri 'none'; object-src 'none'; /);
  // As a redirect could be followed in a frame of the client, and of nobody else.
  assert.match(policy, /; frame-ancestors https:\/\/app\.acme\.test$/);
  assert.equal(stack.logged().includes(fragment(page.location)['access_token'] ?? ''), false);
});

test('FR-11 nothing of the origin can be a service worker: no script type, no Service-Worker-Allowed', async () => {
  const browser = stack.browser();
  const asked = [
    '/authorize',
    '/login',
    '/consent',
    '/userinfo',
    '/v2/logout',
    '/sw.js',
    '/.well-known/jwks.json',
  ];
  const fetched = [];
  for (const path of asked)
    fetched.push(await browser.send(path, { headers: { 'service-worker': 'script' } }));
  for (const answer of [...fetched, ...answers.map((crawled) => crawled.answer)]) {
    assert.doesNotMatch(String(answer.headers['content-type']), /javascript|ecmascript/);
    assert.equal(answer.headers['service-worker-allowed'], undefined);
  }
  for (const answer of fetched) assert.equal(answer.headers['x-content-type-options'], 'nosniff');
});

test('FR-13 no page and no redirect of the walk may be kept for the back button', () => {
  for (const { name, answer } of answers) {
    if (/jwks|discovery|metadata|healthz|readyz/.test(name)) continue;
    assert.equal(answer.headers['cache-control'], 'no-store', name);
  }
});

test('FR-13 a form sent again after the answer has left gets no second answer: the End-User is told, and led on', async () => {
  const browser = stack.browser();
  const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'login consent' });
  const consent = await browser.signIn(page, ALICE);
  const tokens = await browser.consent(consent, 'accept');
  assert.notEqual(fragment(tokens.location)['access_token'], undefined);
  const again = await browser.consent(consent, 'accept');
  assert.deepEqual([again.status, again.location], [400, '']);
  const [, anew = ''] = /id="error-start-again" href="([^"]+)"/.exec(again.body) ?? [];
  const begun = await browser.follow(await browser.send(anew.replaceAll('&amp;', '&')));
  assert.match(begun.body, /action="\/login"/);
});

/** What is on no way of a login or of a logout in a popup, or is no route at all. */
const SEVERED = new Set([
  'claims of userinfo',
  'userinfo without a token',
  'userinfo with a wrong token',
  'no such page',
  'jwks',
  'jwks not modified',
  'discovery',
  'discovery by HEAD',
  'authorization server metadata',
  'preflight of userinfo',
  'healthz',
  'readyz',
]);

test('FR-15 all that answers a login keeps its opener, redirects and refusals too, and all else is severed', () => {
  for (const { name, answer } of answers) {
    const expected = SEVERED.has(name) ? 'same-origin' : 'unsafe-none';
    assert.equal(answer.headers['cross-origin-opener-policy'], expected, name);
  }
});

const PREFETCHES: readonly Readonly<Record<string, string>>[] = [
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { 'sec-purpose': 'prefetch;anonymous-client-ip' },
  { purpose: 'prefetch' },
];

test('FR-16 a prefetch gets no token, spends no interaction and ends no session', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const consent = await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' });
  const accepted = { ...hiddenFields(consent.body), action: 'accept' };
  const agreed = await browser.post('/consent', accepted);
  for (const headers of PREFETCHES) {
    for (const path of [`/authorize?${query({ ...B0, prompt: 'none' })}`, agreed.location, '/v2/logout']) {
      const answer = await browser.send(path, { headers });
      assert.equal(answer.status, 403, path);
      assert.equal(answer.location, '');
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.equal(answer.headers['cache-control'], 'no-store');
    }
  }
  const tokens = await browser.send(agreed.location);
  assert.notEqual(fragment(tokens.location)['access_token'], undefined);
  assert.equal(await silently(browser), 'tokens');
});
