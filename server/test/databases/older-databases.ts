/**
 * Databases as an older version left them: migrated up to one of the migrations and no further.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, PostgresDialect, SqliteAdapter, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import { MIGRATIONS } from '../../src/storage/migrations/migrate.ts';

/** Lets two migrations be one transaction, as our own driver does. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class OldSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** Migrates an empty database to what it was after the migration of that name. */
export async function migrateTo(
  last: string,
  { databaseUrl }: { readonly databaseUrl: string },
): Promise<void> {
  const isSqlite = databaseUrl.startsWith('sqlite:');
  const kysely = new Kysely<unknown>({
    dialect: isSqlite
      ? new OldSqliteDialect({ database: sqliteOf(databaseUrl.slice('sqlite:'.length)) })
      : new PostgresDialect({ pool: new Pool({ connectionString: databaseUrl, max: 2 }) }),
  });
  const schema = isSqlite ? undefined : 'public';
  const known = Object.entries(MIGRATIONS).filter(([name]) => name <= last);
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(known)) },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  await kysely.destroy();
  if (error !== undefined) throw error;
}

function sqliteOf(file: string) {
  const database = new DatabaseSync(file);
  return {
    prepare(text: string) {
      const statement = database.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...parameters.map(bindable)),
        run: (parameters: readonly unknown[]) => statement.run(...parameters.map(bindable)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...parameters.map(bindable)),
      };
    },
    close: () => database.close(),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError('Migrations have text and numbers alone.');
}
