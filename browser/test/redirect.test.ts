/**
 * The response in the fragment: what is refused before any token is looked at, what is taken, and what stays behind.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createClient } from '../src/client.ts';
import {
  AUDIENCE,
  answer,
  CLIENT_ID,
  ISSUER,
  REDIRECT_URI,
  redirect,
  refusal,
} from './authorization-server.ts';
import { NOW } from './page.ts';
import { assertRefused, OPTIONS, refusalOf, signIn, visit } from './visit.ts';

suite('state and transaction (RFC 6749 §10.12, RFC 9700 §4.7)', () => {
  test('ST-02 a response without state is refused, as invalid_state', async () => {
    const at = visit();
    await assertRefused(at, signIn(at, { response: { state: undefined } }), 'invalid_state');
  });

  test('ST-03 a response with a state of another making is refused', async () => {
    const at = visit();
    await assertRefused(at, signIn(at, { response: { state: 'guess' } }), 'invalid_state');
  });

  test('ST-03 the same fragment is taken once and refused the second time', async () => {
    const at = visit();
    const back = redirect(await answer(await at.authorize()));
    assert.ok(await at.comeBack(back));
    at.tacit.logout();
    await assertRefused(at, at.comeBack(back), 'invalid_state');
  });

  test('ST-03 a refused response has used up its state too', async () => {
    const at = visit();
    const request = await at.authorize();
    await assertRefused(at, at.comeBack(redirect(refusal(request, 'access_denied'))), 'access_denied');
    await assertRefused(at, at.comeBack(redirect(await answer(request))), 'invalid_state');
  });

  test('ST-03 a malformed response has used up every state it names', async () => {
    const at = visit();
    const request = await at.authorize();
    const good = await answer(request);
    await assertRefused(at, at.comeBack(`${redirect(good)}&state=other`), 'invalid_response');
    await assertRefused(at, at.comeBack(redirect(good)), 'invalid_state');
  });

  for (const { seconds, outcome } of [
    { seconds: 600, outcome: 'taken' },
    { seconds: 601, outcome: 'refused' },
  ]) {
    test(`ST-03 a response ${seconds} s after the request is ${outcome}`, async () => {
      const at = visit();
      const request = await at.authorize();
      at.page.advance(seconds);
      const arrival = at.comeBack(redirect(await answer(request, { now: NOW + seconds })));
      if (outcome === 'taken') assert.ok(await arrival);
      else await assertRefused(at, arrival, 'invalid_state');
    });
  }

  test('ST-03 a state made in another tab is refused', async () => {
    const at = visit();
    const request = await at.authorize();
    const other = visit();
    await assertRefused(other, other.comeBack(redirect(await answer(request))), 'invalid_state');
  });

  test('ST-13 a response nobody asked for is refused, and its tokens are kept nowhere', async () => {
    const at = visit();
    const unsolicited = redirect(
      await answer(`${ISSUER}authorize?client_id=${CLIENT_ID}&state=guess&nonce=n`),
    );
    await assertRefused(at, at.comeBack(unsolicited), 'invalid_state');
    assert.equal(at.page.storage.size, 0);
    assert.equal(at.server.requests.length, 0, 'a stranger made the page fetch something');
  });

  test('several attempts in one tab each have a transaction, and any of them can be answered', async () => {
    const at = visit();
    const first = await at.authorize({ appState: { attempt: 1 } });
    const second = await at.authorize({ appState: { attempt: 2 } });
    assert.equal((await at.comeBack(redirect(await answer(first))))?.appState?.['attempt'], 1);
    assert.equal((await at.comeBack(redirect(await answer(second))))?.appState?.['attempt'], 2);
    assert.equal(at.page.storage.size, 0, 'a used transaction is still there');
  });

  test('of thirty attempts left half-way the last twenty are kept', async () => {
    const at = visit();
    const requests: string[] = [];
    for (const _ of Array(30)) requests.push(await at.authorize());
    const [tenth, eleventh] = requests.slice(9, 11);
    assert.ok(tenth && eleventh);
    await assertRefused(at, at.comeBack(redirect(await answer(tenth))), 'invalid_state');
    assert.ok(await at.comeBack(redirect(await answer(eleventh))));
  });

  test('state and nonce have 256 bits and are never the same twice', async () => {
    const at = visit();
    const requests = [new URL(await at.authorize()), new URL(await at.authorize())];
    const values = requests.flatMap(({ searchParams }) => [
      searchParams.get('state'),
      searchParams.get('nonce'),
    ]);
    assert.equal(new Set(values).size, 4);
    for (const value of values) assert.match(value ?? '', /^[\w-]{43}$/);
  });
});

suite('issuer of the response (RFC 9207)', () => {
  for (const iss of [undefined, '', 'https://globex.auth.test/', 'https://acme.auth.test', `${ISSUER}x`]) {
    test(`AU-18 a success with iss ${iss} is refused`, async () => {
      const at = visit();
      await assertRefused(at, signIn(at, { response: { iss } }), 'invalid_issuer');
    });
  }

  test('AU-18 an error response of another issuer is refused as that, not shown as an error of ours', async () => {
    const at = visit();
    const parameters = refusal(await at.authorize(), 'login_required');
    const foreign = redirect({ ...parameters, iss: 'https://evil.test/' });
    const error = await assertRefused(at, at.comeBack(foreign), 'invalid_issuer');
    assert.equal(error.error, undefined);
  });

  test('AU-20 the answer of the honest server at the door of the attacking one is refused and goes nowhere', async () => {
    const at = visit({ issuer: 'https://evil.test/', client_id: 'attacker' });
    at.server.metadata = {
      issuer: 'https://evil.test/',
      authorization_endpoint: 'https://evil.test/authorize',
      jwks_uri: 'https://evil.test/jwks',
    };
    const state = new URL(await at.authorize()).searchParams.get('state') ?? '';
    const swapped = `${ISSUER}authorize?client_id=${CLIENT_ID}&nonce=n&state=${state}`;
    await assertRefused(at, at.comeBack(redirect(await answer(swapped))), 'invalid_issuer');
  });

  test('AU-20 the answer to a request of one client is not taken by another on the same page', async () => {
    const at = visit();
    const request = await at.authorize();
    at.page.visit(redirect(await answer(request)));
    const other = createClient({ ...OPTIONS, issuer: 'https://globex.auth.test/' }, at.page.environment);
    await assertRefused(at, other.handleRedirect(), 'invalid_state');
    assert.equal(other.getUser(), undefined);
  });
});

suite('form of the fragment (RFC 6749 §4.2.2)', () => {
  const bent = [
    { name: 'access_token twice', bend: (hash: string) => `${hash}&access_token=other` },
    { name: 'state twice, both ours', bend: (hash: string) => `${hash}&state=${stateOf(hash)}` },
    { name: 'an unknown name twice', bend: (hash: string) => `${hash}&x=1&x=1` },
    {
      name: 'a name twice, once encoded',
      bend: (hash: string) => `${hash}&%69ss=${encodeURIComponent(ISSUER)}`,
    },
    { name: '#?', bend: (hash: string) => hash.replace('#', '#?') },
    { name: '#/', bend: (hash: string) => hash.replace('#', '#/') },
    { name: '##', bend: (hash: string) => hash.replace('#', '##') },
    { name: '#/route?', bend: (hash: string) => hash.replace('#', '#/route?') },
    { name: '#%23', bend: (hash: string) => hash.replace('#', '#%23') },
    { name: 'a code', bend: (hash: string) => `${hash}&code=c` },
  ];
  for (const { name, bend } of bent) {
    test(`SD-03 SD-04 a response with ${name} is refused`, async () => {
      const at = visit();
      const good = redirect(await answer(await at.authorize()));
      const bad = bend(good);
      assert.notEqual(bad, good);
      const error = await assertRefused(at, at.comeBack(bad), 'invalid_response');
      assert.ok(error.message.length < 60);
    });
  }

  for (const name of ['access_token', 'id_token', 'code', 'error']) {
    test(`SD-03 a response partly in the query (${name}) is refused and both parts are cleaned away`, async () => {
      const at = visit();
      const good = new URL(redirect(await answer(await at.authorize())));
      good.searchParams.set(name, 'x');
      await assertRefused(at, at.comeBack(good.href), 'invalid_response');
      assert.equal(at.page.address(), REDIRECT_URI);
    });
  }

  test('SD-03 names of Object.prototype are names like any other and pollute nothing', async () => {
    const at = visit();
    const good = redirect(await answer(await at.authorize()));
    const odd = `${good}&__proto__[iss]=x&__proto__=y&constructor=z&hasOwnProperty=1&toString=2`;
    assert.equal((await at.comeBack(odd))?.claims.sub, 'auth0|alice');
    assert.equal(Object.hasOwn(Object.prototype, 'iss'), false);
    assert.equal(Reflect.get({}, 'iss'), undefined);
  });

  test('SD-03 names of Object.prototype do not stand in for what is missing', async () => {
    const at = visit();
    const { id_token: _, ...rest } = await answer(await at.authorize());
    const odd = `${redirect(rest)}&__proto__[id_token]=x`;
    await assertRefused(at, at.comeBack(odd), 'invalid_response');
  });

  for (const hash of [
    '',
    '#',
    '#chapter-2',
    '#/appointments',
    '#/search?state=CA',
    '#state=open',
    '#constructor=1',
  ]) {
    test(`a page at ${hash || 'no fragment'} has no response, and its address stays`, async () => {
      const at = visit();
      const url = `${REDIRECT_URI}${hash}`;
      assert.equal(await at.comeBack(url), undefined);
      assert.equal(at.page.address(), url);
    });
  }
});

suite('members of the response (OIDC Core §3.2.2.5, §3.2.2.8)', () => {
  const cases = [
    { name: 'access_token without id_token', response: { id_token: undefined } },
    { name: 'an empty id_token', response: { id_token: '' } },
    { name: 'id_token without access_token', response: { access_token: undefined } },
    { name: 'an empty access_token', response: { access_token: '' } },
    { name: 'no token_type', response: { token_type: undefined } },
    { name: 'token_type DPoP', response: { token_type: 'DPoP' } },
    { name: 'token_type Bearerx', response: { token_type: 'Bearerx' } },
    { name: 'no expires_in', response: { expires_in: undefined } },
    { name: 'expires_in 0', response: { expires_in: '0' } },
    { name: 'expires_in -1', response: { expires_in: '-1' } },
    { name: 'expires_in 1.5', response: { expires_in: '1.5' } },
    { name: 'expires_in Infinity', response: { expires_in: 'Infinity' } },
    { name: 'expires_in of words', response: { expires_in: 'soon' } },
  ];
  for (const { name, response } of cases) {
    test(`SD-04 ${name} is refused`, async () => {
      const at = visit();
      await assertRefused(at, signIn(at, { response }), 'invalid_response');
    });
  }

  test('SD-04 an access token that response_type=id_token did not ask for is refused', async () => {
    const at = visit({ response_type: 'id_token' });
    const response = { access_token: 'x', token_type: 'Bearer', expires_in: '7200' };
    await assertRefused(at, signIn(at, { response }), 'invalid_response');
  });

  test('response_type=id_token is answered by an ID token alone', async () => {
    const at = visit({ response_type: 'id_token' });
    const signedIn = await signIn(at, { claims: { at_hash: undefined } });
    assert.equal(signedIn?.claims.sub, 'auth0|alice');
    assert.equal(signedIn?.access_token, undefined);
  });

  test('token_type is compared without regard to case (RFC 6749 §5.1)', async () => {
    assert.ok(await signIn(visit(), { response: { token_type: 'bearer' } }));
  });
});

suite('error responses (RFC 6749 §4.2.2.1)', () => {
  test('SD-01 the description comes through as the text it is', async () => {
    const at = visit();
    const markup = '<img src=x onerror=alert(1)>';
    const parameters = refusal(await at.authorize(), 'access_denied', markup);
    const back = redirect({ ...parameters, error_uri: 'javascript:alert(1)' });
    const error = await assertRefused(at, at.comeBack(back), 'access_denied');
    assert.equal(error.error_description, markup);
    assert.ok(!error.message.includes('<'), 'markup got into the message');
    assert.ok(!('error_uri' in error));
  });

  test('ST-02 an error without state, or with a wrong one, is refused and not shown', async () => {
    for (const state of ['', 'guess']) {
      const at = visit();
      const parameters = refusal(await at.authorize(), 'access_denied', 'call 0900-EVIL');
      const error = await assertRefused(at, at.comeBack(redirect({ ...parameters, state })), 'invalid_state');
      assert.equal(error.error_description, undefined);
    }
  });

  test('an error beside tokens is an error', async () => {
    const at = visit();
    await assertRefused(at, signIn(at, { response: { error: 'server_error' } }), 'server_error');
  });

  for (const { error, code } of [
    { error: 'login_required', code: 'login_required' },
    { error: 'consent_required', code: 'consent_required' },
    { error: 'some_extension', code: 'unknown_error' },
    { error: 'constructor', code: 'unknown_error' },
    { error: 'timeout', code: 'unknown_error' },
  ] as const) {
    test(`the server's ${error} has the code ${code}`, async () => {
      const at = visit();
      const refused = at.comeBack(redirect(refusal(await at.authorize(), error)));
      assert.equal((await assertRefused(at, refused, code)).error, error);
    });
  }
});

suite('the address bar', () => {
  test('the response is gone from the address as soon as the client is made, before anything is awaited', async () => {
    const at = visit();
    at.page.visit(redirect(await answer(await at.authorize())));
    const tacit = at.restart();
    assert.equal(at.page.address(), REDIRECT_URI);
    assert.ok(!at.page.history.some((address) => address.includes('token')), 'Back leads to the tokens');
    assert.ok(await tacit.handleRedirect());
  });

  test('a response that comes while the client is there is gone before handleRedirect returns', async () => {
    const at = visit();
    at.page.visit(redirect(await answer(await at.authorize())));
    const arrival = at.tacit.handleRedirect();
    assert.equal(at.page.address(), REDIRECT_URI);
    assert.ok(await arrival);
  });

  test('a query of the application and the state of the history stay', async () => {
    const at = visit();
    const good = redirect(await answer(await at.authorize())).replace('#', '?x=1#');
    assert.ok(await at.comeBack(good));
    assert.equal(at.page.address(), `${REDIRECT_URI}?x=1`);
  });

  test('of two calls at once one has the response, the other nothing', async () => {
    const at = visit();
    at.page.visit(redirect(await answer(await at.authorize())));
    const tacit = at.restart();
    const [first, second] = await Promise.all([tacit.handleRedirect(), tacit.handleRedirect()]);
    assert.equal(first?.claims.sub, 'auth0|alice');
    assert.equal(second, undefined);
  });

  test('a client whose redirect_uri is another page leaves the response to whom it belongs', async () => {
    const at = visit();
    at.page.visit(redirect(await answer(await at.authorize())));
    createClient(
      { ...OPTIONS, client_id: 'spa2', redirect_uri: 'https://app.acme.test/other' },
      at.page.environment,
    );
    assert.ok(await at.restart().handleRedirect());
  });

  test('parseHash is handleRedirect', async () => {
    const at = visit();
    at.page.visit(redirect(await answer(await at.authorize())));
    assert.ok(await at.restart().parseHash());
  });
});

suite('appState', () => {
  const leaders = [
    '//evil.test',
    '/\\evil.test',
    '\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '\t//evil.test',
    'javascript:alert(1)',
    'https://evil.test/',
    'https://app.acme.test/',
    'evil.test',
    '',
    7,
    ['/x'],
    { href: '/x' },
  ];
  for (const returnTo of leaders) {
    test(`SD-06 a returnTo of ${JSON.stringify(returnTo)} is left out, whoever planted it`, async () => {
      const at = visit();
      const request = await at.authorize({ appState: { returnTo: '/planted', draft: 'd' } });
      const [[key, stored] = ['', '']] = at.page.storage;
      at.page.environment.sessionStorage.setItem(key, stored.replace('"/planted"', JSON.stringify(returnTo)));
      const signedIn = await at.comeBack(redirect(await answer(request)));
      assert.deepEqual(signedIn?.appState, { draft: 'd' });
    });
  }

  for (const returnTo of ['/', '/appointments?day=1#noon', '/a//b', '/@evil.test', '/%5C%5Cevil.test']) {
    test(`SD-06 a returnTo of ${returnTo} comes back`, async () => {
      assert.equal(new URL(returnTo, REDIRECT_URI).origin, 'https://app.acme.test');
      const at = visit();
      const request = await at.authorize({ appState: { returnTo } });
      assert.equal((await at.comeBack(redirect(await answer(request))))?.appState?.returnTo, returnTo);
    });
  }

  test('SD-06 a transaction planted without our nonce signs nobody in', async () => {
    const at = visit();
    await at.authorize();
    const [[key, stored] = ['', '']] = at.page.storage;
    at.page.environment.sessionStorage.setItem(key, stored.replace(/"state":"[^"]*"/, '"state":"planted"'));
    const planted = `${ISSUER}authorize?client_id=${CLIENT_ID}&state=planted&nonce=attacker`;
    await assertRefused(at, at.comeBack(redirect(await answer(planted))), 'invalid_id_token');
  });
});

suite('the request (OIDC Core §3.2.2.1)', () => {
  test('SD-07 nothing of it is read from the address of the page', async () => {
    const at = visit();
    const evil =
      'issuer=https://evil.test/&domain=evil.test&client_id=evil&clientId=evil&redirect_uri=https://evil.test';
    at.page.visit(`https://app.acme.test/?${evil}&audience=evil&scope=evil#${evil}`);
    at.restart();
    const request = await at.authorize();
    assert.ok(request.startsWith(`${ISSUER}authorize?`));
    assert.ok(!request.includes('evil'));
    assert.ok(at.server.requests.every(({ url }) => url.startsWith(ISSUER)));
  });

  test('it holds what the client is made with and what is asked', async () => {
    const at = visit();
    const { searchParams } = new URL(
      await at.authorize({
        prompt: 'login',
        login_hint: 'alice@example.com',
        max_age: 0,
        ui_locales: 'de en',
        screen_hint: 'signup',
        connection: 'users',
        appState: { draft: 'secret' },
      }),
    );
    const { state: _state, nonce: _nonce, ...rest } = Object.fromEntries(searchParams);
    assert.deepEqual(rest, {
      prompt: 'login',
      login_hint: 'alice@example.com',
      max_age: '0',
      ui_locales: 'de en',
      screen_hint: 'signup',
      connection: 'users',
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      response_type: 'id_token token',
      scope: 'openid read:a',
      audience: AUDIENCE,
    });
  });

  test('what an application adds cannot replace what is ours', async () => {
    const at = visit();
    const added = { state: 'mine', nonce: 'mine', client_id: 'mine', response_mode: 'query', prompt: 'none' };
    const { searchParams } = new URL(await at.authorize(added));
    assert.ok(![...searchParams.values()].includes('mine'));
    assert.equal(searchParams.has('response_mode'), false);
    assert.equal(searchParams.get('prompt'), 'none');
  });

  test('openid is asked for once, wherever the application put it', async () => {
    for (const scope of ['read:a', 'read:a openid', 'openid  read:a ']) {
      const { searchParams } = new URL(await visit({ scope }).authorize());
      assert.equal(searchParams.get('scope'), 'openid read:a');
    }
  });
});

suite('a sign-in', () => {
  test('it gives tokens, claims, what was granted, and when it ends', async () => {
    const at = visit();
    const signedIn = await signIn(at, { response: { scope: 'openid' } });
    assert.equal(signedIn?.access_token, 'access-token-of-alice');
    assert.equal(signedIn?.expires_at, NOW + 7200);
    assert.equal(signedIn?.scope, 'openid');
    assert.deepEqual(signedIn?.claims.aud, [CLIENT_ID]);
    assert.equal(at.tacit.getUser(), signedIn?.claims);
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
  });

  test('without scope in the response what was asked is what was granted (RFC 6749 §4.2.2)', async () => {
    assert.equal((await signIn(visit()))?.scope, 'openid read:a');
  });

  test('SD-02 nothing of it is in any storage, and a new script of the page knows nothing of it', async () => {
    const at = visit();
    await signIn(at);
    assert.equal(at.page.storage.size, 0);
    assert.equal(at.restart().getUser(), undefined);
  });

  test('SD-10 no error of this package quotes what came in', async () => {
    const at = visit();
    const error = await refusalOf(signIn(at, { response: { id_token: 'eyJSECRET.eyJSECRET.SECRET' } }));
    assert.ok(!JSON.stringify([error, error.message, error.stack, error.cause]).includes('SECRET'));
  });
});

function stateOf(hash: string): string {
  return new URLSearchParams(hash.slice(hash.indexOf('#') + 1)).get('state') ?? '';
}
