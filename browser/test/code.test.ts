/**
 * The code flow: which response is taken, what its code is exchanged for, and what stays behind.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import { AUDIENCE, CLIENT_ID, ISSUER, REDIRECT_URI, redirect, refusal } from './authorization-server.ts';
import { visitByCode } from './code-visit.ts';
import { NOW } from './page.ts';
import { redirectByQuery, TOKEN_ENDPOINT } from './token-server.ts';
import { assertRefused } from './visit.ts';

suite('a sign-in by code', () => {
  test('the request has a challenge by S256 and no verifier (RFC 7636 §4.3)', async () => {
    const { at } = visitByCode();
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(
      new URL(await at.authorize()).searchParams,
    );
    assert.match(`${state} ${nonce} ${code_challenge}`, /^[\w-]{43} [\w-]{43} [\w-]{43}$/);
    assert.equal(new Set([state, nonce, code_challenge]).size, 3);
    assert.deepEqual(rest, {
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: 'openid read:a',
      audience: AUDIENCE,
      code_challenge_method: 'S256',
    });
  });

  test('the code is exchanged with its verifier for checked tokens (RFC 6749 §4.1.3)', async () => {
    const { at, tokens, signIn } = visitByCode();
    const signedIn = await signIn();
    assert.equal(signedIn?.claims.sub, 'auth0|alice');
    assert.equal(signedIn?.expires_at, NOW + 7200);
    assert.equal(signedIn?.access_token, 'access-002');
    assert.equal(await at.tacit.getAccessToken(), 'access-002');
    const [asked, ...more] = tokens.asked;
    const { code_verifier = '', ...rest } = asked ?? {};
    assert.deepEqual(more, []);
    assert.deepEqual(rest, {
      grant_type: 'authorization_code',
      code: 'code-001',
      redirect_uri: REDIRECT_URI,
      client_id: CLIENT_ID,
    });
    const [request = ''] = at.page.left;
    const challenge = createHash('sha256').update(code_verifier).digest('base64url');
    assert.equal(new URL(request).searchParams.get('code_challenge'), challenge);
  });

  test('no cookie goes to the token endpoint, no redirect is followed, and it cannot take for ever', async () => {
    const { at, signIn } = visitByCode();
    await signIn();
    const exchange = at.server.requests.find(({ url }) => url === TOKEN_ENDPOINT);
    assert.deepEqual([exchange?.init.credentials, exchange?.init.redirect], ['omit', 'error']);
    assert.ok(exchange?.init.signal);
  });
});

suite('the address bar of the code flow', () => {
  test('ST-03 the same address is taken once and refused the second time, without a request', async () => {
    const { at, tokens } = visitByCode();
    const back = redirectByQuery(tokens.issue(await at.authorize()));
    assert.ok(await at.comeBack(back));
    await at.tacit.logout();
    const before = tokens.asked.length;
    await assertRefused(at, at.comeBack(back), 'invalid_state');
    assert.equal(tokens.asked.length, before);
  });

  test('the code is gone from the address as soon as the client is made, before anything is awaited', async () => {
    const { at, tokens } = visitByCode();
    at.page.visit(redirectByQuery(tokens.issue(await at.authorize())));
    const tacit = at.restart();
    assert.equal(at.page.address(), REDIRECT_URI);
    assert.ok(!at.page.history.some((address) => address.includes('code=')), 'Back leads to the code');
    assert.ok(await tacit.handleRedirect());
  });

  test('a code in the fragment is taken too', async () => {
    const { at, tokens } = visitByCode();
    assert.ok(await at.comeBack(redirect(tokens.issue(await at.authorize()))));
    assert.equal(at.page.address(), REDIRECT_URI);
  });
});

suite('AU-20 injection and mix-up (RFC 9700 §4.4, §4.5)', () => {
  test('AU-18 a code with the iss of another server is sent to nobody', async () => {
    const { at, tokens } = visitByCode();
    const foreign = { ...tokens.issue(await at.authorize()), iss: 'https://evil.test/' };
    await assertRefused(at, at.comeBack(redirectByQuery(foreign)), 'invalid_issuer');
    assert.equal(tokens.asked.length, 0);
  });

  test('AU-20 a code of another browser beside our own state fails by the verifier', async () => {
    const { at, tokens } = visitByCode();
    const { code = '' } = tokens.issue(await visitByCode().at.authorize());
    const ours = tokens.issue(await at.authorize());
    const error = await assertRefused(at, at.comeBack(redirectByQuery({ ...ours, code })), 'invalid_grant');
    assert.equal(error.error_description, 'no');
  });

  test('ST-02 an attacker’s whole response signs nobody in, and its code is not spent', async () => {
    const { at, tokens } = visitByCode();
    const { state: _state, ...response } = tokens.issue(`${ISSUER}authorize?client_id=${CLIENT_ID}&nonce=n`);
    await assertRefused(at, at.comeBack(redirectByQuery(response)), 'invalid_state');
    const guessed = redirectByQuery({ ...response, state: 'guess' });
    await assertRefused(at, at.comeBack(guessed), 'invalid_state');
    assert.equal(at.server.requests.length, 0);
  });

  test('a refusal comes through as its code', async () => {
    const { at } = visitByCode();
    const back = redirectByQuery(refusal(await at.authorize(), 'access_denied'));
    await assertRefused(at, at.comeBack(back), 'access_denied');
    assert.equal(at.page.address(), REDIRECT_URI);
  });
});
