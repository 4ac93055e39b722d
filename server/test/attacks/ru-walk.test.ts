/**
 * RU of the attack catalogue, where the whole walk matters: what native clients are asked, what changes while a page is open,
 * and what a redirect URI is not.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertErrorPage, assertErrorRedirect } from '../authorization/outcomes.ts';
import { implicitClient } from '../stack.ts';
import { fragment, query } from '../user-agent.ts';
import { ALICE, B0, THIRD_PARTY } from './requests.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';

let signedIn: SignedIn;
before(async () => {
  signedIn = await startSignedIn();
});
after(() => signedIn.stack.close());

test('RU-15 a registered query comes back byte for byte, with tokens and with an error', async () => {
  const visitor = signedIn.stack.browser();
  const consent = await visitor.signIn(await visitor.authorize(THIRD_PARTY), ALICE);
  const tokens = await visitor.consent(consent, 'accept');
  assert.equal(tokens.status, 303);
  assert.match(tokens.location, /^https:\/\/third\.test\/cb\?x=1#access_token=/);
  const answer = await signedIn.stack.browser().authorize({ ...THIRD_PARTY, prompt: 'none' });
  assertErrorRedirect(answer, {
    error: 'login_required',
    redirect_uri: 'https://third.test/cb?x=1',
    state: 'S1',
    iss: signedIn.stack.issuer('acme'),
  });
});

test('RU-25 a native client is answered at any port of the loopback literal it registered', async () => {
  for (const redirect_uri of ['http://127.0.0.1:53100/cb', 'http://[::1]:99/cb', 'http://127.0.0.1/cb']) {
    const consent = await signedIn.browser.authorize({ ...B0, client_id: 'dev1', redirect_uri });
    const { location } = await signedIn.browser.consent(consent, 'accept');
    assert.equal(location.split('#')[0], redirect_uri);
    assert.notEqual(fragment(location)['access_token'], undefined);
  }
});

test('RU-30 a native client gets no token from a live session without a gesture, even after consent was given', async () => {
  const native = [
    { client_id: 'nat1', redirect_uri: 'com.example.app:/cb' },
    { client_id: 'dev1', redirect_uri: 'http://127.0.0.1:5000/cb' },
  ];
  for (const client of native) {
    const request = { ...B0, ...client };
    await signedIn.browser.consent(await signedIn.browser.authorize(request), 'accept');
    const again = await signedIn.browser.authorize(request);
    assert.equal(again.status, 200);
    assert.match(again.body, /action="\/consent"/);
    assertErrorRedirect(await signedIn.browser.authorize({ ...request, prompt: 'none' }), {
      error: 'interaction_required',
      redirect_uri: client.redirect_uri,
      state: 'S1',
      iss: signedIn.stack.issuer('acme'),
    });
  }
});

test('RU-35 a URI removed from the client while the password page is open gets nothing: an error page', async () => {
  const { clients } = signedIn.stack.storage.tenant('t-acme');
  const before = implicitClient('mid1', { redirect_uris: ['https://mid.acme.test/cb'] });
  await clients.save(before);
  const visitor = signedIn.stack.browser();
  const page = await visitor.authorize({
    ...B0,
    client_id: 'mid1',
    redirect_uri: 'https://mid.acme.test/cb',
  });
  assert.match(page.body, /action="\/login"/);
  await clients.save({ ...before, redirect_uris: ['https://moved.acme.test/cb'] });
  await assertErrorPage(await visitor.signIn(page, ALICE), signedIn.stack);
  assert.equal(visitor.cookies.has('tacit_session'), false);
});

test('RU-35 a URI removed while the consent page is open gets nothing: an error page', async () => {
  const { clients } = signedIn.stack.storage.tenant('t-acme');
  const redirect_uri = 'https://mid.acme.test/cb';
  const before = implicitClient('mid2', { redirect_uris: [redirect_uri], is_first_party: false });
  await clients.save(before);
  const page = await signedIn.browser.authorize({ ...B0, client_id: 'mid2', redirect_uri });
  assert.match(page.body, /action="\/consent"/);
  await clients.save({ ...before, redirect_uris: ['https://moved.acme.test/cb'] });
  await assertErrorPage(await signedIn.browser.consent(page, 'accept'), signedIn.stack);
});

test('RU-35 a client that lost the implicit grant meanwhile is told so, without a token or a session', async () => {
  const { clients } = signedIn.stack.storage.tenant('t-acme');
  const redirect_uri = 'https://mid.acme.test/cb';
  const before = implicitClient('mid3', { redirect_uris: [redirect_uri] });
  await clients.save(before);
  const visitor = signedIn.stack.browser();
  const page = await visitor.authorize({ ...B0, client_id: 'mid3', redirect_uri });
  await clients.save({ ...before, grant_types: ['authorization_code'] });
  const answer = await visitor.signIn(page, ALICE);
  assertErrorRedirect(answer, {
    error: 'unauthorized_client',
    redirect_uri,
    state: 'S1',
    iss: signedIn.stack.issuer('acme'),
  });
  assert.equal(visitor.cookies.has('tacit_session'), false);
  const [newest] = await signedIn.stack.storage.tenant('t-acme').audit.list(1);
  assert.equal(newest?.type, 'authorization_refused');
  assert.match(newest?.detail ?? '', /^unauthorized_client/);
});

test('RU-37 every client is registered by the operator, so a silent refusal goes to its URI, third party or not', async () => {
  const expected = {
    redirect_uri: THIRD_PARTY.redirect_uri,
    state: 'S1',
    iss: signedIn.stack.issuer('acme'),
  };
  const visitor = signedIn.stack.browser();
  const silent = { ...THIRD_PARTY, prompt: 'none' };
  assertErrorRedirect(await visitor.authorize({ ...silent, scope: 'nonsense' }), {
    ...expected,
    error: 'invalid_request',
  });
  assertErrorRedirect(await visitor.authorize(silent), { ...expected, error: 'login_required' });
});

test('RU-39 a private-use callback makes no web origin, for web_message or CORS, and never the origin null', async () => {
  const nat1 = { ...B0, client_id: 'nat1', redirect_uri: 'com.example.app:/cb' };
  await signedIn.refusedAsPage(query({ ...nat1, response_mode: 'web_message' }));
  await signedIn.refusedAsPage(
    query({
      ...B0,
      client_id: 'dev1',
      redirect_uri: 'http://127.0.0.1/cb',
      response_mode: 'web_message',
    }),
  );
  const { audience: _, ...forUserinfo } = nat1;
  const { location } = await signedIn.browser.consent(
    await signedIn.browser.authorize(forUserinfo),
    'accept',
  );
  const authorization = `Bearer ${fragment(location)['access_token']}`;
  for (const origin of ['null', 'com.example.app:', 'com.example.app:/cb', 'com.example.app://cb']) {
    const answer = await signedIn.browser.send('/userinfo', { headers: { authorization, origin } });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
  }
});
