/**
 * XS of the attack catalogue: what others wrote, on our pages, in our headers and in our log.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withoutOwnScripts } from '../pages/own-scripts.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, query } from '../user-agent.ts';
import { crawl, isPage } from './crawl.ts';
import { ALICE, ALICE_SUB, B0, policyOf, signIn } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

/** The tilde keeps it out of sealed values, which are base64url. */
const MARK = 'zq7~mark';

/** Ways out of text, of either kind of attribute, of a script, and of a URL. */
const PAYLOADS = [
  `"><svg onload=alert(1)>${MARK}`,
  `' onmouseover='alert(1)' x='${MARK}`,
  `\` onfocus=alert(1) autofocus ${MARK}`,
  `javascript&colon;alert(1)//${MARK}`,
  `</script><script>alert(1)</script>${MARK}`,
  `<!--<script>${MARK}`,
  `${MARK}\0<b>`,
  `+ADw-script+AD4-${MARK}<i>`,
  `\u2028\u2029${MARK}<u>`,
  `{{7*7}}\${7*7}<%=7*7%>#{7*7}${MARK}`,
];

function assertInert(answer: Answer, name: string): void {
  assert.ok(answer.status < 500, `${name}: ${answer.status}`);
  assert.match(answer.headers['content-type'] ?? '', /charset=utf-8$/, name);
  // Text may hold any word; a tag may hold none of ours, so what stands inside of tags is looked at.
  const body = withoutOwnScripts(answer.body);
  const tags = (body.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');
  assert.doesNotMatch(tags, /\bon\w+=|<svg|<script(?! nonce| type)|<b>|<i>|<u>/, name);
  assert.doesNotMatch(body, /<script>alert|<svg|<!--<|\0/, name);
}

test('XS-01 a page that lets a payload out of text or attribute would be seen here', () => {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  for (const body of [PAYLOADS[0], `<p title='${PAYLOADS[1]}'>`, PAYLOADS[4], PAYLOADS[5], PAYLOADS[6]])
    assert.throws(() =>
      assertInert({ status: 200, headers, location: '', body: body ?? '', header_bytes: 0 }, 'let out'),
    );
});

test('XS-01 whatever a parameter of a request holds is text on the page that answers it', async () => {
  const names = [...Object.keys(B0), 'login_hint', 'ui_locales', 'screen_hint', 'prompt', 'response_mode'];
  for (const payload of PAYLOADS) {
    for (const name of [...names, 'error', 'error_description', 'error_hint', 'unknown', payload]) {
      const answer = await stack.browser().authorize({ ...B0, [name]: payload });
      if (answer.status !== 303) assertInert(answer, `${name}=${payload}`);
      if (name.startsWith('error') || name === 'unknown') assert.ok(!answer.body.includes(MARK), name);
    }
  }
});

test('XS-01 a path that does not exist, and an address to return to, are not shown; to a developer at this machine the address is, as text', async () => {
  for (const payload of PAYLOADS) {
    const encoded = encodeURIComponent(payload);
    const referer = `https://evil.test/${MARK}`;
    for (const path of [`/${encoded}`, `/authorize/${encoded}`, `/v2/logout?returnTo=${encoded}`]) {
      const answer = await stack.browser().send(path, { headers: { referer, via: '1.1 tunnel' } });
      assertInert(answer, path);
      assert.ok(!answer.body.includes(MARK), path);
      const own = await stack.browser().send(path, { headers: { referer } });
      assertInert(own, path);
      assert.equal(own.body.includes(MARK), path.startsWith('/v2/logout'), path);
    }
  }
});

test('XS-01 a typed e-mail comes back as text, a password never', async () => {
  const browser = stack.browser();
  let page = await browser.authorize(B0);
  for (const payload of PAYLOADS) {
    stack.clock.now += 1_000;
    page = await browser.authorize(B0);
    page = await browser.signIn(page, { username: payload, password: `typed password ${payload}` });
    assertInert(page, payload);
    assert.doesNotMatch(page.body, /typed password/);
  }
});

test('XS-02 XS-07 names and descriptions that were stored are text on the login and consent pages', async () => {
  const records = stack.storage.tenant('t-acme');
  const alice = await records.users.find(ALICE_SUB);
  const api = await records.resourceServers.find(B0.audience);
  assert.ok(alice && api);
  for (const [index, payload] of PAYLOADS.entries()) {
    const stored = payload.replaceAll('\0', '');
    const client = implicitClient(`xs${index}`, { redirect_uris: [B0.redirect_uri], is_first_party: false });
    await records.clients.save({ ...client, client_name: stored, logo_uri: `https://logo.test/?${stored}` });
    await records.users.save({
      ...alice,
      claims: { ...alice.claims, name: stored, email: `${stored}@a.test` },
    });
    // Another address is another epoch: nobody stays signed in.
    const browser = stack.browser();
    await signIn(browser, { ...ALICE, username: `${stored}@a.test` });
    const scopes = [{ value: 'read:a', description: stored }];
    await records.resourceServers.save({ ...api, name: stored, scopes });
    const request = { ...B0, client_id: client.client_id };
    const consent = await browser.authorize(request);
    assert.match(consent.body, /id="consent-accept"/);
    assertInert(consent, payload);
    assertInert(await stack.browser().authorize(request), payload);
    if (payload.includes('{{')) assert.match(consent.body, /\{\{7\*7\}\}\$\{7\*7\}/, 'literally');
  }
  await records.users.save(alice);
  await records.resourceServers.save(api);
});

test('XS-03 XS-10 data of the answer stays data in the documents that carry it', async () => {
  const browser = stack.browser();
  await signIn(browser);
  for (const state of PAYLOADS) {
    for (const response_mode of ['form_post', 'web_message']) {
      const answer = await browser.authorize({ ...B0, state, response_mode });
      assert.equal(answer.status, 200);
      assertInert(answer, state);
      const scripts = response_mode === 'form_post' ? 1 : 2;
      assert.equal(answer.body.match(/<script/gi)?.length, scripts, state);
    }
    const form = await browser.authorize({ ...B0, state, response_mode: 'form_post' });
    assert.match(form.body, /<form id="form-post" method="post" action="https:\/\/app\.acme\.test\/cb"/);
    const value = hiddenFields(form.body)['state'] ?? '';
    assert.ok(value.includes(MARK) && !/[<>"'`]/.test(value), value);
  }
});

/** Directives of a policy. */
function directivesOf(answer: Answer): ReadonlyMap<string, string> {
  const directives = policyOf(answer).split('; ');
  return new Map(directives.map((one) => [one.split(' ', 1)[0] ?? '', one.slice(one.indexOf(' ') + 1)]));
}

test('XS-04 the policy of every page allows nothing by default, no inline code, no wildcard', async () => {
  for (const { name, answer } of (await crawl(stack)).filter(isPage)) {
    const policy = directivesOf(answer);
    for (const directive of ['default-src', 'object-src', 'base-uri'])
      assert.equal(policy.get(directive), "'none'", `${directive} of ${name}`);
    for (const source of policy.get('script-src')?.split(' ') ?? [])
      assert.match(source, /^'(?:nonce-[\w-]{22,}|sha256-[\w+/]{43}=)'$/, name);
    assert.match(policy.get('style-src') ?? "'sha256-x'", /^'sha256-[^']+'$/, name);
    // Absent where an answer to the form leads on to a client (FR-12); what stops a form then is in e2e/leading-forms.test.ts.
    assert.match(policy.get('form-action') ?? "'self'", /^'self'$/, name);
    assert.doesNotMatch([...policy.values()].join(), /unsafe|\*/, name);
    assert.equal(answer.body.includes('<script') && !policy.has('script-src'), false, name);
    assert.equal(answer.headers['cache-control'], 'no-store', name);
  }
});

test('XS-04 the nonce of a script is never the same twice', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const nonces = new Set<string>();
  for (let asked = 0; asked < 20; asked += 1) {
    const answer = await browser.authorize({ ...B0, response_mode: 'form_post' });
    nonces.add(directivesOf(answer).get('script-src') ?? '');
  }
  assert.equal(nonces.size, 20);
});

test('XS-11 JSON opened as a document is JSON, is not sniffed, and may do nothing', async () => {
  const headers = { authorization: 'Bearer <script>alert(1)</script>', accept: 'text/html' };
  const answers = [
    await stack.browser().send('/userinfo', { headers }),
    await stack.browser().send('/userinfo?access_token=<script>'.replace(/[<>]/g, encodeURIComponent)),
    await stack.browser().send('/.well-known/openid-configuration', { headers }),
  ];
  for (const answer of answers) {
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.match(policyOf(answer), /^default-src 'none'/);
    assert.doesNotMatch(answer.body, /<script/);
  }
});

test('XS-14 whatever is sent, an event is one line of the log, bounded, and JSON', async () => {
  const nasty = 'x"\r\n{"level":50,"msg":"forged"}\u001b[31m\u202e\u2028';
  const before = stack.logged().length;
  const browser = stack.browser();
  await browser.signIn(await browser.authorize(B0), { username: nasty, password: 'x' });
  await browser.authorize({ ...B0, redirect_uri: `https://evil.test/${nasty}${'y'.repeat(1_500)}` });
  await browser.authorize({ ...B0, client_id: nasty });
  await browser.send(`/${encodeURIComponent(nasty)}`);
  await browser.post('/login', { username: 'u'.repeat(1_000_000) }).catch(() => undefined);
  const lines = stack.logged().slice(before).trimEnd().split('\n');
  assert.ok(lines.length > 4);
  for (const line of lines) {
    const event: { readonly msg?: string } = JSON.parse(line);
    assert.notEqual(event.msg, 'forged');
    assert.ok(line.length < 4_096, `${line.length} characters`);
    assert.doesNotMatch(line, /\p{Cc}/u);
  }
  for (const { detail } of await stack.storage.tenant('t-acme').audit.list(100))
    assert.ok((detail ?? '').length <= 1_024);
});

test('XS-15 a line break in state, a language or an address makes no header', async () => {
  const split = 'x\r\nSet-Cookie: evil=1\r\n\r\n<html>';
  const browser = stack.browser();
  await signIn(browser);
  for (const name of ['state', 'ui_locales', 'nonce', 'scope', 'screen_hint']) {
    const answer = await browser.send(`/authorize?${query({ ...B0, [name]: split })}`);
    assert.doesNotMatch(answer.location, /[\r\n]/, name);
    assert.doesNotMatch(answer.headers['set-cookie']?.join() ?? '', /evil/, name);
  }
  const echoed = await browser.send(`/authorize?${query({ ...B0, state: split, prompt: 'none' })}`);
  assert.ok(echoed.location.includes(encodeURIComponent(split)), 'escaped, and complete');
  const logout = await browser.send(`/v2/logout?${query({ client_id: 'spa1', returnTo: split })}`);
  assert.equal(logout.status, 400);
});
