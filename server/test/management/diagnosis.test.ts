/**
 * Why a request is refused, as the Management API tells it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { query } from '../authorization/authorization-requests.ts';
import { UserAgent } from '../user-agent.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

function path(text: string): string {
  return `/diagnosis?url=${encodeURIComponent(text)}`;
}

type Found = { readonly code: string; readonly where: string; readonly sentence: string };

function codes(body: { readonly findings: readonly Found[] }): readonly string[] {
  return body.findings.map(({ code }) => code);
}

test('a request with which nothing is wrong: what was understood, what comes next, a verdict on each parameter', async () => {
  const address = `${api.stack.issuer('acme')}authorize?${query({ audience: undefined })}`;
  const { status, body } = await api.call('GET', path(address));
  assert.equal(status, 200, JSON.stringify(body));
  assert.ok(
    !body.findings.some(({ verdict }: { verdict: string }) => verdict === 'wrong'),
    codes(body).join(),
  );
  assert.deepEqual([body.next.kind, body.request.client_id], ['login', 'spa1']);
  for (const { at, name } of body.parameters) assert.ok(address.slice(at.start).startsWith(name));
});

test('a redirect_uri with a slash too many: the place, the difference, and the patch that would allow it', async () => {
  const sent = 'https://app.acme.test/cb/';
  const text = query({ redirect_uri: encodeURIComponent(sent) });
  const { body } = await api.call('POST', '/diagnosis', { url: text });
  const [first] = body.findings;
  assert.equal(first.code, 'redirect_uri_unregistered');
  assert.equal(first.difference.what, 'trailing slash');
  assert.equal(text.slice(first.at.start, first.at.end), '%2F');
  assert.deepEqual([first.fix.kind, first.fix.key], ['client', 'spa1']);
  assert.equal(first.fix.patch.callbacks.at(-1), sent);
  assert.equal(body.next.kind, 'error_page');
  const patched = await api.call('PATCH', '/clients/spa1', first.fix.patch);
  assert.equal(patched.status, 200);
  const again = await api.call('POST', '/diagnosis', { url: text });
  assert.ok(!codes(again.body).includes('redirect_uri_unregistered'));
});

test('who may read clients alone hears that an API is unknown, and not which there are', async () => {
  const text = query({ audience: 'https%3A%2F%2Fapi.acme.tset' });
  const few = await api.callAs(await api.token(['read:clients']), 'GET', path(text));
  const all = await api.call('GET', path(text));
  const [bare] = few.body.findings;
  const [full] = all.body.findings;
  assert.deepEqual([bare.code, full.code], ['audience_unknown', 'audience_unknown']);
  assert.equal(bare.registered, undefined);
  assert.ok(full.registered.length > 0);
  assert.doesNotMatch(bare.sentence, /did you mean/);
});

test('a client of another tenant is not known here, and nobody hears whose it is', async () => {
  const { body } = await api.call('GET', path(query({ client_id: 'g_spa' })));
  assert.equal(body.findings[0].code, 'client_id_unknown');
  assert.ok(!JSON.stringify(body).includes(api.stack.issuer('globex')));
});

test('an address of another host, of another path, with a fragment', async () => {
  const { body } = await api.call('GET', path(`https://elsewhere.test/oauth2/authorize?${query()}#x`));
  for (const code of ['issuer_other', 'endpoint_other', 'fragment_sent'])
    assert.ok(codes(body).includes(code), code);
});

/** What is asked, and what is found first; undefined: nothing is wrong. */
const FIRST: readonly (readonly [
  changes: Parameters<typeof query>[0],
  code: string | undefined,
  more?: string,
])[] = [
  [
    { request_uri: 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c' },
    'request_uri_pushed',
    'nobody can push one here',
  ],
  [{ request: 'a.b.c.d.e' }, 'request_object_encrypted'],
  [{ client_id: 'tacit:nobody' }, 'client_id_unknown'],
];

for (const [changes, code, more = ''] of FIRST) {
  test(`${JSON.stringify(changes)}: ${code} is found first`, async () => {
    const { body } = await api.call('GET', path(query({ audience: undefined, ...changes })));
    assert.equal(body.findings[0].code, code);
    assert.ok(body.findings[0].sentence.includes(more));
  });
}

test('the clients that are built in are known, and no change of one is proposed', async () => {
  const issuer = api.stack.issuer('acme');
  const PKCE = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256', response_type: 'code' };
  for (const [client_id, redirect_uri, more] of [
    ['tacit:dashboard', `${issuer}dashboard/`, PKCE],
    ['tacit:cli', 'http://127.0.0.1:9/signed-in', PKCE],
    ['tacit:account', `${issuer}account`, { response_type: 'none' }],
  ] as const) {
    const sent = { audience: undefined, scope: 'openid', client_id, ...more };
    const right = await api.call(
      'GET',
      path(query({ ...sent, redirect_uri: encodeURIComponent(redirect_uri) })),
    );
    assert.ok(!JSON.stringify(right.body.findings).includes('"wrong"'), JSON.stringify(right.body.findings));
    const wrong = await api.call('GET', path(query({ ...sent, redirect_uri: 'https%3A%2F%2Fa.test' })));
    assert.equal(wrong.body.findings[0].code, 'redirect_uri_unregistered');
    assert.equal(wrong.body.findings[0].fix, undefined);
  }
});

test('the My Account API is asked for by a grant: the patch makes it, as it stands', async () => {
  await api.call('PATCH', '/clients/spa1', { is_first_party: true });
  const audience = `${api.stack.issuer('acme')}me/`;
  const sent = { audience: encodeURIComponent(audience), scope: 'openid%20read:me:profile' };
  const { body } = await api.call('GET', path(query(sent)));
  const [first] = body.findings;
  assert.deepEqual([first.code, first.fix.kind], ['my_account_api_refused', 'client_grant']);
  assert.match(first.fix.command, /client-grants create spa1 \S+\/me\/ .*--scope read:me:profile$/);
  assert.equal((await api.call('POST', '/client-grants', first.fix.patch)).status, 201);
  const again = await api.call('GET', path(query(sent)));
  assert.ok(!codes(again.body).includes('my_account_api_refused'));
});

test('what was pasted and is no request: it is said what it is, and nothing of it is judged', async () => {
  for (const [pasted, code] of [
    ['https://app.acme.test/cb?code=x&state=y', 'pasted_answer'],
    ['curl https://acme.test/oauth/token', 'pasted_token_request'],
    ['hello', 'pasted_nothing'],
  ] as const) {
    const { body } = await api.call('POST', '/diagnosis', { url: pasted });
    assert.deepEqual([codes(body), body.next.kind, body.parameters], [[code], 'not_judged', []]);
  }
  const long = await api.call('POST', '/diagnosis', { url: query({ state: 'x'.repeat(40_000) }) });
  assert.equal(long.body.findings[0].code, 'request_too_long');
});

test('a request to sign out is judged by what is registered for it', async () => {
  const address = `${api.stack.issuer('acme')}v2/logout?client_id=spa1&returnTo=https%3A%2F%2Fa.test%2F`;
  const { body } = await api.call('POST', '/diagnosis', { url: address });
  const [first] = body.findings;
  assert.equal(first.code, 'logout_address_unregistered');
  assert.equal((await api.call('PATCH', '/clients/spa1', first.fix.patch)).status, 200);
  const again = await api.call('POST', '/diagnosis', { url: address });
  assert.deepEqual([again.body.next.kind, codes(again.body)[0]], ['logout', 'parameter_understood']);
});

test('a request object that nobody signed, and an id_token_hint that is none', async () => {
  const object = await api.call('GET', path(query({ request: 'a.b.c' })));
  assert.equal(object.body.findings[0].code, 'request_object_signature');
  const hint = await api.call('GET', path(query({ audience: undefined, id_token_hint: 'x' })));
  assert.equal(hint.body.findings[0].code, 'id_token_hint_refused');
});

test('the door and the diagnosis say the same of the same request', async () => {
  const agent = new UserAgent({ port: api.stack.port, host: api.stack.host('acme') });
  for (const changes of [
    { prompt: 'nobody' },
    { nonce: undefined },
    { response_mode: 'query' },
    { scope: 'a%22b' },
  ]) {
    const text = query({ audience: undefined, ...changes });
    const { headers } = await agent.send(`/authorize?${text}`);
    const told = new URLSearchParams(String(headers.location).split('#')[1]);
    const { body } = await api.call('GET', path(text));
    assert.deepEqual(body.findings[0].refused, {
      error: told.get('error'),
      error_description: told.get('error_description'),
    });
  }
});

test('the reference of an error page leads to its reason, with read:logs alone', async () => {
  const agent = new UserAgent({ port: api.stack.port, host: api.stack.host('acme') });
  const page = await agent.send(`/authorize?${query({ redirect_uri: 'https%3A%2F%2Fevil.test%2Fcb' })}`);
  const [, reference] = /id="error-request">([\w-]+)</.exec(page.body) ?? [];
  assert.ok(reference, page.body);
  const { status, body } = await api.call('GET', `/diagnosis?reference=${reference}`);
  assert.equal(status, 200);
  assert.deepEqual(codes(body), ['redirect_uri_unregistered']);
  assert.equal(body.request.client_id, 'spa1');
  assert.match(body.findings[0].fix.command, /--add-callbacks https:\/\/evil.test\/cb/);
  const { kind, key, patch } = body.findings[0].fix;
  assert.deepEqual([kind, key], ['client', 'spa1']);
  assert.ok(patch.callbacks.includes('https://evil.test/cb'));
  const few = await api.callAs(await api.token(['read:clients']), 'GET', `/diagnosis?reference=${reference}`);
  assert.equal(few.status, 403);
  assert.equal((await api.call('GET', '/diagnosis?reference=nobody')).status, 404);
});

test('neither an address nor a reference, and both, are refused', async () => {
  assert.equal((await api.call('GET', '/diagnosis')).status, 400);
  assert.equal((await api.call('GET', '/diagnosis?url=x&reference=y')).status, 400);
  assert.equal((await api.call('POST', '/diagnosis', {})).status, 400);
});
