/**
 * RT of the attack catalogue: which response types and modes there are, what an answer holds, and how fresh a login is.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { SigningAlg } from '../../src/protocol/client.ts';
import { assertErrorPage, assertErrorRedirect } from '../outcomes.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { fragment, hiddenFields, query, type UserAgent } from '../user-agent.ts';
import { ALICE, ALICE_SUB, B0, payload, signIn, THIRD_PARTY } from './requests.ts';

type Request = Readonly<Record<string, string>>;

let stack: Stack;
let browser: UserAgent;
before(async () => {
  stack = await startStack();
  for (const alg of ['ES256', 'EdDSA'] as const) {
    const client = implicitClient(`alg-${alg}`, {
      redirect_uris: [B0.redirect_uri],
      id_token_signed_response_alg: alg,
    });
    await stack.storage.tenant('t-acme').clients.save(client);
  }
  browser = stack.browser();
  assert.notEqual(fragment((await signIn(browser)).location)['access_token'], undefined);
});
after(() => stack.close());

async function refusedAs(
  error: string,
  request: Request,
  expected: { readonly redirect_uri?: string; readonly mode?: 'fragment' | 'query' } = {},
): Promise<void> {
  const { redirect_uri = B0.redirect_uri, mode = 'fragment' } = expected;
  assertErrorRedirect(await browser.send(`/authorize?${query(request)}`), {
    error,
    redirect_uri,
    mode,
    state: 'S1',
    iss: stack.issuer('acme'),
    sent: JSON.stringify(request).slice(0, 300),
  });
}

async function granted(changes: Request = {}): Promise<Request> {
  return fragment((await browser.authorize({ ...B0, ...changes })).location);
}

function without(name: keyof typeof B0): Request {
  const { [name]: _, ...others } = B0;
  return others;
}

test('RT-01 a client without the implicit grant is unauthorized_client for each response type', async () => {
  const redirect_uri = 'https://code.acme.test/cb';
  for (const response_type of ['token', 'id_token token', 'id_token']) {
    const request = { ...B0, client_id: 'code1', redirect_uri, response_type };
    await refusedAs('unauthorized_client', request, { redirect_uri });
  }
});

test('RT-03 a response type that does not exist here is refused, in the fragment where it names a token', async () => {
  for (const response_type of ['code', 'none', 'foo', 'constructor', '__proto__', 'Token']) {
    await refusedAs('unsupported_response_type', { ...B0, response_type }, { mode: 'query' });
  }
  for (const response_type of [
    'code token',
    'code id_token',
    'code id_token token',
    'none token',
    'foo token',
  ]) {
    await refusedAs('unsupported_response_type', { ...B0, response_type });
  }
});

test('RT-03 an empty or missing response type is invalid_request', async () => {
  await refusedAs('invalid_request', { ...B0, response_type: '' }, { mode: 'query' });
  await refusedAs('invalid_request', without('response_type'), { mode: 'query' });
});

test('RT-04 response_mode=query beside a token type is invalid_request, in the fragment', async () => {
  for (const client_id of ['spa1', 'article1']) {
    for (const response_type of ['token', 'id_token', 'id_token token', 'token id_token']) {
      const refusal =
        client_id === 'spa1' && response_type === 'token' ? 'unauthorized_client' : 'invalid_request';
      await refusedAs(refusal, { ...B0, client_id, response_type, response_mode: 'query' });
    }
  }
});

test('RT-05 a response mode that does not exist is invalid_request, web_message without an origin an error page', async () => {
  for (const response_mode of ['jwt', 'fragment.jwt', 'form_post.jwt', 'foo', 'constructor', 'FRAGMENT']) {
    await refusedAs('invalid_request', { ...B0, response_mode });
  }
  await assertErrorPage(
    await browser.send(`/authorize?${query({ ...THIRD_PARTY, response_mode: 'web_message' })}`),
    stack,
  );
});

test('RT-06 an ID token without a nonce is invalid_request (OIDC Core §3.2.2.1)', async () => {
  for (const response_type of ['id_token', 'id_token token', 'token id_token']) {
    await refusedAs('invalid_request', { ...without('nonce'), response_type });
  }
});

test('RT-07 a pure access token is unauthorized_client, but for a client of the article', async () => {
  await refusedAs('unauthorized_client', { ...B0, response_type: 'token' });
  const answer = await granted({ client_id: 'article1', response_type: 'token' });
  assert.notEqual(answer['access_token'], undefined);
  assert.equal(answer['id_token'], undefined);
});

test('RT-07 a tenant that forbids pure access tokens forbids them to clients of the article too', async () => {
  const strict = await startStack({ settings: { forbid_token_response_type: true } });
  try {
    const visitor = strict.browser();
    await signIn(visitor);
    const answer = await visitor.authorize({ ...B0, client_id: 'article1', response_type: 'token' });
    assertErrorRedirect(answer, {
      error: 'unauthorized_client',
      redirect_uri: B0.redirect_uri,
      state: 'S1',
      iss: strict.issuer('acme'),
    });
  } finally {
    await strict.close();
  }
});

test('RT-07 a third-party client of the article that names no scope gets no token before the End-User agreed', async () => {
  const redirect_uri = 'https://old.test/cb';
  const differences = { is_first_party: false, oidc_conformant: false, redirect_uris: [redirect_uri] };
  await stack.storage.tenant('t-acme').clients.save(implicitClient('old1', differences));
  const { scope: _, ...others } = B0;
  const request = { ...others, client_id: 'old1', redirect_uri, response_type: 'token' };
  for (const scope of ['', 'read:nothing']) {
    await refusedAs('consent_required', { ...request, scope, prompt: 'none' }, { redirect_uri });
    const page = await browser.authorize({ ...request, scope });
    assert.match(page.body, /action="\/consent"/);
  }
});

test('RT-08 offline_access gives no refresh token and is missing in the scope that is returned', async () => {
  const answer = await granted({ scope: 'openid offline_access' });
  assert.equal(answer['refresh_token'], undefined);
  assert.equal(answer['scope'], 'openid');
});

/** OIDC Core §3.2.2.9: the left half of the hash that the signature's algorithm uses; Ed25519 uses SHA-512. */
const AT_HASH: readonly (readonly [string, SigningAlg, string, number])[] = [
  ['spa1', 'RS256', 'sha256', 16],
  ['alg-ES256', 'ES256', 'sha256', 16],
  ['alg-EdDSA', 'EdDSA', 'sha512', 32],
];

for (const [client_id, alg, hash, half] of AT_HASH) {
  test(`RT-09 at_hash beside an access token is the left half of the hash of ${alg}`, async () => {
    const { access_token = '', id_token = '' } = await granted({ client_id });
    const header = JSON.parse(Buffer.from(id_token.split('.')[0] ?? '', 'base64url').toString());
    assert.equal(header.alg, alg);
    const digest = createHash(hash).update(access_token, 'ascii').digest();
    assert.equal(payload(id_token)['at_hash'], digest.subarray(0, half).toString('base64url'));
  });
}

test('RT-10 a full answer holds exactly its six parameters, and scope only where it differs', async () => {
  const names = ['access_token', 'expires_in', 'id_token', 'iss', 'state', 'token_type'];
  const answer = await granted();
  assert.deepEqual(Object.keys(answer).sort(), names);
  assert.equal(answer['token_type'], 'Bearer');
  const { exp, iat } = payload(answer['access_token']);
  assert.equal(Number(answer['expires_in']), Number(exp) - Number(iat));
  const less = await granted({ scope: 'openid read:a read:nothing' });
  assert.deepEqual(Object.keys(less).sort(), [...names, 'scope'].sort());
  assert.equal(less['scope'], 'openid read:a');
  assert.deepEqual(Object.keys(await granted({ response_type: 'id_token' })).sort(), [
    'id_token',
    'iss',
    'state',
  ]);
});

test('RT-12 login and consent are answered 303 to a path of ours, and no password goes on', async () => {
  const visitor = stack.browser();
  const page = await visitor.authorize(THIRD_PARTY);
  const login = await visitor.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'login' });
  assert.equal(login.status, 303);
  assert.match(login.location, /^\/authorize\?interaction=[A-Za-z0-9_.-]+$/);
  const consent = await visitor.follow(login);
  const agreed = await visitor.post('/consent', { ...hiddenFields(consent.body), action: 'accept' });
  assert.equal(agreed.status, 303);
  assert.match(agreed.location, /^\/authorize\?interaction=[A-Za-z0-9_.-]+$/);
  const tokens = await visitor.send(agreed.location);
  assert.equal(tokens.status, 303);
  assert.notEqual(fragment(tokens.location)['access_token'], undefined);
  assert.doesNotMatch(tokens.location, /password|battery/);
});

test('RT-13 a redirect with tokens is a 303 that nothing may keep: no-store, no ETag, no body', async () => {
  const answer = await browser.authorize(B0);
  assert.equal(answer.status, 303);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['referrer-policy'], 'no-referrer');
  for (const name of ['etag', 'last-modified', 'expires', 'refresh'])
    assert.equal(answer.headers[name], undefined);
  assert.equal(answer.body, '');
});

test('RT-14 HEAD, OPTIONS and every other method at /authorize is 405: no token, session or CORS', async () => {
  const headers = { origin: 'https://app.acme.test', 'access-control-request-method': 'GET' };
  for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
    const answer = await browser.send(`/authorize?${query(B0)}`, { method, headers });
    assert.ok([405, 400].includes(answer.status), `${method} ${answer.status}`);
    assert.equal(answer.location, '');
    assert.equal(answer.headers['set-cookie'], undefined);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.doesNotMatch(answer.body, /access_token/);
  }
  const answer = await browser.send(`/authorize?${query(B0)}`, { headers });
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
});

test('RT-15 a login of two hours ago is too old for max_age=60, and auth_time says when it was', async () => {
  const visitor = stack.browser();
  const then = stack.clock.now;
  await signIn(visitor);
  stack.clock.now += 7_200;
  const expected = { redirect_uri: B0.redirect_uri, state: 'S1', iss: stack.issuer('acme') };
  for (const max_age of ['60', '0', '7199']) {
    const answer = await visitor.authorize({ ...B0, prompt: 'none', max_age });
    assertErrorRedirect(answer, { ...expected, error: 'login_required' });
  }
  const { id_token } = fragment(
    (await visitor.authorize({ ...B0, prompt: 'none', max_age: '7200' })).location,
  );
  assert.equal(payload(id_token)['auth_time'], then);
  for (const max_age of ['0', '60']) {
    const page = await visitor.authorize({ ...B0, max_age });
    assert.match(page.body, /action="\/login"/);
    const fresh = fragment((await visitor.signIn(page, ALICE)).location);
    assert.equal(payload(fresh['id_token'])['auth_time'], stack.clock.now);
    stack.clock.now += 100;
  }
});

test('RT-15 a max_age that is no whole number of seconds is invalid_request; an empty one is none', async () => {
  for (const max_age of ['-1', 'abc', '1e3', '9007199254740993', '1.5', '+1', ' 1', '0x10', '\u0661']) {
    await refusedAs('invalid_request', { ...B0, max_age });
  }
  assert.notEqual((await granted({ max_age: '' }))['access_token'], undefined);
});

test('RT-16 prompt=none beside another prompt, and an unknown prompt, are invalid_request', async () => {
  for (const prompt of [
    'none login',
    'none consent',
    'consent none',
    'none none',
    'foo',
    'login foo',
    'NONE',
    'login  consent',
  ]) {
    await refusedAs('invalid_request', { ...B0, prompt });
  }
});

test('RT-17 acr_values that nobody can meet are met by no claim', async () => {
  const answer = await granted({
    acr_values: 'urn:mace:incommon:iap:silver phr',
    claims: '{"id_token":{"acr":{"essential":true,"value":"phr"}}}',
  });
  assert.equal(payload(answer['id_token'])['acr'], undefined);
  assert.equal(payload(answer['access_token'])['acr'], undefined);
  assert.equal(payload(answer['id_token'])['amr'], undefined);
});

test('RT-18 hostile ui_locales, display and login_hint leave the login page as it is, escaped', async () => {
  const visitor = stack.browser();
  const plain = await visitor.authorize(B0);
  const language = /<html lang="([^"]+)"/.exec(plain.body)?.[1];
  for (const ui_locales of ['../../etc/passwd', '__proto__', 'constructor', '<script>', 'xx '.repeat(80)]) {
    const page = await visitor.authorize({ ...B0, ui_locales });
    assert.equal(page.status, 200, ui_locales);
    assert.equal(/<html lang="([^"]+)"/.exec(page.body)?.[1], language);
    assert.doesNotMatch(page.body, /root:|<script/);
  }
  const hint = '"><script>alert(1)</script>';
  const page = await visitor.authorize({ ...B0, display: '<script>', login_hint: hint });
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.body, /<script/);
  assert.match(page.body, /&quot;&gt;&lt;script&gt;/);
});

test('RT-18 a login_hint of 600 characters is invalid_request, one of 100 kB an error page', async () => {
  await refusedAs('invalid_request', { ...B0, login_hint: 'x'.repeat(600) });
  const answer = await browser.post('/authorize', { ...B0, login_hint: 'x'.repeat(100_000) });
  await assertErrorPage(answer, stack, { status: 413 });
});

test('RT-19 discovery of each tenant names its own issuer, as tokens and answers do, and nothing that does not work', async () => {
  const users = { acme: ALICE, globex: { ...ALICE, username: 'carol@globex.test' } };
  for (const tenant of ['acme', 'globex'] as const) {
    const visitor = stack.browser(tenant);
    const request = { ...B0, client_id: tenant === 'acme' ? 'spa1' : 'spaG' };
    const answer = fragment((await visitor.signIn(await visitor.authorize(request), users[tenant])).location);
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      const document = JSON.parse((await visitor.send(`/.well-known/${name}`)).body);
      assert.equal(document.issuer, stack.issuer(tenant));
      assert.equal(document.issuer, answer['iss']);
      assert.equal(document.issuer, payload(answer['id_token'])['iss']);
      assert.equal(document.issuer, payload(answer['access_token'])['iss']);
      assert.equal(document.authorization_response_iss_parameter_supported, true);
      assert.deepEqual([...document.response_types_supported].sort(), [
        'id_token',
        'id_token token',
        'token',
      ]);
      assert.deepEqual(document.grant_types_supported, ['implicit']);
      assert.equal(document.token_endpoint, undefined);
      assert.equal(document.request_uri_parameter_supported, false);
      assert.ok(document.authorization_endpoint.startsWith(document.issuer));
    }
  }
});

test('RT-20 /userinfo refuses what is no access token for it: ID token, other API, other tenant, expired', async () => {
  const { access_token = '', id_token = '' } = await granted();
  const { access_token: forApi = '' } = await granted({ client_id: 'article1', scope: 'read:a' });
  const ask = async (token: string, tenant = 'acme') => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await stack.browser(tenant).send('/userinfo', { headers });
    assert.doesNotMatch(answer.body, /alice/);
    return `${answer.status} ${/error="([a-z_]+)"/.exec(String(answer.headers['www-authenticate']))?.[1]}`;
  };
  assert.equal(await ask(id_token), '401 invalid_token');
  assert.equal(await ask(forApi), '401 invalid_token');
  assert.equal(await ask(access_token, 'globex'), '401 invalid_token');
  assert.equal(await ask(`${access_token}x`), '401 invalid_token');
  assert.equal(await ask('x'.repeat(43)), '401 invalid_token');
  stack.clock.now += 7_201;
  assert.equal(await ask(access_token), '401 invalid_token');
});

test('RT-20 /userinfo refuses an access token that lacks openid as insufficient_scope, and a blocked user', async () => {
  const opaque = async (scope: string) => {
    const { audience: _, ...others } = B0;
    const answer = await browser.authorize({
      ...others,
      client_id: 'article1',
      response_type: 'token',
      scope,
    });
    return { authorization: `Bearer ${fragment(answer.location)['access_token']}` };
  };
  const refused = await browser.send('/userinfo', { headers: await opaque('profile email') });
  assert.equal(refused.status, 403);
  assert.match(String(refused.headers['www-authenticate']), /error="insufficient_scope"/);

  const headers = await opaque('openid');
  assert.equal((await browser.send('/userinfo', { headers })).status, 200);
  const { users } = stack.storage.tenant('t-acme');
  const alice = await users.find(ALICE_SUB);
  assert.ok(alice);
  await users.save({ ...alice, blocked: true });
  assert.equal((await browser.send('/userinfo', { headers })).status, 401);
  await users.save({ ...alice, blocked: false });
  assert.equal((await browser.send('/userinfo', { headers })).status, 200);
});
