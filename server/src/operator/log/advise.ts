/**
 * `tacit advise`: what clients still need to do without the implicit grant, by what their answered requests showed.
 */

import { lookBackFrom } from '../../protocol/advice/traffic.ts';
import { nearestName } from '../../protocol/nearest-name.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Client } from '../../resources/client/client.ts';
import { type ToldAdvice, tellAdvice } from '../../resources/computed/told-advice.ts';
import { type Tenant, tenantName } from '../../resources/tenant/tenant.ts';
import type { Storage } from '../../storage/storage.ts';
import { createTenants } from '../../tenants/tenants.ts';
import { chooseTenants } from '../choose-tenant.ts';
import { now, withStorageToRead } from '../database.ts';
import type { Ground } from '../ground.ts';

/** Of a client of a tenant. */
export type Advised = ToldAdvice & { readonly tenant: string };

type Choice = { readonly tenant?: string | undefined; readonly client?: string | undefined };

/** Of one client; or of all that may use the implicit grant. */
export function advise(
  ground: Ground,
  { tenant, client }: Choice,
): Promise<Result<readonly Advised[], string>> {
  return withStorageToRead(ground, async (storage) => {
    const chosen = await chooseTenants(storage, tenant);
    if (!chosen.ok) return chosen;
    const { issuer } = createTenants({ storage, config: ground });
    const all = await Promise.all(chosen.value.map((one) => clientsOf(one, storage)));
    const asked = all
      .flat()
      .filter(({ client: one }) =>
        client === undefined ? one.grant_types.includes('implicit') : one.client_id === client,
      );
    if (client !== undefined && asked.length === 0)
      return err(
        unknown(
          client,
          all.flat().map((one) => one.client.client_id),
        ),
      );
    const told: Advised[] = [];
    for (const one of asked)
      told.push({ tenant: tenantName(one.tenant), ...(await tell(one, { storage, issuer })) });
    return ok(told);
  });
}

type OfTenant = { readonly tenant: Tenant; readonly client: Client };

async function clientsOf(tenant: Tenant, storage: Storage): Promise<readonly OfTenant[]> {
  const clients = await storage.tenant(tenant.tenant_id).clients.list();
  return clients.map((client) => ({ tenant, client }));
}

async function tell(
  { tenant, client }: OfTenant,
  { storage, issuer }: { readonly storage: Storage; readonly issuer: (tenant: Tenant) => string },
): Promise<ToldAdvice> {
  const { today, ...days } = lookBackFrom(now());
  const { stats } = storage.tenant(tenant.tenant_id);
  const traffic = await stats.traffic(client.client_id, days);
  const since = await stats.trafficSince();
  return tellAdvice({ client, traffic, since, today, issuer: issuer(tenant), tenant: tenant.name });
}

function unknown(client: string, known: readonly string[]): string {
  const near = nearestName(client, known);
  return `There is no client ${client}${near === undefined ? '; `tacit clients` lists them.' : `: did you mean ${near}?`}`;
}
