/**
 * What the tables hold about one End-User, for the copy they are given (GDPR Art. 15 and 20). Every table of the schema is here:
 * as a part of the copy, each of its columns told in some way or not, or with the reason why it is none.
 */
import { type RawBuilder, sql } from 'kysely';
import { OWN_DATA_PARTS, type OwnDataPart } from '../../protocol/end-user/own-data.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { storedJson, storedObject } from '../unreadable-row.ts';

/** How a column is told: `secret` and `internal` are not, of a secret with `presence` only that there is one. */
type Telling =
  | 'text'
  | 'number'
  | 'flag'
  | 'time'
  | 'json'
  | 'presence'
  | 'secret'
  | 'internal'
  /** Of a document these members alone. */
  | { readonly members: Readonly<Record<string, 'text' | 'time'>> };

type Part<Table extends keyof Schema = keyof Schema> = {
  readonly table: Table;
  /** Beside tenant and user what tells the rows apart, in their order. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Telling>>;
  /** Which rows are the user's. */
  readonly which: (user: User) => RawBuilder<boolean>;
};

type User = { readonly tenant_id: string; readonly sub: string };

const ofUser = ({ tenant_id, sub }: User) => sql<boolean>`tenant_id = ${tenant_id} and sub = ${sub}`;

/** By an index that begins with the user: SQLite would take the primary key for as good, and read all that a tenant has. */
const byUserAlone = ({ tenant_id, sub }: User) =>
  sql<boolean>`sub = ${sub} and coalesce(tenant_id, '') = ${tenant_id}`;

const ofSessions = ({ tenant_id, sub }: User) => sql<boolean>`tenant_id = ${tenant_id}
  and sid in (select sid from sessions where tenant_id = ${tenant_id} and sub = ${sub})`;

/** A part, which names every column of its table. */
function part<Table extends keyof Schema>(
  table: Table,
  key: readonly (keyof Schema[Table] & string)[],
  columns: Readonly<Record<keyof Schema[Table] & string, Telling>>,
  which: Part['which'] = ofUser,
): Part<Table> {
  return { table, key, columns, which };
}

/** Columns that say whose a row is, which the copy says once. */
const WHOSE = { tenant_id: 'internal', sub: 'internal' } as const;

const PARTS = {
  profile: part('users', ['sub'], {
    ...{ tenant_id: 'internal', sub: 'text', email: 'text', password_hash: 'presence', blocked: 'flag' },
    ...{ claims: 'json', has_second_factor: 'flag', created_at: 'time', user_metadata: 'json' },
    ...{ username: 'text', app_metadata: 'json', made_at: 'time', last_login: 'time', last_ip: 'text' },
    ...{ logins_count: 'number', import_digest: 'secret', epoch: 'internal', deletes_at: 'time' },
    deletion_language: 'text',
    version: 'internal',
  }),
  passwords: part('password_history', ['changed_at', 'password_hash'], {
    ...{ ...WHOSE, changed_at: 'time', password_hash: 'secret' },
  }),
  factors: part('authenticators', ['authenticator_id'], {
    ...{ ...WHOSE, authenticator_id: 'internal', kind: 'text', name: 'text', document: 'secret' },
    ...{ counter: 'internal', created_at: 'time', last_used_at: 'time' },
  }),
  recovery_codes: part('recovery_codes', ['code_hash'], {
    ...{ ...WHOSE, code_hash: 'presence', confirmed: 'flag' },
  }),
  remembered_devices: part('remembered_devices', ['token_hash'], {
    ...{ ...WHOSE, token_hash: 'secret', expires_at: 'time' },
  }),
  sessions: part('sessions', ['id_hash'], {
    ...{ ...WHOSE, id_hash: 'secret', sid: 'text', auth_time: 'time', amr: 'json', expires_at: 'time' },
    ...{
      idle_seconds: 'internal',
      idle_expires_at: 'time',
      sweep_at: 'internal',
      began_at: 'time',
      ip: 'text',
      device: 'text',
    },
    ...{ remembered_device: 'flag', interaction: 'secret' },
  }),
  session_applications: part(
    'session_clients',
    ['sid', 'client_id'],
    { tenant_id: 'internal', sid: 'text', client_id: 'text', expires_at: 'time' },
    ofSessions,
  ),
  sign_ins: part('sign_ins', ['at', 'id'], {
    ...{ ...WHOSE, at: 'time', id: 'internal', ip: 'text', device: 'text', client_id: 'text', amr: 'json' },
  }),
  failed_sign_ins: part('failed_sign_ins', ['at', 'request_id'], {
    ...{ ...WHOSE, at: 'time', request_id: 'text', reason: 'text', ip: 'text', device: 'text' },
    client_id: 'text',
  }),
  roles: part('role_members', ['role_id'], { ...WHOSE, role_id: 'text', version: 'internal' }),
  permissions: part('user_permissions', ['audience', 'permission'], {
    ...{ ...WHOSE, audience: 'text', permission: 'text', version: 'internal' },
  }),
  consents: part('consents', ['client_id', 'audience', 'scope'], {
    ...{ ...WHOSE, client_id: 'text', audience: 'text', scope: 'text', covers: 'json' },
  }),
  grants: part('grants', ['grant_id'], {
    ...{ ...WHOSE, grant_id: 'secret', client_id: 'text', audience: 'text', redeemed: 'flag' },
    ...{ document: { members: { scope: 'text', auth_time: 'time', amr: 'text' } }, expires_at: 'time' },
  }),
  access_tokens: part('access_tokens', ['token_hash'], {
    ...{ ...WHOSE, token_hash: 'secret', client_id: 'text', scope: 'text', expires_at: 'time' },
    ...{ grant_id: 'secret', userinfo_claims: 'text' },
  }),
  links_by_mail: part('one_time_tokens', ['token_hash'], {
    ...{ ...WHOSE, token_hash: 'secret', purpose: 'text', email: 'text', data: 'secret', expires_at: 'time' },
  }),
  codes_by_mail: part('one_time_codes', ['code_id'], {
    ...{ ...WHOSE, code_id: 'secret', purpose: 'text', code_mac: 'secret', email: 'text' },
    ...{ attempts: 'number', elsewhere: 'number', asked_at: 'secret', expires_at: 'time' },
  }),
  events: part(
    'audit',
    ['at', 'id'],
    {
      ...{ ...WHOSE, at: 'time', id: 'internal', type: 'text', request_id: 'text', client_id: 'text' },
      ...{ ip: 'text', detail: 'text', reason: 'text', sent: 'text' },
      // Who did it may be another person.
      ...{ actor: 'internal', journey: 'internal', auth0_type: 'internal', record: 'internal' },
    },
    byUserAlone,
  ),
} as const satisfies Readonly<Record<OwnDataPart, Part>>;

type ToldTable = (typeof PARTS)[OwnDataPart]['table'];

/** Tables that are a part of the copy. */
export const OWN_DATA_TABLES: readonly string[] = Object.values(PARTS).map(({ table }) => table);

/** Tables that are no part of the copy, and why. A table of neither kind does not compile. */
export const NOT_OWN_DATA: Readonly<Record<Exclude<keyof Schema, ToldTable>, string>> = {
  tenants: 'of the operator',
  rollouts: 'of the operator',
  readiness: 'a time at which somebody looked whether the database can be written',
  clients: 'of the operator',
  client_grants: 'of the operator',
  resource_servers: 'of the operator',
  roles: 'of the operator',
  signing_keys: 'of the operator',
  revoked_signing_keys: 'of the operator',
  master_key: 'of the operator',
  initial_access_tokens: 'of the operator',
  names: 'the user_id once more, which the profile has',
  user_terms: 'the profile once more, in pieces by which it is found',
  forgotten_names: 'keyed hashes of what users were called who are gone, which name nobody',
  former_users: 'of users who are gone, and have no page any more: their user_id',
  refresh_tokens: 'hashes and counters of the grants, which are told',
  logout_deliveries: 'for two hours at most what an application is still to be told',
  spent_interactions: 'random ids of requests, which name nobody',
  spent_assertions: 'ids that clients made up, which name nobody',
  revoked_access_tokens: 'random ids of tokens, which name nobody',
  kept_requests: 'sealed requests of applications, for a day; nobody can tell whose they are',
  jobs: 'of the operator',
  job_parts: 'sealed files of the operator, for a day at most; nobody finds one person in them',
  idempotency_keys: 'sealed answers that the operator was given, for a day',
  login_attempts: 'counters under hashes, with the address they are of, for an hour or a day',
  mails: 'sealed until they are sent, for three days at most, and then gone',
  log_streams: 'of the operator',
  counters: 'how many, which names nobody',
};

/** Parts whose rows an index has in the order of their keys. */
const IN_ORDER: ReadonlySet<OwnDataPart> = new Set([
  ...([
    'passwords',
    'sign_ins',
    'failed_sign_ins',
    'roles',
    'permissions',
    'consents',
    'grants',
    'events',
  ] as const),
]);

/** Of the others there are few, which are sorted: SQLite would rather read all of a tenant in the order of the primary key. */
function orderOf(name: OwnDataPart, key: readonly string[]): RawBuilder<unknown> {
  return IN_ORDER.has(name) ? refs(key) : sql.join(key.map((column) => sql`${sql.ref(column)} || ''`));
}

type Row = Readonly<Record<string, unknown>>;

type Page = {
  readonly rows: readonly Row[];
  /** Where the next page begins; undefined: this is the last. */
  readonly next: readonly unknown[] | undefined;
};

export type OwnData = {
  /** A page of what is kept about a user, in the order of its key. Nothing in it lets anybody in. */
  page(sub: string, part: OwnDataPart, after?: readonly unknown[]): Promise<Page>;
  /** All of it, part by part. */
  all(sub: string): Promise<Readonly<Record<string, readonly Row[]>>>;
};

/** Rows of a page. */
const PAGE = 500;

/** What a database holds about End-Users, tenant by tenant. */
export function openOwnData({ kysely }: Database): (tenant_id: string) => OwnData {
  return (tenant_id) => {
    const page: OwnData['page'] = async (sub, name, after) => {
      const { table, key, columns, which }: Part = PARTS[name];
      const keys = orderOf(name, key);
      const behind = after ? sql`and (${keys}) > (${sql.join(after)})` : sql``;
      const { rows } = await sql<Row>`select ${refs([...new Set([...key, ...Object.keys(columns)])])}
        from ${sql.table(table)} where ${which({ tenant_id, sub })} ${behind}
        order by ${keys} limit ${PAGE}`.execute(kysely);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => told(row, columns)),
        next: last && rows.length === PAGE ? key.map((column) => last[column]) : undefined,
      };
    };
    return {
      page,
      async all(sub) {
        const parts = new Map<string, Row[]>();
        for (const name of OWN_DATA_PARTS) {
          const rows: Row[] = [];
          let read = await page(sub, name);
          rows.push(...read.rows);
          while (read.next) {
            read = await page(sub, name, read.next);
            rows.push(...read.rows);
          }
          parts.set(name, rows);
        }
        return Object.fromEntries(parts);
      },
    };
  };
}

function refs(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

function told(row: Row, columns: Part['columns']): Row {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, telling]) => tell(column, row[column], telling)),
  );
}

type Entry = readonly [name: string, value: unknown];

function tell(column: string, value: unknown, telling: Telling): readonly Entry[] {
  if (typeof telling === 'object') {
    const document: Row = storedObject(String(value), { table: 'of their own data', key: [column] });
    return Object.entries(telling.members).flatMap(([name, how]) => tell(name, document[name], how));
  }
  if (telling === 'presence') return [[column.replace(/_hash$/, ''), value !== null]];
  return value === null || value === undefined ? [] : TELLINGS[telling](column, value);
}

const TELLINGS: Readonly<
  Record<Exclude<Telling, object | 'presence'>, (column: string, value: unknown) => readonly Entry[]>
> = {
  text: (column, value) => [[column, value]],
  number: (column, value) => [[column, Number(value)]],
  flag: (column, value) => [[column, value !== 0]],
  time: (column, value) => [[column, new Date(Number(value) * 1_000).toISOString()]],
  json: (column, value) => [
    [column, storedJson(String(value), { table: 'of their own data', key: [column] })],
  ],
  secret: () => [],
  internal: () => [],
};
