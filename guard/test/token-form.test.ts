/**
 * Tokens whose form is not that of an access token (attack catalogue, group JW).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvalidToken, assertPassed, guardedApi, type Issuer, startIssuer } from './issuer.ts';
import { base64url, RS256, signText } from './signing-keys.ts';

function payload(issuer: Issuer): string {
  return JSON.stringify(issuer.claims());
}

test('JW-08 crit and b64 are refused, whatever they name (RFC 7515 §4.1.11, RFC 7797)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const headers = [
    { crit: ['x'], x: 1 },
    { crit: [] },
    { crit: ['alg'] },
    { crit: ['absent'] },
    { crit: ['b64'], b64: false },
    { crit: null },
    { b64: false },
    { b64: true },
  ];
  for (const header of headers) {
    assertInvalidToken(await api.call(issuer.token({}, header)), JSON.stringify(header));
  }
});

test('JW-09 only the typ of access tokens passes, without regard to case (RFC 9068 §4)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const refused = [
    undefined,
    null,
    '',
    'JWT',
    'id+jwt',
    'logout+jwt',
    'dpop+jwt',
    'secevent+jwt',
    'application/jwt',
    'text/at+jwt',
    'at+jwt ',
    ['at+jwt'],
    'constructor',
  ];
  for (const typ of refused) assertInvalidToken(await api.call(issuer.token({}, { typ })), String(typ));
  for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/AT+JWT']) {
    assertPassed(await api.call(issuer.token({}, { typ })), typ);
  }
  const dialect = guardedApi(issuer, { accept_access_tokens_typed_like_id_tokens: true });
  for (const typ of [undefined, 'id+jwt', 'logout+jwt', 'dpop+jwt', 'secevent+jwt']) {
    assertInvalidToken(await dialect.call(issuer.token({}, { typ })), String(typ));
  }
});

test('JW-10 a member named twice, in header or payload and at any depth, is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const header = `{"alg":"RS256","typ":"at+jwt","kid":"${RS256.kid}"}`;
  const claims = payload(issuer);
  const doubled = (member: string) => claims.replace(/}$/, `,${member}}`);
  const payloads = [
    `{"aud":"evil",${claims.slice(1)}`,
    doubled('"aud":"evil"'),
    doubled('"sub":"auth0|alice"'),
    doubled('"\\u0061ud":"evil"'),
    doubled('"custom":{"a":1,"b":[{"c":1,"c":2}]}'),
  ];
  for (const text of payloads) assertInvalidToken(await api.call(signText(header, text, RS256)), text);
  const headers = [
    header.replace('{', '{"alg":"none",'),
    header.replace('}', ',"alg":"RS256"}'),
    header.replace('}', ',"kid" : "other"}'),
  ];
  for (const text of headers) assertInvalidToken(await api.call(signText(text, claims, RS256)), text);
  const names = doubled('"custom":{"a":{"a":"a"},"b":["a","a","\\"a\\":"]},"text":"\\"aud\\":1,\\"aud\\":2"');
  assertPassed(await api.call(signText(header, names, RS256)), 'one name in two objects is no repetition');
});

test('JW-11 other serialisations, nested and encrypted tokens are refused without being opened', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const token = issuer.token();
  const [protectedHeader = '', body = '', signature = ''] = token.split('.');
  const jwe = (header: object) => `${base64url(JSON.stringify(header))}.AAAA.AAAA.AAAA.AAAA`;
  const shapes = [
    JSON.stringify({ payload: body, protected: protectedHeader, signature }),
    JSON.stringify({ payload: body, signatures: [{ protected: protectedHeader, signature }] }),
    `${protectedHeader}..${signature}`,
    jwe({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 1_000_000_000, p2s: 'AAAA' }),
    jwe({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' }),
    `${token}.${signature}`,
  ];
  const nested = [
    signText(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid, cty: 'JWT' }), token, RS256),
    signText(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid }), token, RS256),
  ];
  for (const presented of [...shapes, ...nested]) {
    assertInvalidToken(await api.call(presented), presented.slice(0, 60));
  }
  const reasons = api.refusals.map(({ reason }) => reason);
  assert.deepEqual(reasons, [
    ...shapes.map(() => 'not_a_jws'),
    'refused_header_parameter',
    'malformed_claims',
  ]);
});

test('JW-15 a token beyond 16 KB is refused before it is parsed; a deep one within is harmless', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const header = JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid });
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`claim${index}`, index]));
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assertInvalidToken(await api.call('a'.repeat(1_000_000)));
  assertInvalidToken(await api.call(issuer.token({ many })));
  assertInvalidToken(await api.call(signText(header, deep(100_000), RS256)));
  assertInvalidToken(await api.call(signText(`{"x":${deep(4_000)}}`, '{}', RS256)));
  assertInvalidToken(await api.call(signText(header, deep(4_000), RS256)));
  assert.deepEqual(
    api.refusals.map(({ reason }) => reason),
    ['token_too_large', 'token_too_large', 'token_too_large', 'refused_alg', 'malformed_claims'],
  );
  const empty = issuer.token({ pad: '' }).length;
  const padded = (length: number) => issuer.token({ pad: 'x'.repeat(length) });
  const fits = Math.floor(((16_384 - empty) * 3) / 4) - 3;
  assertPassed(await api.call(padded(fits)));
  assertInvalidToken(await api.call(padded(fits + 8)));
});

test('a token in ill-formed UTF-8, or whose payload is no object, is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const header = JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid });
  for (const text of ['null', '[]', '"text"', '{', '', `\ufeff${payload(issuer)}`]) {
    assertInvalidToken(await api.call(signText(header, text, RS256)), text);
  }
  assertInvalidToken(await api.call(`${base64url(Buffer.from([0x7b, 0xff, 0x7d]))}.AAAA.AAAA`));
});
