/**
 * What goes with a record when it is removed, counted as far as it is worth counting, and by an index.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { KindName } from '../../resources/kind.ts';
import type { RecordKey } from '../configuration/stored-record.ts';
import type { Schema } from '../schema.ts';

/** Where counting stops. */
const MOST = 10_000;

type Counted = {
  /** What a person calls them. */
  readonly name: string;
  readonly table: keyof Schema;
  /** Of rows that are one thing together, what tells the things apart. */
  readonly distinct?: readonly string[];
  readonly where: (values: Key) => RawBuilder<unknown>;
};

/** The tenant, and the values of the key. */
type Key = { readonly tenant_id: string; readonly key: readonly string[] };

const CONSENT = ['sub', 'client_id', 'audience'] as const;

const at = (...columns: readonly string[]) => {
  const equal = ({ key }: Key) =>
    columns.map((column, index) => sql`${sql.ref(column)} = ${key[index] ?? ''}`);
  return (values: Key) => sql.join([sql`tenant_id = ${values.tenant_id}`, ...equal(values)], sql` and `);
};

const COUNTED: Readonly<Record<KindName, readonly Counted[]>> = {
  tenant: [
    { name: 'users', table: 'users', where: at() },
    { name: 'clients', table: 'clients', where: at() },
    { name: 'apis', table: 'resource_servers', where: at() },
    { name: 'client_grants', table: 'client_grants', where: at() },
    { name: 'sessions', table: 'sessions', where: at() },
    { name: 'grants', table: 'grants', where: at() },
    { name: 'consents', table: 'consents', distinct: CONSENT, where: at() },
  ],
  settings: [],
  client: [
    { name: 'client_grants', table: 'client_grants', where: at('client_id') },
    { name: 'consents', table: 'consents', distinct: CONSENT, where: at('client_id') },
    { name: 'grants', table: 'grants', where: at('client_id') },
    { name: 'access_tokens', table: 'access_tokens', where: at('client_id') },
  ],
  client_grant: [],
  resource_server: [
    { name: 'client_grants', table: 'client_grants', where: at('audience') },
    { name: 'consents', table: 'consents', distinct: CONSENT, where: at('audience') },
    { name: 'permissions', table: 'user_permissions', where: at('audience') },
    { name: 'grants', table: 'grants', where: at('audience') },
  ],
  user: [
    { name: 'sessions', table: 'sessions', where: at('sub') },
    { name: 'roles', table: 'role_members', where: at('sub') },
    { name: 'consents', table: 'consents', distinct: CONSENT, where: at('sub') },
    { name: 'grants', table: 'grants', where: at('sub') },
    { name: 'access_tokens', table: 'access_tokens', where: at('sub') },
    { name: 'authenticators', table: 'authenticators', where: at('sub') },
    { name: 'sign_ins', table: 'sign_ins', where: at('sub') },
    { name: 'failed_sign_ins', table: 'failed_sign_ins', where: at('sub') },
  ],
  role: [{ name: 'role_members', table: 'role_members', where: at('role_id') }],
  role_member: [],
  user_permission: [],
  consent: [
    {
      name: 'grants',
      table: 'grants',
      where: (values) => sql`${at('sub', 'client_id')(values)} and ${givenBy(values)}`,
    },
  ],
  signing_key: [],
  log_stream: [],
  rollout: [],
};

/** What names no API was given by the consent for /userinfo, whose audience is no API's. */
function givenBy({ tenant_id, key: [, , audience = ''] }: Key): RawBuilder<unknown> {
  return sql`(audience = ${audience} or (audience is null and not exists (
    select 1 from resource_servers where tenant_id = ${tenant_id} and identifier = ${audience})))`;
}

/** What is not zero, at most MOST of each. */
export async function lostWith(
  kysely: Kysely<Schema>,
  { kind, key, tenant_id = '' }: RecordKey,
): Promise<Readonly<Record<string, number>>> {
  const lost: [string, number][] = [];
  const values = kind === 'tenant' ? await tenantKey(kysely, key) : { tenant_id, key };
  for (const { name, table, distinct, where } of values ? COUNTED[kind] : []) {
    const which = values ? where(values) : sql`1 = 0`;
    const things = distinct ? sql`distinct ${sql.join(distinct.map((column) => sql.ref(column)))}` : sql`1`;
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (
        select ${things} from ${sql.table(table)} where ${which} limit ${MOST}
      ) as found`.execute(kysely);
    const count = Number(rows[0]?.count ?? 0);
    if (count > 0) lost.push([name, count]);
  }
  return Object.fromEntries(lost);
}

/** A tenant is named by its name and region, and what it has by its id. */
async function tenantKey(
  kysely: Kysely<Schema>,
  [name = '', region = '']: readonly string[],
): Promise<Key | undefined> {
  const row = await kysely
    .selectFrom('tenants')
    .select('tenant_id')
    .where((where) => where.and({ name, region }))
    .executeTakeFirst();
  return row && { tenant_id: row.tenant_id, key: [] };
}
