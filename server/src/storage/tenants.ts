/**
 * The tenants of this region's database. Read whole: a server keeps a table from host to tenant.
 */
import { TENANT_SETTINGS_DEFAULTS, type Tenant } from '../protocol/tenant.ts';
import type { Database } from './database.ts';
import type { TenantsTable } from './schema.ts';
import { StorageConflict } from './storage-conflict.ts';

export type TenantRecords = {
  list(): Promise<readonly Tenant[]>;
  /** Inserts or updates by tenant_id; a host that another tenant has throws StorageConflict. */
  save(tenant: Tenant): Promise<void>;
};

/** The tenants in a database. */
export function openTenants(database: Database): TenantRecords {
  return {
    async list() {
      const rows = await database.kysely.selectFrom('tenants').selectAll().orderBy('tenant_id').execute();
      return rows.map(tenantOf);
    },
    async save(tenant) {
      const row = rowOf(tenant);
      try {
        await database.changeConfiguration((transaction) =>
          transaction
            .insertInto('tenants')
            .values(row)
            .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
            .execute(),
        );
      } catch (error) {
        if (database.isUniqueViolation(error))
          throw new StorageConflict('tenant_host_taken', { cause: error });
        throw error;
      }
    },
  };
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
