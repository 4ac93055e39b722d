import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompactSign, exportJWK, generateKeyPair, UnsecuredJWT } from 'jose';
import { clientWith } from '../../test/authorization-requests.ts';
import type { Client } from '../protocol/client.ts';
import { err, ok } from '../protocol/result.ts';
import { createClientKeys } from './client-keys.ts';
import { createSeal } from './seal.ts';

const seal = createSeal(new Uint8Array(32).fill(3));
const ALGS = ['RS256', 'ES256'];

async function keyPair(kid: string, alg = 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

const ONE = await keyPair('one');
const TWO = await keyPair('two');
const RSA = await keyPair('rsa', 'RS256');

type Key = Parameters<CompactSign['sign']>[0];

function signed(
  key: Key,
  header: { readonly alg: string; readonly kid?: string },
  claims: unknown = { sub: 'c' },
) {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader(header)
    .sign(key);
}

/** Client keys whose network is a map that can be changed. */
function clientKeys(documents: Map<string, string> = new Map()) {
  const clock = { now: 1_000 };
  const fetched: string[] = [];
  const keys = createClientKeys({
    seal,
    now: () => clock.now,
    fetchText: async (url) => {
      fetched.push(url);
      const text = documents.get(url);
      return text === undefined ? err('the document cannot be fetched') : ok(text);
    },
  });
  const verify = (jws: string, client: Partial<Client>, algs: readonly string[] = ALGS) =>
    keys.verify(jws, { client: clientWith(client), tenant_id: 't', algs });
  return { keys, verify, clock, fetched };
}

const REGISTERED = { jwks: { keys: [ONE.jwk, RSA.jwk] } };

const REFUSED: readonly (readonly [why: string, jws: () => Promise<string> | string])[] = [
  ['nothing', () => ''],
  ['what is no JWS', () => 'a.b.c'],
  ['one that is not signed', () => new UnsecuredJWT({ sub: 'c' }).encode()],
  ['one by a key that is not registered', () => signed(TWO.privateKey, { alg: 'ES256', kid: 'one' })],
  ['one by another kid', () => signed(ONE.privateKey, { alg: 'ES256', kid: 'two' })],
  ['an alg of another key', () => signed(ONE.privateKey, { alg: 'ES256', kid: 'rsa' })],
  ['claims that are a list', () => signed(ONE.privateKey, { alg: 'ES256', kid: 'one' }, [])],
  [
    'one of a megabyte',
    () => signed(ONE.privateKey, { alg: 'ES256', kid: 'one' }, { x: 'x'.repeat(1_000_000) }),
  ],
  [
    'HS256 with the public key as its secret',
    () => signed(new TextEncoder().encode(JSON.stringify(ONE.jwk)), { alg: 'HS256', kid: 'one' }),
  ],
];

for (const [why, jws] of REFUSED) {
  test(`FU-06 client keys: ${why} is refused (RFC 8725 §3.1)`, async () => {
    const verified = await clientKeys().verify(await jws(), REGISTERED);
    assert.equal(verified.ok, false);
  });
}

test('client keys: an algorithm that is not the registered one is refused although the key is', async () => {
  const jws = await signed(ONE.privateKey, { alg: 'ES256', kid: 'one' });
  assert.equal((await clientKeys().verify(jws, REGISTERED, ['RS256'])).ok, false);
});

test('client keys: a client without keys signs nothing', async () => {
  const jws = await signed(ONE.privateKey, { alg: 'ES256', kid: 'one' });
  assert.deepEqual(await clientKeys().verify(jws, {}), { ok: false, error: 'the client has no keys' });
  assert.equal((await clientKeys().verify(jws, {}, ['HS256'])).ok, false);
});

test('client keys: keys for encryption, secrets and what is no key are passed over (RFC 7517 §5)', async () => {
  const jws = await signed(ONE.privateKey, { alg: 'ES256', kid: 'one' });
  const others = [null, 1, {}, { kty: 'oct', k: 'AAAA', kid: 'one' }, { ...TWO.jwk, use: 'enc', kid: 'one' }];
  assert.equal((await clientKeys().verify(jws, { jwks: { keys: [...others, ONE.jwk] } })).ok, true);
  assert.equal((await clientKeys().verify(jws, { jwks: { keys: others } })).ok, false);
  const many = Array.from({ length: 101 }, () => ONE.jwk);
  assert.equal((await clientKeys().verify(jws, { jwks: { keys: many } })).ok, false);
});

test('client keys: a JWS by a registered key gives header and claims', async () => {
  const jws = await signed(RSA.privateKey, { alg: 'RS256', kid: 'rsa' });
  const verified = await clientKeys().verify(jws, REGISTERED);
  assert.deepEqual(verified, {
    ok: true,
    value: { header: { alg: 'RS256', kid: 'rsa' }, claims: { sub: 'c' } },
  });
});

test('client keys: a sealed secret signs by HS256 (OIDC Core §9, client_secret_jwt)', async () => {
  const client_secret = 's'.repeat(32);
  const client_secret_sealed = seal.seal({ purpose: 'client-secret', tenant_id: 't' }, { client_secret });
  const jws = await signed(new TextEncoder().encode(client_secret), { alg: 'HS256' });
  assert.equal((await clientKeys().verify(jws, { client_secret_sealed }, ['HS256'])).ok, true);
  const elsewhere = seal.seal({ purpose: 'client-secret', tenant_id: 'u' }, { client_secret });
  assert.equal((await clientKeys().verify(jws, { client_secret_sealed: elsewhere }, ['HS256'])).ok, false);
});

const JWKS_URI = 'https://client.test/jwks';

test('client keys: a set is fetched once, and again for a key it lacks, but not more often than each half minute', async () => {
  const documents = new Map([[JWKS_URI, JSON.stringify({ keys: [ONE.jwk] })]]);
  const { verify, clock, fetched } = clientKeys(documents);
  const one = await signed(ONE.privateKey, { alg: 'ES256', kid: 'one' });
  const two = await signed(TWO.privateKey, { alg: 'ES256', kid: 'two' });
  const both = await Promise.all([verify(one, { jwks_uri: JWKS_URI }), verify(one, { jwks_uri: JWKS_URI })]);
  assert.deepEqual(
    both.map(({ ok }) => ok),
    [true, true],
  );
  assert.equal(fetched.length, 1);

  documents.set(JWKS_URI, JSON.stringify({ keys: [TWO.jwk] }));
  assert.equal((await verify(two, { jwks_uri: JWKS_URI })).ok, false);
  assert.equal(fetched.length, 1);
  clock.now += 30;
  assert.equal((await verify(two, { jwks_uri: JWKS_URI })).ok, true);
  assert.equal(fetched.length, 2);
});

test('client keys: a set that could not be fetched or read is asked for again half a minute later', async () => {
  const documents = new Map<string, string>();
  const { verify, clock, fetched } = clientKeys(documents);
  const one = await signed(ONE.privateKey, { alg: 'ES256', kid: 'one' });
  assert.equal((await verify(one, { jwks_uri: JWKS_URI })).ok, false);
  documents.set(JWKS_URI, 'not JSON');
  assert.equal((await verify(one, { jwks_uri: JWKS_URI })).ok, false);
  assert.equal(fetched.length, 1);
  clock.now += 30;
  assert.equal((await verify(one, { jwks_uri: JWKS_URI })).ok, false);
  documents.set(JWKS_URI, JSON.stringify({ keys: [ONE.jwk] }));
  clock.now += 30;
  assert.equal((await verify(one, { jwks_uri: JWKS_URI })).ok, true);
  assert.equal(fetched.length, 3);
});

test('client keys: what a JWS says is read without a key, and what is none says nothing', async () => {
  const { keys } = clientKeys();
  assert.deepEqual(keys.readUnverified(await signed(ONE.privateKey, { alg: 'ES256' })), { sub: 'c' });
  for (const jws of ['', 'a', 'a.b', `a.${Buffer.from('[]').toString('base64url')}.c`]) {
    assert.equal(keys.readUnverified(jws), undefined);
  }
});
