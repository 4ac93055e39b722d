/**
 * What an operator can do about an error that a wrong setting or a broken machine causes: the one table of them, by the code
 * that Node.js, SQLite or PostgreSQL gives it. The error's own words follow.
 */
import { databaseName } from './database-name.ts';
import { ownTerminal } from './terminal.ts';

/** The port and address that are listened at. */
const LISTENING: ReadonlyMap<string, string> = new Map([
  [
    'EADDRINUSE',
    'The port is taken by another process (`npm start` may be it); stop that one or set TACIT_PORT.',
  ],
  ['EADDRNOTAVAIL', 'This machine has no such address; see TACIT_HOST.'],
  [
    'EACCES',
    'This user may not listen at a port below 1024; set TACIT_PORT to one above, with a proxy before it, or give the right.',
  ],
  ['ENOTFOUND', 'There is no such host; TACIT_HOST is an address of this machine, as 127.0.0.1 or 0.0.0.0.'],
]);

/** Files: the error's own words name the one. */
const FILES: ReadonlyMap<string, string> = new Map([
  [
    'EACCES',
    'This user may not do that: give the right to the file and its directory, or name another file.',
  ],
  ['EPERM', 'This user may not do that: give the right to the file and its directory, or name another file.'],
  ['EISDIR', 'This is a directory: name a file in it.'],
  ['ENOTDIR', 'What should be the directory is a file: name another place.'],
  ['EEXIST', 'What should be the directory is a file: name another place.'],
  ['ENOENT', 'There is no such file or directory: make the directory, or name another place.'],
  ['EROFS', 'This file system can only be read: name a place on another.'],
  ['ENOSPC', 'The disk is full: make room on it.'],
  ['EDQUOT', 'This user has used all the disk space it may have: make room.'],
  ['EMFILE', 'Too many files are open: raise the limit (`ulimit -n`).'],
]);

const HOST = 'the host is unknown: check its spelling, and that this machine resolves it.';
const NOBODY = 'no server listens there: start it, or correct host and port in TACIT_DATABASE_URL.';
const SILENT =
  'the host does not answer: check host and port, and what lies between (firewall, network of containers).';
const CERTIFICATE =
  'its certificate is not trusted: give the authority that made it as sslrootcert=FILE in the URL, or in NODE_EXTRA_CA_CERTS.';
const CHANGED =
  'a table is not as this version of Tacit knows it: run the newest version that has been run on this database.';
const ENDED = 'the connection was ended by the server: look into its log, then try again.';
const LOCKED =
  'another process holds it locked: a `tacit` command, a backup, or a shell with a transaction that has not ended. `fuser -v FILE` names it; let it end, then try again.';
const NETWORK_FILE =
  'the disk fails, or the file system cannot do what SQLite needs (those of networks often cannot): put the file on a disk of this machine.';
const MAY_NOT =
  'its user may not do this: the first start and new versions make tables, so give it CREATE on the schema (`GRANT USAGE, CREATE ON SCHEMA public TO …`) and let it own the tables.';
const OLD =
  'the server does not know what it was asked: it may be too old. Tacit is tested with PostgreSQL 15.';
const BUSY_SERVER =
  'the server has no connection left: each process of Tacit takes one more than TACIT_DATABASE_CONNECTIONS (10); raise max_connections, or lower that.';

/** The database: SQLite by its result code, PostgreSQL by its SQLSTATE, the way to it by Node.js' code or the driver's words. */
const DATABASE: ReadonlyMap<string, string> = new Map([
  ['sqlite 5', LOCKED],
  ['sqlite 6', LOCKED],
  [
    'sqlite 8',
    'it cannot be written: the user that runs Tacit needs the right to write the file, the -wal and -shm beside it, and their directory.',
  ],
  ['sqlite 10', NETWORK_FILE],
  ['sqlite 11', 'the file is damaged: restore it from a backup.'],
  ['sqlite 13', 'the disk is full: make room on it.'],
  [
    'sqlite 14',
    'the file cannot be opened: the user that runs Tacit needs the right to it and to its directory.',
  ],
  ['sqlite 15', NETWORK_FILE],
  ['sqlite 22', NETWORK_FILE],
  [
    'sqlite 26',
    'the file is no SQLite database, or it is encrypted: name another in TACIT_DATABASE_URL, or move it away and a new one is made.',
  ],
  ['wal_impossible', NETWORK_FILE],
  ['ECONNREFUSED', NOBODY],
  // A socket in the file system.
  ['ENOENT', NOBODY],
  ['ENOTFOUND', HOST],
  ['EAI_AGAIN', HOST],
  ['ETIMEDOUT', SILENT],
  ['EHOSTUNREACH', SILENT],
  ['ENETUNREACH', SILENT],
  ['timeout expired', SILENT],
  ['PostgreSQL did not let us in in time.', SILENT],
  ['ECONNRESET', ENDED],
  ['Connection terminated unexpectedly', ENDED],
  ['57P01', ENDED],
  ['57P02', ENDED],
  ['57P03', 'the server is starting or going down: try again in a moment.'],
  [
    'The server does not support SSL connections',
    'the server has no TLS: turn it on there, or say sslmode=disable where nobody is on the way.',
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
  ['CERT_HAS_EXPIRED', 'its certificate has expired: renew it.'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'its certificate is for another host: name the server in TACIT_DATABASE_URL as the certificate does.',
  ],
  ['28P01', 'the server refuses the password in TACIT_DATABASE_URL.'],
  [
    '28000',
    'the server lets this user in from here not at all, or not without TLS: see its pg_hba.conf, and sslmode in TACIT_DATABASE_URL.',
  ],
  [
    'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
    'the server wants a password and TACIT_DATABASE_URL has none.',
  ],
  [
    '3D000',
    'there is no such database: make it (`createdb NAME`), or correct the name in TACIT_DATABASE_URL.',
  ],
  ['42501', MAY_NOT],
  [
    'bouncer_by_statements',
    'this PgBouncer shares its connections statement by statement, and lets no transaction through: set pool_mode = transaction (or session) there.',
  ],
  [
    'bouncer_parameter',
    'PgBouncer refuses a parameter of TACIT_DATABASE_URL: take it out there (for options: `alter role … set search_path = …`), or name it in ignore_startup_parameters of PgBouncer.',
  ],
  ['08P01', 'what stands before the server (PgBouncer) lets nobody through: its log says why.'],
  ['53100', 'the disk of the server is full: make room on it.'],
  ['53300', BUSY_SERVER],
  [
    '25006',
    'the server can only be read: name the one that writes (the primary) in TACIT_DATABASE_URL, or all of them (postgres://USER:PASSWORD@A,B/NAME).',
  ],
  ['42601', OLD],
  ['42883', OLD],
  ['0A000', OLD],
  ['42P01', CHANGED],
  ['42703', CHANGED],
]);

const RECORDS: ReadonlyMap<string, string> = new Map([
  ['email_taken', 'Somebody else saved a user with the same address at the same moment; run it again.'],
  ['name_taken', 'Somebody else saved something of the same name at the same moment; run it again.'],
  ['record_moved', 'Others go on changing the same records; run it again.'],
  ['tenant_host_taken', 'Somebody else saved a tenant with the same host at the same moment; run it again.'],
]);

/** Sentences for stderr, what to do first; with the stack where somebody looks for a fault of ours. */
export function explain(thrown: unknown): readonly string[] {
  const errors = chainOf(thrown);
  const root = errors.at(-1);
  if (!root) return [String(thrown)];
  const hint = hintFor(root);
  const words = errors.filter((error) => hint === undefined || error === root).map(({ message }) => message);
  const sentences = [hint ?? '', ...words].filter((sentence) => sentence !== '');
  const wantsStack = /^(debug|trace)$/.test(ownTerminal().env['TACIT_LOG_LEVEL'] ?? '');
  return wantsStack ? [...sentences, ...errors.map(({ stack }) => stack ?? '')] : sentences;
}

/** An error, what caused it, and so on; a few, for a circle has no end. */
function chainOf(error: unknown, left = 5): readonly Error[] {
  if (!(error instanceof Error) || left === 0) return [];
  return [error, ...chainOf(error.cause, left - 1)];
}

function hintFor(error: Error): string | undefined {
  const { code, syscall, path, errcode, hostname } = readingOf(error);
  if (syscall === 'listen' || (hostname !== undefined && hostname === ownTerminal().env['TACIT_HOST']))
    return LISTENING.get(code);
  if (path !== undefined && syscall !== 'connect') return FILES.get(code);
  // The upper bits of SQLite's code say more than there is to do about it.
  const key = errcode === undefined ? code : `sqlite ${errcode & 0xff}`;
  const sentence = DATABASE.get(key) ?? DATABASE.get(error.message);
  return sentence === undefined ? RECORDS.get(code) : `${databaseName()}: ${sentence}`;
}

function readingOf(error: Error) {
  const { code, syscall, path, errcode, hostname }: Record<string, unknown> = { ...error };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    code: String(code),
    syscall: text(syscall),
    path: text(path),
    hostname: text(hostname),
    errcode: typeof errcode === 'number' ? errcode : undefined,
  };
}
