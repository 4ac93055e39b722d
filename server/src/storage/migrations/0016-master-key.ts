/**
 * By what a database knows its master key, and the signing keys that were revoked, which never come back.
 *
 * An old process beside this ignores both tables: it does not notice another master key before it opens something, and of a
 * revoked key it finds no row.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ofTenant } from './tables.ts';

type Database = Kysely<unknown>;

export const masterKey: Migration = {
  async up(database: Database) {
    await database.schema
      .createTable('master_key')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
    await ofTenant(database, 'revoked_signing_keys')
      .addColumn('kid', 'text', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('revoked_signing_keys_key', ['tenant_id', 'kid'])
      .execute();
  },
};
