/**
 * `tacit tenants`, `clients`, `apis`, `users`: what is stored, as records. No password hash is among them.
 */
import type { Config } from '../config.ts';
import type { Client } from '../protocol/client/client.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { ResourceServer } from '../protocol/tenant/resource-server.ts';
import type { Tenant } from '../protocol/tenant/tenant.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { createTenants } from '../tenants/tenants.ts';
import { withStorageToRead } from './database.ts';
import { nearestName } from './nearest-name.ts';
import { tenantName } from './plan.ts';

type Of<T> = T & { readonly tenant: string };
type Listed<T> = Promise<Result<readonly T[], string>>;

/** The tenants with their issuers. */
export function listTenants(config: Config): Promise<readonly (Tenant & { readonly issuer: string })[]> {
  return withStorageToRead(config, async (storage) => {
    const tenants = createTenants({ storage, config });
    return (await storage.tenants.list()).map((tenant) => ({ ...tenant, issuer: tenants.issuer(tenant) }));
  });
}

/** The clients of one tenant, or of all. */
export function listClients(config: Config, tenant: string | undefined): Listed<Of<Client>> {
  return listOf({ config, tenant }, ({ clients }) => clients.list());
}

/** The APIs of one tenant, or of all. */
export function listResourceServers(config: Config, tenant: string | undefined): Listed<Of<ResourceServer>> {
  return listOf({ config, tenant }, ({ resourceServers }) => resourceServers.list());
}

/** The users of one tenant, or of all. */
export function listUsers(config: Config, tenant: string | undefined): Listed<Of<EndUser>> {
  return listOf({ config, tenant }, ({ users }) => users.list());
}

function listOf<T extends object>(
  { config, tenant }: { readonly config: Config; readonly tenant: string | undefined },
  read: (records: TenantStorage) => Promise<readonly T[]>,
): Listed<Of<T>> {
  return withStorageToRead(config, async (storage) => {
    const chosen = await chooseTenants(storage, tenant);
    if (!chosen.ok) return chosen;
    const found: Of<T>[] = [];
    for (const one of chosen.value) {
      const records = await read(storage.tenant(one.tenant_id));
      found.push(...records.map((record) => ({ tenant: tenantName(one), ...record })));
    }
    return ok(found);
  });
}

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
  const all = await storage.tenants.list();
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
