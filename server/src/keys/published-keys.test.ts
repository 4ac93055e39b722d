import assert from 'node:assert/strict';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { calculateJwkThumbprint, createLocalJWKSet, jwtVerify } from 'jose';
import {
  ALL_SIX,
  askFor,
  CLAIMS,
  currentKid,
  HOST,
  openTenantKeys,
  publishedKeys,
  SEAL,
  START,
  statesOf,
} from '../../test/tokens/tenant-keys.ts';
import { SIGNING_ALGS } from '../protocol/client/client.ts';
import { CLIENT_DEFAULTS } from '../resources/client/client.ts';
import { createKeys } from './keys.ts';
import { PREVIOUS_KEY_LIFETIME } from './settle-keys.ts';

test('no private member lies in the database in clear', async (t) => {
  const { storage } = await openTenantKeys(t, ['acme']);
  for (const key of await storage.tenant('acme').signingKeys.list()) {
    assert.deepEqual(
      Object.keys(JSON.parse(key.public_jwk)).filter((name) => PRIVATE_MEMBERS.includes(name)),
      [],
    );
    assert.match(key.private_jwk_sealed, /^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_.-]+$/);
  }
});

test('a key that is wanted and not there is made, once for two machines, instead of using another key', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t);
  const other = createKeys({ storage, seal: SEAL, now });
  const machines = [keys, other, keys];
  const signed = await Promise.all(
    machines.map((one) => one.sign('acme', { alg: 'ES256', typ: 'JWT', claims: CLAIMS })),
  );
  const kid = await currentKid(storage, 'ES256');
  for (const jws of signed)
    assert.deepEqual((await keys.verify('acme', jws))?.header, { alg: 'ES256', typ: 'JWT', kid });
  assert.deepEqual(await statesOf(storage), ['ES256 current', 'ES256 next']);
});

test('a new tenant has RSA keys alone, for there are verifiers that stop at any other', async (t) => {
  const { keys, storage } = await openTenantKeys(t);
  await keys.settle('acme');
  assert.deepEqual(await statesOf(storage), ['RS256 current', 'RS256 next']);
  assert.deepEqual(new Set((await publishedKeys(keys)).map(({ kty }) => kty)), new Set(['RSA']));
});

test('a key of another algorithm is there while a client or an API asks for it, and then until its tokens have ended', async (t) => {
  const clock = { now: START };
  const { keys, storage } = await openTenantKeys(t, [], clock);
  const acme = storage.tenant('acme');
  const client = { ...CLIENT_DEFAULTS, client_id: 'spa', client_name: 'SPA' };
  await acme.clients.save({ ...client, userinfo_signed_response_alg: 'EdDSA' });
  await askFor(storage, 'acme', 'ES256');
  await keys.settle('acme');
  assert.deepEqual(await statesOf(storage), ALL_SIX);
  const signed = await keys.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  await acme.clients.save(client);
  await keys.settle('acme');
  const left = ALL_SIX.filter((name) => !name.startsWith('EdDSA'));
  assert.deepEqual(await statesOf(storage), [...left, 'EdDSA previous'].sort());
  clock.now = START + PREVIOUS_KEY_LIFETIME - 1;
  await keys.settle('acme');
  await jwtVerify(signed, createLocalJWKSet({ keys: [...(await publishedKeys(keys))] }));
  clock.now = START + PREVIOUS_KEY_LIFETIME;
  assert.deepEqual(new Set((await publishedKeys(keys)).map(({ kty }) => kty)), new Set(['RSA', 'EC']));
  // Asked for again it is another one.
  await acme.clients.save({ ...client, id_token_signed_response_alg: 'EdDSA' });
  await keys.settle('acme');
  assert.notEqual((await currentKid(storage, 'EdDSA')) ?? '', '');
  assert.equal((await publishedKeys(keys)).length, 6);
});

test('an algorithm by which nothing is signed has no keys to rotate', async (t) => {
  const { keys } = await openTenantKeys(t);
  assert.equal(await keys.rotate('acme', 'ES256'), undefined);
});

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];
const PUBLISHED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5c', 'x5t', 'x5t#S256'],
  EC: ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  OKP: ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
};

test('JW-22 the JWK Set has public members only and each kid once, before and after a rotation (RFC 7517 §5)', async (t) => {
  const { keys } = await openTenantKeys(t, ['acme']);
  for (const count of [6, 9]) {
    const published = await publishedKeys(keys);
    assert.equal(published.length, count);
    assert.equal(new Set(published.map(({ kid }) => kid)).size, count);
    for (const jwk of published) {
      assert.deepEqual(Object.keys(jwk).sort(), PUBLISHED_MEMBERS[jwk.kty]);
      assert.equal(jwk.use, 'sig');
      assert.equal(jwk.kid, await calculateJwkThumbprint(jwk, 'sha256'));
    }
    for (const alg of SIGNING_ALGS) await keys.rotate('acme', alg, { force: true });
  }
});

test('an RSA key has its certificate and the digests of that, alike on every machine (RFC 7517 §4.7)', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t, ['acme']);
  const other = createKeys({ storage, seal: SEAL, now });
  assert.deepEqual(await other.jwks('acme', HOST), await keys.jwks('acme', HOST));
  for (const jwk of (await publishedKeys(keys)).filter(({ kty }) => kty === 'RSA')) {
    const certificate = new X509Certificate(Buffer.from(jwk.x5c?.[0] ?? '', 'base64'));
    assert.equal(jwk.x5c?.length, 1);
    assert.ok(certificate.verify(createPublicKey({ key: jwk, format: 'jwk' })));
    assert.deepEqual(certificate.publicKey.export({ format: 'jwk' }), { kty: 'RSA', n: jwk.n, e: jwk.e });
    assert.equal(certificate.subject, `CN=${HOST}`);
    assert.equal(jwk.x5t, createHash('sha1').update(certificate.raw).digest('base64url'));
    assert.equal(jwk['x5t#S256'], createHash('sha256').update(certificate.raw).digest('base64url'));
  }
});

test('a certificate follows the host of the issuer, and the key stays', async (t) => {
  const { keys } = await openTenantKeys(t, ['acme']);
  const before = await publishedKeys(keys);
  const moved = JSON.parse((await keys.jwks('acme', 'login.acme.test')).body).keys;
  assert.match(new X509Certificate(Buffer.from(moved[0].x5c[0], 'base64')).subject, /^CN=login\.acme\.test$/);
  assert.equal(moved[0].kid, before[0]?.kid);
  assert.deepEqual(await publishedKeys(keys), before);
});

test('the JWK Set lists RSA first, then by state, and its ETag changes with it', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme']);
  const before = await keys.jwks('acme', HOST);
  assert.deepEqual(await keys.jwks('acme', HOST), before);
  await keys.rotate('acme', 'EdDSA', { force: true });
  const after = await keys.jwks('acme', HOST);
  assert.notEqual(after.etag, before.etag);
  assert.match(after.etag, /^"[A-Za-z0-9_-]{43}"$/);
  const states = new Map(
    (await storage.tenant('acme').signingKeys.list()).map(({ kid, alg, state }) => [kid, `${alg} ${state}`]),
  );
  const order = (await publishedKeys(keys)).map(({ kid }) => states.get(kid ?? ''));
  const two = (alg: string) => [`${alg} current`, `${alg} next`];
  assert.deepEqual(order, [...two('RS256'), ...two('ES256'), ...two('EdDSA'), 'EdDSA previous']);
});

test('a published key is one that node:crypto and jose read', async (t) => {
  const { keys } = await openTenantKeys(t, ['acme']);
  for (const jwk of await publishedKeys(keys)) {
    assert.equal(createPublicKey({ key: jwk, format: 'jwk' }).type, 'public');
  }
});
