/**
 * What a tenant has that a request is about, as the door finds it: for whoever judges a request that nobody sent.
 */
import { readObject } from '../keys/client-keys.ts';
import type { BareInput } from '../protocol/authorization/request-reading.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { targetsOf } from '../protocol/tokens/target-api.ts';
import type { Client } from '../resources/client/client.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type Asking, requestedApi } from '../tokens/requested-api.ts';
import { now } from './database.ts';

type Means = { readonly storage: Storage; readonly tenants: Tenants };

/** A tenant, asked by nobody. */
export function askingAt(tenant: Tenant, { storage, tenants }: Means): Asking {
  return {
    ...{ tenant, issuer: tenants.issuer(tenant), deps: { tenants, now } },
    records: storage.tenant(tenant.tenant_id),
  };
}

/** Of a request that names an unknown client there is none. */
export async function inputOf(
  parameters: Parameters,
  client: Client | undefined,
  asking: Asking,
): Promise<BareInput> {
  const { tenant, issuer } = asking;
  const { settings } = tenant;
  const targets = targetsOf(parameters, { settings, issuer });
  const claims = parameter(parameters, 'claims');
  return {
    ...{ issuer, parameters, client, settings, audience: targets[0] },
    resource_server: await requestedApi(client, targets, asking),
    claims: claims === undefined ? undefined : (readObject(claims) ?? 'malformed'),
  };
}
