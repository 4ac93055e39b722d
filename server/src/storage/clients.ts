/**
 * The clients of a tenant, cached.
 */
import { CLIENT_DEFAULTS, type Client } from '../protocol/client.ts';
import type { Database } from './database.ts';
import { isStorable } from './storable-text.ts';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

export type Clients = {
  find(client_id: string): Promise<Client | undefined>;
  list(): Promise<readonly Client[]>;
  /** Inserts or updates by client_id. */
  save(client: Client): Promise<void>;
  /** Inserts a client that registered itself; false when there are `limit` of them already. */
  register(client: Client, registration: { readonly at: number; readonly limit: number }): Promise<boolean>;
  /** Deletes the client with the consents it was given; its tokens are good for nothing without it. */
  remove(client_id: string): Promise<void>;
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
      return rows.map(clientOf);
    },
    async register({ client_id, ...metadata }, { at, limit }) {
      return database.changeConfiguration(async (transaction) => {
        const last = await transaction
          .selectFrom('clients')
          .select('registered_at')
          .where('tenant_id', '=', tenant_id)
          .where('registered_at', 'is not', null)
          .limit(1)
          .offset(limit - 1)
          .executeTakeFirst();
        if (limit < 1 || last) return false;
        const document = JSON.stringify(metadata);
        await transaction
          .insertInto('clients')
          .values({ tenant_id, client_id, document, registered_at: at })
          .execute();
        return true;
      });
    },
    async remove(client_id) {
      await database.changeConfiguration(async (transaction) => {
        for (const table of ['consents', 'clients'] as const) {
          await transaction
            .deleteFrom(table)
            .where('tenant_id', '=', tenant_id)
            .where('client_id', '=', client_id)
            .execute();
        }
      });
    },
    async save({ client_id, ...metadata }) {
      const document = JSON.stringify(metadata);
      await database.changeConfiguration((transaction) =>
        transaction
          .insertInto('clients')
          .values({ tenant_id, client_id, document, registered_at: null })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'client_id']).doUpdateSet({ document }))
          .execute(),
      );
    },
  });
}

/** Metadata that is newer than the record has its default. */
function clientOf({ client_id, document }: { client_id: string; document: string }): Client {
  return { ...CLIENT_DEFAULTS, ...JSON.parse(document), client_id };
}
