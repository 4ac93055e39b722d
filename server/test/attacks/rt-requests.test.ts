/**
 * RT of the attack catalogue, RT-15 to RT-20: how fresh a login is, what a page is told, discovery and /userinfo.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GRANTS } from '../../src/grants/index.ts';
import { RESPONSE_TYPES } from '../../src/protocol/authorization/response-type.ts';
import { assertErrorPage, assertErrorRedirect } from '../authorization/outcomes.ts';
import { withoutOwnScripts } from '../pages/own-scripts.ts';
import { fragment, query } from '../user-agent.ts';
import { ALICE, ALICE_SUB, B0, payload, signIn } from './requests.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';

let signedIn: SignedIn;
before(async () => {
  signedIn = await startSignedIn();
});
after(() => signedIn.stack.close());

async function granted(
  changes: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  return fragment((await signedIn.browser.authorize({ ...B0, ...changes })).location);
}

test('RT-15 a login of two hours ago is too old for max_age=60, and auth_time says when it was', async () => {
  const visitor = signedIn.stack.browser();
  const then = signedIn.stack.clock.now;
  await signIn(visitor);
  signedIn.stack.clock.now += 7_200;
  const expected = { redirect_uri: B0.redirect_uri, state: 'S1', iss: signedIn.stack.issuer('acme') };
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
    assert.equal(payload(fresh['id_token'])['auth_time'], signedIn.stack.clock.now);
    signedIn.stack.clock.now += 100;
  }
});

test('RT-15 a max_age that is no whole number of seconds is invalid_request; an empty one is none', async () => {
  for (const max_age of ['-1', 'abc', '1e3', '9007199254740993', '1.5', '+1', ' 1', '0x10', '\u0661']) {
    await signedIn.refusedAs('invalid_request', query({ ...B0, max_age }));
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
    await signedIn.refusedAs('invalid_request', query({ ...B0, prompt }));
  }
});

test('RT-17 acr_values that nobody can meet are met by no claim, and an essential one by no token', async () => {
  const acr_values = 'urn:mace:incommon:iap:silver phr';
  const answer = await granted({ acr_values });
  assert.equal(payload(answer['id_token'])['acr'], '1');
  assert.equal(payload(answer['access_token'])['acr'], undefined);
  assert.equal(payload(answer['id_token'])['amr'], undefined);
  const claims = '{"id_token":{"acr":{"essential":true,"value":"phr"}}}';
  const refused = await signedIn.browser.authorize({ ...B0, acr_values, claims });
  assert.equal(fragment(refused.location)['error'], 'unmet_authentication_requirements');
});

test('RT-18 hostile ui_locales, display and login_hint leave the login page as it is, escaped', async () => {
  const visitor = signedIn.stack.browser();
  const plain = await visitor.authorize(B0);
  const language = /<html lang="([^"]+)"/.exec(plain.body)?.[1];
  for (const ui_locales of ['../../etc/passwd', '__proto__', 'constructor', '<script>', 'xx '.repeat(80)]) {
    const page = await visitor.authorize({ ...B0, ui_locales });
    assert.equal(page.status, 200, ui_locales);
    assert.equal(/<html lang="([^"]+)"/.exec(page.body)?.[1], language);
    assert.doesNotMatch(withoutOwnScripts(page.body), /root:|<script/);
  }
  const hint = '"><script>alert(1)</script>';
  const page = await visitor.authorize({ ...B0, display: '<script>', login_hint: hint });
  assert.equal(page.status, 200);
  assert.doesNotMatch(withoutOwnScripts(page.body), /<script/);
  assert.match(page.body, /&quot;&gt;&lt;script&gt;/);
});

test('RT-18 a login_hint of 600 characters is invalid_request, one of 100 kB an error page', async () => {
  await signedIn.refusedAs('invalid_request', query({ ...B0, login_hint: 'x'.repeat(600) }));
  const answer = await signedIn.browser.post('/authorize', { ...B0, login_hint: 'x'.repeat(100_000) });
  await assertErrorPage(answer, signedIn.stack, { status: 413 });
});

test('RT-19 discovery of each tenant names its own issuer, as tokens and answers do, and nothing that does not work', async () => {
  const users = { acme: ALICE, globex: { ...ALICE, username: 'carol@globex.test' } };
  for (const tenant of ['acme', 'globex'] as const) {
    const visitor = signedIn.stack.browser(tenant);
    const request = { ...B0, client_id: tenant === 'acme' ? 'spa1' : 'spaG' };
    const answer = fragment((await visitor.signIn(await visitor.authorize(request), users[tenant])).location);
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      const document = JSON.parse((await visitor.send(`/.well-known/${name}`)).body);
      assert.equal(document.issuer, signedIn.stack.issuer(tenant));
      assert.equal(document.issuer, answer['iss']);
      assert.equal(document.issuer, payload(answer['id_token'])['iss']);
      assert.equal(document.issuer, payload(answer['access_token'])['iss']);
      assert.equal(document.authorization_response_iss_parameter_supported, true);
      assert.deepEqual(document.response_types_supported, [...RESPONSE_TYPES.keys()]);
      assert.deepEqual(document.grant_types_supported, ['implicit', ...GRANTS.keys()]);
      assert.equal(document.token_endpoint, `${document.issuer}oauth/token`);
      assert.equal(document.registration_endpoint, undefined);
      assert.equal(document.require_request_uri_registration, true);
      assert.ok(document.authorization_endpoint.startsWith(document.issuer));
    }
  }
});

test('RT-20 /userinfo refuses what is no access token for it: ID token, other API, other tenant, expired', async () => {
  const { access_token = '', id_token = '' } = await granted();
  const { access_token: forApi = '' } = await granted({ client_id: 'article1', scope: 'read:a' });
  const ask = async (token: string, tenant = 'acme') => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await signedIn.stack.browser(tenant).send('/userinfo', { headers });
    assert.doesNotMatch(answer.body, /alice/);
    return `${answer.status} ${/error="([a-z_]+)"/.exec(String(answer.headers['www-authenticate']))?.[1]}`;
  };
  assert.equal(await ask(id_token), '401 invalid_token');
  assert.equal(await ask(forApi), '401 invalid_token');
  assert.equal(await ask(access_token, 'globex'), '401 invalid_token');
  assert.equal(await ask(`${access_token}x`), '401 invalid_token');
  assert.equal(await ask('x'.repeat(43)), '401 invalid_token');
  signedIn.stack.clock.now += 7_201;
  assert.equal(await ask(access_token), '401 invalid_token');
});

test('RT-20 /userinfo refuses an access token that lacks openid as insufficient_scope, and a blocked user', async () => {
  const opaque = async (scope: string) => {
    const { audience: _, ...others } = B0;
    const answer = await signedIn.browser.authorize({
      ...others,
      client_id: 'article1',
      response_type: 'token',
      scope,
    });
    return { authorization: `Bearer ${fragment(answer.location)['access_token']}` };
  };
  const refused = await signedIn.browser.send('/userinfo', { headers: await opaque('profile email') });
  assert.equal(refused.status, 403);
  assert.match(String(refused.headers['www-authenticate']), /error="insufficient_scope"/);

  const headers = await opaque('openid');
  assert.equal((await signedIn.browser.send('/userinfo', { headers })).status, 200);
  const { users } = signedIn.stack.storage.tenant('t-acme');
  const alice = await users.find(ALICE_SUB);
  assert.ok(alice);
  await users.save({ ...alice, blocked: true });
  assert.equal((await signedIn.browser.send('/userinfo', { headers })).status, 401);
  await users.save({ ...alice, blocked: false });
  assert.equal((await signedIn.browser.send('/userinfo', { headers })).status, 401, 'nor after the block');
});
