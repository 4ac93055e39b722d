/**
 * What End-Users do with their data: a wish to be deleted, attempts to sign in that failed, and events found by whom they are about.
 *
 * An old process beside this ignores the new columns and table: it deletes nobody, writes down no failed attempt, and a block
 * that it writes leaves a wish as it is, which waits until the block has ended.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index } from './tables.ts';

type Database = Kysely<unknown>;

export const ownData: Migration = {
  async up(database: Database) {
    await database.schema.alterTable('users').addColumn('deletes_at', 'bigint').execute();
    await database.schema.alterTable('users').addColumn('deletion_language', 'text').execute();
    await sql`create index users_deletes_at on users (deletes_at, tenant_id, sub)
      where deletes_at is not null`.execute(database);
    await growing(database, 'failed_sign_ins')
      .addColumn('sub', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('ip', 'text')
      .addColumn('device', 'text')
      .addColumn('client_id', 'text')
      .addPrimaryKeyConstraint('failed_sign_ins_key', ['tenant_id', 'sub', 'at', 'request_id'])
      .execute();
    await index(database, 'failed_sign_ins', ['at']);
    // Without the tenant, beside which SQLite would read the primary key instead (0006).
    await sql`create index audit_sub_at_id on audit (sub, at, id) where sub is not null`.execute(database);
  },
};
