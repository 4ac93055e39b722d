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
 * idle_session_timeout, and all of class 08.
 */
const LAST_WORDS = /^(?:25006|25P0[34]|57P0[1235]|08...|E(?:CONN(?:RESET|ABORTED)|PIPE|TIMEDOUT))$/;

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

/** The driver's error with a code: without one it is the connection that was lost, or an answer that did not come. */
export function withCode(error: unknown): unknown {
  if (codeOf(error) !== undefined || !(error instanceof Error) || !LOST.test(error.message)) return error;
  return new DatabaseFailure(CODES.lost, 'The connection to PostgreSQL was lost.', { cause: error });
}

const LOST = /^(?:Connection terminated|Client (?:has encountered|was closed)|Query read timeout)/;
