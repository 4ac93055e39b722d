/**
 * A tenant can be suspended: nobody is answered there, and what it has stays. An old process beside this answers for one until it is
 * replaced.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const suspendedTenants: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable('tenants')
      .addColumn('suspended', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
