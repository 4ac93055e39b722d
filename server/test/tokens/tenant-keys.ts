/**
 * Keys of the tenant `acme` over a storage in memory, with a clock that a test sets.
 */
import assert from 'node:assert/strict';
import type { JsonWebKey } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { JWK } from 'jose';
import { createKeys, type Keys } from '../../src/keys/keys.ts';
import { createSeal } from '../../src/keys/seal.ts';
import { SIGNING_ALGS, type SigningAlg } from '../../src/protocol/client/client.ts';
import { RESOURCE_SERVER_DEFAULTS } from '../../src/resources/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { openWritable, type WritableStorage } from '../databases/writable.ts';

export const HOST = 'acme.us.auth.test';
export const START = 1_800_000_000;
export const CLAIMS = { sub: 'auth0|1', jti: 'a' };
export const SEAL = createSeal(new Uint8Array(32).fill(7));

/** Every key of a tenant that is asked for every algorithm. */
export const ALL_SIX = SIGNING_ALGS.flatMap((alg) => [`${alg} current`, `${alg} next`]).sort();

/** Tenants `acme` and `globex`; those that are ready have keys of every algorithm. */
export async function openTenantKeys(
  t: TestContext,
  ready: readonly string[] = [],
  clock: { now: number } = { now: START },
) {
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
  for (const tenant_id of ready) {
    for (const alg of SIGNING_ALGS) await askFor(storage, tenant_id, alg);
    await keys.settle(tenant_id);
  }
  return { keys, storage, now };
}

/** An API whose tokens are signed by this algorithm. */
export async function askFor(
  storage: WritableStorage,
  tenant_id: string,
  signing_alg: SigningAlg,
): Promise<void> {
  const api = { ...RESOURCE_SERVER_DEFAULTS, identifier: `urn:${signing_alg}`, name: signing_alg };
  await storage.tenant(tenant_id).resourceServers.save({ ...api, signing_alg });
}

/** However young the next key is. */
export async function rotated(keys: Keys, alg: SigningAlg) {
  const rotation = await keys.rotate('acme', alg, { force: true });
  return rotation?.ok ? rotation.value : assert.fail('nothing was rotated');
}

export async function statesOf(storage: WritableStorage): Promise<readonly string[]> {
  const stored = await storage.tenant('acme').signingKeys.list();
  return stored.map(({ alg, state }) => `${alg} ${state}`).sort();
}

export async function publishedKeys(keys: Keys): Promise<readonly (JWK & JsonWebKey & { kty: string })[]> {
  return JSON.parse((await keys.jwks('acme', HOST)).body).keys;
}

export function kidsOf(stored: readonly { readonly kid: string }[]): readonly string[] {
  return stored.map(({ kid }) => kid);
}

export async function currentKid(storage: WritableStorage, alg: string): Promise<string | undefined> {
  const stored = await storage.tenant('acme').signingKeys.list();
  return stored.find((key) => key.alg === alg && key.state === 'current')?.kid;
}
