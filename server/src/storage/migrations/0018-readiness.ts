/**
 * A row that is written to see whether the database takes what is written.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const readiness: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('readiness')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
