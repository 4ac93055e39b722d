/**
 * Indexes that are chosen whatever the database knows of its rows.
 *
 * SQLite takes a primary key `(tenant_id, ...)` by its first column alone, and so reads all rows of a tenant, rather than
 * another index of which it can use two columns, in a table WITHOUT ROWID: there the primary key is the row itself, and so
 * looks cheaper to it until `ANALYZE` has counted. In a table with row numbers all indexes cost the same, and SQLite never
 * prefers one that uses fewer of the conditions. So the tables that are looked up by anything but their key get row numbers.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index, isEmbedded, numberRows } from './tables.ts';

type Database = Kysely<unknown>;

export const indexes: Migration = {
  async up(database: Database) {
    if (isEmbedded(database)) await numberRows(database, NUMBERED);
    await index(database, 'access_tokens', ['tenant_id', 'sub']);
    await index(database, 'one_time_tokens', ['tenant_id', 'sub']);
    await index(database, 'one_time_codes', ['tenant_id', 'sub']);
    // The grants of a user are read a page at a time.
    await index(database, 'grants', ['tenant_id', 'sub', 'grant_id']);
    await database.schema.dropIndex('grants_tenant_id_sub').execute();
    // The successor of a refresh token, which is taken back when it got lost.
    await index(database, 'refresh_tokens', ['tenant_id', 'parent_hash']);
    // Clients that registered themselves are counted.
    await index(database, 'clients', ['tenant_id', 'registered_at']);
    await index(database, 'signing_keys', ['expires_at']);
  },
};

/** Parents before their children, so that a row finds what it refers to when it is copied. */
const NUMBERED = [
  'clients',
  'users',
  'password_history',
  'sessions',
  'consents',
  'access_tokens',
  'grants',
  'refresh_tokens',
  'one_time_tokens',
  'one_time_codes',
  'authenticators',
  'recovery_codes',
  'remembered_devices',
] as const;
