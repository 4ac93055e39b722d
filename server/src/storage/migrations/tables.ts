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
  return database.getExecutor().adapter instanceof SqliteAdapter ? sql`without rowid` : sql``;
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
