/**
 * What belongs to a client, an API, a consent or a user, and goes with it: who is made anew under the same name inherits nothing
 * (RFC 9700 §4.15). In the order in which rows are locked (users/credential-epoch.ts): whoever ends a session takes its clients
 * before its grants.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { trafficName } from '../../protocol/diagnosis/counted.ts';
import type { Database } from '../database.ts';
import { endGrantsOf } from '../grants/grant-ends.ts';
import type { Schema } from '../schema.ts';
import { deleteMany } from '../upkeep/deletions.ts';
import type { UserKey } from '../users/credential-epoch.ts';
import { growEpoch } from '../users/epoch-growth.ts';
import { roleOf } from '../users/roles.ts';

export type Step = { readonly database: Database; readonly transaction: Transaction<Schema> };

/** Keys of the tables here, by which SQLite deletes in steps. */
const KEYS = {
  session_clients: ['tenant_id', 'sid', 'client_id'],
  logout_deliveries: ['tenant_id', 'delivery_id'],
  grants: ['tenant_id', 'grant_id'],
  access_tokens: ['tenant_id', 'token_hash'],
  consents: ['tenant_id', 'sub', 'client_id', 'audience', 'scope'],
  client_grants: ['tenant_id', 'client_id', 'audience'],
  sign_ins: ['tenant_id', 'sub', 'at', 'id'],
  failed_sign_ins: ['tenant_id', 'sub', 'at', 'request_id'],
  role_members: ['tenant_id', 'sub', 'role_id'],
  user_permissions: ['tenant_id', 'sub', 'audience', 'permission'],
  mails: ['tenant_id', 'mail_id'],
  counters: ['tenant_id', 'what', 'at', 'name'],
} as const;

const REFRESH_TOKENS = { table: 'refresh_tokens', key: ['tenant_id', 'token_hash'] } as const;

function remove(
  { database, transaction }: Step,
  table: keyof typeof KEYS,
  which: RawBuilder<unknown>,
): Promise<void> {
  const children = table === 'grants' ? REFRESH_TOKENS : undefined;
  return deleteMany(database, transaction, { table, key: KEYS[table], which, children });
}

/** Its part in sessions, what was allowed to it, what it holds, what it may ask for in its own name, and what it was seen to do. */
export async function removeOfClient(
  step: Step,
  { tenant_id, client_id }: { readonly tenant_id: string; readonly client_id: string },
): Promise<void> {
  const which = sql`where tenant_id = ${tenant_id} and client_id = ${client_id}`;
  for (const table of [
    ...(['session_clients', 'logout_deliveries', 'grants'] as const),
    ...(['access_tokens', 'consents', 'client_grants'] as const),
  ])
    await remove(step, table, which);
  await remove(step, 'counters', sql`where tenant_id = ${tenant_id} and what = ${trafficName(client_id)}`);
}

/** Whoever has the role. */
export async function removeOfRole(
  step: Step,
  { tenant_id, role_id }: { readonly tenant_id: string; readonly role_id: string },
): Promise<void> {
  await remove(step, 'role_members', sql`where tenant_id = ${tenant_id} and role_id = ${role_id}`);
}

type ApiScopes = {
  readonly tenant_id: string;
  readonly audience: string;
  /** What may still be asked for there; of one that is removed nothing. */
  readonly scopes: readonly string[];
};

/** Permissions of scopes that an API has not, from whoever has them: who makes such a scope anew gives it to nobody. */
export async function removeOtherPermissions(
  step: Step,
  { tenant_id, audience, scopes }: ApiScopes,
): Promise<void> {
  const others = scopes.length === 0 ? sql`` : sql`and permission not in (${sql.join(scopes)})`;
  const which = sql`where tenant_id = ${tenant_id} and audience = ${audience} ${others}`;
  await remove(step, 'user_permissions', which);
  const roles = await step.transaction
    .selectFrom('roles')
    .select(['role_id', 'name', 'document'])
    .where('tenant_id', '=', tenant_id)
    .orderBy('role_id')
    .execute();
  for (const { id: role_id, name: _, ...role } of roles.map(roleOf)) {
    const permissions = role.permissions.filter(
      (one) => one.resource_server_identifier !== audience || scopes.includes(one.permission_name),
    );
    if (permissions.length === role.permissions.length) continue;
    await step.transaction
      .updateTable('roles')
      .set((by) => ({ document: JSON.stringify({ ...role, permissions }), version: by('version', '+', 1) }))
      .where((where) => where.and({ tenant_id, role_id }))
      .execute();
  }
}

/** What clients were allowed at it. Opaque tokens are good for /userinfo alone, and no API has any. */
export async function removeOfApi(step: Step, api: ApiScopes): Promise<void> {
  const { tenant_id, audience } = api;
  const which = sql`where tenant_id = ${tenant_id} and audience = ${audience}`;
  for (const table of ['grants', 'consents', 'client_grants'] as const) await remove(step, table, which);
  await removeOtherPermissions(step, api);
}

export type ConsentKey = UserKey & { readonly client_id: string; readonly audience: string };

/** What was given by a consent. What names no API was given by the one for /userinfo, whose audience is no API's. */
export async function removeOfConsent(step: Step, key: ConsentKey): Promise<void> {
  const { tenant_id, sub, client_id, audience } = key;
  const isForUserinfo = !(await isApi(step.transaction, key));
  await endGrantsOf(
    step.transaction,
    key,
    (grant) => (grant.audience ?? (isForUserinfo ? audience : '')) === audience,
  );
  if (!isForUserinfo) return;
  // Not `is null`, which PostgreSQL looks up in the index of grants: those of the whole tenant.
  const ofNoGrant = sql`coalesce(grant_id, '') = ''`;
  await remove(
    step,
    'access_tokens',
    sql`where tenant_id = ${tenant_id} and client_id = ${client_id} and sub = ${sub} and ${ofNoGrant}`,
  );
}

async function isApi(
  transaction: Transaction<Schema>,
  { tenant_id, audience }: Pick<ConsentKey, 'tenant_id' | 'audience'>,
): Promise<boolean> {
  const api = await transaction
    .selectFrom('resource_servers')
    .select('identifier')
    .where('tenant_id', '=', tenant_id)
    .where('identifier', '=', audience)
    .executeTakeFirst();
  return api !== undefined;
}

/**
 * Everything of a user who is held, whose clients are told as at any other end of a session; what refers to the row goes with
 * it. How many sessions ended.
 */
export async function removeOfUser(step: Step, user: UserKey & { readonly now: number }): Promise<number> {
  const ended = await growEpoch(step.transaction, user);
  await removeTracesOfUser(step, user);
  await forgetInAudit(step.transaction, user);
  return ended;
}

/** By an index that begins with the user: SQLite would take the primary key for as good, and read all that a tenant has. */
function byUserAlone({ tenant_id, sub }: UserKey): RawBuilder<boolean> {
  return sql<boolean>`sub = ${sub} and coalesce(tenant_id, '') = ${tenant_id}`;
}

/** Rows of the log that are changed at a time. */
const PAGE = 500;

/** What happened stays in the log, and to whom of a `sub` that names nobody any more; from where, and in whose words, does not. */
async function forgetInAudit(
  transaction: Transaction<Schema>,
  { tenant_id, sub }: UserKey,
  after: readonly [at: number, id: string] = [0, ''],
): Promise<void> {
  const theirs = sql<boolean>`${byUserAlone({ tenant_id, sub })} and (at, id) > (${sql.join(after)})`;
  const rows = await transaction
    .selectFrom('audit')
    .select(['at', 'id'])
    .where(theirs)
    .orderBy('at')
    .orderBy('id')
    .limit(PAGE)
    .execute();
  const last = rows.at(-1);
  if (!last) return;
  await transaction
    .updateTable('audit')
    .set({ ip: null, detail: null })
    .where(sql<boolean>`${theirs} and (at, id) <= (${last.at}, ${last.id})`)
    .execute();
  if (rows.length === PAGE) await forgetInAudit(transaction, { tenant_id, sub }, [last.at, last.id]);
}

/** What no row refers to: a request that was under way may leave it behind when the user is gone. */
export async function removeTracesOfUser(step: Step, { tenant_id, sub }: UserKey): Promise<void> {
  const theirs = sql`where tenant_id = ${tenant_id} and sub = ${sub}`;
  for (const table of ['consents', 'sign_ins', 'failed_sign_ins'] as const) await remove(step, table, theirs);
  await remove(step, 'mails', sql`where ${byUserAlone({ tenant_id, sub })}`);
}
