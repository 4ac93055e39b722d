import assert from 'node:assert/strict';
import {
  constants,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
} from 'node:crypto';
import { before, describe, test } from 'node:test';
import {
  assert as assertProperty,
  asyncProperty,
  constantFrom,
  json,
  oneof,
  string,
  tuple,
} from 'fast-check';
import { compactVerify, createLocalJWKSet } from 'jose';
import { SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import { type Signer, signJws, type Verifier, verifyJws } from './jws.ts';
import { SIGNING_ALG_ROWS } from './signing-algs.ts';

type TestKey = { readonly privateKey: KeyObject; readonly signer: Signer; readonly verifier: Verifier };

const CLAIMS = { iss: 'https://acme.auth.test/', sub: 'auth0|1', name: 'Zoë', exp: 4_102_444_800 };

describe('a JWS that is not exactly what we write is refused', () => {
  const keys = new Map<SigningAlg, TestKey>();
  before(async () => {
    for (const alg of SIGNING_ALGS) keys.set(alg, await makeKey(alg));
  });
  const keyOf = (alg: SigningAlg): TestKey => keys.get(alg) ?? assert.fail(`no ${alg} key`);
  const read = (jws: string) => {
    const byKid = new Map<string, Verifier>([...keys].map(([alg, { verifier }]) => [alg, verifier]));
    return verifyJws(jws, (kid) => byKid.get(kid));
  };

  for (const alg of ['none', 'None', 'nOnE', 'NONE ', undefined, null, ['RS256'], '', 0, {}]) {
    test(`JW-01 alg ${JSON.stringify(alg)} with an empty and with a kept signature`, async () => {
      const good = await signJws(keyOf('RS256').signer, { typ: 'JWT', claims: CLAIMS });
      const header = encode({ alg, typ: 'JWT', kid: 'RS256' });
      const [, payload, signature] = good.split('.');
      assert.equal(await read(`${header}.${payload}.`), undefined);
      assert.equal(await read(`${header}.${payload}.${signature}`), undefined);
      assert.equal(await read(`${header}.${payload}`), undefined);
    });
  }

  for (const [alg, hash] of [
    ['HS256', 'sha256'],
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
  ] as const) {
    test(`JW-02 ${alg} keyed with the public key in any of its spellings`, async () => {
      const publicKey = createPublicKey(keyOf('RS256').privateKey);
      const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
      const jwk = publicKey.export({ format: 'jwk' });
      const spellings = [
        ...[spki, pkcs1].flatMap((pem) => [pem, pem.trimEnd(), pem.replaceAll('\n', '\r\n')]),
        JSON.stringify(jwk),
        Buffer.from(jwk.n ?? assert.fail('no modulus'), 'base64url'),
        publicKey.export({ type: 'spki', format: 'der' }),
      ];
      for (const secret of spellings) {
        const input = `${encode({ alg, typ: 'JWT', kid: 'RS256' })}.${encode(CLAIMS)}`;
        const forged = `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
        assert.equal(await read(forged), undefined);
      }
    });
  }

  for (const alg of [...SIGNING_ALGS, 'ES256K', 'ES384'] as const) {
    for (const kid of SIGNING_ALGS.filter((name) => name !== alg)) {
      test(`JW-03 a header that says ${alg} on the ${kid} key, which made the signature`, async () => {
        assert.equal(await read(forge({ alg, typ: 'JWT', kid }, signWith(keyOf(kid), kid))), undefined);
      });
    }
  }

  const FOREIGN_RSA: readonly (readonly [string, string, Partial<SignKeyObjectInput>])[] = [
    ['PS256', 'sha256', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }],
    ['RS512', 'sha512', {}],
    ['RS1', 'sha1', {}],
  ];
  for (const [alg, digest, options] of FOREIGN_RSA) {
    test(`JW-04 a valid ${alg} signature of the RSA key, under its own name and as RS256`, async () => {
      const key = { key: keyOf('RS256').privateKey, ...options };
      for (const name of [alg, 'RS256']) {
        const forged = forge({ alg: name, typ: 'JWT', kid: 'RS256' }, (input) => sign(digest, input, key));
        assert.equal(await read(forged), undefined);
      }
    });
  }

  for (const member of ['jwk', 'jku', 'x5u', 'x5c'] as const) {
    test(`JW-05 ${member} brings a key of its own, with a correct signature under it`, async () => {
      const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const values = {
        jwk: own.publicKey.export({ format: 'jwk' }),
        jku: 'https://evil.test/jwks.json',
        x5u: 'https://evil.test/chain.pem',
        x5c: [own.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
      };
      const header = { alg: 'RS256', typ: 'JWT', kid: 'RS256', [member]: values[member] };
      assert.equal(await read(forge(header, (input) => sign('sha256', input, own.privateKey))), undefined);
      // Even our own signature does not carry such a header.
      assert.equal(await read(forge(header, signWith(keyOf('RS256'), 'RS256'))), undefined);
    });
  }

  const KIDS = [
    '../../dev/null',
    "' UNION SELECT",
    '|id',
    'x'.repeat(10_000),
    0,
    [],
    {},
    '',
    undefined,
    '__proto__',
    'constructor',
    'hasOwnProperty',
    ['RS256'],
  ];
  for (const kid of KIDS) {
    test(`JW-06 kid ${JSON.stringify(kid)?.slice(0, 30)}`, async () => {
      assert.equal(
        await read(forge({ alg: 'RS256', typ: 'JWT', kid }, signWith(keyOf('RS256'), 'RS256'))),
        undefined,
      );
    });
  }

  for (const extra of [
    { crit: ['x'] },
    { crit: [] },
    { crit: ['alg'] },
    { b64: false, crit: ['b64'] },
    { b64: true },
    { cty: 'JWT' },
    { zip: 'DEF' },
  ]) {
    test(`JW-08 JW-11 a header with ${JSON.stringify(extra)} (RFC 7515 §4.1.11, RFC 7797)`, async () => {
      const header = { alg: 'ES256', typ: 'JWT', kid: 'ES256', ...extra };
      assert.equal(await read(forge(header, signWith(keyOf('ES256'), 'ES256'))), undefined);
    });
  }

  test('JW-11 JSON serialisation, a detached payload, five parts, two parts', async () => {
    const good = await signJws(keyOf('ES256').signer, { typ: 'JWT', claims: CLAIMS });
    const [header, payload, signature] = good.split('.');
    const json_form = JSON.stringify({ payload, signatures: [{ protected: header, signature }] });
    for (const other of [
      json_form,
      `${header}..${signature}`,
      `${good}.`,
      `${good}.a.b`,
      `${header}.${payload}`,
      ` ${good}`,
      `${good}\n`,
    ]) {
      assert.equal(await read(other), undefined);
    }
  });

  test('JW-13 an ECDSA signature of zeros, in DER, of 63 and of 65 bytes', async () => {
    const { privateKey } = keyOf('ES256');
    const signatures = [
      () => Buffer.alloc(64),
      (input: Buffer) => Buffer.concat([raw(input).subarray(0, 32), Buffer.alloc(32)]),
      (input: Buffer) => sign('sha256', input, privateKey),
      (input: Buffer) => raw(input).subarray(0, 63),
      (input: Buffer) => Buffer.concat([raw(input), Buffer.alloc(1)]),
    ];
    const raw = (input: Buffer) => sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    for (const make of signatures) {
      assert.equal(await read(forge({ alg: 'ES256', typ: 'JWT', kid: 'ES256' }, make)), undefined);
    }
    assert.notEqual(await read(forge({ alg: 'ES256', typ: 'JWT', kid: 'ES256' }, raw)), undefined);
  });

  test('JW-15 a token over 16 KB is refused although its signature is good, one below is read', async () => {
    const { signer } = keyOf('EdDSA');
    const small = await signJws(signer, { typ: 'JWT', claims: { text: 'x'.repeat(12_000) } });
    const large = await signJws(signer, { typ: 'JWT', claims: { text: 'x'.repeat(12_300) } });
    assert.ok(small.length <= 16_384 && large.length > 16_384);
    assert.notEqual(await read(small), undefined);
    assert.equal(await read(large), undefined);
  });

  test('a signature with another spelling of the same bytes is refused: a token has one text', async () => {
    const good = await signJws(keyOf('EdDSA').signer, { typ: 'JWT', claims: CLAIMS });
    const [header, payload, signature] = good.split('.');
    const bytes = Buffer.from(signature ?? '', 'base64url');
    assert.equal(await read(`${header}.${payload}.${bytes.toString('base64')}`), undefined);
    const twins = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => `${signature?.slice(0, -1)}${last}`)
      .filter((text) => text !== signature && Buffer.from(text, 'base64url').equals(bytes));
    assert.ok(twins.length > 0);
    for (const twin of twins) assert.equal(await read(`${header}.${payload}.${twin}`), undefined);
  });

  test('a header or payload that is an array, a string, null or no UTF-8 is refused', async () => {
    const { privateKey } = keyOf('EdDSA');
    for (const payload of ['[]', '"text"', 'null', '1', '', '{', '{"a":1}x']) {
      const input = `${encode({ alg: 'EdDSA', typ: 'JWT', kid: 'EdDSA' })}.${Buffer.from(payload).toString('base64url')}`;
      assert.equal(
        await read(`${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`),
        undefined,
      );
    }
    const latin1 = Buffer.from('{"name":"Zo\xeb"}', 'latin1').toString('base64url');
    const input = `${encode({ alg: 'EdDSA', typ: 'JWT', kid: 'EdDSA' })}.${latin1}`;
    assert.equal(
      await read(`${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`),
      undefined,
    );
  });

  test('no text makes verifying throw, or pass without our signature', async () => {
    const part = oneof(
      string({ unit: 'binary' }),
      json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const header = oneof(
      part,
      tuple(constantFrom(...SIGNING_ALGS, 'none', 'HS256'), constantFrom(...SIGNING_ALGS, '__proto__')).map(
        ([alg, kid]) => encode({ alg, kid, typ: 'JWT' }),
      ),
    );
    const texts = oneof(
      string({ unit: 'binary' }),
      tuple(header, part, part).map((parts) => parts.join('.')),
    );
    await assertProperty(
      asyncProperty(texts, async (text) => assert.equal(await read(text), undefined)),
      { numRuns: 2_000 },
    );
  });

  for (const alg of SIGNING_ALGS) {
    test(`${alg}: what was signed is read back whole, and an independent library accepts it`, async () => {
      const { signer, privateKey } = keyOf(alg);
      const jws = await signJws(signer, { typ: 'at+jwt', claims: CLAIMS });
      assert.deepEqual(await read(jws), { header: { alg, typ: 'at+jwt', kid: alg }, claims: CLAIMS });
      const jwks = createLocalJWKSet({
        keys: [
          {
            ...createPublicKey(privateKey).export({ format: 'jwk' }),
            kty: SIGNING_ALG_ROWS[alg].kty,
            alg,
            kid: alg,
            use: 'sig',
          },
        ],
      });
      const { payload } = await compactVerify(jws, jwks);
      assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), CLAIMS);
    });
  }
});

async function makeKey(alg: SigningAlg): Promise<TestKey> {
  const row = SIGNING_ALG_ROWS[alg];
  const privateKey = await row.generate();
  return {
    privateKey,
    signer: { alg, kid: alg, key: privateKey, headers: new Map() },
    verifier: { alg, key: row.verifyInput(createPublicKey(privateKey)), expires_at: undefined },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signWith({ signer }: TestKey, alg: SigningAlg): (input: Buffer) => Buffer {
  return (input) => sign(SIGNING_ALG_ROWS[alg].digest, input, signer.key);
}

function forge(header: unknown, make: (input: Buffer) => Buffer): string {
  const input = `${encode(header)}.${encode(CLAIMS)}`;
  return `${input}.${make(Buffer.from(input)).toString('base64url')}`;
}
