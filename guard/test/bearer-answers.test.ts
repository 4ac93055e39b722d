/**
 * Where a token may stand in a request, and what a refused caller is told (RFC 6750; attack catalogue JW-17, JW-28).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireScope } from '../src/protected-resource/requirement.ts';
import {
  AUDIENCE,
  assertInvalidToken,
  assertPassed,
  assertRefused,
  guardedApi,
  startIssuer,
} from './issuer.ts';
import { OTHER_RS256, RS256 } from './signing-keys.ts';

const INVALID_REQUEST = { status: 400, error: 'invalid_request' };

test('a request without a bearer token gets a bare challenge (RFC 6750 §3.1)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer, { realm: 'appointments' });
  const token = issuer.token();
  const requests: readonly (readonly [RequestInit, string?])[] = [
    [{}],
    [{ headers: { authorization: 'Basic YWxpY2U6c2VjcmV0' } }],
    [{ headers: { authorization: `DPoP ${token}` } }],
    [{ headers: { authorization: `Bearerx ${token}` } }],
    [{ headers: { cookie: `access_token=${token}`, 'x-authorization': `Bearer ${token}` } }],
    [{}, `?access_token=${token}`],
    [{ method: 'POST', body: new URLSearchParams({ access_token: token }) }],
    [{ method: 'OPTIONS', headers: { origin: 'https://app.test', 'access-control-request-method': 'GET' } }],
  ];
  for (const [init, query] of requests) {
    const answer = await api.send(init, query);
    assert.equal(answer.ran, false);
    assert.equal(answer.status, 401);
    assert.equal(answer.challenge, 'Bearer realm="appointments"');
    assert.equal(JSON.parse(answer.text).error, 'unauthorized');
  }
});

test('JW-17 a request with two tokens is refused with 400, wherever they stand', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const token = issuer.token();
  const fields = [
    'bearer a, Bearer b',
    `Bearer ${token}, Bearer ${token}`,
    `Bearer ${token},Bearer`,
    `Bearer ${token} , Basic YTpi`,
    `Basic YTpi, Bearer ${token}`,
  ];
  for (const authorization of fields) {
    assertRefused(await api.send({ headers: { authorization } }), INVALID_REQUEST, authorization);
  }
  const twice = new Headers();
  twice.append('authorization', `Bearer ${token}`);
  twice.append('authorization', `Bearer ${token}`);
  assertRefused(await api.send({ headers: twice }), INVALID_REQUEST);
  const authorization = `Bearer ${token}`;
  assertRefused(
    await api.send({ headers: { authorization } }, `?a=1&access_token=${token}`),
    INVALID_REQUEST,
  );
  assertRefused(await api.send({ headers: { authorization } }, '?%61ccess_token='), INVALID_REQUEST);
});

test('JW-17 a malformed field is refused, and a huge one does no harm', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  for (const authorization of ['Bearer', 'bearer ', '', '"Bearer" x', ',']) {
    assertRefused(await api.send({ headers: { authorization } }), INVALID_REQUEST, authorization);
  }
  for (const authorization of [
    'Bearer undefined',
    'Bearer null',
    'Bearer a b',
    `Bearer ${'x'.repeat(65_536)}`,
  ]) {
    assertInvalidToken(await api.send({ headers: { authorization } }), authorization.slice(0, 20));
  }
});

test('JW-17 what is no white space of HTTP belongs to the token, and no token has it (RFC 9110 §5.6.3, RFC 6750 §2.1)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const token = issuer.token();
  for (const space of ['\u00a0', '\u0085', '\u00ad']) {
    for (const authorization of [
      `Bearer ${token}${space}`,
      `Bearer ${space}${token}`,
      `Bearer ${token} ${space}`,
    ])
      assertInvalidToken(await api.send({ headers: { authorization } }), JSON.stringify(authorization));
    for (const authorization of [
      `${space}Bearer ${token}`,
      `Bearer${space}${token}`,
      `Bearer${space} ${token}`,
    ])
      assertRefused(await api.send({ headers: { authorization } }), INVALID_REQUEST, authorization);
  }
});

test('JW-17 the scheme is read without regard to case, and spaces around the token do not matter', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const token = issuer.token();
  for (const authorization of [
    `bearer ${token}`,
    `BEARER ${token}`,
    `BeArEr   ${token}`,
    `  Bearer ${token}  `,
  ]) {
    assertPassed(await api.send({ headers: { authorization } }));
  }
  assertPassed(await api.send({ headers: { authorization: `Bearer ${token}` } }, '?_=1700000000000'));
});

test('JW-28 every bad token gets the same answer, and it names no key, audience, issuer or cause', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const down = await startIssuer(t);
  down.answers.jwks = (_request, response) => response.destroy();
  const answers = [
    await api.call('x'),
    await api.call(issuer.token({ aud: 'other' })),
    await api.call(issuer.token({ iss: 'https://evil.test/' })),
    await api.call(issuer.token({ exp: 1 })),
    await api.call(issuer.token({}, { kid: 'unknown' })),
    await api.call(issuer.token({}, { alg: 'none' })),
    await api.call(issuer.token({}, { kid: RS256.kid }, OTHER_RS256)),
    await guardedApi(down).call(down.token()),
  ];
  const distinct = new Set(answers.map(({ challenge, text }) => `${challenge} ${text}`));
  assert.equal(distinct.size, 1);
  const [said = ''] = distinct;
  for (const secret of [
    AUDIENCE,
    issuer.issuer,
    RS256.kid,
    'jose',
    'JWS',
    'jwks',
    'localhost',
    'Error',
    '.ts',
  ]) {
    assert.ok(!said.includes(secret), `says ${secret}`);
  }
});

test('JW-28 a missing scope is named, and nothing else of the route or the token', async (t) => {
  const issuer = await startIssuer(t);
  const answer = await guardedApi(issuer).call(issuer.token(), requireScope('write:a'));
  assertRefused(answer, { status: 403, error: 'insufficient_scope' });
  assert.match(
    answer.challenge ?? '',
    /^Bearer realm="api", error="insufficient_scope", error_description="[^"]+", scope="write:a"$/,
  );
  assert.ok(!answer.text.includes('read:a'), 'what the token has stays unsaid');
});

test('the log learns why a request was refused, and nothing of its token', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  await api.send({});
  await api.call(issuer.token({ exp: 1, iat: 0 }));
  await api.call(issuer.token(), requireScope('write:a'));
  assert.deepEqual(api.refusals, [
    { reason: 'no_token', error: 'unauthorized', status: 401 },
    { reason: 'expired', error: 'invalid_token', status: 401 },
    { reason: 'missing_scope', error: 'insufficient_scope', status: 403 },
  ]);
});

test('an answer of the guard is JSON and is stored nowhere', async (t) => {
  const issuer = await startIssuer(t);
  const handle = guardedApi(issuer).guard.fetch(() => new Response());
  const response = await handle(new Request('https://api.acme.test/'));
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
});
