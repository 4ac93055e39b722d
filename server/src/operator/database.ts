/**
 * The database an operator's command works on: opened for one piece of work and closed after it.
 */
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { openStorage, type Storage } from '../storage/storage.ts';
import type { Ground } from './ground.ts';

const SQLITE = 'sqlite:';
const EMPTY = 'sqlite::memory:';

/** Whole seconds since the epoch. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

type Where = Pick<Config, 'databaseUrl' | 'mayBegin'> & Pick<Ground, 'standing'>;

/** Opens the database, made and migrated if need be, for as long as the work takes. */
export async function withStorage<T>(
  { databaseUrl, mayBegin, standing }: Where,
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  if (standing) return work(standing.storage);
  const storage = await openStorage({
    databaseUrl,
    mayBegin,
    now,
    // A connection that is lost while idle is made anew by the next query, or that query fails and is reported.
    onError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
  });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/**
 * The same for work that only looks: where there is no database file and one could be begun, none is made, and there is
 * nothing to see.
 */
export function withStorageToRead<T>(where: Where, work: (storage: Storage) => Promise<T>): Promise<T> {
  const { databaseUrl, mayBegin = true, standing } = where;
  if (standing) return work(standing.storage);
  const isMissing = databaseUrl.startsWith(SQLITE) && !existsSync(databaseUrl.slice(SQLITE.length));
  return withStorage({ databaseUrl: isMissing && mayBegin ? EMPTY : databaseUrl, mayBegin }, work);
}
