/**
 * PP of the attack catalogue, PP-14 to PP-22: values that inject, overflow, nest or point elsewhere.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { assertErrorPage } from '../authorization/outcomes.ts';
import { fragment, query } from '../user-agent.ts';
import { B0, sendRaw, statusOf } from './requests.ts';
import { changed, FORM, type SignedIn, startSignedIn } from './signed-in.ts';

const BASE = query(B0);

let signedIn: SignedIn;
before(async () => {
  signedIn = await startSignedIn();
});
after(() => signedIn.stack.close());

test('PP-14 a state that would add parameters to the fragment comes back as one value', async () => {
  for (const state of [
    'x&access_token=EVIL&scope=admin#y',
    '#a=b',
    '?x',
    'a=b&state=c',
    '%26access_token%3DEVIL',
    '+ +',
  ]) {
    const { location } = await signedIn.browser.authorize({ ...B0, state });
    const parameters = new URLSearchParams(location.split('#').slice(1).join('#'));
    assert.equal(parameters.getAll('access_token').length, 1);
    assert.notEqual(parameters.get('access_token'), 'EVIL');
    assert.deepEqual(parameters.getAll('state'), [state]);
    assert.equal(location.split('#').length, 2);
  }
});

test('PP-15 a literal plus is a character of a scope; plus and %20 are both a space', async () => {
  const given = async (scope: string) => {
    const [answer] = await signedIn.ask(`${changed('scope', scope)}`);
    return fragment(answer?.location ?? '');
  };
  await signedIn.refusedAs('invalid_request', changed('scope', 'openid%2Bprofile'));
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
    await signedIn.refusedAs('invalid_scope', changed('scope', encodeURIComponent(`openid ${scope}`)));
  const many = Array.from({ length: 1_000 }, (_, index) => `s${index}`).join('+');
  await signedIn.refusedAs('invalid_scope', changed('scope', many));
});

test('PP-16 ten thousand scopes, or one of 100 kB, are refused before they are read', async () => {
  for (const scope of [Array.from({ length: 10_000 }, () => 's').join('+'), 'x'.repeat(100_000)]) {
    const body = changed('scope', scope);
    const answer = await signedIn.browser.send('/authorize', { method: 'POST', headers: FORM, body });
    await assertErrorPage(answer, signedIn.stack, { status: body.length > 32_768 ? 413 : 414 });
  }
});

test('PP-17 the order of response types is free; other white space, or a doubled value, is unsupported', async () => {
  for (const { location } of await signedIn.ask(changed('response_type', 'token%20id_token'))) {
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
    await signedIn.refusedAs('unsupported_response_type', changed('response_type', odd));
  }
  // With a TAB no value of it is a token, so the answer may go into the query.
  await signedIn.refusedAs('unsupported_response_type', changed('response_type', 'id_token%09token'), {
    state: 'S1',
    mode: 'query',
  });
});

test('PP-18 URLs of 8 to 64 KiB and 200 cookies are 400, 414 or 431, and the server keeps serving', async () => {
  const get = (target: string, headers = '') =>
    sendRaw(
      signedIn.stack.port,
      `GET ${target} HTTP/1.1\r\nHost: ${signedIn.stack.host('acme')}\r\nConnection: close\r\n${headers}\r\n`,
    ).catch(() => 'HTTP/1.1 431 reset before it was read');
  const kib = (size: number) => `/authorize?${BASE}&unknown=${'x'.repeat(size * 1_024)}`;
  // 8 KiB in a parameter that is none of ours is still a request.
  assert.equal(statusOf(await get(kib(8))), '303');
  assert.equal(statusOf(await get(kib(16))), '414');
  assert.equal(statusOf(await get(kib(64))), '431');
  const cookies = Array.from({ length: 200 }, (_, index) => `c${index}=${'x'.repeat(40)}`).join('; ');
  assert.equal(statusOf(await get(`/authorize?${BASE}`, `Cookie: ${cookies}\r\n`)), '303');
  const [answer] = await signedIn.ask(BASE);
  assert.notEqual(fragment(answer?.location ?? '')['access_token'], undefined);
});

test('PP-19 SF-08 a request object without a signature, or at an address nobody registered, is refused to the outer URI; nothing inside is read, nothing is fetched', async (t) => {
  const canary = createServer(() => {
    throw new Error('the server fetched a request_uri');
  });
  let connections = 0;
  canary.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  t.after(() => canary.close());
  const address = canary.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const inner = { redirect_uri: 'https://evil.test/cb', client_id: 'spa1', scope: 'openid write:a' };
  const jwt = [{ alg: 'none' }, inner].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  await signedIn.refusedAs('invalid_request_object', `${BASE}&request=${jwt.join('.')}.`);
  for (const uri of [`http://127.0.0.1:${port}/x`, 'urn:x', 'urn:ietf:params:oauth:request_uri:x']) {
    await signedIn.refusedAs('invalid_request_uri', `${BASE}&request_uri=${encodeURIComponent(uri)}`);
  }
  await signedIn.refusedAsPage(`client_id=spa1&request=${jwt.join('.')}.`);
  await signedIn.refusedAsPage(
    `client_id=spa1&request_uri=${encodeURIComponent(`http://127.0.0.1:${port}/x`)}`,
  );
  assert.equal(connections, 0);
});

test('PP-20 a claims parameter that is broken or deep is refused, a hostile one gives no more; a megabyte is refused', async () => {
  const deep = '['.repeat(4_000);
  for (const claims of ['{', 'null', '[]', deep, '{"userinfo":1}', '{"id_token":{"name":7}}']) {
    const encoded = encodeURIComponent(claims).replaceAll('%5B', '[');
    await signedIn.refusedAs('invalid_request', `${BASE}&claims=${encoded}`);
  }
  for (const claims of ['{}', '{"userinfo":{"password":null}}', '{"__proto__":{"sub":"x"}}']) {
    const [answer] = await signedIn.ask(
      `${BASE}&claims=${encodeURIComponent(claims).replaceAll('%5B', '[')}`,
    );
    const { access_token = '', id_token = '' } = fragment(answer?.location ?? '');
    assert.doesNotMatch(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString(), /password/);
    assert.notEqual(access_token, '');
  }
  for (const body of [`${BASE}&claims=${'['.repeat(100_000)}`, `${BASE}&claims=${'x'.repeat(1_000_000)}`]) {
    const answer = await signedIn.browser
      .send('/authorize', { method: 'POST', headers: FORM, body })
      .catch(() => undefined);
    if (answer) await assertErrorPage(answer, signedIn.stack, { status: 413 });
  }
  const [answer] = await signedIn.ask(BASE);
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
  await signedIn.refusedAsPage(
    changed('client_id', encodeURIComponent(`http://127.0.0.1:${port}/client.json`)),
  );
  await signedIn.refusedAsPage(changed('client_id', encodeURIComponent('https://evil.test/client.json')));
  await new Promise((resolve) => canary.close(resolve));
  assert.equal(connections, 0);
});

// A developer at the server's own machine is told which client_id came and which are near (issue 18): nobody else is.
test('PP-22 injected, structured and padded client ids answer exactly as an unknown client does', async () => {
  const body = async (encoded: string) => {
    const headers = { via: '1.1 proxy.test' };
    const answer = await signedIn.browser.send(`/authorize?${encoded}`, { headers });
    await assertErrorPage(answer, signedIn.stack, { sent: encoded });
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
