/**
 * The tenants of this region's database. Read whole: a server keeps a table from host to tenant.
 */
import type { Selectable } from 'kysely';
import { settingsInForce } from '../../protocol/tenant/settings-in-force.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../resources/tenant/settings.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import type { TenantsTable } from '../administered/tables.ts';
import type { Database } from '../database.ts';
import { readableOnly, storedObject } from '../unreadable-row.ts';

export type TenantRecords = {
  /** Those that are there, suspended or not: not the ones that were deleted; with their settings as they count. */
  list(): Promise<readonly Tenant[]>;
  /** Those beside them whose settings cannot be read, and why: their hosts are theirs all the same. */
  unreadable(): Promise<readonly UnreadableTenant[]>;
};

type UnreadableTenant = Omit<Tenant, 'settings'> & { readonly error: unknown };

/** The tenants in a database. */
export function openTenants(database: Database): TenantRecords {
  return {
    async list() {
      const tenants = readableOnly(await rowsOf(database), tenantOf, database.onError);
      return tenants.map((tenant) => ({ ...tenant, settings: settingsInForce(tenant.settings) }));
    },
    async unreadable() {
      return (await rowsOf(database)).flatMap((row) => {
        try {
          tenantOf(row);
          return [];
        } catch (error) {
          return [{ ...hostedOf(row), error }];
        }
      });
    },
  };
}

type TenantRow = Pick<Selectable<TenantsTable>, 'tenant_id' | 'name' | 'region' | 'domain' | 'settings'> &
  Partial<Pick<Selectable<TenantsTable>, 'suspended'>>;

function rowsOf({ kysely }: Database): Promise<readonly TenantRow[]> {
  return kysely
    .selectFrom('tenants')
    .select(['tenant_id', 'name', 'region', 'domain', 'suspended', 'settings'])
    .where('deleted_at', 'is', null)
    .orderBy('tenant_id')
    .execute();
}

/** The tenant in a row. */
export function tenantOf(row: TenantRow): Tenant {
  return { ...hostedOf(row), settings: settingsOf(row.settings, row.tenant_id) };
}

function hostedOf({ tenant_id, name, region, domain, suspended }: TenantRow): Omit<Tenant, 'settings'> {
  return {
    ...{ tenant_id, name, region },
    ...(domain === null ? {} : { domain }),
    ...(suspended === 1 ? { suspended: true } : {}),
  };
}

/** A setting that is newer than the record has its default. */
export function settingsOf(settings: string, tenant_id: string): Tenant['settings'] {
  return { ...TENANT_SETTINGS_DEFAULTS, ...storedObject(settings, { table: 'tenants', key: [tenant_id] }) };
}
