/**
 * When a sweep next looks at a session (upkeep/session-sweep.ts). Its idle end is in no index any more: it moves with use, and each
 * move wrote two pages of the index beside that of the row; PostgreSQL now writes it as a heap-only tuple.
 *
 * Rows that there are, and those of an old process beside this, are looked at by the next sweep. The sweep of an old process reads
 * the whole table from now on, for as long as there is one.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const sessionSweep: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable('sessions')
      .addColumn('sweep_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await database.schema.createIndex('sessions_sweep_at').on('sessions').column('sweep_at').execute();
    await database.schema.dropIndex('sessions_idle_expires_at').execute();
  },
};
