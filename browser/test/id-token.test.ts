/**
 * The ID token: each rule of OIDC Core §3.2.2.11 and RFC 8725 broken alone, then what is accepted.
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import type { TacitErrorCode } from '../src/errors.ts';
import {
  answer,
  atHash,
  CLIENT_ID,
  ec,
  ed,
  foreign,
  ISSUER,
  type Json,
  redirect,
  rsa,
  signToken,
} from './authorization-server.ts';
import { NOW } from './page.ts';
import { assertRefused, signIn, visit } from './visit.ts';

/** A sign-in whose ID token is made of these, in the place of the good one. */
async function withToken(make: (header: Json, claims: Json) => Promise<string> | string) {
  const at = visit();
  const parameters = await answer(await at.authorize());
  const [header, claims] = (parameters['id_token'] ?? '')
    .split('.')
    .slice(0, 2)
    .map((part): Json => JSON.parse(Buffer.from(part, 'base64url').toString()));
  assert.ok(header && claims);
  const id_token = await make(header, claims);
  return { at, arrival: at.comeBack(redirect({ ...parameters, id_token })) };
}

async function assertTokenRefused(make: (header: Json, claims: Json) => Promise<string> | string) {
  const { at, arrival } = await withToken(make);
  return assertRefused(at, arrival, 'invalid_id_token');
}

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

suite('claims, each bent alone (OIDC Core §3.1.3.7)', () => {
  const later = NOW + 100;
  const cases: readonly { name: string; claims: Json; code?: TacitErrorCode }[] = [
    { name: 'SD-05 iss of another issuer', claims: { iss: 'https://globex.auth.test/' } },
    { name: 'SD-05 iss without its slash', claims: { iss: 'https://acme.auth.test' } },
    { name: 'SD-05 no iss', claims: { iss: undefined } },
    { name: 'SD-05 iss in a list', claims: { iss: [ISSUER] } },
    { name: 'SD-05 aud of another client', claims: { aud: 'spa2' } },
    { name: 'SD-05 aud that begins like ours', claims: { aud: `${CLIENT_ID}x` } },
    { name: 'SD-05 no aud', claims: { aud: undefined } },
    { name: 'SD-05 an empty aud', claims: { aud: [] } },
    { name: 'SD-05 aud with a member that is no text', claims: { aud: [CLIENT_ID, 7], azp: CLIENT_ID } },
    { name: 'SD-05 several aud without azp', claims: { aud: [CLIENT_ID, 'spa2'] } },
    { name: 'SD-05 several aud, azp of another', claims: { aud: [CLIENT_ID, 'spa2'], azp: 'spa2' } },
    { name: 'SD-05 one aud, azp of another', claims: { azp: 'spa2' } },
    { name: 'SD-05 no sub', claims: { sub: undefined } },
    { name: 'SD-05 an empty sub', claims: { sub: '' } },
    { name: 'SD-05 sub that is a number', claims: { sub: 7 } },
    { name: 'ST-04 another nonce', claims: { nonce: 'other' } },
    { name: 'ST-04 no nonce', claims: { nonce: undefined } },
    { name: 'ST-04 an empty nonce', claims: { nonce: '' } },
    { name: 'SD-05 no at_hash', claims: { at_hash: undefined } },
    { name: 'SD-05 an empty at_hash', claims: { at_hash: '' } },
    { name: 'SD-05 at_hash in a list', claims: { at_hash: [atHash('access-token-of-alice', 'RS256')] } },
    {
      name: 'SD-05 at_hash by the hash of Ed25519',
      claims: { at_hash: atHash('access-token-of-alice', 'EdDSA') },
    },
    { name: 'SD-05 the whole hash', claims: { at_hash: `${atHash('access-token-of-alice', 'RS256')}AA` } },
    { name: 'SD-05 no exp', claims: { exp: undefined } },
    { name: 'JW-14 exp of text', claims: { exp: '9999999999' } },
    { name: 'JW-14 exp 9e15', claims: { exp: 9e15 } },
    { name: 'JW-14 exp -1', claims: { exp: -1 }, code: 'id_token_expired' },
    { name: 'JW-14 exp 1.5', claims: { exp: 1.5 }, code: 'id_token_expired' },
    { name: 'JW-14 exp true', claims: { exp: true } },
    { name: 'JW-14 exp null', claims: { exp: null } },
    { name: 'JW-14 exp in a list', claims: { exp: [later] } },
    { name: 'JW-14 exp in milliseconds', claims: { exp: later * 1000 } },
    { name: 'JW-14 exp a leeway ago', claims: { exp: NOW - 60 }, code: 'id_token_expired' },
    { name: 'JW-14 nbf beyond the leeway', claims: { nbf: NOW + 61 }, code: 'clock_skew' },
    { name: 'JW-14 nbf of text', claims: { nbf: String(NOW) } },
    { name: 'JW-14 nbf null', claims: { nbf: null } },
    { name: 'JW-14 iat beyond the leeway', claims: { iat: NOW + 61 }, code: 'clock_skew' },
    {
      name: 'JW-14 iat beyond the leeway beside an nbf within it',
      claims: { iat: NOW + 61, nbf: NOW },
      code: 'clock_skew',
    },
    { name: 'JW-14 iat before the request', claims: { iat: NOW - 61 }, code: 'clock_skew' },
    { name: 'JW-14 no iat', claims: { iat: undefined } },
    { name: 'JW-14 iat of text', claims: { iat: String(NOW) } },
  ];
  for (const { name, claims, code = 'invalid_id_token' } of cases) {
    test(`${name} is refused`, async () => {
      const at = visit();
      await assertRefused(at, signIn(at, { claims }), code);
    });
  }

  test('JW-14 exp 1e400, Infinity to JavaScript, is refused', async () => {
    await assertTokenRefused((header, claims) =>
      signToken(header, JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400'), rsa),
    );
  });

  test('JW-14 text that is not UTF-8 is refused though signed', async () => {
    const error = await assertTokenRefused((header, claims) =>
      signToken(header, Buffer.from(JSON.stringify({ ...claims, name: 'ÿ' }), 'latin1'), rsa),
    );
    assert.match(error.message, /: encoding$/);
  });

  test('ST-04 the nonce in a list is refused', async () => {
    await assertTokenRefused((header, claims) =>
      signToken(header, { ...claims, nonce: [claims['nonce']] }, rsa),
    );
  });

  test('ST-04 the ID token of an earlier answer, whose nonce is used up, is refused', async () => {
    const at = visit();
    const earlier = await answer(await at.authorize());
    await at.comeBack(redirect(earlier));
    at.tacit.logout();
    const next = await answer(await at.authorize());
    const replayed = redirect({ ...next, id_token: earlier['id_token'] ?? '' });
    await assertRefused(at, at.comeBack(replayed), 'invalid_id_token');
  });

  test('ST-14 an access token of another client or user in a good response is refused by at_hash', async () => {
    for (const access_token of [
      'token-of-alice-at-another-client',
      'token-of-bob',
      'access-token-of-alicf',
    ]) {
      const at = visit();
      const error = await assertRefused(at, signIn(at, { response: { access_token } }), 'invalid_id_token');
      assert.match(error.message, /: at_hash$/);
    }
  });

  for (const { name, claims } of [
    { name: 'aud in a list of one', claims: { aud: [CLIENT_ID] } },
    { name: 'several aud and azp of ours', claims: { aud: ['spa2', CLIENT_ID], azp: CLIENT_ID } },
    { name: 'exp within the leeway', claims: { exp: NOW - 59 } },
    { name: 'nbf at the edge of the leeway', claims: { nbf: NOW + 60 } },
    { name: 'iat at the later edge of the leeway', claims: { iat: NOW + 60 } },
    { name: 'iat at the earlier edge of the leeway', claims: { iat: NOW - 60 } },
    { name: 'claims named like members of Object', claims: { constructor: 'x', toString: 'y' } },
  ]) {
    test(`${name} is accepted`, async () => {
      assert.equal((await signIn(visit(), { claims }))?.claims.sub, 'auth0|alice');
    });
  }
});

suite('the clock of the device', () => {
  for (const { name, off } of [
    { name: 'ten minutes slow', off: 600 },
    { name: 'ten minutes fast', off: -600 },
    { name: 'a day slow', off: 86_400 },
    { name: 'a day fast', off: -86_400 },
    { name: 'more than the leeway slow', off: 61 },
    { name: 'more than the leeway fast', off: -61 },
  ]) {
    test(`SD-13 a clock that is ${name} is told so`, async () => {
      const at = visit();
      await assertRefused(at, signIn(at, { now: NOW + off }), 'clock_skew');
    });
  }

  test('SD-13 an ID token that expired on the way is not accepted by a right clock', async () => {
    const at = visit();
    const request = await at.authorize();
    at.page.advance(500);
    const late = await answer(request, { now: NOW, claims: { exp: NOW + 300 } });
    await assertRefused(at, at.comeBack(redirect(late)), 'id_token_expired');
  });

  for (const off of [60, -60]) {
    test(`SD-13 a clock ${off} s off is within the leeway`, async () => {
      assert.ok(await signIn(visit(), { now: NOW + off }));
    });
  }

  test('SD-13 a smaller leeway is kept to', async () => {
    const at = visit({ leeway: 5 });
    await assertRefused(at, signIn(at, { now: NOW + 6 }), 'clock_skew');
    assert.ok(await signIn(visit({ leeway: 5 }), { now: NOW + 5 }));
  });
});

suite('max_age (OIDC Core §3.1.2.1)', () => {
  async function askedWith(max_age: number, auth_time: unknown) {
    const at = visit();
    const request = await at.authorize({ max_age });
    const back = redirect(await answer(request, { claims: { auth_time } }));
    return { at, arrival: at.comeBack(back) };
  }

  for (const auth_time of [undefined, NOW - 361, String(NOW), null]) {
    test(`a sign-in with auth_time ${auth_time} is refused when max_age=300 was asked`, async () => {
      const { at, arrival } = await askedWith(300, auth_time);
      const error = await assertRefused(at, arrival, 'invalid_id_token');
      assert.match(error.message, /: auth_time$/);
    });
  }

  test('JW-14 auth_time 1e400, later than any time, is refused when max_age was asked', async () => {
    const at = visit();
    const parameters = await answer(await at.authorize({ max_age: 300 }));
    const [header = '', payload = ''] = (parameters['id_token'] ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    const id_token = await signToken(header, payload.replace('{', '{"auth_time":1e400,'), rsa);
    await assertRefused(at, at.comeBack(redirect({ ...parameters, id_token })), 'invalid_id_token');
  });

  test('max_age=0 is asked for and held to', async () => {
    const { at, arrival } = await askedWith(0, NOW - 61);
    await assertRefused(at, arrival, 'invalid_id_token');
  });

  test('a sign-in just recent enough is accepted', async () => {
    const { arrival } = await askedWith(300, NOW - 360);
    assert.ok(await arrival);
  });
});
