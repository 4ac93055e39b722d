/**
 * What OpenID Connect beyond the flows needs: assertions that were used, clients that registered themselves, which clients
 * to tell of a logout, and the logout tokens that are still to be delivered.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index } from './tables.ts';

export const openidConnect: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema.alterTable('spent_interactions').renameColumn('interaction_id', 'id').execute();
    await growing(database, 'spent_assertions')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('spent_assertions_key', ['tenant_id', 'id'])
      .execute();
    await index(database, 'spent_assertions', ['expires_at']);
    await database.schema.alterTable('access_tokens').addColumn('userinfo_claims', 'text').execute();
    await database.schema.alterTable('clients').addColumn('registered_at', 'bigint').execute();
    await index(database, 'consents', ['tenant_id', 'client_id']);
    await growing(database, 'initial_access_tokens')
      .addColumn('token_hash', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('initial_access_tokens_key', ['tenant_id', 'token_hash'])
      .execute();
    await index(database, 'initial_access_tokens', ['expires_at']);
    await growing(database, 'session_clients')
      .addColumn('sid', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('session_clients_key', ['tenant_id', 'sid', 'client_id'])
      .execute();
    await index(database, 'session_clients', ['expires_at']);
    await growing(database, 'logout_deliveries')
      .addColumn('delivery_id', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addColumn('sub', 'text', (column) => column.notNull())
      .addColumn('sid', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('logout_deliveries_key', ['tenant_id', 'delivery_id'])
      .execute();
    await index(database, 'logout_deliveries', ['due_at']);
    await index(database, 'logout_deliveries', ['expires_at']);
  },
};
