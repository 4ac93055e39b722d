/**
 * By whose mail server a mail goes: the server's, or that of its tenant, for which nobody else's mail waits.
 *
 * Mails that there are, and those of an old process beside this, go by the server's. An old process sends by it whatever it finds: let
 * no tenant have a mail server of its own before all are replaced.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

export const mailWays: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable('mails')
      .addColumn('way', 'text', (column) => column.notNull().defaultTo('server'))
      .execute();
    await index(database, 'mails', ['way', 'due_at']);
  },
};
