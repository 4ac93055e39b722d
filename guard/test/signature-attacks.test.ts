/**
 * Tokens whose header or signature is not what it seems (attack catalogue, group JW).
 */
import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import {
  assertInvalidToken,
  assertPassed,
  guardedApi,
  type Issuer,
  listen,
  NOW,
  startIssuer,
} from './issuer.ts';
import {
  base64url,
  EDDSA,
  ES256,
  ES256K,
  hmacText,
  OTHER_ES256,
  OTHER_RS256,
  RS256,
  renamed,
  signText,
} from './signing-keys.ts';

function payload(issuer: Issuer): string {
  return JSON.stringify(issuer.claims());
}

test('a token signed with RS256, ES256 or EdDSA passes', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  for (const key of [RS256, ES256, EDDSA]) assertPassed(await api.call(issuer.token({}, {}, key)), key.alg);
});

test('JW-01 alg none in any spelling is refused, with an empty signature and with the signature kept', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const kept = issuer.token().split('.')[2];
  for (const alg of ['none', 'None', 'nOnE', 'NONE ', undefined, null, ['RS256'], '', 'rs256']) {
    const header = base64url(JSON.stringify({ alg, typ: 'at+jwt', kid: RS256.kid }));
    const unsigned = `${header}.${base64url(payload(issuer))}`;
    assertInvalidToken(await api.call(`${unsigned}.`), `${alg}, empty`);
    assertInvalidToken(await api.call(`${unsigned}.${kept}`), `${alg}, kept`);
    assertInvalidToken(await api.call(unsigned), `${alg}, two parts`);
  }
});

test('JW-02 an HMAC keyed with the public key, in any form of it, is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  for (const key of [RS256, ES256]) {
    const spki = String(key.publicKey.export({ format: 'pem', type: 'spki' }));
    const secrets: (string | Buffer)[] = [
      spki,
      spki.trimEnd(),
      spki.replaceAll('\n', '\r\n'),
      JSON.stringify(key.jwk),
      Buffer.from(String(key.jwk['n'] ?? key.jwk['x']), 'base64url'),
      key.publicKey.export({ format: 'der', type: 'spki' }),
    ];
    if (key === RS256) secrets.push(key.publicKey.export({ format: 'pem', type: 'pkcs1' }));
    for (const bits of [256, 384, 512]) {
      const header = JSON.stringify({ alg: `HS${bits}`, typ: 'at+jwt', kid: key.kid });
      for (const secret of secrets) {
        assertInvalidToken(await api.call(hmacText(header, payload(issuer), secret, bits)));
        const lying = JSON.stringify({ alg: key.alg, typ: 'at+jwt', kid: key.kid });
        assertInvalidToken(await api.call(hmacText(lying, payload(issuer), secret, bits)));
      }
    }
  }
});

test('JW-03 an algorithm that does not fit the key of the kid is refused (RFC 8725 §3.1)', async (t) => {
  const issuer = await startIssuer(t);
  issuer.keys = [...issuer.keys, ES256K.jwk];
  const api = guardedApi(issuer);
  const mismatches = [
    [RS256, 'ES256'],
    [RS256, 'EdDSA'],
    [ES256, 'RS256'],
    [ES256, 'EdDSA'],
    [ES256, 'ES256K'],
    [EDDSA, 'ES256'],
    [EDDSA, 'RS256'],
    [ES256K, 'ES256K'],
    [ES256K, 'ES256'],
  ] as const;
  for (const [key, alg] of mismatches) {
    const token = issuer.token({}, { alg }, key);
    assertInvalidToken(await api.call(token), `${key.kid} as ${alg}`);
    assertInvalidToken(await api.call(issuer.token({}, { kid: RS256.kid }, { ...ES256, alg: 'ES256' })));
  }
});

test('JW-03 a key that names no alg serves every allowed algorithm of its kind and no other', async (t) => {
  const issuer = await startIssuer(t);
  issuer.keys = [{ ...RS256.jwk, alg: undefined }];
  const token = (alg: string) =>
    signText(JSON.stringify({ alg, typ: 'at+jwt', kid: RS256.kid }), payload(issuer), RS256, alg);
  const api = guardedApi(issuer, { algorithms: ['RS256', 'PS256'] });
  assertPassed(await api.call(token('RS256')));
  assertPassed(await api.call(token('PS256')));
  assertInvalidToken(await api.call(token('RS512')));
  issuer.keys = [RS256.jwk];
  assertInvalidToken(await guardedApi(issuer, { algorithms: ['RS256', 'PS256'] }).call(token('PS256')));
});

test('JW-04 a valid signature by an algorithm that is not allowed is refused', async (t) => {
  const issuer = await startIssuer(t);
  issuer.keys = [{ ...RS256.jwk, alg: undefined }, EDDSA.jwk];
  const api = guardedApi(issuer);
  for (const alg of ['PS256', 'RS512', 'RS384', 'RS1']) {
    const header = JSON.stringify({ alg, typ: 'at+jwt', kid: RS256.kid });
    assertInvalidToken(await api.call(signText(header, payload(issuer), RS256, alg)), alg);
  }
  const only = guardedApi(issuer, { algorithms: ['RS256'] });
  assertInvalidToken(await only.call(issuer.token({}, {}, EDDSA)), 'EdDSA where only RS256 is allowed');
});

test('JW-05 keys that a token brings along are never used nor fetched', async (t) => {
  const issuer = await startIssuer(t);
  let connections = 0;
  const canary = await listen(t, (_request, response) => {
    connections += 1;
    response.end(JSON.stringify({ keys: [OTHER_RS256.jwk] }));
  });
  const api = guardedApi(issuer);
  const lures = [
    { jwk: OTHER_RS256.jwk },
    { jku: `${canary}/jwks.json` },
    { x5u: `${canary}/chain.pem` },
    { x5c: [OTHER_RS256.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')] },
  ];
  for (const lure of lures) {
    for (const kid of [RS256.kid, OTHER_RS256.kid, undefined]) {
      assertInvalidToken(
        await api.call(issuer.token({}, { ...lure, kid }, OTHER_RS256)),
        Object.keys(lure)[0],
      );
    }
  }
  assert.equal(connections, 0);
});

test('JW-06 a kid is looked up among the issuer’s keys and means nothing else', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const kids = [
    '../../dev/null',
    "' UNION SELECT 'x",
    '|id',
    'k'.repeat(10_000),
    0,
    [],
    {},
    [RS256.kid],
    '',
    undefined,
    null,
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    `${RS256.kid}\u0000`,
  ];
  for (const kid of kids) {
    assertInvalidToken(await api.call(issuer.token({}, { kid })), JSON.stringify(kid)?.slice(0, 40));
  }
  // A member that only JSON can make: it must not become the prototype of the header either.
  const header = `{"alg":"RS256","typ":"at+jwt","__proto__":{"kid":"${RS256.kid}"}}`;
  assertInvalidToken(await api.call(signText(header, payload(issuer), RS256)));
});

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
  const tokens = [
    JSON.stringify({ payload: body, protected: protectedHeader, signature }),
    JSON.stringify({ payload: body, signatures: [{ protected: protectedHeader, signature }] }),
    `${protectedHeader}..${signature}`,
    jwe({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 1_000_000_000, p2s: 'AAAA' }),
    jwe({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' }),
    signText(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid, cty: 'JWT' }), token, RS256),
    signText(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid }), token, RS256),
    `${token}.${signature}`,
  ];
  for (const presented of tokens) assertInvalidToken(await api.call(presented), presented.slice(0, 60));
});

test('JW-13 an ECDSA signature of zeros, in DER, or of another length is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const [header = '', body = '', encoded = ''] = issuer.token({}, {}, ES256).split('.');
  const signature = Buffer.from(encoded, 'base64url');
  const zero = Buffer.alloc(32);
  const forged = [
    Buffer.alloc(64),
    Buffer.concat([zero, signature.subarray(32)]),
    Buffer.concat([signature.subarray(0, 32), zero]),
    sign('sha256', Buffer.from(`${header}.${body}`), ES256.privateKey),
    signature.subarray(0, 63),
    Buffer.concat([signature, Buffer.alloc(1)]),
  ];
  for (const bytes of forged) assertInvalidToken(await api.call(`${header}.${body}.${base64url(bytes)}`));
  assertPassed(await api.call(`${header}.${body}.${encoded}`));
});

test('JW-13 a segment has one spelling: padding, other alphabets and stray last bits are refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const token = issuer.token({}, {}, ES256);
  // 64 bytes end in a character of which four bits are unused.
  const last = token.slice(-1);
  const next = String.fromCharCode(last.charCodeAt(0) + 1);
  const variants = [
    `${token.slice(0, -1)}${next}`,
    `${token}==`,
    `${token}A`,
    ` ${token} x`,
    `${token}\u00e9`,
  ];
  for (const variant of variants) {
    const answer = await api.call(variant);
    assert.equal(answer.ran, false, variant);
    assert.ok([400, 401].includes(answer.status), variant);
  }
});

test('a signature over other bytes, or by a key with the kid of another, is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const [header, , signature] = issuer.token().split('.');
  const promoted = base64url(JSON.stringify(issuer.claims({ sub: 'auth0|admin' })));
  assertInvalidToken(await api.call(`${header}.${promoted}.${signature}`));
  assertInvalidToken(await api.call(issuer.token({}, {}, renamed(OTHER_ES256, ES256.kid))));
});

test('JW-14 a time that is no finite number, or outside its window, is refused (RFC 7519 §4.1.4)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const header = JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid });
  const texts = [
    '"9999999999"',
    '1e400',
    '-1e400',
    '9e15',
    '-1',
    '1.5',
    'true',
    'null',
    `[${NOW + 60}]`,
    '{}',
    '""',
  ];
  texts.push(String((NOW + 60) * 1000), String(NOW - 6), String(NOW - 5));
  const withText = (name: string, text: string) =>
    JSON.stringify(issuer.claims({ [name]: 'HERE' })).replace('"HERE"', text);
  for (const text of texts) {
    assertInvalidToken(await api.call(signText(header, withText('exp', text), RS256)), `exp ${text}`);
  }
  for (const name of ['nbf', 'iat']) {
    for (const text of [
      `"${NOW}"`,
      '1e400',
      'true',
      'null',
      '[]',
      String(NOW + 6),
      String(NOW * 1000),
      '-1',
    ]) {
      assertInvalidToken(await api.call(signText(header, withText(name, text), RS256)), `${name} ${text}`);
    }
  }
});

test('JW-14 the leeway holds on both edges, and can be set up to a minute', async (t) => {
  const issuer = await startIssuer(t);
  const strict = guardedApi(issuer, { leeway: 0 });
  const usual = guardedApi(issuer);
  const wide = guardedApi(issuer, { leeway: 60 });
  assertInvalidToken(await strict.call(issuer.token({ exp: NOW })));
  assertPassed(await strict.call(issuer.token({ exp: NOW + 1 })));
  assertInvalidToken(await usual.call(issuer.token({ exp: NOW - 5 })));
  assertPassed(await usual.call(issuer.token({ exp: NOW - 4 })));
  assertPassed(await usual.call(issuer.token({ nbf: NOW + 5, iat: NOW + 5 })));
  assertInvalidToken(await wide.call(issuer.token({ iat: NOW - 100, exp: NOW - 60 })));
  assertPassed(await wide.call(issuer.token({ iat: NOW - 100, exp: NOW - 59 })));
  assertPassed(await wide.call(issuer.token({ nbf: NOW + 60 })));
  assertInvalidToken(await wide.call(issuer.token({ nbf: NOW + 61 })));
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

test('JW-16 names are compared code point by code point, and hidden characters are refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer, { audience: 'caf\u00e9' });
  const aud = 'caf\u00e9';
  for (const hidden of [
    '\u0000',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u200b',
    '\u200f',
    '\u202e',
    '\ufeff',
    '\ud800',
  ]) {
    const label = JSON.stringify(hidden);
    assertInvalidToken(await api.call(issuer.token({ aud, sub: `alice${hidden}` })), `sub ${label}`);
    assertInvalidToken(await api.call(issuer.token({ aud: `${aud}${hidden}` })), `aud ${label}`);
    assertInvalidToken(await api.call(issuer.token({ aud: [aud, `x${hidden}`] })), `second aud ${label}`);
    assertInvalidToken(
      await api.call(issuer.token({ aud, iss: `${issuer.issuer}${hidden}` })),
      `iss ${label}`,
    );
    assertInvalidToken(
      await api.call(issuer.token({ aud, client_id: hidden, azp: hidden })),
      `client_id ${label}`,
    );
    assertInvalidToken(await api.call(issuer.token({ aud, jti: `t${hidden}` })), `jti ${label}`);
  }
  assertInvalidToken(await api.call(issuer.token({ aud: aud.normalize('NFD') })));
  assertPassed(await api.call(issuer.token({ aud })));
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
