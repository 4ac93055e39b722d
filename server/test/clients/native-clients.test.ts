/**
 * Native and hybrid applications as they are in the field, over HTTP: callbacks of any scheme, any port of localhost, pages of
 * a web view, and such clients that register themselves. A browser follows no redirect to a private-use scheme, so the
 * Location header is all there is to see.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Client } from '../../src/resources/client/client.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, query } from '../user-agent.ts';

const CURSOR = 'cursor://anysphere.cursor-retrieval/oauth/callback';
const OPEN = { app_type: 'native', unsafe_unclaimed_redirect_schemes: true } as const;

/** Signs alice in for a request, and agrees, for a native client asks each time (RFC 8252 §8.6). */
async function answerTo(stack: Stack, request: Readonly<Record<string, string>>, browser = stack.browser()) {
  const page = await browser.authorize({ ...B0, ...request });
  const next = page.body.includes('id="login-title"') ? await browser.signIn(page, ALICE) : page;
  return next.body.includes('action="/consent"') ? browser.consent(next, 'accept') : next;
}

describe('a client of the operator', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack.close());

  async function register(client_id: string, differences: Partial<Client>): Promise<void> {
    const client = implicitClient(client_id, {
      grant_types: ['implicit', 'authorization_code'],
      ...differences,
    });
    await stack.storage.tenant('t-acme').clients.save(client);
  }

  for (const redirect_uri of [
    CURSOR,
    'vscode://vscode.github-authentication/did-authenticate?windowId=1',
    'myapp://callback',
    'exp://127.0.0.1:19000/--/cb',
    'com.Example.App:/callback',
    'com.example.app:callback',
  ]) {
    test(`is answered at ${redirect_uri}, as it is written, with tokens and with an error`, async () => {
      await register('app1', { ...OPEN, redirect_uris: [redirect_uri] });
      const request = { client_id: 'app1', redirect_uri };
      const answer = await answerTo(stack, request);
      assert.equal(answer.location.split('#')[0], redirect_uri);
      assert.ok(fragment(answer.location)['access_token']);
      const silent = {
        ...B0,
        ...request,
        response_type: 'code',
        code_challenge: 'x'.repeat(43),
        prompt: 'none',
      };
      const refused = await stack
        .browser()
        .send(`/authorize?${query({ ...silent, code_challenge_method: 'S256' })}`);
      const asked = redirect_uri.includes('?') ? '&' : '?';
      assert.ok(refused.location.startsWith(`${redirect_uri}${asked}error=login_required`), refused.location);
      for (const other of [`${redirect_uri}x`, redirect_uri.toUpperCase()]) {
        const page = await stack
          .browser()
          .send(`/authorize?${query({ ...B0, ...request, redirect_uri: other })}`);
        assert.deepEqual([page.status, page.location], [400, '']);
      }
    });
  }

  test('has any port of localhost where it says so', async () => {
    const redirect_uris = ['http://localhost/cb'];
    const redirect_uri = 'http://localhost:53124/cb';
    await register('port1', { app_type: 'native', unsafe_any_port_of_localhost: true, redirect_uris });
    const answer = await answerTo(stack, { client_id: 'port1', redirect_uri });
    assert.equal(answer.location.split('#')[0], redirect_uri);
    await register('port2', { app_type: 'native', redirect_uris });
    const page = await stack
      .browser()
      .send(`/authorize?${query({ ...B0, client_id: 'port2', redirect_uri })}`);
    assert.deepEqual([page.status, page.location], [400, '']);
  });

  test('reads /userinfo from pages of its web view, and no other page does', async () => {
    await register('view1', {
      ...OPEN,
      redirect_uris: ['ionic://localhost/cb', 'com.example.app:/cb'],
      web_origins: ['capacitor://localhost'],
      allowed_origins: ['tauri://localhost'],
    });
    const { audience: _, ...request } = { ...B0, client_id: 'view1', redirect_uri: 'ionic://localhost/cb' };
    const browser = stack.browser();
    const page = await browser.authorize(request);
    const { location } = await browser.consent(await browser.signIn(page, ALICE), 'accept');
    const authorization = `Bearer ${fragment(location)['access_token']}`;
    const readable = async (origin: string) =>
      (await stack.browser().send('/userinfo', { headers: { authorization, origin } })).headers[
        'access-control-allow-origin'
      ];
    for (const origin of ['capacitor://localhost', 'tauri://localhost', 'ionic://localhost'])
      assert.equal(await readable(origin), origin);
    for (const origin of ['null', 'capacitor://localhost.evil', 'capacitor://localhost/', 'myapp://x'])
      assert.equal(await readable(origin), undefined, origin);
  });

  test('renews in a frame of its web view by a message to that origin alone', async () => {
    const redirect_uri = 'capacitor://localhost/cb';
    const web_origins = ['capacitor://localhost'];
    await register('view2', { ...OPEN, redirect_uris: [redirect_uri, 'myapp:/cb'], web_origins });
    const request = { ...B0, client_id: 'view2', redirect_uri, response_mode: 'web_message', prompt: 'none' };
    const answer = await stack.browser().send(`/authorize?${query(request)}`);
    assert.match(answer.body, /"origin":"capacitor:\/\/localhost"/);
    assert.match(answer.body, /login_required/);
    const elsewhere = await stack
      .browser()
      .send(`/authorize?${query({ ...request, redirect_uri: 'myapp:/cb' })}`);
    assert.deepEqual([elsewhere.status, elsewhere.location], [400, '']);
  });
});

/** What editors and agents send, as far as it is about where they are answered. */
const EDITORS: readonly (readonly [
  name: string,
  redirect_uris: readonly string[],
  application_type?: string,
])[] = [
  ['Cursor', [CURSOR]],
  ['Claude', ['http://localhost:51823/callback']],
  [
    'VS Code',
    ['https://vscode.dev/redirect', 'http://127.0.0.1/', 'http://localhost/', 'http://localhost:33418/'],
    'native',
  ],
];

describe('a client that registers itself', () => {
  let strict: Stack;
  let open: Stack;
  before(async () => {
    strict = await startStack({ settings: { dynamic_registration: 'open' } });
    open = await startStack({
      settings: { dynamic_registration: 'open', unsafe_redirects_at_registration: true },
    });
  });
  after(() => Promise.all([strict.close(), open.close()]));

  function send(
    stack: Stack,
    body: object,
    [method, path, token]: readonly string[] = ['POST', ''],
  ): Promise<Answer> {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return stack.browser().send(`/oidc/register${path}`, {
      method: method ?? 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
    });
  }

  for (const [name, redirect_uris, application_type] of EDITORS) {
    test(`as ${name} does is native and answered there, where the tenant says so`, async () => {
      const body = { redirect_uris, application_type, token_endpoint_auth_method: 'none' };
      const made = await send(open, { ...body, client_name: name });
      assert.equal(made.status, 201, made.body);
      const told = JSON.parse(made.body);
      assert.deepEqual([told.application_type, told.redirect_uris], ['native', redirect_uris]);
      const asked = redirect_uris.map((uri) => uri.replace('localhost:51823', 'localhost:40000'));
      for (const redirect_uri of asked) {
        const request = { client_id: told.client_id, redirect_uri, response_type: 'code' };
        const pkce = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
        const answer = await answerTo(open, { ...request, ...pkce });
        assert.ok(answer.location.startsWith(`${redirect_uri}?code=`), answer.location || answer.body);
      }
    });
  }

  test('is told at any other tenant which setting it lacks', async () => {
    const body = { redirect_uris: [CURSOR], token_endpoint_auth_method: 'none' };
    const web = await send(strict, body);
    assert.deepEqual([web.status, JSON.parse(web.body).error], [400, 'invalid_redirect_uri']);
    const native = await send(strict, { ...body, application_type: 'native' });
    assert.equal(native.status, 400);
    assert.match(JSON.parse(native.body).error_description, /unsafe_redirects_at_registration/);
    const local = { redirect_uris: ['http://localhost:1/cb'], token_endpoint_auth_method: 'none' };
    const made = JSON.parse((await send(strict, local)).body);
    assert.equal(made.application_type, 'web');
  });

  test('has no scheme of a browser or a system even so, and no setting by its own word', async () => {
    for (const uri of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///x',
      'intent://x',
      'HTTPS://a.test/',
    ])
      assert.equal((await send(open, { redirect_uris: [uri], application_type: 'native' })).status, 400, uri);
    const said = { unsafe_unclaimed_redirect_schemes: true, app_type: 'native', application_type: 'native' };
    assert.equal((await send(strict, { ...said, redirect_uris: [CURSOR] })).status, 400);
    const web = { redirect_uris: [CURSOR], application_type: 'web', token_endpoint_auth_method: 'none' };
    assert.equal((await send(open, web)).status, 400);
  });

  test('keeps what the operator let it do when it changes itself, as long as it is native (RFC 7592 §2.2)', async () => {
    const native = { application_type: 'native', token_endpoint_auth_method: 'none' };
    const made = JSON.parse((await send(strict, { ...native, redirect_uris: ['com.example.app:/cb'] })).body);
    const { client_id, registration_access_token } = made;
    const at = ['PUT', `/${client_id}`, registration_access_token];
    const change = { ...native, client_id, redirect_uris: [CURSOR] };
    assert.equal((await send(strict, change, at)).status, 400);
    const { clients } = strict.storage.tenant('t-acme');
    const before = await clients.find(client_id);
    assert.ok(before);
    await clients.save({ ...before, unsafe_unclaimed_redirect_schemes: true });
    assert.equal((await send(strict, change, at)).status, 200);
    assert.equal((await clients.find(client_id))?.unsafe_unclaimed_redirect_schemes, true);
    const web = { ...change, application_type: 'web', redirect_uris: ['https://app.test/cb'] };
    assert.equal((await send(strict, web, at)).status, 200);
    assert.equal((await clients.find(client_id))?.unsafe_unclaimed_redirect_schemes, false);
  });
});
