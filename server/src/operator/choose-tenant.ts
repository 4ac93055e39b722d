/**
 * Which tenant a command means.
 */

import { nearestName } from '../protocol/nearest-name.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { type Tenant, tenantName } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';

type Named = Pick<Tenant, 'name' | 'region'>;

/** All tenants; or the one of that name. */
export async function chooseTenants(
  storage: Storage,
  name: string | undefined,
): Promise<Result<readonly Tenant[], string>> {
  if (name === undefined) return ok(await storage.tenants.list());
  const chosen = await chooseTenant(storage, name);
  return chosen.ok ? ok([chosen.value]) : chosen;
}

/** The tenant of that name, with its region behind a dot where the name alone could mean two. */
export async function chooseTenant(storage: Storage, name: string): Promise<Result<Tenant, string>> {
  return chooseAmong(await storage.tenants.list(), name);
}

/** The one of that name; a sentence when there is none, or there are several. */
export function chooseAmong<T extends Named>(all: readonly T[], name: string): Result<T, string> {
  const chosen = all.filter((tenant) => tenant.name === name || tenantName(tenant) === name);
  const [one] = chosen;
  if (one && chosen.length === 1) return ok(one);
  const names = (one ? chosen : all).map(tenantName);
  if (one) return err(`There are several tenants ${name}: say ${names.join(' or ')}.`);
  const near = nearestName(name, [...all.map((tenant) => tenant.name), ...names]);
  return err(
    `There is no tenant ${name}${near === undefined ? '; `tacit tenants` lists them.' : `: did you mean ${near}?`}`,
  );
}
