/**
 * The end of a tenant that was deleted and is not to be restored: all that it has goes, in steps between which everybody else
 * has a turn, and its row last. A purge that did not come to its end goes on with the next sweep.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { deleteInSteps, meansOf, PACE, type Pace } from './deletions.ts';

/** Every table of a tenant's with its key: what refers to others before them. */
const OWNED: Readonly<
  Record<Exclude<keyof Schema, 'tenants' | 'rollouts' | 'readiness' | 'master_key'>, readonly string[]>
> = {
  refresh_tokens: ['tenant_id', 'token_hash'],
  access_tokens: ['tenant_id', 'token_hash'],
  grants: ['tenant_id', 'grant_id'],
  session_clients: ['tenant_id', 'sid', 'client_id'],
  logout_deliveries: ['tenant_id', 'delivery_id'],
  sessions: ['tenant_id', 'id_hash'],
  consents: ['tenant_id', 'sub', 'client_id', 'audience', 'scope'],
  spent_interactions: ['tenant_id', 'id'],
  spent_assertions: ['tenant_id', 'id'],
  revoked_access_tokens: ['tenant_id', 'id'],
  kept_requests: ['tenant_id', 'id'],
  job_parts: ['tenant_id', 'part_id'],
  jobs: ['tenant_id', 'job_id'],
  idempotency_keys: ['tenant_id', 'key_hash'],
  initial_access_tokens: ['tenant_id', 'token_hash'],
  login_attempts: ['tenant_id', 'bucket'],
  mails: ['tenant_id', 'mail_id'],
  one_time_tokens: ['tenant_id', 'token_hash'],
  one_time_codes: ['tenant_id', 'code_id'],
  authenticators: ['tenant_id', 'authenticator_id'],
  recovery_codes: ['tenant_id', 'code_hash'],
  remembered_devices: ['tenant_id', 'token_hash'],
  password_history: ['tenant_id', 'sub', 'changed_at', 'password_hash'],
  sign_ins: ['tenant_id', 'sub', 'at', 'id'],
  failed_sign_ins: ['tenant_id', 'sub', 'at', 'request_id'],
  role_members: ['tenant_id', 'sub', 'role_id'],
  user_permissions: ['tenant_id', 'sub', 'audience', 'permission'],
  roles: ['tenant_id', 'role_id'],
  user_terms: ['tenant_id', 'field', 'value', 'sub'],
  users: ['tenant_id', 'sub'],
  former_users: ['tenant_id', 'sub'],
  forgotten_names: ['tenant_id', 'name_mac'],
  client_grants: ['tenant_id', 'client_id', 'audience'],
  clients: ['tenant_id', 'client_id'],
  resource_servers: ['tenant_id', 'identifier'],
  signing_keys: ['tenant_id', 'kid'],
  revoked_signing_keys: ['tenant_id', 'kid'],
  names: ['tenant_id', 'name'],
  audit: ['tenant_id', 'at', 'id'],
  log_streams: ['tenant_id', 'stream_id'],
  counters: ['tenant_id', 'what', 'at', 'name'],
};

type PurgeOptions = { readonly pace?: Pace; readonly signal?: AbortSignal | undefined };

/** Deletes all of a tenant that is marked as being purged (`deleted_at` is 0), its audit log as well; how many rows. */
export async function purgeTenant(
  database: Database,
  tenant_id: string,
  { pace = PACE, signal }: PurgeOptions = {},
): Promise<number> {
  const means = meansOf(database, signal);
  const which: RawBuilder<unknown> = sql`where tenant_id = ${tenant_id}`;
  let deleted = 0;
  for (const [table, key] of ownedTables()) {
    if (signal?.aborted) return deleted;
    deleted += await deleteInSteps(means, { table, key, which }, pace);
  }
  if (signal?.aborted) return deleted;
  // What somebody held just now goes with the row that it refers to.
  const { numDeletedRows } = await database.changeConfiguration((transaction) =>
    transaction
      .deleteFrom('tenants')
      .where('tenant_id', '=', tenant_id)
      .where('deleted_at', '=', 0)
      .executeTakeFirstOrThrow(),
  );
  return deleted + Number(numDeletedRows);
}

function ownedTables(): readonly (readonly [keyof typeof OWNED, readonly string[]])[] {
  return Object.entries(OWNED).flatMap(([table, key]) => (isOwned(table) ? [[table, key] as const] : []));
}

function isOwned(table: string): table is keyof typeof OWNED {
  return Object.hasOwn(OWNED, table);
}

/** Purges the tenants that were deleted before a moment; how many rows. */
export async function purgeTenants(
  database: Database,
  before: number,
  options: PurgeOptions,
): Promise<number> {
  const { kysely } = database;
  const due = () => kysely.selectFrom('tenants').select('tenant_id').where('deleted_at', '<=', before);
  let deleted = 0;
  for (const { tenant_id } of await due().execute()) {
    if (options.signal?.aborted) break;
    // From here on nobody can restore it.
    const { numUpdatedRows } = await kysely
      .updateTable('tenants')
      .set({ deleted_at: 0 })
      .where('tenant_id', '=', tenant_id)
      .where('deleted_at', '<=', before)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) deleted += await purgeTenant(database, tenant_id, options);
  }
  return deleted;
}
