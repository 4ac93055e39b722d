/**
 * `tacit keys rotate`: the rotation of the keys that sign for a tenant.
 */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { createKeys, type Keys } from '../keys/keys.ts';
import { loadMasterKey } from '../keys/master-key.ts';
import { createSeal } from '../keys/seal.ts';
import { SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import { chooseTenants } from './choose-tenant.ts';
import { now, withStorage } from './database.ts';

export type RotatedKey = {
  readonly tenant: string;
  readonly alg: SigningAlg;
  /** The kid that signs from now on. */
  readonly current: string;
  /** The kid that is published already and will sign after the next rotation. */
  readonly next: string;
  /** The kid that still verifies. */
  readonly previous: string;
};

/** The keys of a storage. With another master key than the server's, nothing is written that the server could not open. */
export async function openKeys(storage: Storage, config: Config): Promise<Keys> {
  const keys = createKeys({ storage, seal: createSeal(loadMasterKey(config)), now });
  const [tenant] = await storage.tenants.list();
  // Opens what is stored, and throws a sentence about the master key when it cannot.
  if (tenant) await keys.open(tenant.tenant_id);
  return keys;
}

/** Lets the next key sign and makes a new next one: for one tenant or all, for one algorithm or all that sign something. */
export async function rotateKeys(
  config: Config,
  choice: { readonly tenant: string | undefined; readonly alg: string | undefined },
): Promise<Result<readonly RotatedKey[], string>> {
  const algs = SIGNING_ALGS.filter((alg) => choice.alg === undefined || choice.alg === alg);
  if (algs.length === 0)
    return err(`There is no algorithm ${choice.alg}; there are ${SIGNING_ALGS.join(', ')}.`);
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenants(storage, choice.tenant);
    if (!chosen.ok) return chosen;
    const keys = await openKeys(storage, config);
    const rotated: RotatedKey[] = [];
    for (const one of chosen.value) {
      for (const alg of algs) {
        const kids = await keys.rotate(one.tenant_id, alg);
        if (!kids) continue;
        await recordRotation(storage, one.tenant_id, `${alg} ${kids.previous} -> ${kids.current}`);
        rotated.push({ tenant: tenantName(one), alg, ...kids });
      }
    }
    return rotated.length === 0 && chosen.value.length > 0
      ? err(`Nothing is signed by ${algs.join(', ')} here: no client and no API asks for it.`)
      : ok(rotated);
  });
}

function recordRotation(storage: Storage, tenant_id: string, detail: string): Promise<void> {
  const request_id = `keys-${randomBytes(8).toString('hex')}`;
  return storage.tenant(tenant_id).audit.record({ type: 'signing_key_rotated', request_id, detail });
}
