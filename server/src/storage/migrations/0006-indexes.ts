/**
 * Indexes that are chosen whatever the database knows of its rows.
 *
 * SQLite takes a primary key `(tenant_id, ...)` by its first column alone, and so reads all rows of a tenant, rather than
 * another index of which it can use two columns, in a table WITHOUT ROWID: there the primary key is the row itself, and so
 * looks cheaper to it until `ANALYZE` has counted. In a table with row numbers all indexes cost the same, and SQLite never
 * prefers one that uses fewer of the conditions. So the tables that are looked up by anything but their key get row numbers.
 */
import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

type Database = Kysely<unknown>;

export const indexes: Migration = {
  async up(database: Database) {
    if (database.getExecutor().adapter instanceof SqliteAdapter) await numberRows(database);
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

/** SQLite cannot alter this: every row goes to a new table that is made as the old one was, but for its end. */
async function numberRows(database: Database): Promise<void> {
  const made = await statementsThatMade(database);
  const run = (statement: string) => sql.raw(statement).execute(database);
  // To rename a table is to rename it in what refers to it, so no name means two tables at any time.
  for (const table of NUMBERED) await run(`alter table ${table} rename to ${table}_before`);
  for (const { sql: statement } of made.filter(({ type }) => type === 'table'))
    await run(statement.replace(/ without rowid$/i, ''));
  for (const table of NUMBERED) await run(`insert into ${table} select * from ${table}_before`);
  // Children first: to drop a table is to delete its rows, and with them what refers to them.
  for (const table of NUMBERED.toReversed()) await run(`drop table ${table}_before`);
  for (const { sql: statement } of made.filter(({ type }) => type === 'index')) await run(statement);
}

/** Of these tables and their indexes, but for the index that a constraint brings. */
async function statementsThatMade(
  database: Database,
): Promise<readonly { readonly type: string; readonly sql: string }[]> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_schema
    where sql is not null and tbl_name in (${sql.join(NUMBERED)})`.execute(database);
  return rows;
}
