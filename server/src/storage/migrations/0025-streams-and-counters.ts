/**
 * Where the log is sent and how far that is, and how much of what there was on a day.
 *
 * An old process beside this sends nothing and counts nothing: what it signs in until it is replaced is in the log, and is sent by a
 * new one, and is in no counter.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

type Database = Kysely<unknown>;

export const streamsAndCounters: Migration = {
  async up(database: Database) {
    await createLogStreams(database);
    await database.schema
      .createTable('counters')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('n', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('counters_key', ['tenant_id', 'what', 'at', 'name'])
      .execute();
    await index(database, 'counters', ['at']);
  },
};

async function createLogStreams(database: Database): Promise<void> {
  await database.schema
    .createTable('log_streams')
    .addColumn('tenant_id', 'text', (column) =>
      column.notNull().references('tenants.tenant_id').onDelete('cascade'),
    )
    .addColumn('stream_id', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('begins_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('sent_id', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failing_since', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('delivered_at', 'bigint')
    .addPrimaryKeyConstraint('log_streams_key', ['tenant_id', 'stream_id'])
    .execute();
  await index(database, 'log_streams', ['due_at']);
}
