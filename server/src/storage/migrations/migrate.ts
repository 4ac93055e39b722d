/**
 * Brings a database to the newest schema. Safe when several machines start at once: one migrates, the others wait.
 */
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { first } from './0001-first.ts';

/** In the order of their names; a number is never given twice and a migration never edited. */
const MIGRATIONS = { '0001-first': first };

/** Runs what this database has not seen yet; `schema` is where PostgreSQL keeps the list of what it has. */
export async function migrate<Tables>(database: Kysely<Tables>, schema?: string): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated.', { cause: error });
}
