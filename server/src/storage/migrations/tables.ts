/**
 * How the migrations make tables.
 */
import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';

type Database = Kysely<unknown>;

/** A table of records that somebody configured: they end with their tenant. */
export function ofTenant(database: Database, table: string) {
  return database.schema
    .createTable(table)
    .modifyEnd(byPrimaryKey(database))
    .addColumn('tenant_id', 'text', (column) =>
      column.notNull().references('tenants.tenant_id').onDelete('cascade'),
    );
}

/** A table that grows with use: no reference to the tenant, whose row every insert of every machine would lock. */
export function growing(database: Database, table: string) {
  return database.schema
    .createTable(table)
    .modifyEnd(byPrimaryKey(database))
    .addColumn('tenant_id', 'text', (column) => column.notNull());
}

/** SQLite keeps rows by a number of its own and the primary key beside them, unless told that the key is enough. */
function byPrimaryKey(database: Database): RawBuilder<unknown> {
  return isEmbedded(database) ? sql`without rowid` : sql``;
}

/** An index named after what it indexes. */
export async function index(database: Database, table: string, columns: readonly string[]): Promise<void> {
  const keys = columns.map((column) => sql.ref(column));
  await database.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .expression(sql.join(keys))
    .execute();
}

/**
 * Makes tables of SQLite anew with row numbers, where another index than the key has to be chosen (0006). SQLite cannot alter
 * this: every row goes to a new table that is made as the old one was, but for its end. Parents come before their children, so
 * that a row finds what it refers to when it is copied.
 */
export async function numberRows(database: Database, tables: readonly string[]): Promise<void> {
  const made = await statementsThatMade(database, tables);
  const run = (statement: string) => sql.raw(statement).execute(database);
  // To rename a table is to rename it in what refers to it, so no name means two tables at any time.
  for (const table of tables) await run(`alter table ${table} rename to ${table}_before`);
  for (const { sql: statement } of made.filter(({ type }) => type === 'table'))
    await run(statement.replace(/ without rowid$/i, ''));
  for (const table of tables) await run(`insert into ${table} select * from ${table}_before`);
  // Children first: to drop a table is to delete its rows, and with them what refers to them.
  for (const table of tables.toReversed()) await run(`drop table ${table}_before`);
  for (const { sql: statement } of made.filter(({ type }) => type === 'index')) await run(statement);
}

/** Of these tables and their indexes, but for the index that a constraint brings. */
async function statementsThatMade(
  database: Database,
  tables: readonly string[],
): Promise<readonly { readonly type: string; readonly sql: string }[]> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_schema
    where sql is not null and tbl_name in (${sql.join(tables)})`.execute(database);
  return rows;
}

/** Whether the database is SQLite. */
export function isEmbedded(database: Database): boolean {
  return database.getExecutor().adapter instanceof SqliteAdapter;
}
