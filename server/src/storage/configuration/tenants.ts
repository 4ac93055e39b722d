/**
 * The tenants of this region's database. Read whole: a server keeps a table from host to tenant.
 */
import { settingsInForce } from '../../protocol/tenant/settings-in-force.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../resources/tenant/settings.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import type { TenantsTable } from '../administered/tables.ts';
import type { Database } from '../database.ts';

export type TenantRecords = {
  /** Those that are served: not the ones that were deleted; with their settings as they count. */
  list(): Promise<readonly Tenant[]>;
};

/** The tenants in a database. */
export function openTenants(database: Database): TenantRecords {
  return {
    async list() {
      const rows = await database.kysely
        .selectFrom('tenants')
        .select(['tenant_id', 'name', 'region', 'domain', 'settings'])
        .where('deleted_at', 'is', null)
        .orderBy('tenant_id')
        .execute();
      return rows.map(tenantOf).map((tenant) => ({ ...tenant, settings: settingsInForce(tenant.settings) }));
    },
  };
}

type TenantRow = Pick<TenantsTable, 'tenant_id' | 'name' | 'region' | 'domain' | 'settings'>;

/** The tenant in a row. */
export function tenantOf({ tenant_id, name, region, domain, settings }: TenantRow): Tenant {
  return {
    tenant_id,
    name,
    region,
    ...(domain === null ? {} : { domain }),
    settings: settingsOf(settings),
  };
}

/** A setting that is newer than the record has its default. */
export function settingsOf(settings: string): Tenant['settings'] {
  return { ...TENANT_SETTINGS_DEFAULTS, ...JSON.parse(settings) };
}
