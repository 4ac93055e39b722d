/**
 * Requests that are too long for an address of ours, kept while somebody answers them (walk/kept-requests.ts).
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

export const keptRequests: Migration = {
  async up(database: Kysely<unknown>) {
    // In SQLite by row numbers: rows as long as these would lie in the tree of the key otherwise.
    await database.schema
      .createTable('kept_requests')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('kept_requests_key', ['tenant_id', 'id'])
      .execute();
    await index(database, 'kept_requests', ['expires_at']);
  },
};
