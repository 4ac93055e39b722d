/**
 * Which errors say that the database cannot be had or written, by the code that it, its driver or Node.js gives them: the one
 * table of them, for both databases. What is in no row is a bug of ours.
 */

/**
 * `gone`: it does not answer. `busy`: it answers, and somebody is in the way. `unwritable`: it answers, and takes nothing.
 * `damaged`: what it holds cannot be read by it; `unreadable`: one row of it cannot be read by us.
 */
export type Outage = 'gone' | 'busy' | 'unwritable' | 'damaged' | 'unreadable';

/** Of an outage that no code says, and for which nobody need be asked. */
const UNAVAILABLE = 'store_unavailable';

/** Of a row that cannot be read (unreadable-row.ts). */
export const UNREADABLE = 'row_unreadable';

/** An error that is one. */
export function storeUnavailable(message: string): Error {
  return Object.assign(new Error(message), { code: UNAVAILABLE });
}

/** SQLSTATE (PostgreSQL, appendix A), names of Node.js for what systems say, and a few of our own. */
const CODES: ReadonlyMap<string, Outage> = new Map([
  ['57014', 'busy'], // query_canceled: it took too long.
  ['55P03', 'busy'], // lock_not_available
  ['55006', 'busy'], // object_in_use
  ['40001', 'busy'], // serialization_failure, after every try
  ['40P01', 'busy'], // deadlock_detected, likewise
  ['53300', 'busy'], // too_many_connections
  ['53200', 'busy'], // out_of_memory
  ['53000', 'busy'],
  ['53400', 'busy'],
  ['53100', 'unwritable'], // disk_full
  ['25006', 'unwritable'], // read_only_sql_transaction
  ['42501', 'unwritable'], // insufficient_privilege: a right was taken away.
  ['72000', 'busy'], // snapshot_too_old
  ['25P03', 'gone'], // idle_in_transaction_session_timeout
  ['25P04', 'gone'], // transaction_timeout
  ['28P01', 'gone'], // invalid_password: it was changed there and not yet here.
  ['28000', 'gone'],
  ['3D000', 'gone'], // invalid_catalog_name
  ['3F000', 'gone'], // invalid_schema_name
  ['XX000', 'damaged'], // internal_error: what a server says of itself that finds no other words for what it read.
  ['XX001', 'damaged'], // data_corrupted
  ['XX002', 'damaged'], // index_corrupted
  ...(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'] as const).map(
    gone,
  ),
  ...(['EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EMFILE', 'ENFILE'] as const).map(
    gone,
  ),
  ...(['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG', 'EBADF', 'ESTALE', 'ENODEV', 'ENXIO'] as const).map(
    unwritable,
  ),
  ['bouncer_by_statements', 'gone'], // Of ours (dialects/postgres/failures.ts).
  ['bouncer_parameter', 'gone'],
  [UNAVAILABLE, 'gone'],
  [UNREADABLE, 'unreadable'],
]);

/** The first two characters of an SQLSTATE: the way to the server, what an operator does to it, and its own machine. */
const CLASSES: ReadonlyMap<string, Outage> = new Map([
  ['08', 'gone'],
  ['57', 'gone'],
  ['58', 'unwritable'],
]);

/** SQLite's primary result codes. */
const SQLITE: ReadonlyMap<number, Outage> = new Map([
  [5, 'busy'], // BUSY
  [6, 'busy'], // LOCKED
  [7, 'busy'], // NOMEM
  [8, 'unwritable'], // READONLY
  [10, 'unwritable'], // IOERR
  [11, 'damaged'], // CORRUPT
  [13, 'unwritable'], // FULL
  [14, 'gone'], // CANTOPEN
  [15, 'gone'], // PROTOCOL
  [22, 'unwritable'], // NOLFS: a file may not grow so far here.
  [26, 'damaged'], // NOTADB
]);

/** What the drivers say without a code. */
const WORDS: ReadonlyMap<string, Outage> = new Map([
  ...(
    [
      'Connection terminated',
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'timeout exceeded when trying to connect',
      'timeout expired',
      'Query read timeout',
      'Client was closed and is not queryable',
      'Client has encountered a connection error and is not queryable',
      'Cannot use a pool after calling end on the pool',
      'driver has already been destroyed',
      'database is not open',
      'statement has been finalized',
    ] as const
  ).map(gone),
]);

/** What is wrong with the database, from an error or what caused it; undefined: nothing, so the error is a bug. */
export function outageOf(error: unknown, depth = 0): Outage | undefined {
  if (!(error instanceof Error) || depth > MAX_DEPTH) return undefined;
  const { code, errcode, syscall }: Readonly<Record<string, unknown>> = { ...error };
  // The socket of a server that is not there; any other file that is missing is a fault of ours.
  if (code === 'ENOENT' && syscall === 'connect') return 'gone';
  const own =
    typeof errcode === 'number'
      ? SQLITE.get(errcode & 0xff)
      : typeof code === 'string'
        ? byCode(code)
        : undefined;
  return own ?? WORDS.get(error.message) ?? outageOf(error.cause, depth + 1);
}

/** A chain of causes may be a circle. */
const MAX_DEPTH = 5;

function byCode(code: string): Outage | undefined {
  return CODES.get(code) ?? (SQLSTATE.test(code) ? CLASSES.get(code.slice(0, 2)) : undefined);
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

function gone(name: string): readonly [string, Outage] {
  return [name, 'gone'];
}

function unwritable(name: string): readonly [string, Outage] {
  return [name, 'unwritable'];
}
