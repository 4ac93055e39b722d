/**
 * The database that a URL names, by its scheme.
 */
import type { Database, OpenOptions } from '../database.ts';
import type { PostgresChoice } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the database and migrates it. */
export async function openDatabase(options: OpenOptions & PostgresChoice): Promise<Database> {
  const { databaseUrl, onError, mayBegin } = options;
  const colon = databaseUrl.indexOf(':');
  const scheme = databaseUrl.slice(0, colon);
  if (scheme === 'sqlite' && databaseUrl.length > colon + 1) {
    return openSqlite(databaseUrl.slice(colon + 1), onError, mayBegin);
  }
  if (scheme === 'postgres' || scheme === 'postgresql') {
    // Loaded where it is used: the driver is megabytes that an embedded database never needs.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(databaseUrl, { onError, mayBegin }, options);
  }
  throw new Error('The database URL must be sqlite:PATH, sqlite::memory: or postgres://...');
}
