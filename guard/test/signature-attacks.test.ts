/**
 * Tokens whose header or signature is not what it seems (attack catalogue, group JW).
 */
import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import { assertInvalidToken, assertPassed, guardedApi, type Issuer, listen, startIssuer } from './issuer.ts';
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
  assert.ok(api.refusals.every(({ reason }) => reason === 'refused_alg'));
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
