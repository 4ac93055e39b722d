/**
 * Metadata and keys: whose are believed, and how often they are asked for.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { answer, ISSUER, type Json, makeKey, redirect, rsa } from './authorization-server.ts';
import { NOW } from './page.ts';
import { assertRefused, refusalOf, signIn, visit } from './visit.ts';

const METADATA = `${ISSUER}.well-known/openid-configuration`;
const JWKS = `${ISSUER}.well-known/jwks.json`;

suite('metadata (OIDC Discovery §4.3)', () => {
  const cases: readonly { name: string; metadata: Json }[] = [
    { name: 'of another issuer', metadata: { issuer: 'https://evil.test/' } },
    { name: 'of the issuer without its slash', metadata: { issuer: 'https://acme.auth.test' } },
    { name: 'without issuer', metadata: { issuer: undefined } },
    {
      name: 'with an authorization_endpoint of another host',
      metadata: { authorization_endpoint: 'https://evil.test/a' },
    },
    {
      name: 'with an authorization_endpoint on another port',
      metadata: { authorization_endpoint: 'https://acme.auth.test:444/a' },
    },
    {
      name: 'with an authorization_endpoint over http',
      metadata: { authorization_endpoint: 'http://acme.auth.test/a' },
    },
    {
      name: 'with an authorization_endpoint that is a script',
      metadata: { authorization_endpoint: 'javascript:alert(1)' },
    },
    {
      name: 'with an authorization_endpoint that hides its host',
      metadata: { authorization_endpoint: 'https://acme.auth.test@evil.test/a' },
    },
    { name: 'without authorization_endpoint', metadata: { authorization_endpoint: undefined } },
    {
      name: 'with a jwks_uri of another host',
      metadata: { jwks_uri: 'https://acme.auth.test.evil.test/jwks' },
    },
    { name: 'with a jwks_uri that is a list', metadata: { jwks_uri: [JWKS] } },
    { name: 'with a jwks_uri that is a path', metadata: { jwks_uri: '/.well-known/jwks.json' } },
  ];
  for (const { name, metadata } of cases) {
    test(`AU-19 metadata ${name} is refused, and nobody is sent anywhere`, async () => {
      const at = visit();
      at.server.metadata = { ...at.server.metadata, ...metadata };
      assert.equal((await refusalOf(at.tacit.authorize())).code, 'invalid_metadata');
      assert.equal((await refusalOf(at.tacit.checkSession())).code, 'invalid_metadata');
      assert.equal(at.page.left.length + at.page.frames.length + at.page.storage.size, 0);
      assert.ok(at.server.requests.every(({ url }) => url === METADATA));
    });
  }

  test('AU-19 metadata that turned foreign while the user was away signs nobody in', async () => {
    const at = visit();
    const request = await at.authorize();
    at.server.metadata = { ...at.server.metadata, jwks_uri: 'https://evil.test/jwks' };
    await assertRefused(at, at.comeBack(redirect(await answer(request))), 'invalid_metadata');
  });

  test('AU-19 a redirect of the metadata or the keys is not followed, and no cookie goes with the question', async () => {
    const at = visit();
    await signIn(at);
    assert.ok(at.server.requests.length > 0);
    for (const { init } of at.server.requests) {
      assert.equal(init.redirect, 'error');
      assert.equal(init.credentials, 'omit');
      assert.ok(init.signal, 'it could wait for ever');
    }
  });

  test('it is fetched once for many questions at once', async () => {
    const at = visit();
    await Promise.all([at.tacit.authorize(), at.tacit.authorize(), at.tacit.authorize()]);
    assert.deepEqual(
      at.server.requests.map(({ url }) => url),
      [METADATA],
    );
  });

  test('a failure is not kept', async () => {
    const at = visit();
    const { metadata } = at.server;
    at.server.metadata = {};
    assert.equal((await refusalOf(at.tacit.authorize())).code, 'invalid_metadata');
    at.server.metadata = metadata;
    await at.tacit.authorize();
    assert.equal(at.page.left.length, 1);
  });
});

suite('what cannot be fetched', () => {
  const cases = [
    {
      name: 'no connection',
      answers: () => Promise.reject(new TypeError('Failed to fetch')),
      code: 'network_error',
    },
    { name: 'no JSON', answers: async () => new Response('<html>'), code: 'network_error' },
    { name: 'a 503', answers: async () => Response.json({}, { status: 503 }), code: 'invalid_metadata' },
    { name: 'a list', answers: async () => Response.json([]), code: 'invalid_metadata' },
    { name: 'null', answers: async () => Response.json(null), code: 'invalid_metadata' },
  ];
  for (const { name, answers, code } of cases) {
    test(`metadata: ${name} is ${code}`, async () => {
      const at = visit();
      at.server.answers = answers;
      assert.equal((await refusalOf(at.tacit.authorize())).code, code);
    });
  }

  test('what did not answer is named with where to look, and the browser’s own error is the cause', async () => {
    const at = visit();
    const cause = new TypeError('Failed to fetch');
    at.server.answers = () => Promise.reject(cause);
    const refusal = await refusalOf(at.tacit.authorize());
    assert.equal(refusal.message, `network_error: ${METADATA}, see connect-src`);
    assert.equal(refusal.cause, cause);
  });

  test('metadata of another issuer says which came, be it none or no text', async () => {
    for (const issuer of ['https://acme.auth.test', 'https://other.test/', undefined, null, 7]) {
      const at = visit();
      at.server.metadata = { ...at.server.metadata, issuer };
      assert.equal((await refusalOf(at.tacit.authorize())).message, `invalid_metadata: issuer ${issuer}`);
    }
  });

  test('a key set without keys is invalid_metadata', async () => {
    const at = visit();
    at.server.keys = undefined;
    await assertRefused(at, signIn(at), 'invalid_metadata');
  });
});

suite('keys (RFC 7517 §5)', () => {
  const asked = (at: ReturnType<typeof visit>) => at.server.requests.filter(({ url }) => url === JWKS).length;

  /** Another round on the same script, so its keys are still there. */
  async function comeBackHere(at: ReturnType<typeof visit>, bend: Parameters<typeof answer>[1]) {
    at.page.visit(redirect(await answer(await at.authorize(), bend)));
    return at.tacit.handleRedirect();
  }

  test('JW-06 unknown kids, one after the other, are one fetch in half a minute', async () => {
    const at = visit();
    for (const kid of ['a', 'b', 'c', 'd'])
      assert.equal((await refusalOf(comeBackHere(at, { header: { kid } }))).code, 'invalid_id_token');
    assert.equal(asked(at), 1);
    at.page.advance(31);
    for (const kid of ['a', 'b', 'c', 'd'])
      assert.equal(
        (await refusalOf(comeBackHere(at, { header: { kid }, now: NOW + 31 }))).code,
        'invalid_id_token',
      );
    assert.equal(asked(at), 2);
  });

  test('a known kid is not asked for again for ten minutes, and then once', async () => {
    const at = visit();
    assert.ok(await comeBackHere(at, {}));
    at.page.advance(600);
    assert.ok(await comeBackHere(at, { now: NOW + 600 }));
    assert.equal(asked(at), 1);
    at.page.advance(1);
    assert.ok(await comeBackHere(at, { now: NOW + 601 }));
    assert.equal(asked(at), 2);
  });

  test('a key that the server has withdrawn is believed for ten minutes at most', async () => {
    const at = visit();
    assert.ok(await comeBackHere(at, {}));
    at.server.keys = [];
    at.page.advance(601);
    assert.equal((await refusalOf(comeBackHere(at, { now: NOW + 601 }))).code, 'invalid_id_token');
  });

  test('a key that is new since the last fetch is found by one more', async () => {
    const at = visit();
    assert.ok(await comeBackHere(at, {}));
    const next = await makeKey('ES256', 'ec-2');
    at.server.keys = [rsa.jwk, next.jwk];
    at.page.advance(31);
    assert.ok(await comeBackHere(at, { key: next, now: NOW + 31 }));
    assert.equal(asked(at), 2);
  });

  test('a failed fetch of keys is not kept', async () => {
    const at = visit();
    const { keys } = at.server;
    at.server.keys = undefined;
    assert.equal((await refusalOf(comeBackHere(at, {}))).code, 'invalid_metadata');
    at.server.keys = keys;
    assert.ok(await comeBackHere(at, {}));
  });
});
