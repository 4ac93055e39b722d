/**
 * A database that is not there. Whoever made none by mistake, because a disk was not mounted or another server was named,
 * would serve an empty one as if nothing were: so one is begun only where somebody says that it is the first time.
 */
import { dirname, resolve } from 'node:path';

const FIRST_TIME = 'The first time, say so: `tacit serve --new` or `tacit apply FILE --new`.';

function refusal(message: string): Error {
  return Object.assign(new Error(message), { code: 'no_database' });
}

/** For a file that is not there. */
export function noDatabaseFile(path: string): Error {
  const folder = dirname(resolve(path));
  return refusal(
    `There is no database at sqlite:${path}. If there was one, its disk is not mounted (findmnt -T ${folder}), or the server was started in another directory. ${FIRST_TIME}`,
  );
}

/** For a file whose disk is not mounted. */
export function missingDisk(path: string, mountPoint: string): Error {
  return refusal(
    `sqlite:${path} is below ${mountPoint}, which /etc/fstab names and which is not mounted: mount it (mount ${mountPoint}).`,
  );
}

/** For a server, or a file that nobody has written to. */
export function noTables(): Error {
  return refusal(
    `The database that TACIT_DATABASE_URL names holds no tables of Tacit. If it did, this is another database or another schema (search_path). ${FIRST_TIME}`,
  );
}
