import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { calculateJwkThumbprint, createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { openWritable, type WritableStorage } from '../../test/writable.ts';
import { SIGNING_ALGS } from '../protocol/client/client.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import { generateSigningKey } from './generate.ts';
import { createKeys, type Keys, PREVIOUS_KEY_LIFETIME } from './keys.ts';
import { createSeal } from './seal.ts';

const START = 1_800_000_000;
const CLAIMS = { sub: 'auth0|1', jti: 'a' };
const SEAL = createSeal(new Uint8Array(32).fill(7));

test('signing for a tenant without keys throws instead of using another key', async (t) => {
  const { keys } = await open(t);
  await assert.rejects(
    keys.sign('acme', { alg: 'RS256', typ: 'JWT', claims: CLAIMS }),
    /no current RS256 key/,
  );
});

test('AU-05 a token of globex is no token of acme, whatever kid it names', async (t) => {
  const { keys, storage } = await open(t, ['acme', 'globex']);
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
  const { keys, storage } = await open(t, ['globex']);
  const rows = (await storage.tenant('globex').signingKeys.list()).filter(({ alg }) => alg === 'ES256');
  assert.equal(await storage.tenant('acme').signingKeys.replace('ES256', rows, []), true);
  await assert.rejects(keys.sign('acme', { alg: 'ES256', typ: 'JWT', claims: CLAIMS }), /cannot be opened/);
});

test('a public key written into the database without the master key verifies nothing', async (t) => {
  const { keys, storage } = await open(t, ['acme']);
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
  assert.ok(!(await keys.jwks('acme')).body.includes(jwk.x ?? assert.fail('no x')));
});

test('another master key than the one the keys were sealed with is an error that says so', async (t) => {
  const { storage } = await open(t, ['acme']);
  const restarted = createKeys({ storage, seal: createSeal(new Uint8Array(32).fill(9)), now: () => START });
  await assert.rejects(restarted.jwks('acme'), /TACIT_MASTER_KEY is not the one/);
});

test('no private member lies in the database in clear', async (t) => {
  const { storage } = await open(t, ['acme']);
  for (const key of await storage.tenant('acme').signingKeys.list()) {
    assert.deepEqual(
      Object.keys(JSON.parse(key.public_jwk)).filter((name) => PRIVATE_MEMBERS.includes(name)),
      [],
    );
    assert.match(key.private_jwk_sealed, /^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_.-]+$/);
  }
});

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];
const PUBLISHED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  EC: ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  OKP: ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
};

test('JW-22 the JWK Set has public members only and each kid once, before and after a rotation (RFC 7517 §5)', async (t) => {
  const { keys } = await open(t, ['acme']);
  for (const count of [6, 9]) {
    const published = await publishedKeys(keys);
    assert.equal(published.length, count);
    assert.equal(new Set(published.map(({ kid }) => kid)).size, count);
    for (const jwk of published) {
      assert.deepEqual(Object.keys(jwk).sort(), PUBLISHED_MEMBERS[jwk.kty]);
      assert.equal(jwk.use, 'sig');
      assert.equal(jwk.kid, await calculateJwkThumbprint(jwk, 'sha256'));
    }
    for (const alg of SIGNING_ALGS) await keys.rotate('acme', alg);
  }
});

test('the JWK Set lists current keys first, then next, then previous, and its ETag changes with it', async (t) => {
  const { keys, storage } = await open(t, ['acme']);
  const before = await keys.jwks('acme');
  assert.deepEqual(await keys.jwks('acme'), before);
  await keys.rotate('acme', 'EdDSA');
  const after = await keys.jwks('acme');
  assert.notEqual(after.etag, before.etag);
  assert.match(after.etag, /^"[A-Za-z0-9_-]{43}"$/);
  const states = new Map(
    (await storage.tenant('acme').signingKeys.list()).map(({ kid, state }) => [kid, state]),
  );
  const order = (await publishedKeys(keys)).map(({ kid }) => states.get(kid ?? ''));
  assert.deepEqual(order, ['current', 'current', 'current', 'next', 'next', 'next', 'previous']);
});

test('ensure() changes nothing when nothing is missing', async (t) => {
  const { keys, storage } = await open(t, ['acme']);
  const before = await storage.tenant('acme').signingKeys.list();
  await keys.ensure('acme');
  assert.deepEqual(await storage.tenant('acme').signingKeys.list(), before);
});

test('two servers that make keys of one tenant at once end with one set', async (t) => {
  const { keys, storage, now } = await open(t);
  const other = createKeys({ storage, seal: SEAL, now });
  await Promise.all([keys.ensure('acme'), other.ensure('acme')]);
  const stored = await storage.tenant('acme').signingKeys.list();
  assert.deepEqual(stored.map(({ alg, state }) => `${alg} ${state}`).sort(), ALL_SIX);
  const jws = await keys.sign('acme', { alg: 'ES256', typ: 'JWT', claims: CLAIMS });
  assert.notEqual(await other.verify('acme', jws), undefined);
});

const ALL_SIX = SIGNING_ALGS.flatMap((alg) => [`${alg} current`, `${alg} next`]).sort();

test('KY-01 the key that signs after a rotation was published before it, and older tokens still verify', async (t) => {
  const { keys } = await open(t, ['acme']);
  for (const alg of SIGNING_ALGS) {
    const publishedBefore = createLocalJWKSet({ keys: [...(await publishedKeys(keys))] });
    const old = await keys.sign('acme', { alg, typ: 'JWT', claims: CLAIMS });
    const rotation = await keys.rotate('acme', alg);
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
  const { keys, storage, now } = await open(t, ['acme']);
  const other = createKeys({ storage, seal: SEAL, now });
  await other.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  const { current } = await keys.rotate('acme', 'EdDSA');
  const jws = await other.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  assert.equal((await keys.verify('acme', jws))?.header['kid'], current);
});

test('KY-03 RC-08 two machines that rotate at once make one rotation', async (t) => {
  const { keys, storage, now } = await open(t, ['acme']);
  const expected = (await storage.tenant('acme').signingKeys.list()).find(
    ({ alg, state }) => alg === 'EdDSA' && state === 'next',
  );
  const other = createKeys({ storage, seal: SEAL, now });
  const [one, two] = await Promise.all([keys.rotate('acme', 'EdDSA'), other.rotate('acme', 'EdDSA')]);
  assert.deepEqual(one, two);
  assert.equal(one.current, expected?.kid);
  const states = (await storage.tenant('acme').signingKeys.list())
    .filter(({ alg }) => alg === 'EdDSA')
    .map(({ state }) => state);
  assert.deepEqual(states.sort(), ['current', 'next', 'previous']);
});

test('a previous key verifies until the longest token it signed has ended, then it is gone', async (t) => {
  const clock = { now: START };
  const { keys, storage } = await open(t, ['acme'], clock);
  const old = await keys.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS });
  const { previous } = await keys.rotate('acme', 'EdDSA');
  clock.now = START + PREVIOUS_KEY_LIFETIME - 1;
  assert.notEqual(await keys.verify('acme', old), undefined);
  assert.ok((await keys.jwks('acme')).body.includes(previous));
  clock.now = START + PREVIOUS_KEY_LIFETIME;
  assert.equal(await keys.verify('acme', old), undefined);
  assert.ok(!(await keys.jwks('acme')).body.includes(previous));
  await keys.rotate('acme', 'EdDSA');
  const kids = (await storage.tenant('acme').signingKeys.list()).map(({ kid }) => kid);
  assert.ok(!kids.includes(previous));
});

test('a rotation drops no live key, not even where two servers had each made a current one', async (t) => {
  const { keys, storage } = await open(t, ['acme']);
  const { signingKeys } = storage.tenant('acme');
  const stored = (await signingKeys.list()).filter(({ alg }) => alg === 'EdDSA');
  const twin = await generateSigningKey(
    { tenant_id: 'acme', alg: 'EdDSA', state: 'current', now: START },
    SEAL,
  );
  await signingKeys.replace('EdDSA', [...stored, twin], kidsOf(stored));
  await keys.rotate('acme', 'EdDSA');
  const after = (await signingKeys.list()).filter(({ alg }) => alg === 'EdDSA');
  assert.deepEqual(after.map(({ state }) => state).sort(), ['current', 'next', 'previous', 'previous']);
  for (const kid of kidsOf([...stored, twin])) assert.ok(kidsOf(after).includes(kid));
});

test('rotating one algorithm leaves the keys of the others alone', async (t) => {
  const { keys, storage } = await open(t, ['acme']);
  const others = async () =>
    (await storage.tenant('acme').signingKeys.list()).filter(({ alg }) => alg !== 'ES256');
  const before = await others();
  await keys.rotate('acme', 'ES256');
  assert.deepEqual(await others(), before);
});

test('RC-08 many signatures at once while the keys are rotated: every one verifies', async (t) => {
  const { keys } = await open(t, ['acme']);
  const [signed] = await Promise.all([
    Promise.all(
      Array.from({ length: 200 }, () => keys.sign('acme', { alg: 'EdDSA', typ: 'JWT', claims: CLAIMS })),
    ),
    keys.rotate('acme', 'EdDSA'),
    keys.rotate('acme', 'EdDSA'),
  ]);
  for (const jws of signed) assert.notEqual(await keys.verify('acme', jws), undefined);
});

test('a published key is one that node:crypto and jose read', async (t) => {
  const { keys } = await open(t, ['acme']);
  for (const jwk of await publishedKeys(keys)) {
    assert.equal(createPublicKey({ key: jwk, format: 'jwk' }).type, 'public');
  }
});

async function open(t: TestContext, ready: readonly string[] = [], clock: { now: number } = { now: START }) {
  const now = () => clock.now;
  const storage = await openWritable({
    databaseUrl: 'sqlite::memory:',
    now,
    onError: (error) => assert.fail(`storage failed: ${error}`),
  });
  t.after(() => storage.close());
  for (const name of ['acme', 'globex']) {
    await storage.tenants.save({ tenant_id: name, name, region: 'us', settings: TENANT_SETTINGS_DEFAULTS });
  }
  const keys = createKeys({ storage, seal: SEAL, now });
  for (const tenant_id of ready) await keys.ensure(tenant_id);
  return { keys, storage, now };
}

async function publishedKeys(keys: Keys): Promise<readonly (JWK & JsonWebKey & { kty: string })[]> {
  return JSON.parse((await keys.jwks('acme')).body).keys;
}

function kidsOf(stored: readonly { readonly kid: string }[]): readonly string[] {
  return stored.map(({ kid }) => kid);
}

async function currentKid(storage: WritableStorage, alg: string): Promise<string | undefined> {
  const stored = await storage.tenant('acme').signingKeys.list();
  return stored.find((key) => key.alg === alg && key.state === 'current')?.kid;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
