/**
 * The response in the fragment: its form, its members, and errors, before any token is looked at.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { answer, ISSUER, REDIRECT_URI, redirect, refusal } from './authorization-server.ts';
import { assertRefused, signIn, visit } from './visit.ts';

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

function stateOf(hash: string): string {
  return new URLSearchParams(hash.slice(hash.indexOf('#') + 1)).get('state') ?? '';
}
