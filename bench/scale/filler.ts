/**
 * Many people, each with a session that is in use: rows copied from those of one who has signed in, with ids of their own, by
 * SQL that names no more than has to differ. What a column holds that is not named here stays what the server wrote.
 */
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { IDLE_STEPS } from '../../server/src/protocol/session/idle-step.ts';
import { runSql } from '../../server/test/databases/postgres.ts';
import { USER } from '../workload.ts';

/** The value of the session cookie of a person, by number. */
export function cookieOf(person: number): string {
  return `tacit_session=${idOf(person)}`;
}

function idOf(person: number): string {
  return `session-of-${person}`;
}

/** As the server names a session in its table (server/src/walk/session.ts). */
function idHash(person: number): string {
  return digest(digest(`silent:${idOf(person)}`));
}

function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}

const DAY = 86_400;

/** What differs in a row of a person, as SQL over the person's number `n` and the digest of a text. */
type Differs = Readonly<Record<string, string>>;

function usersOf(digestOf: (text: string) => string): Differs {
  return {
    sub: subOf(digestOf),
    email: `'user-' || n || '@bench.test'`,
    claims: `replace(claims, '${USER.email}', 'user-' || n || '@bench.test')`,
  };
}

/** Answers a second at which all of them keep coming back: a person of a thousand each few seconds, one of a million in 42 minutes. */
const IN_USE = 400;

/**
 * Sessions are as they are after hours of that use. The end of one was moved on by the first use after a step, so the last move is
 * at most a step and the time between two uses ago, and any age up to that as likely as another.
 */
function idleEnd(people: number): string {
  return `idle_expires_at - (n % 1000) * (idle_seconds / ${IDLE_STEPS} + ${Math.ceil(people / IN_USE)}) / 1000`;
}

function sessionsOf(
  people: number,
  { digestOf, idHashOf }: { readonly digestOf: (text: string) => string; readonly idHashOf: string },
): Differs {
  const idle_end = idleEnd(people);
  return {
    id_hash: idHashOf,
    sid: digestOf(`'sid-' || n`),
    sub: subOf(digestOf),
    interaction: 'null',
    idle_expires_at: idle_end,
    sweep_at: idle_end,
    expires_at: `expires_at + ${DAY}`,
  };
}

function subOf(digestOf: (text: string) => string): string {
  return `'auth0|' || substr(${digestOf(`'user-' || n`)}, 1, 24)`;
}

const COLUMNS = {
  users: [
    'tenant_id',
    'sub',
    'email',
    'password_hash',
    'blocked',
    'claims',
    'has_second_factor',
    'created_at',
  ],
  sessions: [
    ...['tenant_id', 'id_hash', 'sid', 'sub', 'auth_time', 'amr', 'expires_at', 'idle_seconds'],
    ...['idle_expires_at', 'sweep_at', 'began_at', 'ip', 'device', 'interaction'],
  ],
} as const;

/** People of these numbers, from the one who is there. */
function insert(table: keyof typeof COLUMNS, differs: Differs, from: number, to: number): string {
  const columns = COLUMNS[table];
  return `insert into ${table} (${columns.join(', ')})
    with recursive numbers (n) as (select ${from} union all select n + 1 from numbers where n + 1 < ${to})
    select ${columns.map((column) => differs[column] ?? column).join(', ')} from numbers,
      (select * from ${table} where sub in (select sub from users where email = '${USER.email}') limit 1) as template`;
}

/** Rows of one transaction. */
const STEP = 50_000;

function statements(count: number, users: Differs, sessions: Differs): readonly string[] {
  const steps = Array.from({ length: Math.ceil(count / STEP) }, (_, index) => index * STEP);
  return steps.flatMap((from) => {
    const to = Math.min(count, from + STEP);
    return [insert('users', users, from, to), insert('sessions', sessions, from, to)];
  });
}

/** Fills a database in which the one has signed in and which nobody uses meanwhile. */
export async function fill(databaseUrl: string, count: number): Promise<void> {
  if (!databaseUrl.startsWith('sqlite:')) return fillPostgres(databaseUrl, count);
  const database = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
  try {
    database.exec('pragma synchronous = off; pragma cache_size = -200000');
    database.function('digest', { deterministic: true }, (text) => digest(String(text)));
    database.function('id_hash', { deterministic: true }, (n) => idHash(Number(n)));
    const users = usersOf((text) => `digest(${text})`);
    const sessions = sessionsOf(count, { digestOf: (text) => `digest(${text})`, idHashOf: 'id_hash(n)' });
    for (const statement of statements(count, users, sessions)) database.exec(statement);
    database.exec('pragma wal_checkpoint(truncate)');
  } finally {
    database.close();
  }
}

async function fillPostgres(databaseUrl: string, count: number): Promise<void> {
  const digestOf = (text: string) =>
    `translate(rtrim(encode(sha256(convert_to(${text}, 'UTF8')), 'base64'), '='), '+/', '-_')`;
  const idHashOf = digestOf(digestOf(`'silent:session-of-' || n`));
  const all = statements(count, usersOf(digestOf), sessionsOf(count, { digestOf, idHashOf }));
  await runSql(databaseUrl, [...all, 'vacuum analyze']);
}
