/**
 * Deletes what has expired, a few rows at a time, so that nothing waits long behind it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

type Growing = {
  readonly table: keyof Schema;
  readonly key: readonly string[];
  readonly expiry: string;
  /** Seconds a row is kept after that, or whose setting says so. */
  readonly kept: 0 | keyof Retention;
};

/** Seconds for which what happened is kept. */
export type Retention = { readonly audit: number; readonly sign_ins: number };

const DAY = 86_400;

const GROWING: readonly Growing[] = [
  { table: 'sessions', key: ['tenant_id', 'id_hash'], expiry: 'idle_expires_at', kept: 0 },
  { table: 'spent_interactions', key: ['tenant_id', 'id'], expiry: 'expires_at', kept: 0 },
  { table: 'spent_assertions', key: ['tenant_id', 'id'], expiry: 'expires_at', kept: 0 },
  { table: 'initial_access_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'session_clients', key: ['tenant_id', 'sid', 'client_id'], expiry: 'expires_at', kept: 0 },
  { table: 'logout_deliveries', key: ['tenant_id', 'delivery_id'], expiry: 'expires_at', kept: 0 },
  { table: 'access_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'refresh_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'grants', key: ['tenant_id', 'grant_id'], expiry: 'expires_at', kept: 0 },
  { table: 'login_attempts', key: ['tenant_id', 'bucket'], expiry: 'expires_at', kept: 0 },
  { table: 'mails', key: ['tenant_id', 'mail_id'], expiry: 'expires_at', kept: 0 },
  { table: 'one_time_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'one_time_codes', key: ['tenant_id', 'code_id'], expiry: 'expires_at', kept: 0 },
  { table: 'remembered_devices', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'sign_ins', key: ['tenant_id', 'sub', 'at', 'id'], expiry: 'at', kept: 'sign_ins' },
  { table: 'audit', key: ['tenant_id', 'at', 'id'], expiry: 'at', kept: 'audit' },
];

/** Rows in a statement, and statements for a table in one sweep; the next sweep goes on. */
type SweepBound = { readonly rows: number; readonly statements: number };

/** What the settings say when nobody sets them. */
const DEFAULT_RETENTION: Retention = { audit: 90 * DAY, sign_ins: 90 * DAY };

const BOUND: SweepBound = { rows: 500, statements: 400 };

type SweepOptions = { readonly bound?: SweepBound; readonly retention?: Retention };

/** Deletes expired rows within the bound and returns how many. */
export async function sweep(
  database: Database,
  now: number,
  { bound = BOUND, retention = DEFAULT_RETENTION }: SweepOptions = {},
): Promise<number> {
  let deleted = await sweepSigningKeys(database, now);
  for (const growing of GROWING) {
    const kept = growing.kept === 0 ? 0 : retention[growing.kept];
    deleted += await sweepTable(database, { growing, before: now - kept, bound });
  }
  return deleted;
}

async function sweepTable(
  { kysely, unlessLocked }: Database,
  {
    growing,
    before,
    bound,
  }: { readonly growing: Growing; readonly before: number; readonly bound: SweepBound },
): Promise<number> {
  const table = sql.table(growing.table);
  const key = sql.join(growing.key.map((column) => sql.ref(column)));
  const expiry = sql.ref(growing.expiry);
  const query = sql`
    with expired as materialized (
      select ${key} from ${table} where ${expiry} <= ${before} limit ${bound.rows} ${unlessLocked}
    )
    delete from ${table} where (${key}) in (select ${key} from expired)`.compile(kysely);
  let deleted = 0;
  for (let statement = 0; statement < bound.statements; statement += 1) {
    const { numAffectedRows } = await kysely.executeQuery(query);
    const rows = Number(numAffectedRows ?? 0n);
    deleted += rows;
    if (rows < bound.rows) break;
    await turn();
  }
  return deleted;
}

/** Previous keys whose tokens have ended. They are configuration, which must not seem to change each minute. */
async function sweepSigningKeys(database: Database, now: number): Promise<number> {
  const expired = await database.kysely
    .selectFrom('signing_keys')
    .select('kid')
    .where('state', '=', 'previous')
    .where('expires_at', '<=', now)
    .limit(1)
    .execute();
  if (expired.length === 0) return 0;
  const { numDeletedRows } = await database.changeConfiguration((transaction) =>
    transaction
      .deleteFrom('signing_keys')
      .where('state', '=', 'previous')
      .where('expires_at', '<=', now)
      .executeTakeFirstOrThrow(),
  );
  return Number(numDeletedRows);
}
