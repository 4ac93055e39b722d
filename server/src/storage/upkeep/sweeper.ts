/**
 * Deletes what has expired: all of it, in steps between which everybody else has a turn. Nothing is made as fast as it is
 * deleted here, so a sweep comes to its end.
 */
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Doomed, deleteInSteps, meansOf, PACE, type Pace } from './deletions.ts';
import { sweepSessions } from './session-sweep.ts';
import { purgeTenants } from './tenant-purge.ts';

type Growing = Omit<Doomed, 'which'> & {
  readonly expiry: string;
  /** Seconds a row is kept after that, or whose setting says so. */
  readonly kept: number | keyof Retention;
};

/** Seconds for which what happened is kept. */
export type Retention = { readonly audit: number; readonly sign_ins: number; readonly counters: number };

const DAY = 86_400;

/**
 * What was used up is remembered for longer than it could be used: another machine, whose clock is behind, may still take
 * it. Seconds that the clocks of two machines may be apart.
 */
const CLOCKS_APART = 3_600;

const GROWING: readonly Growing[] = [
  { table: 'spent_interactions', key: ['tenant_id', 'id'], expiry: 'expires_at', kept: CLOCKS_APART },
  { table: 'spent_assertions', key: ['tenant_id', 'id'], expiry: 'expires_at', kept: CLOCKS_APART },
  { table: 'revoked_access_tokens', key: ['tenant_id', 'id'], expiry: 'expires_at', kept: CLOCKS_APART },
  { table: 'kept_requests', key: ['tenant_id', 'id'], expiry: 'expires_at', kept: 0 },
  { table: 'job_parts', key: ['tenant_id', 'part_id'], expiry: 'expires_at', kept: 0 },
  { table: 'jobs', key: ['tenant_id', 'job_id'], expiry: 'expires_at', kept: 0 },
  { table: 'idempotency_keys', key: ['tenant_id', 'key_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'initial_access_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'session_clients', key: ['tenant_id', 'sid', 'client_id'], expiry: 'expires_at', kept: 0 },
  { table: 'logout_deliveries', key: ['tenant_id', 'delivery_id'], expiry: 'expires_at', kept: 0 },
  { table: 'access_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'refresh_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  {
    ...{ table: 'grants', key: ['tenant_id', 'grant_id'], expiry: 'expires_at', kept: 0 },
    children: { table: 'refresh_tokens', key: ['tenant_id', 'token_hash'] },
  },
  { table: 'login_attempts', key: ['tenant_id', 'bucket'], expiry: 'expires_at', kept: 0 },
  { table: 'mails', key: ['tenant_id', 'mail_id'], expiry: 'expires_at', kept: 0 },
  { table: 'one_time_tokens', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'one_time_codes', key: ['tenant_id', 'code_id'], expiry: 'expires_at', kept: 0 },
  { table: 'remembered_devices', key: ['tenant_id', 'token_hash'], expiry: 'expires_at', kept: 0 },
  { table: 'former_users', key: ['tenant_id', 'sub'], expiry: 'expires_at', kept: 0 },
  { table: 'forgotten_names', key: ['tenant_id', 'name_mac'], expiry: 'expires_at', kept: 0 },
  { table: 'sign_ins', key: ['tenant_id', 'sub', 'at', 'id'], expiry: 'at', kept: 'sign_ins' },
  {
    ...{ table: 'failed_sign_ins', key: ['tenant_id', 'sub', 'at', 'request_id'] },
    ...{ expiry: 'at', kept: 'sign_ins' },
  },
  { table: 'audit', key: ['tenant_id', 'at', 'id'], expiry: 'at', kept: 'audit' },
  { table: 'counters', key: ['tenant_id', 'what', 'at', 'name'], expiry: 'at', kept: 'counters' },
];

/** Seconds for which a tenant that was deleted can be restored. */
export const DELETED_TENANT_KEPT = 30 * DAY;

/** What the settings say when nobody sets them. */
const DEFAULT_RETENTION: Retention = { audit: 90 * DAY, sign_ins: 90 * DAY, counters: 400 * DAY };

type SweepOptions = {
  readonly pace?: Pace;
  readonly retention?: Retention | undefined;
  readonly signal?: AbortSignal;
};

/** Deletes expired rows and returns how many. It ends early, and between two steps, when the signal says so. */
export async function sweep(
  database: Database,
  now: number,
  { pace = PACE, retention = DEFAULT_RETENTION, signal }: SweepOptions = {},
): Promise<number> {
  const means = meansOf(database, signal);
  let deleted = await sweepSigningKeys(database, now);
  deleted += await sweepSessions(means, now, pace);
  for (const { expiry, kept, children, ...keyed } of GROWING) {
    if (signal?.aborted) break;
    const ends = sql.ref(expiry);
    const which = sql`where ${ends} <= ${now - (typeof kept === 'number' ? kept : retention[kept])} order by ${ends}`;
    // Elsewhere a reference takes its rows along in a process of its own.
    const theirs = database.dialect === 'sqlite' ? children : undefined;
    deleted += await deleteInSteps(means, { ...keyed, which, children: theirs }, pace);
  }
  return deleted + (await purgeTenants(database, now - DELETED_TENANT_KEPT, { pace, signal }));
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
