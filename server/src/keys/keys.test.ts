import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import {
  ALL_SIX,
  askFor,
  CLAIMS,
  currentKid,
  HOST,
  kidsOf,
  openTenantKeys,
  publishedKeys,
  rotated,
  SEAL,
  START,
  statesOf,
} from '../../test/tokens/tenant-keys.ts';
import { SIGNING_ALGS } from '../protocol/client/client.ts';
import { generateSigningKey } from './generate.ts';
import { createKeys } from './keys.ts';
import { createSeal } from './seal.ts';
import { PREVIOUS_KEY_LIFETIME } from './settle-keys.ts';

test('signing for a tenant that does not exist throws', async (t) => {
  const { keys } = await openTenantKeys(t);
  await assert.rejects(
    keys.sign('nobody', { alg: 'RS256', typ: 'JWT', claims: CLAIMS }),
    /a tenant that does not exist/,
  );
});

test('AU-05 a token of globex is no token of acme, whatever kid it names', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme', 'globex']);
  for (const alg of SIGNING_ALGS) {
    const globex = await keys.sign('globex', { alg, typ: 'JWT', claims: CLAIMS });
    assert.notEqual(await keys.verify('globex', globex), undefined);
    assert.equal(await keys.verify('acme', globex), undefined);
    const kid = await currentKid(storage, alg);
    const input = `${encode({ alg, typ: 'JWT', kid })}.${encode(CLAIMS)}`;
    const [, , signature] = globex.split('.');
    assert.equal(await keys.verify('acme', `${input}.${signature}`), undefined);
  }
});

test('KY-04 a key row moved to another tenant does not open there', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['globex']);
  const rows = (await storage.tenant('globex').signingKeys.list()).filter(({ alg }) => alg === 'ES256');
  assert.equal(await storage.tenant('acme').signingKeys.replace('ES256', rows, []), true);
  await assert.rejects(keys.sign('acme', { alg: 'ES256', typ: 'JWT', claims: CLAIMS }), /cannot be opened/);
});

test('a public key written into the database without the master key verifies nothing', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme']);
  const { signingKeys } = storage.tenant('acme');
  const rows = (await signingKeys.list()).filter(({ alg }) => alg === 'ES256');
  const evil = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = evil.publicKey.export({ format: 'jwk' });
  const planted = rows.map((row) => ({
    ...row,
    public_jwk: JSON.stringify({ ...jwk, kid: row.kid, alg: 'ES256' }),
  }));
  await signingKeys.replace('ES256', planted, kidsOf(rows));
  const input = `${encode({ alg: 'ES256', typ: 'JWT', kid: rows[0]?.kid })}.${encode(CLAIMS)}`;
  const signature = sign('sha256', Buffer.from(input), { key: evil.privateKey, dsaEncoding: 'ieee-p1363' });
  assert.equal(await keys.verify('acme', `${input}.${signature.toString('base64url')}`), undefined);
  assert.ok(!(await keys.jwks('acme', HOST)).body.includes(jwk.x ?? assert.fail('no x')));
});

test('a key that no master key of this database sealed is an error that names its row and the way out', async (t) => {
  const { storage } = await openTenantKeys(t, ['acme']);
  const restarted = createKeys({ storage, seal: createSeal(new Uint8Array(32).fill(9)), now: () => START });
  await assert.rejects(
    restarted.open('acme'),
    /^Error: Signing key \S+ of tenant acme cannot be opened: .*tacit keys revoke \S+$/,
  );
});

test('settle() changes nothing when nothing is missing', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme']);
  const before = await storage.tenant('acme').signingKeys.list();
  await keys.settle('acme');
  assert.deepEqual(await storage.tenant('acme').signingKeys.list(), before);
});

test('two servers that make keys of one tenant at once end with one set', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t);
  const other = createKeys({ storage, seal: SEAL, now });
  for (const alg of SIGNING_ALGS) await askFor(storage, 'acme', alg);
  await Promise.all([keys.settle('acme'), other.settle('acme')]);
  assert.deepEqual(await statesOf(storage), ALL_SIX);
  const jws = await keys.sign('acme', { alg: 'ES256', typ: 'JWT', claims: CLAIMS });
  assert.notEqual(await other.verify('acme', jws), undefined);
});

test('KY-01 the key that signs after a rotation was published before it, and older tokens still verify', async (t) => {
  const { keys } = await openTenantKeys(t, ['acme']);
  for (const alg of SIGNING_ALGS) {
    const publishedBefore = createLocalJWKSet({ keys: [...(await publishedKeys(keys))] });
    const old = await keys.sign('acme', { alg, typ: 'JWT', claims: CLAIMS });
    const rotation = await rotated(keys, alg);
    const fresh = await keys.sign('acme', { alg, typ: 'JWT', claims: CLAIMS });
    assert.equal((await keys.verify('acme', fresh))?.header['kid'], rotation.current);
    assert.equal((await keys.verify('acme', old))?.header['kid'], rotation.previous);
    // A verifier that has not fetched since the rotation accepts both.
    await jwtVerify(fresh, publishedBefore);
    await jwtVerify(old, publishedBefore);
    await jwtVerify(old, createLocalJWKSet({ keys: [...(await publishedKeys(keys))] }));
  }
});

test('KY-03 a rotation on one machine is followed by the other', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t, ['acme']);
  const other = createKeys({ storage, seal: SEAL, now });
  await other.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  const { current } = await rotated(keys, 'EdDSA');
  const jws = await other.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  assert.equal((await keys.verify('acme', jws))?.header['kid'], current);
});

test('KY-03 RC-08 two machines that rotate at once make one rotation', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t, ['acme']);
  const expected = (await storage.tenant('acme').signingKeys.list()).find(
    ({ alg, state }) => alg === 'EdDSA' && state === 'next',
  );
  const other = createKeys({ storage, seal: SEAL, now });
  const [one, two] = await Promise.all([rotated(keys, 'EdDSA'), rotated(other, 'EdDSA')]);
  assert.deepEqual(one, two);
  assert.equal(one.current, expected?.kid);
  const states = (await storage.tenant('acme').signingKeys.list())
    .filter(({ alg }) => alg === 'EdDSA')
    .map(({ state }) => state);
  assert.deepEqual(states.sort(), ['current', 'next', 'previous']);
});

test('a previous key verifies until the longest token it signed has ended, then it is gone', async (t) => {
  const clock = { now: START };
  const { keys, storage } = await openTenantKeys(t, ['acme'], clock);
  const old = await keys.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  const { previous } = await rotated(keys, 'EdDSA');
  clock.now = START + PREVIOUS_KEY_LIFETIME - 1;
  assert.notEqual(await keys.verify('acme', old), undefined);
  assert.ok((await keys.jwks('acme', HOST)).body.includes(previous));
  clock.now = START + PREVIOUS_KEY_LIFETIME;
  assert.equal(await keys.verify('acme', old), undefined);
  assert.ok(!(await keys.jwks('acme', HOST)).body.includes(previous));
  await keys.rotate('acme', 'EdDSA', { force: true });
  const kids = (await storage.tenant('acme').signingKeys.list()).map(({ kid }) => kid);
  assert.ok(!kids.includes(previous));
});

test('a rotation drops no live key, not even where two servers had each made a current one', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme']);
  const { signingKeys } = storage.tenant('acme');
  const stored = (await signingKeys.list()).filter(({ alg }) => alg === 'EdDSA');
  const twin = await generateSigningKey(
    { tenant_id: 'acme', alg: 'EdDSA', state: 'current', now: START },
    SEAL,
  );
  await signingKeys.replace('EdDSA', [...stored, twin], kidsOf(stored));
  await keys.rotate('acme', 'EdDSA', { force: true });
  const after = (await signingKeys.list()).filter(({ alg }) => alg === 'EdDSA');
  assert.deepEqual(after.map(({ state }) => state).sort(), ['current', 'next', 'previous', 'previous']);
  for (const kid of kidsOf([...stored, twin])) assert.ok(kidsOf(after).includes(kid));
});

test('rotating one algorithm leaves the keys of the others alone', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme']);
  const others = async () =>
    (await storage.tenant('acme').signingKeys.list()).filter(({ alg }) => alg !== 'ES256');
  const before = await others();
  await keys.rotate('acme', 'ES256', { force: true });
  assert.deepEqual(await others(), before);
});

test('RC-08 many signatures at once while the keys are rotated: every one verifies', async (t) => {
  const { keys } = await openTenantKeys(t, ['acme']);
  const [signed] = await Promise.all([
    Promise.all(
      Array.from({ length: 200 }, () => keys.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS })),
    ),
    keys.rotate('acme', 'EdDSA', { force: true }),
    keys.rotate('acme', 'EdDSA', { force: true }),
  ]);
  for (const jws of signed) assert.notEqual(await keys.verify('acme', jws), undefined);
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
