/**
 * The APIs of a tenant, cached.
 */
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { Database } from '../database.ts';
import { isStorable } from '../storable-text.ts';
import { readableOnly, storedObject } from '../unreadable-row.ts';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

export type ResourceServers = {
  find(identifier: string): Promise<ResourceServer | undefined>;
  list(): Promise<readonly ResourceServer[]>;
};

/** The APIs in a database, tenant by tenant. */
export function openResourceServers(database: Database): (tenant_id: string) => ResourceServers {
  const { kysely } = database;
  const cache = new VersionedCache<ResourceServer>(database.configurationVersion);

  async function load(tenant_id: string, identifier: string): Promise<ResourceServer | undefined> {
    const row = await kysely
      .selectFrom('resource_servers')
      .select(['identifier', 'document'])
      .where('tenant_id', '=', tenant_id)
      .where('identifier', '=', identifier)
      .executeTakeFirst();
    return row && resourceServerOf(row);
  }

  return (tenant_id) => ({
    async find(identifier) {
      if (!isStorable(identifier)) return undefined;
      return cache.read(cacheKey(tenant_id, identifier), () => load(tenant_id, identifier));
    },
    async list() {
      const rows = await kysely
        .selectFrom('resource_servers')
        .select(['identifier', 'document'])
        .where('tenant_id', '=', tenant_id)
        .orderBy('identifier')
        .execute();
      return readableOnly(rows, resourceServerOf, database.onError);
    },
  });
}

/** Metadata that is newer than the record has its default. */
export function resourceServerOf(row: { identifier: string; document: string }): ResourceServer {
  return {
    ...RESOURCE_SERVER_DEFAULTS,
    ...storedObject(row.document, { table: 'resource_servers', key: [row.identifier] }),
    identifier: row.identifier,
  };
}
