/**
 * Coming back from the server: which response is taken, what is signed in by it, and what stays behind.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createClient } from '../src/client.ts';
import { answer, CLIENT_ID, ISSUER, REDIRECT_URI, redirect, refusal } from './authorization-server.ts';
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
    await at.tacit.logout();
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
