/**
 * What went wrong on the way to PostgreSQL, and what of it is over with the connection. The driver gives some of its errors no
 * code; whoever has to judge them finds a SQLSTATE here in each case.
 */

/** An error of our own, by the SQLSTATE that says what kind it is. */
export class DatabaseFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseFailure';
    this.code = code;
  }
}

export const CODES = {
  /** sqlclient_unable_to_establish_sqlconnection */
  noConnection: '08001',
  /** connection_failure */
  lost: '08006',
  /** transaction_resolution_unknown */
  unknownEnd: '08007',
  /** too_many_connections: here it is the pool that has no more of them. */
  full: '53300',
  /** read_only_sql_transaction */
  readOnly: '25006',
  /** PgBouncer lets no transaction through (pool_mode = statement). */
  byStatements: 'bouncer_by_statements',
  /** PgBouncer knows a parameter of the URL not. */
  parameter: 'bouncer_parameter',
} as const;

/** The SQLSTATE of PostgreSQL, or Node.js' code of a system error. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What an error comes from, first of all. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

/**
 * After these the connection is at its end, or leads to a server that cannot be written: read_only_sql_transaction,
 * idle_in_transaction_session_timeout, transaction_timeout, admin_shutdown, crash_shutdown, cannot_connect_now,
 * database_dropped, idle_session_timeout, and all of class 08.
 */
const LAST_WORDS = /^(?:25006|25P0[34]|57P0[1-5]|08...|E(?:CONN(?:RESET|ABORTED)|PIPE|TIMEDOUT))$/;

/** Whether a connection is no use after such an error. */
export function endsConnection(error: unknown): boolean {
  return LAST_WORDS.test(codeOf(error) ?? '');
}

/**
 * Whether the transaction that failed so is certainly undone, by a connection that another one may replace: its end was never
 * asked for. An end that was asked for and not answered has a code of its own (08007).
 */
export function wasCutShort(error: unknown): boolean {
  const code = codeOf(error);
  return endsConnection(error) && code !== CODES.unknownEnd && code !== CODES.noConnection;
}

/** What time mends: a server that is not there yet, that starts, that is busy, or of which another one takes the place. */
const MENDED_BY_TIME =
  /^(?:E(?:CONN(?:REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)|ENOENT|ENOTFOUND|08...|25006|53...|57P0[1-3])$/;

/** Whether it is worth to ask again in a moment. */
export function isMendedByTime(error: unknown): boolean {
  return MENDED_BY_TIME.test(codeOf(rootOf(error)) ?? '');
}

/**
 * The driver's error with a code that says what kind it is: without one it is the connection that was lost, or an answer that did
 * not come; by that of PgBouncer it could be anything.
 */
export function withCode(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (codeOf(error) === PROTOCOL_VIOLATION) return saidByPgBouncer(error);
  if (codeOf(error) !== undefined || !LOST.test(error.message)) return error;
  return new DatabaseFailure(CODES.lost, 'The connection to PostgreSQL was lost.', { cause: error });
}

const LOST = /^(?:Connection terminated|Client (?:has encountered|was closed)|Query read timeout)/;

const PROTOCOL_VIOLATION = '08P01';

/** PgBouncer says nearly everything by one code (1.18 all of it), and ends the connection; its words tell what it is. */
const PGBOUNCER: readonly (readonly [words: RegExp, code: string])[] = [
  [/^no such database/, '3D000'],
  [/^(?:no such user|"trust")/, '28000'],
  [/authentication failed/, '28P01'],
  [/^(?:no more connections allowed|query_wait_timeout)/, CODES.full],
  [/^unsupported startup parameter/, CODES.parameter],
  [/not allowed in statement pooling mode/, CODES.byStatements],
];

function saidByPgBouncer(error: Error): Error {
  const [, code] = PGBOUNCER.find(([words]) => words.test(error.message)) ?? [];
  return code === undefined ? error : new DatabaseFailure(code, error.message);
}
