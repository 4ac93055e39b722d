/**
 * The tenants of this region's database. Read whole: a server keeps a table from host to tenant.
 */

import type { Transaction } from 'kysely';
import { TENANT_SETTINGS_DEFAULTS, type Tenant } from '../../protocol/tenant/tenant.ts';
import type { Database } from '../database.ts';
import type { Schema, TenantsTable } from '../schema.ts';
import { StorageConflict } from '../storage-conflict.ts';

export type TenantRecords = {
  list(): Promise<readonly Tenant[]>;
  /**
   * Inserts or updates by tenant_id; a host that another tenant has throws StorageConflict. Which hosts a tenant has
   * beside its domain depends on the base URL, so whoever makes tenants says it.
   */
  save(tenant: Tenant, hostsOf?: HostsOf): Promise<void>;
};

type HostsOf = (tenant: Tenant) => readonly string[];

/** The tenants in a database. */
export function openTenants(database: Database): TenantRecords {
  return {
    async list() {
      const rows = await database.kysely.selectFrom('tenants').selectAll().orderBy('tenant_id').execute();
      return rows.map(tenantOf);
    },
    async save(tenant, hostsOf) {
      const row = rowOf(tenant);
      try {
        await database.changeConfiguration(async (transaction) => {
          if (hostsOf) await claimHosts({ database, transaction }, tenant, hostsOf);
          await transaction
            .insertInto('tenants')
            .values(row)
            .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
            .execute();
        });
      } catch (error) {
        if (database.isUniqueViolation(error))
          throw new StorageConflict('tenant_host_taken', { cause: error });
        throw error;
      }
    },
  };
}

/** A host is a name of one tenant's and the domain of another's, or the other way round: no unique key can see that. */
async function claimHosts(
  { database, transaction }: { readonly database: Database; readonly transaction: Transaction<Schema> },
  tenant: Tenant,
  hostsOf: HostsOf,
): Promise<void> {
  await database.lockTable(transaction, 'tenants');
  const rows = await transaction
    .selectFrom('tenants')
    .selectAll()
    .where('tenant_id', '!=', tenant.tenant_id)
    .execute();
  const taken = new Set(rows.map(tenantOf).flatMap(hostsOf));
  if (hostsOf(tenant).some((host) => taken.has(host))) throw new StorageConflict('tenant_host_taken');
}

function rowOf({ tenant_id, name, region, domain, settings }: Tenant): TenantsTable {
  return { tenant_id, name, region, domain: domain ?? null, settings: JSON.stringify(settings) };
}

function tenantOf({ tenant_id, name, region, domain, settings }: TenantsTable): Tenant {
  return {
    tenant_id,
    name,
    region,
    ...(domain === null ? {} : { domain }),
    // A setting that is newer than the record has its default.
    settings: { ...TENANT_SETTINGS_DEFAULTS, ...JSON.parse(settings) },
  };
}
