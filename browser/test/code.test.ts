/**
 * The code flow: which response is taken, what its code is exchanged for, and what stays behind.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { TacitErrorCode } from '../src/errors.ts';
import {
  AUDIENCE,
  answer,
  type Bend,
  CLIENT_ID,
  foreign,
  ISSUER,
  REDIRECT_URI,
  redirect,
  refusal,
} from './authorization-server.ts';
import { visitByCode } from './code-visit.ts';
import { NOW } from './page.ts';
import { redirectByQuery, TOKEN_ENDPOINT } from './token-server.ts';
import { assertRefused, refusalOf, visit } from './visit.ts';

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
    const swapped = { ...tokens.issue(await at.authorize()), iss: 'https://evil.test/' };
    await assertRefused(at, at.comeBack(redirectByQuery(swapped)), 'invalid_issuer');
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

suite('form of the response by code (RFC 6749 §4.1.2)', () => {
  const bent = [
    { name: 'code twice', bend: (url: string) => `${url}&code=other` },
    { name: 'state twice, both ours', bend: (url: string) => `${url}&${/state=[^&]*/.exec(url)?.[0]}` },
    { name: 'an access token beside the code', bend: (url: string) => `${url}&access_token=x` },
    { name: 'an ID token beside the code', bend: (url: string) => `${url}&id_token=x` },
    { name: 'an empty code', bend: (url: string) => url.replace(/code=[^&]*/, 'code=') },
    {
      name: 'one part in the fragment',
      bend: (url: string) => `${url}#access_token=stray-token&${url.split('?')[1]}`,
    },
  ];
  for (const { name, bend } of bent) {
    test(`SD-03 SD-04 a response with ${name} is refused, and its code goes nowhere`, async () => {
      const { at, tokens } = visitByCode();
      const good = redirectByQuery(tokens.issue(await at.authorize()));
      await assertRefused(at, at.comeBack(bend(good)), 'invalid_response');
      assert.equal(at.page.address(), REDIRECT_URI);
      assert.deepEqual(tokens.asked, []);
      await assertRefused(at, at.comeBack(good), 'invalid_state');
    });
  }

  test('ST-13 tokens in the fragment, which nobody asked for, are refused although the state is ours', async () => {
    const { at } = visitByCode();
    await assertRefused(at, at.comeBack(redirect(await answer(await at.authorize()))), 'invalid_response');
  });

  test('a code that an implicit request did not ask for stays where it is', async () => {
    const at = visit();
    await at.authorize();
    const address = `${REDIRECT_URI}?code=SUMMER`;
    assert.equal(await at.comeBack(address), undefined);
    assert.equal(at.page.address(), address);
  });

  test('`?code=` on another page is that page’s own', async () => {
    const { at } = visitByCode();
    const address = 'https://app.acme.test/shop?code=SUMMER';
    assert.equal(await at.comeBack(address), undefined);
    assert.equal(at.page.address(), address);
  });

  test('the query of the redirect_uri itself and a fragment of the page stay', async () => {
    const redirect_uri = `${REDIRECT_URI}?x=1`;
    const { at, tokens } = visitByCode({ redirect_uri });
    const response = new URLSearchParams(tokens.issue(await at.authorize()));
    tokens.redirect_uri = redirect_uri;
    assert.ok(await at.comeBack(`${redirect_uri}&${response}#chapter-2`));
    assert.equal(at.page.address(), `${redirect_uri}#chapter-2`);
  });
});

suite('what the code is exchanged for is checked as what comes in the address', () => {
  const cases: readonly { name: string; bend: Bend; code: TacitErrorCode }[] = [
    { name: 'ST-04 another nonce', bend: { claims: { nonce: 'other' } }, code: 'invalid_id_token' },
    { name: 'ST-04 no nonce', bend: { claims: { nonce: undefined } }, code: 'invalid_id_token' },
    {
      name: 'ST-14 another access token',
      bend: { response: { access_token: 'x' } },
      code: 'invalid_id_token',
    },
    { name: 'an ID token for another client', bend: { claims: { aud: 'spa2' } }, code: 'invalid_id_token' },
    {
      name: 'an ID token of another issuer',
      bend: { claims: { iss: 'https://evil.test/' } },
      code: 'invalid_id_token',
    },
    { name: 'an ID token signed by another', bend: { key: foreign }, code: 'invalid_id_token' },
    { name: 'an expired ID token', bend: { claims: { exp: NOW - 61 } }, code: 'id_token_expired' },
    { name: 'no ID token', bend: { response: { id_token: undefined } }, code: 'invalid_response' },
    { name: 'no access token', bend: { response: { access_token: undefined } }, code: 'invalid_response' },
    { name: 'a code once more', bend: { response: { code: 'c' } }, code: 'invalid_response' },
    { name: 'token_type DPoP', bend: { response: { token_type: 'DPoP' } }, code: 'invalid_response' },
    { name: 'expires_in 0', bend: { response: { expires_in: '0' } }, code: 'invalid_response' },
  ];
  for (const { name, bend, code } of cases) {
    test(`${name} is refused`, async () => {
      const { at, signIn } = visitByCode();
      await assertRefused(at, signIn(bend), code);
    });
  }

  test('at_hash may be missing where the tokens never were apart (OIDC Core §3.1.3.6)', async () => {
    const { signIn } = visitByCode();
    assert.equal((await signIn({ claims: { at_hash: undefined } }))?.claims.sub, 'auth0|alice');
  });

  test('SD-06 a transaction planted without our verifier signs nobody in', async () => {
    const { at, tokens } = visitByCode();
    const back = redirectByQuery(tokens.issue(await at.authorize()));
    const [[key, stored] = ['', '']] = at.page.storage;
    at.page.environment.sessionStorage.setItem(
      key,
      stored.replace(/"code_verifier":"[^"]*"/, '"code_verifier":"planted"'),
    );
    await assertRefused(at, at.comeBack(back), 'invalid_grant');
  });
});

suite('AU-19 metadata of the code flow', () => {
  for (const endpoint of ['token_endpoint', 'revocation_endpoint']) {
    for (const url of ['https://evil.test/t', 'http://acme.auth.test/t', undefined]) {
      test(`AU-19 a ${endpoint} of ${url} is refused, and nobody is sent anywhere`, async () => {
        const { at, tokens } = visitByCode();
        at.server.metadata = { ...at.server.metadata, [endpoint]: url };
        assert.equal((await refusalOf(at.tacit.authorize())).code, 'invalid_metadata');
        assert.equal((await refusalOf(at.tacit.checkSession())).code, 'invalid_metadata');
        assert.deepEqual([at.page.left, at.page.frames, tokens.asked], [[], [], []]);
      });
    }
  }

  test('AU-19 a token_endpoint that turned foreign while the user was away gets no code', async () => {
    const { at, tokens } = visitByCode();
    const back = redirectByQuery(tokens.issue(await at.authorize()));
    at.server.metadata = { ...at.server.metadata, token_endpoint: 'https://evil.test/t' };
    await assertRefused(at, at.comeBack(back), 'invalid_metadata');
    assert.ok(at.server.requests.every(({ url }) => url.startsWith(ISSUER)));
  });
});
