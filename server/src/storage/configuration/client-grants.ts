/**
 * What the clients of a tenant may ask for in their own name, cached.
 */
import { CLIENT_GRANT_DEFAULTS, type ClientGrant } from '../../resources/client/client-grant.ts';
import type { Database } from '../database.ts';
import { isStorable } from '../storable-text.ts';
import { storedObject } from '../unreadable-row.ts';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

export type ClientGrants = {
  find(client_id: string, audience: string): Promise<ClientGrant | undefined>;
  list(client_id: string): Promise<readonly ClientGrant[]>;
};

/** The grants of clients in a database, tenant by tenant. */
export function openClientGrants(database: Database): (tenant_id: string) => ClientGrants {
  const cache = new VersionedCache<ClientGrant>(database.configurationVersion);
  const stored = (tenant_id: string, client_id: string) =>
    database.kysely
      .selectFrom('client_grants')
      .select(['client_id', 'audience', 'document'])
      .where('tenant_id', '=', tenant_id)
      .where('client_id', '=', client_id);

  async function load(
    tenant_id: string,
    client_id: string,
    audience: string,
  ): Promise<ClientGrant | undefined> {
    const row = await stored(tenant_id, client_id).where('audience', '=', audience).executeTakeFirst();
    return row && clientGrantOf(row);
  }

  return (tenant_id) => ({
    async find(client_id, audience) {
      if (!isStorable(client_id) || !isStorable(audience)) return undefined;
      const key = cacheKey(client_id, audience);
      return cache.read(cacheKey(tenant_id, key), () => load(tenant_id, client_id, audience));
    },
    async list(client_id) {
      const rows = await stored(tenant_id, client_id).orderBy('audience').execute();
      return rows.map(clientGrantOf);
    },
  });
}

type GrantRow = { readonly client_id: string; readonly audience: string; readonly document: string };

/** What is newer than the record has its default. */
export function clientGrantOf({ client_id, audience, document }: GrantRow): ClientGrant {
  return {
    ...CLIENT_GRANT_DEFAULTS,
    ...storedObject(document, { table: 'client_grants', key: [client_id, audience] }),
    client_id,
    audience,
  };
}
