/**
 * Whether the owner of recovery codes has shown that they kept them. Of those of before nobody asked, and those that an old
 * process writes beside this are not asked for either.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const confirmedRecoveryCodes: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable('recovery_codes')
      .addColumn('confirmed', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
