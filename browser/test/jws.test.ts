/**
 * The ID token as a signed token: algorithm, key and form, each bent alone (RFC 8725, RFC 7515).
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { answer, ec, ed, foreign, ISSUER, redirect, rsa, signToken } from './authorization-server.ts';
import { assertTokenRefused } from './bent-token.ts';
import { NOW } from './page.ts';
import { assertRefused, signIn, visit } from './visit.ts';

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

suite('algorithm (RFC 8725 §3.1, §3.2)', () => {
  for (const alg of [
    'none',
    'None',
    'nOnE',
    'NONE ',
    undefined,
    null,
    ['RS256'],
    '',
    'constructor',
    '__proto__',
  ]) {
    const name = JSON.stringify(alg) ?? 'missing';
    test(`JW-01 alg ${name} is refused with an empty signature and with the one it had`, async () => {
      await assertTokenRefused((header, claims) => `${encode({ ...header, alg })}.${encode(claims)}.`);
      const error = await assertTokenRefused((header, claims) => signToken({ ...header, alg }, claims, rsa));
      assert.match(error.message, /: alg$/);
    });
  }

  test('JW-02 HS256, HS384 and HS512 keyed with the public key in any of its forms are refused', async () => {
    const spki = await crypto.subtle
      .importKey('jwk', rsa.jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify'])
      .then((key) => crypto.subtle.exportKey('spki', key));
    const base64 = Buffer.from(spki)
      .toString('base64')
      .replace(/(.{64})/g, '$1\n');
    const pem = `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----`;
    const secrets = [
      pem,
      `${pem}\n`,
      pem.replaceAll('\n', '\r\n'),
      JSON.stringify(rsa.jwk),
      Buffer.from(rsa.jwk.n ?? '', 'base64url'),
      Buffer.from(spki),
    ];
    for (const secret of secrets)
      for (const bits of ['256', '384', '512']) {
        const error = await assertTokenRefused((header, claims) => {
          const signed = `${encode({ ...header, alg: `HS${bits}` })}.${encode(claims)}`;
          return `${signed}.${createHmac(`sha${bits}`, secret).update(signed).digest('base64url')}`;
        });
        assert.match(error.message, /: alg$/);
      }
  });

  for (const { alg, key } of [
    { alg: 'ES256', key: rsa },
    { alg: 'EdDSA', key: rsa },
    { alg: 'RS256', key: ec },
    { alg: 'EdDSA', key: ec },
    { alg: 'RS256', key: ed },
    { alg: 'ES256', key: ed },
    { alg: 'ES256K', key: ec },
  ]) {
    test(`JW-03 ${alg} on the kid of a key for ${key.alg} is refused`, async () => {
      await assertTokenRefused((header, claims) => signToken({ ...header, alg, kid: key.kid }, claims, key));
    });
  }

  for (const { name, member } of [
    { name: 'alg RS512', member: { alg: 'RS512' } },
    { name: 'alg PS256', member: { alg: 'PS256' } },
    { name: 'use enc', member: { use: 'enc' } },
  ]) {
    test(`JW-03 a published key with ${name} verifies no RS256 token`, async () => {
      const at = visit();
      at.server.keys = [{ ...rsa.jwk, ...member }];
      await assertRefused(at, signIn(at), 'invalid_id_token');
    });
  }

  for (const alg of ['PS256', 'RS512', 'RS384', 'RS1', 'ES384', 'HS256']) {
    test(`JW-04 ${alg} is not allowed`, async () => {
      const error = await assertTokenRefused((header, claims) => signToken({ ...header, alg }, claims, rsa));
      assert.match(error.message, /: alg$/);
    });
  }

  test('JW-04 an algorithm the application did not allow is refused, though its signature is good', async () => {
    const at = visit({ signing_algs: ['ES256', 'EdDSA'] });
    await assertRefused(at, signIn(at), 'invalid_id_token');
  });

  for (const key of [rsa, ec, ed]) {
    test(`${key.alg} is verified, with at_hash by its own hash`, async () => {
      assert.equal((await signIn(visit(), { key }))?.claims.sub, 'auth0|alice');
    });
  }
});

suite('keys (RFC 8725 §3.10)', () => {
  test('JW-05 keys and addresses of keys in the header are not looked at', async () => {
    const at = visit();
    const headers = [
      { jwk: foreign.jwk },
      { jku: 'https://canary.test/jwks', kid: 'other' },
      { x5u: 'https://canary.test/chain', kid: 'other' },
      { x5c: ['MIIB'], jwk: foreign.jwk, kid: 'other' },
    ];
    for (const header of headers)
      await assertRefused(at, signIn(at, { key: foreign, header }), 'invalid_id_token');
    assert.ok(
      at.server.requests.every(({ url }) => url.startsWith(ISSUER)),
      'the canary was asked',
    );
  });

  const kids = [
    '../../dev/null',
    "' UNION SELECT",
    '|id',
    'x'.repeat(10_000),
    0,
    [],
    {},
    '',
    undefined,
    null,
    '__proto__',
    'constructor',
    'hasOwnProperty',
    ['rsa-1'],
    'RSA-1',
  ];
  for (const kid of kids) {
    test(`JW-06 kid ${JSON.stringify(kid)?.slice(0, 20)} finds no key`, async () => {
      const error = await assertTokenRefused((header, claims) => signToken({ ...header, kid }, claims, rsa));
      assert.match(error.message, /: kid$/);
    });
  }

  test('JW-06 a published key without kid is no key for a token without kid', async () => {
    const at = visit();
    const { kid: _, ...nameless } = rsa.jwk;
    at.server.keys = [nameless, null, 'x', []];
    await assertRefused(at, signIn(at, { header: { kid: undefined } }), 'invalid_id_token');
  });

  test('a signature by a key of the same kid that is not published is refused', async () => {
    const at = visit();
    const error = await assertRefused(at, signIn(at, { key: foreign }), 'invalid_id_token');
    assert.match(error.message, /: signature$/);
  });

  test('each byte of the signature counts', async () => {
    await assertTokenRefused(async (header, claims) => {
      const [head, body, signature = ''] = (await signToken(header, claims, rsa)).split('.');
      const first = signature.startsWith('A') ? 'B' : 'A';
      return `${head}.${body}.${first}${signature.slice(1)}`;
    });
  });
});

suite('form (RFC 7515)', () => {
  for (const { name, crit } of [
    { name: 'crit of an unknown extension', crit: { crit: ['x'], x: 1 } },
    { name: 'an empty crit', crit: { crit: [] } },
    { name: 'crit of alg', crit: { crit: ['alg'] } },
    { name: 'crit of what is not there', crit: { crit: ['exp'] } },
    { name: 'b64:false with crit', crit: { b64: false, crit: ['b64'] } },
    { name: 'crit null', crit: { crit: null } },
  ]) {
    test(`JW-08 ${name} is refused`, async () => {
      const error = await assertTokenRefused((header, claims) =>
        signToken({ ...header, ...crit }, claims, rsa),
      );
      assert.match(error.message, /: crit$/);
    });
  }

  for (const typ of ['at+jwt', 'application/at+jwt', 'AT+JWT', 'logout+jwt', 'secevent+jwt', '', null, 7]) {
    test(`AU-02 a token of typ ${JSON.stringify(typ)} in the place of the ID token is refused`, async () => {
      const error = await assertTokenRefused((header, claims) => signToken({ ...header, typ }, claims, rsa));
      assert.match(error.message, /: typ$/);
    });
  }

  test('AU-02 the access token of the same response in the place of the ID token is refused', async () => {
    const at = visit();
    const access_token = await signToken(
      { alg: 'RS256', typ: 'at+jwt', kid: rsa.kid },
      { iss: ISSUER, sub: 'auth0|alice', aud: 'https://api.acme.test', exp: NOW + 900, iat: NOW },
      rsa,
    );
    const parameters = await answer(await at.authorize(), { access_token });
    const swapped = redirect({ ...parameters, id_token: access_token });
    await assertRefused(at, at.comeBack(swapped), 'invalid_id_token');
  });

  for (const { name, bend } of [
    { name: 'two parts', bend: (token: string) => token.split('.').slice(0, 2).join('.') },
    { name: 'four parts', bend: (token: string) => `${token}.x` },
    { name: 'five parts, as JWE has', bend: (token: string) => `${token}.x.x` },
    { name: 'padding', bend: (token: string) => `${token}=` },
    { name: 'a space before it', bend: (token: string) => ` ${token}` },
    { name: 'a line break at its end', bend: (token: string) => `${token}\n` },
    { name: 'base64 that is not base64url', bend: (token: string) => token.replace(/\.([^.]{4})/, '.+/+/') },
    { name: 'a header that is a list', bend: (token: string) => token.replace(/^[^.]*/, encode([])) },
    { name: 'a header that is null', bend: (token: string) => token.replace(/^[^.]*/, encode(null)) },
    { name: 'a header that is no JSON', bend: (token: string) => token.replace(/^[^.]*/, 'AAAA') },
    { name: 'a header that is not UTF-8', bend: (token: string) => token.replace(/^[^.]*/, 'eyL_In0') },
    {
      name: 'JSON serialization',
      bend: (token: string) => JSON.stringify({ payload: token, signatures: [] }),
    },
  ]) {
    test(`a token with ${name} is refused`, async () => {
      await assertTokenRefused(async (header, claims) => bend(await signToken(header, claims, rsa)));
    });
  }

  test('claims that are no object are refused though signed', async () => {
    for (const claims of ['[]', 'null', '"x"', '7'])
      await assertTokenRefused((header) => signToken(header, claims, rsa));
  });

  test('a header without typ is an ID token (RFC 7519 §5.1)', async () => {
    assert.ok(await signIn(visit(), { header: { typ: undefined } }));
  });
});
