/**
 * The clients of a tenant, cached.
 */
import { CLIENT_DEFAULTS, type Client } from '../../resources/client/client.ts';
import type { Database } from '../database.ts';
import { isStorable } from '../storable-text.ts';
import { readableOnly, storedObject } from '../unreadable-row.ts';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

export type Clients = {
  find(client_id: string): Promise<Client | undefined>;
  list(): Promise<readonly Client[]>;
  /** Whether so many clients have registered themselves, or more. */
  hasRegistered(count: number): Promise<boolean>;
};

/** The clients in a database, tenant by tenant. */
export function openClients(database: Database): (tenant_id: string) => Clients {
  const { kysely } = database;
  const cache = new VersionedCache<Client>(database.configurationVersion);

  async function load(tenant_id: string, client_id: string): Promise<Client | undefined> {
    const row = await kysely
      .selectFrom('clients')
      .select(['client_id', 'document'])
      .where('tenant_id', '=', tenant_id)
      .where('client_id', '=', client_id)
      .executeTakeFirst();
    return row && clientOf(row);
  }

  return (tenant_id) => ({
    async find(client_id) {
      if (!isStorable(client_id)) return undefined;
      return cache.read(cacheKey(tenant_id, client_id), () => load(tenant_id, client_id));
    },
    async list() {
      const rows = await kysely
        .selectFrom('clients')
        .select(['client_id', 'document'])
        .where('tenant_id', '=', tenant_id)
        .orderBy('client_id')
        .execute();
      return readableOnly(rows, clientOf, database.onError);
    },
    async hasRegistered(count) {
      if (count < 1) return true;
      const last = await kysely
        .selectFrom('clients')
        .select('registered_at')
        .where('tenant_id', '=', tenant_id)
        .where('registered_at', 'is not', null)
        .limit(1)
        .offset(count - 1)
        .executeTakeFirst();
      return last !== undefined;
    },
  });
}

/** Metadata that is newer than the record has its default. Older records had the client's grants in them (migrations/0010). */
export function clientOf({ client_id, document }: { client_id: string; document: string }): Client {
  const { client_grants: _, ...metadata } = storedObject(document, { table: 'clients', key: [client_id] });
  return { ...CLIENT_DEFAULTS, ...metadata, client_id };
}
