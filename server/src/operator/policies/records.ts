/**
 * The records that a policy looks at, one after the other, tenant by tenant.
 */
import { type Client, isClient } from '../../resources/client/client.ts';
import type { ClientGrant } from '../../resources/client/client-grant.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import { MAX_PERMISSIONS, MAX_ROLES, permissionsOf, type Role } from '../../resources/end-user/role.ts';
import { tenantRoles } from '../../resources/end-user/tenant-roles.ts';
import { SIGNS_IN_BY } from '../../resources/end-user/user.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind, Values } from '../../resources/kind.ts';
import { myAccountApi } from '../../resources/tenant/my-account-api.ts';
import { type Tenant, tenantName } from '../../resources/tenant/tenant.ts';
import type { Tenants } from '../../tenants/tenants.ts';
import type { Asking } from '../../tokens/requested-api.ts';
import { askingAt } from '../asking.ts';
import { listAll } from '../file/absent.ts';
import type { OpenDesk } from '../open-desk.ts';
import { inForce } from './in-force.ts';
import { PEOPLE } from './subjects.ts';
import { waysOf } from './ways.ts';

export type Looked = {
  readonly tenant: string | undefined;
  readonly key: readonly string[];
  /** What a person calls it, where the key says nothing to anybody. */
  readonly name?: string;
  /** As they count. */
  readonly values: Values;
  /** Of a record of a tenant: as it is kept. */
  readonly said?: Values;
  /** Of a way: the request by which it is come by. */
  readonly request?: string;
  /** Of a way by which a client asks for itself: what it was given. */
  readonly given?: ClientGrant | undefined;
  /** Of a client, and of a way: who asks, and of what. */
  readonly client?: Client | undefined;
  readonly asking?: Asking;
};

export type Sources = {
  readonly open: OpenDesk;
  readonly tenants: Tenants;
  /** Those that are looked at. */
  readonly chosen: readonly Tenant[];
  /** The one that the environment names. */
  readonly adminClient: Client | undefined;
};

/** Everything that a policy could be about, as far as it reads of it. */
export async function* recordsOf({ kind, reads }: Asked, sources: Sources): AsyncIterable<Looked> {
  if (kind && !isOfTenant(kind)) return yield* recordsOfNone(kind, sources);
  for (const tenant of sources.chosen) {
    const at = {
      tenant,
      called: tenantName(tenant),
      asking: askingAt(tenant, { storage: sources.open.storage, tenants: sources.tenants }),
    };
    yield* kind ? recordsAt({ kind, reads }, at, sources) : waysAt(at, sources);
  }
}

type Asked = {
  /** Undefined: the ways to scopes. */
  readonly kind: Kind | undefined;
  /** Our names of the fields that are looked at. */
  readonly reads: ReadonlySet<string>;
};

/** Tenants, and what belongs to none. */
async function* recordsOfNone(kind: Kind, { open, chosen }: Sources): AsyncIterable<Looked> {
  for await (const { key, record } of listAll(kind.name, undefined, open.desk)) {
    if (kind.name !== 'tenant' || isAmong(record, chosen)) yield { tenant: undefined, key, values: record };
  }
}

function isAmong(record: Values, tenants: readonly Tenant[]): boolean {
  return tenants.some(({ tenant_id }) => tenant_id === record['tenant_id']);
}

/** What a way is told by. */
const WAY_KEY = ['client_id', 'grant', 'api', 'scope'] as const;

async function* waysAt({ called, asking }: At, sources: Sources): AsyncIterable<Looked> {
  for await (const { values, ...way } of waysOf(await tenancyOf(asking, sources)))
    yield {
      ...{ ...way, asking, tenant: called, key: WAY_KEY.map((name) => String(values[name])) },
      values: { ...values, tenant: called },
    };
}

type At = { readonly tenant: Tenant; readonly called: string; readonly asking: Asking };

async function* recordsAt(
  { kind, reads }: Asked & { readonly kind: Kind },
  { tenant, called, asking }: At,
  sources: Sources,
): AsyncIterable<Looked> {
  const { desk } = sources.open;
  const { tenant_id } = tenant;
  const isOne = kind.key.length === 0;
  const one = isOne ? await desk.show(kind.name, tenant_id, []) : undefined;
  const listed = isOne ? (one ? [one] : []) : listAll(kind.name, tenant_id, desk);
  // Two queries for each of all people.
  const isHeld = kind.section === PEOPLE && ['roles', 'permissions'].some((name) => reads.has(name));
  const roles = isHeld ? await rolesOf(asking, sources) : [];
  for await (const { key, record } of listed) {
    const held = isHeld ? await heldBy(String(record['sub']), { asking, roles }, sources) : {};
    yield {
      ...{ tenant: called, key, ...nameIn(kind, record), asking, said: record },
      values: { ...inForce(kind.name, record, tenant), ...held, tenant: called },
      ...(isClient(record) && kind.name === 'client' ? { client: record } : {}),
    };
  }
}

/** Of people: what they sign in by. */
function nameIn({ section }: Kind, record: Values): Pick<Looked, 'name'> {
  if (section !== PEOPLE) return {};
  const [name] = SIGNS_IN_BY.flatMap(({ field }) => record[field] ?? []);
  return typeof name === 'string' ? { name } : {};
}

type Having = { readonly asking: Asking; readonly roles: readonly Role[] };

/** What somebody has, which is kept in records of its own. */
async function heldBy(sub: string, { asking, roles }: Having, { open }: Sources): Promise<Values> {
  const held = open.storage.tenant(asking.tenant.tenant_id).roles;
  const ids = await held.rolesOf(sub, { limit: MAX_ROLES });
  return {
    roles: roles.filter(({ id }) => ids.includes(id)).map(({ name }) => name),
    permissions: await held.permissionsOf(sub, { limit: MAX_PERMISSIONS }),
  };
}

async function rolesOf({ tenant }: Asking, { open, tenants }: Sources): Promise<readonly Role[]> {
  const roles: Role[] = [...tenantRoles(tenants.managementApi(tenant))];
  for await (const { record } of listAll(KINDS.role.name, tenant.tenant_id, open.desk)) {
    const { id, name, permissions } = record;
    roles.push({ id: String(id), name: String(name), permissions: permissionsOf(permissions) });
  }
  return roles;
}

async function tenancyOf(asking: Asking, sources: Sources) {
  const { tenant, issuer } = asking;
  const { adminClient } = sources;
  const records = sources.open.storage.tenant(tenant.tenant_id);
  return {
    asking,
    clients: [...(await records.clients.list()), ...(adminClient ? [adminClient] : [])],
    apis: [
      ...(await records.resourceServers.list()),
      sources.tenants.managementApi(tenant),
      myAccountApi(issuer),
    ],
    roles: await rolesOf(asking, sources),
  };
}
