import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompactSign, exportJWK, generateKeyPair, UnsecuredJWT } from 'jose';
import { clientWith } from '../../test/authorization/authorization-requests.ts';
import { err, ok } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';
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

const AT = { jwks_uri: JWKS_URI };
const one = await signed(ONE.privateKey, { alg: 'ES256', kid: 'one' });
const two = await signed(TWO.privateKey, { alg: 'ES256', kid: 'two' });

function setOf(...keys: readonly (typeof ONE)[]): string {
  return JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
}

test('client keys: a set is fetched once for all who come at once, and anew after ten minutes', async () => {
  const { verify, clock, fetched } = clientKeys(new Map([[JWKS_URI, setOf(ONE)]]));
  const both = await Promise.all([verify(one, AT), verify(one, AT)]);
  assert.deepEqual(
    both.map(({ ok }) => ok),
    [true, true],
  );
  clock.now += 599;
  assert.equal((await verify(one, AT)).ok, true);
  assert.equal(fetched.length, 1);
  clock.now += 1;
  assert.equal((await verify(one, AT)).ok, true);
  assert.equal(fetched.length, 2);
});

test('client keys: who has just rotated is not refused: a key that is not known is asked for at once (OIDC Core §10.1.1)', async () => {
  const documents = new Map([[JWKS_URI, setOf(ONE)]]);
  const { verify, fetched } = clientKeys(documents);
  assert.equal((await verify(one, AT)).ok, true);
  documents.set(JWKS_URI, setOf(TWO));
  assert.equal((await verify(two, AT)).ok, true);
  assert.equal(fetched.length, 2);
  assert.equal((await verify(one, AT)).ok, false, 'the old key is gone');
});

test('client keys: keys that nobody has are asked for within a budget, and the known ones stay good', async () => {
  const documents = new Map([[JWKS_URI, setOf(ONE)]]);
  const { verify, clock, fetched } = clientKeys(documents);
  const unknown = await signed(TWO.privateKey, { alg: 'ES256', kid: 'made-up' });
  for (let count = 0; count < 50; count += 1) assert.equal((await verify(unknown, AT)).ok, false);
  assert.equal(fetched.length, 5);
  assert.equal((await verify(one, AT)).ok, true);
  // A client that rotates meanwhile waits for one fetch, whoever asked for it.
  documents.set(JWKS_URI, setOf(TWO));
  clock.now += 6;
  assert.equal((await verify(unknown, AT)).ok, false);
  assert.equal((await verify(two, AT)).ok, true);
  assert.equal(fetched.length, 6);
});

test('client keys: good keys stay for a day while a fetch fails, and not longer', async () => {
  const documents = new Map([[JWKS_URI, setOf(ONE)]]);
  const { verify, clock } = clientKeys(documents);
  assert.equal((await verify(one, AT)).ok, true);
  for (const broken of [undefined, 'not JSON', '{"keys":1}']) {
    if (broken === undefined) documents.delete(JWKS_URI);
    else documents.set(JWKS_URI, broken);
    clock.now += 700;
    assert.equal((await verify(one, AT)).ok, true, `the document is ${broken}`);
    assert.equal((await verify(two, AT)).ok, false);
  }
  clock.now = 1_000 + 86_399;
  assert.equal((await verify(one, AT)).ok, true);
  clock.now += 1;
  assert.equal((await verify(one, AT)).ok, false);
  documents.set(JWKS_URI, setOf(ONE));
  clock.now += 6;
  assert.equal((await verify(one, AT)).ok, true);
  // An empty set is the client's own word that no key is good any more.
  documents.set(JWKS_URI, setOf());
  clock.now += 600;
  assert.equal((await verify(one, AT)).ok, false);
});

test('client keys: what a stranger in another tenant does with the same address changes nothing', async () => {
  const documents = new Map([[JWKS_URI, setOf(ONE)]]);
  const { keys, clock, fetched } = clientKeys(documents);
  const verify = (jws: string, tenant_id: string, client_id = 'web') =>
    keys.verify(jws, { client: clientWith({ ...AT, client_id }), tenant_id, algs: ALGS });
  assert.equal((await verify(one, 'acme')).ok, true);
  documents.delete(JWKS_URI);
  for (let count = 0; count < 20; count += 1) {
    assert.equal((await verify(two, 'evil')).ok, false);
    assert.equal((await verify(two, 'acme', 'other')).ok, false);
    clock.now += 7;
  }
  assert.equal((await verify(one, 'acme')).ok, true);
  assert.ok(fetched.length > 20);
});

test('client keys: a crowd of clients that registered themselves pushes out nobody else', async () => {
  const documents = new Map([[JWKS_URI, setOf(ONE)]]);
  const { keys } = clientKeys(documents);
  const verify = (client: Partial<Client>, tenant_id = 'acme') =>
    keys.verify(one, { client: clientWith(client), tenant_id, algs: ALGS });
  const ours = { ...AT, client_id: 'ours', is_first_party: true };
  assert.equal((await verify(ours)).ok, true);
  for (let count = 0; count < 700; count += 1) {
    await verify({ ...AT, client_id: `crowd-${count}`, is_first_party: false });
    await verify({ ...AT, client_id: `crowd-${count}`, is_first_party: true }, 'evil');
  }
  documents.delete(JWKS_URI);
  assert.equal((await verify(ours)).ok, true);
});

test('client keys: a client that moves its keys is asked at the new address alone', async () => {
  const documents = new Map([[JWKS_URI, setOf(ONE)]]);
  const { verify } = clientKeys(documents);
  assert.equal((await verify(one, AT)).ok, true);
  assert.equal((await verify(one, { jwks_uri: 'https://client.test/moved' })).ok, false);
});

test('client keys: what a JWS says is read without a key, and what is none says nothing', async () => {
  const { keys } = clientKeys();
  assert.deepEqual(keys.readUnverified(await signed(ONE.privateKey, { alg: 'ES256' })), { sub: 'c' });
  for (const jws of ['', 'a', 'a.b', `a.${Buffer.from('[]').toString('base64url')}.c`]) {
    assert.equal(keys.readUnverified(jws), undefined);
  }
});
