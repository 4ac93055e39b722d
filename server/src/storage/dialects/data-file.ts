/**
 * SQLite's database file, brought to the disk on the thread pool.
 */
import { fdatasync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';

const sync = promisify(fdatasync);

/**
 * Open for as long as the process lives, once for each file: a file that is closed takes along every lock that the process has
 * on it, SQLite's among them, whoever opened it (fcntl(2)).
 */
const opened = new Map<string, number>();

/** Resolves when all that was written into the file before the call is on disk. */
export function syncDataFile(path: string): Promise<void> {
  const { dev, ino } = statSync(path);
  const name = `${dev}:${ino}`;
  const file = opened.get(name) ?? openSync(path, 'r+');
  opened.set(name, file);
  return sync(file);
}
