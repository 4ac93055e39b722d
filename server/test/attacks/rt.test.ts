/**
 * RT of the attack catalogue: which response types and modes there are, what an answer holds, and how fresh a login is.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { SigningAlg } from '../../src/protocol/client/client.ts';
import { assertErrorPage, assertErrorRedirect } from '../authorization/outcomes.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { fragment, hiddenFields, query, type UserAgent } from '../user-agent.ts';
import { ALICE, B0, payload, signIn, THIRD_PARTY } from './requests.ts';

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

test('RT-03 a response type that does not exist is refused, in the fragment where it names a token', async () => {
  for (const response_type of ['foo', 'constructor', '__proto__', 'Token', 'code none', 'code code']) {
    await refusedAs('unsupported_response_type', { ...B0, response_type }, { mode: 'query' });
  }
  for (const response_type of ['none token', 'foo token', 'code foo token']) {
    await refusedAs('unsupported_response_type', { ...B0, response_type });
  }
});

test('RT-01 a client without the code grant is unauthorized_client for each response type with a code', async () => {
  await refusedAs('unauthorized_client', { ...B0, response_type: 'code' }, { mode: 'query' });
  for (const response_type of ['code token', 'code id_token', 'code id_token token']) {
    await refusedAs('unauthorized_client', { ...B0, response_type });
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
  for (const response_mode of ['web_message', 'okta_post_message']) {
    await assertErrorPage(
      await browser.send(`/authorize?${query({ ...THIRD_PARTY, response_mode })}`),
      stack,
    );
  }
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
