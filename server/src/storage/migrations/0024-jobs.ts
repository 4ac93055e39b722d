/**
 * Jobs of the Management API, what they were given and what they make, in pieces; and answers that are given again to whoever asks for
 * the same a second time.
 *
 * An old process beside this does no job and knows no key: a new one does it.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

export const jobs: Migration = {
  async up(database: Kysely<unknown>) {
    // All three in SQLite by row numbers: they are looked up by more than their keys (0006), and rows are long (0017).
    await database.schema
      .createTable('jobs')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('jobs_key', ['tenant_id', 'job_id'])
      .execute();
    await index(database, 'jobs', ['due_at']);
    await index(database, 'jobs', ['tenant_id', 'due_at']);
    await index(database, 'jobs', ['expires_at']);
    await database.schema
      .createTable('job_parts')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('part_id', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('job_parts_key', ['tenant_id', 'part_id'])
      .execute();
    await index(database, 'job_parts', ['tenant_id', 'job_id', 'role', 'number']);
    await index(database, 'job_parts', ['expires_at']);
    await database.schema
      .createTable('idempotency_keys')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addColumn('request_hash', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('idempotency_keys_key', ['tenant_id', 'key_hash'])
      .execute();
    await index(database, 'idempotency_keys', ['tenant_id', 'client_id', 'expires_at']);
    await index(database, 'idempotency_keys', ['expires_at']);
  },
};
