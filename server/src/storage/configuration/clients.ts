/**
 * The clients of a tenant, cached.
 */
import type { Transaction } from 'kysely';
import { CLIENT_DEFAULTS, type Client } from '../../protocol/client/client.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { isStorable } from '../storable-text.ts';
import { takingNames } from './names.ts';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

export type Clients = {
  find(client_id: string): Promise<Client | undefined>;
  list(): Promise<readonly Client[]>;
  /** Inserts or updates by client_id; a name that something else of the tenant has throws StorageConflict. */
  save(client: Client): Promise<void>;
  /**
   * Writes what `change` makes of the client as it is stored now, so that what was decided on an older record undoes
   * nothing; undefined when there is no such client (any more), or when `change` gives nothing.
   */
  update<T extends { readonly client: Client }>(
    client_id: string,
    change: (stored: Client) => T | undefined,
  ): Promise<T | undefined>;
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
      const insert = async (transaction: Transaction<Schema>) => {
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
      };
      return takingNames(database, () => database.changeConfiguration(insert));
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
      await takingNames(database, () =>
        database.changeConfiguration((transaction) =>
          transaction
            .insertInto('clients')
            .values({ tenant_id, client_id, document, registered_at: null })
            .onConflict((conflict) => conflict.columns(['tenant_id', 'client_id']).doUpdateSet({ document }))
            .execute(),
        ),
      );
    },
    update: (client_id, change) => updateClient({ database, tenant_id }, client_id, change),
  });
}

type Place = { readonly database: Database; readonly tenant_id: string };

/** Whoever changed the record between reading and writing is not overwritten: it is read again. */
async function updateClient<T extends { readonly client: Client }>(
  place: Place,
  client_id: string,
  change: (stored: Client) => T | undefined,
): Promise<T | undefined> {
  const { database, tenant_id } = place;
  const key = { tenant_id, client_id };
  const row = await database.kysely
    .selectFrom('clients')
    .select(['client_id', 'document'])
    .where((where) => where.and(key))
    .executeTakeFirst();
  const changed = row && change(clientOf(row));
  if (!changed) return undefined;
  const { client_id: _, ...metadata } = changed.client;
  const { numUpdatedRows } = await database.changeConfiguration((transaction) =>
    transaction
      .updateTable('clients')
      .set({ document: JSON.stringify(metadata) })
      .where((where) => where.and({ ...key, document: row.document }))
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n ? changed : updateClient(place, client_id, change);
}

/** Metadata that is newer than the record has its default. */
function clientOf({ client_id, document }: { client_id: string; document: string }): Client {
  return { ...CLIENT_DEFAULTS, ...JSON.parse(document), client_id };
}
