/**
 * `tacit keys rotate`, `revoke` and `rewrap`: the keys that sign for a tenant, and the one that seals them.
 */
import { createKeys, type Keys } from '../keys/keys.ts';
import { openMasterKeys, openSeal } from '../keys/open-seal.ts';
import { type Rewrapped, rewrap } from '../keys/rewrap.ts';
import { SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { type Tenant, tenantName } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import { chooseTenants } from './choose-tenant.ts';
import { now, withStorage } from './database.ts';
import { type Ground, rowBy } from './ground.ts';

type RotatedKey = {
  readonly tenant: string;
  readonly alg: SigningAlg;
  /** The kid that signs from now on. */
  readonly current: string;
  /** The kid that is published already and will sign after the next rotation. */
  readonly next: string;
  /** The kid that still verifies. */
  readonly previous: string;
};

/** Keys that were left as they are: the next one may be unknown to whoever keeps a copy of the JWKS. */
export type RefusedRotation = {
  readonly tenant: string;
  readonly alg: SigningAlg;
  /** The next one. */
  readonly kid: string;
  /** From when on they may be rotated, in whole seconds since the epoch. */
  readonly allowed_at: number;
};

export type Rotations = {
  readonly rotated: readonly RotatedKey[];
  readonly refused: readonly RefusedRotation[];
};

type RotationChoice = {
  readonly tenant: string | undefined;
  readonly alg: string | undefined;
  /** Also where the next key is so young that tokens of it will be refused somewhere. */
  readonly force?: boolean;
};

/**
 * Lets the next key sign and makes a new next one: for one tenant or all, for one algorithm or all that sign something. One that
 * is refused keeps no other from it.
 */
export async function rotateKeys(config: Ground, choice: RotationChoice): Promise<Result<Rotations, string>> {
  const algs = SIGNING_ALGS.filter((alg) => choice.alg === undefined || choice.alg === alg);
  if (algs.length === 0)
    return err(`There is no algorithm ${choice.alg}; there are ${SIGNING_ALGS.join(', ')}.`);
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenants(storage, choice.tenant);
    if (!chosen.ok) return chosen;
    const keys = await openKeys(storage, config);
    const by = rowBy('keys', config);
    const rotations: Rotations[] = [];
    for (const one of chosen.value)
      for (const alg of algs) rotations.push(await rotateOne(one, { alg, keys, by, force: choice.force }));
    const rotated = rotations.flatMap((each) => each.rotated);
    const refused = rotations.flatMap((each) => each.refused);
    return rotated.length + refused.length === 0 && chosen.value.length > 0
      ? err(`Nothing is signed by ${algs.join(', ')} here: no client and no API asks for it.`)
      : ok({ rotated, refused });
  });
}

async function openKeys(storage: Storage, config: Ground): Promise<Keys> {
  if (config.standing) return config.standing.keys;
  return createKeys({ storage, seal: await openSeal(storage, config), now });
}

type RowBy = ReturnType<typeof rowBy>;

const NOTHING: Rotations = { rotated: [], refused: [] };

async function rotateOne(
  one: Tenant,
  {
    alg,
    keys,
    by,
    force = false,
  }: {
    readonly alg: SigningAlg;
    readonly keys: Keys;
    readonly by: RowBy;
    readonly force: boolean | undefined;
  },
): Promise<Rotations> {
  const tenant = tenantName(one);
  const rotation = await keys.rotate(one.tenant_id, alg, { force, by });
  if (rotation === undefined) return NOTHING;
  if (!rotation.ok) return { ...NOTHING, refused: [{ tenant, alg, ...rotation.error }] };
  return { ...NOTHING, rotated: [{ tenant, alg, ...rotation.value }] };
}

export type RevokedKey = {
  readonly tenant: string;
  readonly kid: string;
  readonly alg: SigningAlg;
  /** What it was. */
  readonly state: 'next' | 'current' | 'previous';
  /** What signs and follows now; undefined where nothing is signed by this algorithm any more. */
  readonly current: string | undefined;
  readonly next: string | undefined;
};

type RevocationChoice = {
  readonly kid: string;
  readonly tenant: string | undefined;
};

/** Takes a key out of use at once: a running server refuses what it signed from the next request on. */
export async function revokeKey(
  config: Ground,
  { kid, tenant }: RevocationChoice,
): Promise<Result<RevokedKey, string>> {
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenants(storage, tenant);
    if (!chosen.ok) return chosen;
    const keys = await openKeys(storage, config);
    for (const one of chosen.value) {
      const revocation = await keys.revoke(one.tenant_id, kid, rowBy('keys', config));
      if (revocation === undefined) continue;
      return ok({ tenant: tenantName(one), kid, ...revocation });
    }
    return err(`There is no key ${kid}; \`tacit keys\` lists them.`);
  });
}

/** Seals everything anew with the master key that is the first; with `dryRun` only counts. */
export async function rewrapKeys(config: Ground, choice: { readonly dryRun: boolean }): Promise<Rewrapped> {
  return withStorage(config, async (storage) =>
    rewrap(storage, await openMasterKeys(storage, config), choice),
  );
}
