/**
 * PP of the attack catalogue: parameters that are doubled, misspelt, badly encoded, endless or not ours. The browser is
 * signed in, so whatever were let through would be answered with tokens at once.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { assertErrorPage, assertErrorRedirect } from '../outcomes.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, query, type UserAgent } from '../user-agent.ts';
import { B0, sendRaw, signIn, statusOf } from './requests.ts';

const BASE = query(B0);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const GOOD = encodeURIComponent(B0.redirect_uri);
const EVIL = encodeURIComponent('https://evil.test/cb');

let stack: Stack;
let browser: UserAgent;
before(async () => {
  stack = await startStack();
  browser = stack.browser();
  assert.notEqual(fragment((await signIn(browser)).location)['access_token'], undefined);
});
after(() => stack.close());

/** An encoded request by GET and by POST. */
async function ask(encoded: string): Promise<readonly Answer[]> {
  const posted = browser.send('/authorize', { method: 'POST', headers: FORM, body: encoded });
  return [await browser.send(`/authorize?${encoded}`), await posted];
}

async function refusedAsPage(encoded: string): Promise<void> {
  for (const answer of await ask(encoded))
    await assertErrorPage(answer, stack, { sent: encoded.slice(0, 300) });
}

async function refusedAs(
  error: string,
  encoded: string,
  expected: { readonly state?: string | undefined; readonly mode?: 'fragment' | 'query' } = { state: 'S1' },
): Promise<void> {
  const { state, mode = 'fragment' } = expected;
  const sent = encoded.slice(0, 300);
  const iss = stack.issuer('acme');
  for (const answer of await ask(encoded)) {
    assertErrorRedirect(answer, { error, redirect_uri: B0.redirect_uri, state, iss, mode, sent });
  }
}

/** B0 encoded, with one parameter in another encoding; undefined leaves it out. */
function changed(name: keyof typeof B0, encoded: string | undefined): string {
  const { [name]: _, ...others } = B0;
  return encoded === undefined ? query(others) : `${query(others)}&${name}=${encoded}`;
}

test('PP-01 client_id twice, with one value or two, is an error page', async () => {
  await refusedAsPage(`${BASE}&client_id=spa1`);
  await refusedAsPage(`${BASE}&client_id=spa2`);
  await refusedAsPage(`${BASE}&client_id=`);
});

test('PP-02 redirect_uri twice, identical or good and evil in either order, is an error page', async () => {
  for (const [first, second] of [
    [GOOD, GOOD],
    [GOOD, EVIL],
    [EVIL, GOOD],
    [GOOD, ''],
  ]) {
    await refusedAsPage(`${changed('redirect_uri', undefined)}&redirect_uri=${first}&redirect_uri=${second}`);
  }
});

test('PP-03 every other parameter twice is invalid_request, and a state that came twice is not echoed', async () => {
  const doubled = ['nonce=N2', 'scope=openid', 'response_type=id_token', 'prompt=none&prompt=none'];
  const others = [
    'max_age=1&max_age=1',
    'response_mode=fragment&response_mode=fragment',
    'nonce=',
    'ui_locales=en&ui_locales=de',
  ];
  for (const second of [...doubled, ...others]) await refusedAs('invalid_request', `${BASE}&${second}`);
  await refusedAs('invalid_request', `${BASE}&state=S2`, { state: undefined });
  await refusedAs('invalid_request', `${BASE}&state=S1`, { state: undefined });
});

test('PP-04 audience twice is invalid_request, in either order of a good one and an evil one', async () => {
  for (const audience of [B0.audience, 'https://evil.test', 'https://billing.acme.test']) {
    await refusedAs('invalid_request', `${BASE}&audience=${encodeURIComponent(audience)}`);
    await refusedAs('invalid_request', `audience=${encodeURIComponent(audience)}&${BASE}`);
  }
});

test('PP-04 resource is not a parameter of ours: whatever it names, the token is for the audience', async () => {
  const resources = ['https://billing.acme.test', 'https://evil.test'];
  const added = resources.map((value) => `&resource=${encodeURIComponent(value)}`).join('');
  for (const { location } of await ask(`${BASE}${added}`)) {
    const [, claims = ''] = fragment(location)['access_token']?.split('.') ?? [];
    const { aud } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.deepEqual(aud, [B0.audience, `${stack.issuer('acme')}userinfo`]);
  }
});

test('PP-06 a POST of another media type, or of none, is a 415 page', async () => {
  const boundary = '--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nspa1\r\n--x--';
  const bodies: readonly (readonly [Record<string, string>, string])[] = [
    [{ 'content-type': 'application/json' }, JSON.stringify(B0)],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, boundary],
    [{ 'content-type': 'text/plain' }, BASE],
    [{}, BASE],
    [{ 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' }, BASE],
    [{ ...FORM, 'content-encoding': 'gzip' }, BASE],
  ];
  for (const [headers, body] of bodies) {
    const answer = await browser.send('/authorize', { method: 'POST', headers, body });
    await assertErrorPage(answer, stack, { status: 415, sent: JSON.stringify(headers) });
  }
});

test('PP-06 the query of a POST and the body of a GET are not read', async () => {
  await assertErrorPage(
    await browser.send(`/authorize?${BASE}`, { method: 'POST', headers: FORM, body: '' }),
    stack,
  );
  const headers = { ...FORM, 'content-length': Buffer.byteLength(BASE) };
  await assertErrorPage(await browser.send('/authorize', { method: 'GET', headers, body: BASE }), stack);
  const tokens = await browser.send(`/authorize?${BASE}`, {
    method: 'GET',
    headers: { ...FORM, 'content-length': 9 },
    body: 'state=S22',
  });
  assert.equal(fragment(tokens.location)['state'], 'S1');
});

test('PP-07 names in another case are unknown names: an error page', async () => {
  await refusedAsPage(`${changed('redirect_uri', undefined)}&Redirect_Uri=${GOOD}`);
  await refusedAsPage(`${changed('client_id', undefined)}&CLIENT_ID=spa1`);
});

test('PP-08 duplicates are counted after names are decoded, and no name is trimmed: an error page', async () => {
  await refusedAsPage(`${BASE}&redirect%5Furi=${EVIL}`);
  await refusedAsPage(`${BASE}&%72edirect_uri=${GOOD}`);
  for (const name of [
    '%00redirect_uri',
    'redirect_uri%20',
    '+redirect_uri',
    'redirect_uri%00',
    '%EF%BB%BFredirect_uri',
  ]) {
    await refusedAsPage(`${changed('redirect_uri', undefined)}&${name}=${GOOD}`);
  }
});

test('PP-09 a semicolon separates nothing, so the client is unknown: an error page', async () => {
  await refusedAsPage(`response_type=token&client_id=spa1;redirect_uri=${EVIL}&redirect_uri=${GOOD}`);
});

const BROKEN = ['%ff', '%c0%af', '%u0061', '%', '%zz', 'a%', 'a%E2%82', '%ed%a0%80'];

test('PP-10 what is not percent-encoded UTF-8 is invalid_request, and never comes back as U+FFFD', async () => {
  for (const broken of BROKEN) {
    await refusedAs('invalid_request', changed('state', broken), { state: undefined });
    await refusedAs('invalid_request', changed('scope', broken));
    await refusedAs('invalid_request', `${BASE}&login_hint=${broken}`);
    await refusedAsPage(changed('client_id', `spa1${broken}`));
    await refusedAsPage(changed('redirect_uri', `${GOOD}${broken}`));
  }
  for (const answer of await ask(changed('state', '%ff')))
    assert.doesNotMatch(answer.location, /%EF%BF%BD|\ufffd/i);
});

test('PP-10 a body whose bytes are not UTF-8 is an error page', async () => {
  const head = `POST /authorize HTTP/1.1\r\nHost: ${stack.host('acme')}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
  const body = `${BASE}&login_hint=\xff\xfe`;
  assert.equal(
    statusOf(await sendRaw(stack.port, `${head}Content-Length: ${body.length}\r\n\r\n${body}`)),
    '400',
  );
});

test('PP-11 an empty value counts as omitted: no nonce is invalid_request, no state is none', async () => {
  await refusedAs('invalid_request', changed('nonce', ''));
  await refusedAs('login_required', `${changed('state', '')}&prompt=none&max_age=0`, { state: undefined });
  await refusedAsPage(changed('client_id', ''));
  const [answer] = await ask(`${BASE}&prompt=&max_age=&ui_locales=`);
  assert.notEqual(fragment(answer?.location ?? '')['access_token'], undefined);
});

test('PP-12 unknown parameters are ignored and copied nowhere; a thousand are an error page', async () => {
  const script = encodeURIComponent('"><script>alert(1)</script>');
  const visitor = stack.browser();
  const unknown = `&foo=${script}&${script}=1&__proto__=x&constructor=y&toString=z`;
  const toLogin = await visitor.send(`/authorize?${BASE}${unknown}`);
  assert.match(toLogin.location, /^\/login\?interaction=[A-Za-z0-9_.-]+$/);
  const page = await visitor.follow(toLogin);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.body, /alert\(1\)|<script/);
  const [answer] = await ask(`${BASE}${unknown}`);
  assert.deepEqual(Object.keys(fragment(answer?.location ?? '')), [
    'access_token',
    'expires_in',
    'token_type',
    'id_token',
    'state',
    'iss',
  ]);
  await refusedAsPage(`${BASE}&${Array.from({ length: 1_000 }, (_, index) => `u${index}=1`).join('&')}`);
});

test('PP-14 a state that would add parameters to the fragment comes back as one value', async () => {
  for (const state of [
    'x&access_token=EVIL&scope=admin#y',
    '#a=b',
    '?x',
    'a=b&state=c',
    '%26access_token%3DEVIL',
    '+ +',
  ]) {
    const { location } = await browser.authorize({ ...B0, state });
    const parameters = new URLSearchParams(location.split('#').slice(1).join('#'));
    assert.equal(parameters.getAll('access_token').length, 1);
    assert.notEqual(parameters.get('access_token'), 'EVIL');
    assert.deepEqual(parameters.getAll('state'), [state]);
    assert.equal(location.split('#').length, 2);
  }
});

test('PP-15 a literal plus is a character of a scope; plus and %20 are both a space', async () => {
  const given = async (scope: string) => {
    const [answer] = await ask(`${changed('scope', scope)}`);
    return fragment(answer?.location ?? '');
  };
  await refusedAs('invalid_request', changed('scope', 'openid%2Bprofile'));
  const [plus, escaped] = [await given('openid+profile'), await given('openid%20profile')];
  assert.notEqual(plus['access_token'], undefined);
  assert.equal(plus['scope'], escaped['scope']);
  assert.equal((await given('openid%20read:a%2Bprofile'))['scope'], 'openid');
});

test('PP-16 a scope outside the grammar of RFC 6749 §3.3, or endless, is invalid_scope', async () => {
  const bad = [
    '"',
    '\\',
    '\0',
    'caf\u00e9',
    'openid\tread:a',
    'openid  read:a',
    ' openid',
    'openid ',
    'x'.repeat(300),
  ];
  for (const scope of bad)
    await refusedAs('invalid_scope', changed('scope', encodeURIComponent(`openid ${scope}`)));
  const many = Array.from({ length: 1_000 }, (_, index) => `s${index}`).join('+');
  await refusedAs('invalid_scope', changed('scope', many));
});

test('PP-16 ten thousand scopes, or one of 100 kB, are refused before they are read', async () => {
  for (const scope of [Array.from({ length: 10_000 }, () => 's').join('+'), 'x'.repeat(100_000)]) {
    const body = changed('scope', scope);
    const answer = await browser.send('/authorize', { method: 'POST', headers: FORM, body });
    await assertErrorPage(answer, stack, { status: body.length > 32_768 ? 413 : 414 });
  }
});

test('PP-17 the order of response types is free; other white space, or a doubled value, is unsupported', async () => {
  for (const { location } of await ask(changed('response_type', 'token%20id_token'))) {
    assert.notEqual(fragment(location)['id_token'], undefined);
    assert.notEqual(fragment(location)['access_token'], undefined);
  }
  for (const odd of [
    'id_token%20%20token',
    'token%20id_token%20token',
    'id_token%20',
    '%20token',
    'id_token%20TOKEN',
  ]) {
    await refusedAs('unsupported_response_type', changed('response_type', odd));
  }
  // With a TAB no value of it is a token, so the answer may go into the query.
  await refusedAs('unsupported_response_type', changed('response_type', 'id_token%09token'), {
    state: 'S1',
    mode: 'query',
  });
});

test('PP-18 URLs of 8 to 64 KiB and 200 cookies are 400, 414 or 431, and the server keeps serving', async () => {
  const get = (target: string, headers = '') =>
    sendRaw(
      stack.port,
      `GET ${target} HTTP/1.1\r\nHost: ${stack.host('acme')}\r\nConnection: close\r\n${headers}\r\n`,
    ).catch(() => 'HTTP/1.1 431 reset before it was read');
  const kib = (size: number) => `/authorize?${BASE}&unknown=${'x'.repeat(size * 1_024)}`;
  // 8 KiB in a parameter that is none of ours is still a request.
  assert.equal(statusOf(await get(kib(8))), '303');
  assert.equal(statusOf(await get(kib(16))), '414');
  assert.equal(statusOf(await get(kib(64))), '431');
  const cookies = Array.from({ length: 200 }, (_, index) => `c${index}=${'x'.repeat(40)}`).join('; ');
  assert.equal(statusOf(await get(`/authorize?${BASE}`, `Cookie: ${cookies}\r\n`)), '303');
  const [answer] = await ask(BASE);
  assert.notEqual(fragment(answer?.location ?? '')['access_token'], undefined);
});

test('PP-19 request and request_uri are refused to the outer URI, nothing inside is read, nothing is fetched', async () => {
  const canary = createServer(() => {
    throw new Error('the server fetched a request_uri');
  });
  let connections = 0;
  canary.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const address = canary.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const inner = { redirect_uri: 'https://evil.test/cb', client_id: 'spa1', scope: 'openid write:a' };
  const jwt = [{ alg: 'none' }, inner].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  await refusedAs('request_not_supported', `${BASE}&request=${jwt.join('.')}.`);
  for (const uri of [`http://127.0.0.1:${port}/x`, 'urn:x', 'urn:ietf:params:oauth:request_uri:x']) {
    await refusedAs('request_uri_not_supported', `${BASE}&request_uri=${encodeURIComponent(uri)}`);
  }
  await refusedAsPage(`client_id=spa1&request=${jwt.join('.')}.`);
  await refusedAsPage(`client_id=spa1&request_uri=${encodeURIComponent(`http://127.0.0.1:${port}/x`)}`);
  await new Promise((resolve) => canary.close(resolve));
  assert.equal(connections, 0);
});

test('PP-20 the claims parameter is not read, broken, deep or hostile; a megabyte is refused', async () => {
  const deep = '['.repeat(4_000);
  for (const claims of ['{', 'null', deep, '{"userinfo":{"password":null}}', '{"__proto__":{"sub":"x"}}']) {
    const [answer] = await ask(`${BASE}&claims=${encodeURIComponent(claims).replaceAll('%5B', '[')}`);
    const { access_token = '', id_token = '' } = fragment(answer?.location ?? '');
    assert.doesNotMatch(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString(), /password/);
    assert.notEqual(access_token, '');
  }
  for (const body of [`${BASE}&claims=${'['.repeat(100_000)}`, `${BASE}&claims=${'x'.repeat(1_000_000)}`]) {
    const answer = await browser
      .send('/authorize', { method: 'POST', headers: FORM, body })
      .catch(() => undefined);
    if (answer) await assertErrorPage(answer, stack, { status: 413 });
  }
  const [answer] = await ask(BASE);
  assert.equal(answer?.status, 303);
});

test('PP-21 a client_id that is an address is an unknown client, and nothing is fetched: an error page', async () => {
  let connections = 0;
  const canary = createServer(() => {
    connections += 1;
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const address = canary.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await refusedAsPage(changed('client_id', encodeURIComponent(`http://127.0.0.1:${port}/client.json`)));
  await refusedAsPage(changed('client_id', encodeURIComponent('https://evil.test/client.json')));
  await new Promise((resolve) => canary.close(resolve));
  assert.equal(connections, 0);
});

test('PP-22 injected, structured and padded client ids answer exactly as an unknown client does', async () => {
  const body = async (encoded: string) => {
    const [answer] = await ask(encoded);
    assert.ok(answer);
    await assertErrorPage(answer, stack, { sent: encoded });
    return answer.body.replace(String(answer.headers['x-request-id']), '');
  };
  const unknown = await body(changed('client_id', 'nobody'));
  const ids = [
    "' OR 1=1--",
    '\0spa1',
    'spa1 ',
    ' spa1',
    'SPA1',
    'spa1\0',
    '__proto__',
    'constructor',
    'x'.repeat(5_000),
  ];
  for (const id of ids) assert.equal(await body(changed('client_id', encodeURIComponent(id))), unknown, id);
  for (const name of ['client_id[$ne]', 'client_id[]', 'client_id.id']) {
    const encoded = `${changed('client_id', undefined)}&${encodeURIComponent(name)}=spa1`;
    assert.equal(await body(encoded), unknown, name);
  }
});
