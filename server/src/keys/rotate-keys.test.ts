import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CLAIMS,
  currentKid,
  HOST,
  openTenantKeys,
  publishedKeys,
  SEAL,
  START,
  statesOf,
} from '../../test/tokens/tenant-keys.ts';
import { JWKS_MAX_AGE, maySignFrom } from '../protocol/tenant/key-publication.ts';
import { createKeys } from './keys.ts';

const TOKEN = { alg: 'RS256', typ: 'JWT', claims: CLAIMS } as const;

test('KY-01 KY-03 a rotation is refused while the next key is younger than any copy of the JWKS may be', async (t) => {
  const clock = { now: START };
  const { keys, storage } = await openTenantKeys(t, ['acme'], clock);
  const before = await statesOf(storage);
  const allowed_at = maySignFrom(START);
  assert.ok(allowed_at - START > 2 * JWKS_MAX_AGE);
  for (const now of [START, START - 600, START + JWKS_MAX_AGE, allowed_at - 1]) {
    clock.now = now;
    const refused = await keys.rotate('acme', 'RS256');
    assert.ok(refused && !refused.ok);
    assert.equal(refused.error.allowed_at, allowed_at);
    assert.deepEqual(await statesOf(storage), before);
  }
  clock.now = allowed_at;
  const first = await keys.rotate('acme', 'RS256');
  assert.ok(first?.ok);
  const second = await keys.rotate('acme', 'RS256');
  assert.deepEqual(second && !second.ok && second.error, {
    kid: first.value.next,
    allowed_at: maySignFrom(allowed_at),
  });
  const forced = await keys.rotate('acme', 'RS256', { force: true });
  assert.equal(forced?.ok && forced.value.current, first.value.next);
});

test('KY-02 a key that is not there is not revoked, and neither is the same key of another tenant', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme', 'globex']);
  const before = await statesOf(storage);
  const [theirs] = await storage.tenant('globex').signingKeys.list();
  for (const kid of ['nothing', '', theirs?.kid ?? ''])
    assert.equal(await keys.revoke('acme', kid), undefined);
  assert.deepEqual(await statesOf(storage), before);
});

test('KY-02 the current key is revoked: its tokens are refused at once on every machine, and the next key signs', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t, ['acme']);
  const other = createKeys({ storage, seal: SEAL, now });
  const leaked = (await currentKid(storage, 'RS256')) ?? '';
  const next = (await storage.tenant('acme').signingKeys.list()).find(
    ({ alg, state }) => alg === 'RS256' && state === 'next',
  );
  const old = await keys.sign('acme', TOKEN);
  // Both have seen that it was signed, and remember it.
  for (const machine of [keys, other]) assert.ok(await machine.verify('acme', old));
  const states = await statesOf(storage);
  const revoked = await keys.revoke('acme', leaked);
  assert.equal(revoked?.state, 'current');
  assert.equal(revoked?.current, next?.kid);
  assert.deepEqual(await statesOf(storage), states);
  for (const machine of [keys, other]) {
    assert.equal(await machine.verify('acme', old), undefined);
    assert.ok(!(await machine.jwks('acme', HOST)).body.includes(leaked));
    const fresh = await machine.sign('acme', TOKEN);
    assert.equal((await machine.verify('acme', fresh))?.header['kid'], next?.kid);
  }
  assert.equal(await keys.revoke('acme', leaked), undefined);
});

test('KY-02 a next key is replaced and a previous one goes; the current one stays', async (t) => {
  const { keys } = await openTenantKeys(t, ['acme']);
  const rotation = await keys.rotate('acme', 'ES256', { force: true });
  assert.ok(rotation?.ok);
  const { current, next, previous } = rotation.value;
  const replaced = await keys.revoke('acme', next);
  assert.equal(replaced?.current, current);
  assert.notEqual(replaced?.next, next);
  const gone = await keys.revoke('acme', previous);
  assert.deepEqual(gone && [gone.state, gone.current, gone.next], ['previous', current, replaced?.next]);
  const kids = (await publishedKeys(keys)).map(({ kid }) => kid);
  assert.ok(kids.includes(current) && !kids.includes(next) && !kids.includes(previous));
});

test('KY-02 two machines that revoke one key at once revoke it once, and one of them finds it gone', async (t) => {
  const { keys, storage, now } = await openTenantKeys(t, ['acme']);
  const other = createKeys({ storage, seal: SEAL, now });
  const kid = (await currentKid(storage, 'EdDSA')) ?? '';
  const done = await Promise.all([keys.revoke('acme', kid), other.revoke('acme', kid)]);
  assert.equal(done.filter(Boolean).length, 1);
  assert.ok(await keys.sign('acme', { ...TOKEN, alg: 'EdDSA' }));
});

test('F-07 a clock that jumps rotates nothing and brings nothing back that was revoked', async (t) => {
  const clock = { now: START };
  const { keys, storage } = await openTenantKeys(t, ['acme'], clock);
  const kid = (await currentKid(storage, 'RS256')) ?? '';
  const old = await keys.sign('acme', TOKEN);
  await keys.revoke('acme', kid);
  const signs = await currentKid(storage, 'RS256');
  for (const now of [START + 600, START + 86_400, 2_147_483_648, START - 86_400]) {
    clock.now = now;
    await keys.settle('acme');
    assert.equal(await currentKid(storage, 'RS256'), signs);
    assert.equal(await keys.verify('acme', old), undefined);
  }
});

test('KY-09 F-26 a tenant whose key is damaged signs nothing, and another one goes on; a revocation is the way out', async (t) => {
  const { keys, storage } = await openTenantKeys(t, ['acme', 'globex']);
  const { signingKeys } = storage.tenant('acme');
  const stored = (await signingKeys.list()).filter(({ alg }) => alg === 'RS256');
  const theirs = (await storage.tenant('globex').signingKeys.list()).find(({ alg }) => alg === 'RS256');
  const damaged = stored.map((key) =>
    key.state === 'current' ? { ...key, private_jwk_sealed: theirs?.private_jwk_sealed ?? '' } : key,
  );
  await signingKeys.replace(
    'RS256',
    damaged,
    stored.map(({ kid }) => kid),
  );
  await assert.rejects(keys.sign('acme', TOKEN), /cannot be opened/);
  await assert.rejects(keys.sign('acme', { ...TOKEN, alg: 'ES256' }), /cannot be opened/);
  assert.ok(await keys.sign('globex', TOKEN));
  await keys.revoke('acme', (await currentKid(storage, 'RS256')) ?? '');
  assert.ok(await keys.sign('acme', TOKEN));
});
