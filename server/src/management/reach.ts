/**
 * Nobody can grant, take or reach more of the Management API than they hold (MG-11, MG-25). One table says what an operation lays
 * hands on: somebody, an application, a role, a grant; whoever lacks a scope that these have is refused.
 */
import type { Exchange } from '../deps.ts';
import { canonicalEmail } from '../protocol/end-user/end-user.ts';
import { scopesGranted } from '../resources/client/client-grant.ts';
import { permissionNames, permissionsOf } from '../resources/end-user/role.ts';
import { tenantRoles } from '../resources/end-user/tenant-roles.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import { permissionsAt } from '../tokens/permissions.ts';
import type { Asked, Operation } from './operation.ts';
import { type Problem, problem } from './problem.ts';
import { keyOfId } from './record-ids.ts';

/** Somebody by their id, by an address, as a command names them (an id, an address or a user name), by a second factor of theirs. */
type Somebody = { readonly kind: 'user' | 'mailbox' | 'account' | 'factor'; readonly id: string };

/** What an operation is about, as far as it can be more than whoever asks. */
export type Touched =
  | Somebody
  | { readonly kind: 'client' | 'role'; readonly id: string }
  /** What an application may ask for, by the address of the record. */
  | { readonly kind: 'client_grant'; readonly id: string }
  /** Scopes that are given to somebody, at an API. */
  | { readonly kind: 'scopes'; readonly audience: string; readonly scopes: readonly string[] | 'all' };

type Said = Pick<Asked, 'path' | 'body'>;

type Row = {
  /** Of every operation at such a path that changes something. */
  readonly paths: RegExp;
  readonly touches: (said: Said) => readonly Touched[];
};

/** The table. An operation may be in several rows. */
const ROWS: readonly Row[] = [
  {
    paths: /^\/users\/\{/,
    touches: ({ path }) => [{ kind: 'user', id: firstOf(path) }],
  },
  {
    // An account that is linked to another one is that one's from then on.
    paths: /^\/users\/\{\w+\}\/identities$/,
    touches: ({ body: { provider, user_id } }) =>
      textsOf([user_id]).flatMap((id): readonly Touched[] => [
        { kind: 'user', id },
        { kind: 'user', id: `${String(provider)}|${id}` },
      ]),
  },
  {
    // Links that let somebody in, and mails that do; of an import that changes who is there its own job judges.
    paths: /^\/(?:tickets|jobs|guardian)\//,
    touches: ({ body: { user_id, email } }) => [
      ...textsOf([user_id]).map((id): Touched => ({ kind: 'user', id })),
      ...textsOf([email]).map((id): Touched => ({ kind: 'mailbox', id })),
    ],
  },
  {
    paths: /^\/guardian\/enrollments\/\{/,
    touches: ({ path }) => [{ kind: 'factor', id: firstOf(path) }],
  },
  {
    paths: /^\/clients\/\{/,
    touches: ({ path }) => [{ kind: 'client', id: firstOf(path) }],
  },
  {
    paths: /^\/client-grants$/,
    touches: ({ body }) => [grantedBy(body, String(body['audience']))],
  },
  {
    paths: /^\/client-grants\/\{/,
    touches: ({ path, body }) => {
      const id = firstOf(path);
      const [, audience = ''] = keyOfId(CLIENT_GRANT_PREFIX, id, 2) ?? [];
      return [{ kind: 'client_grant', id }, grantedBy(body, audience)];
    },
  },
  {
    paths: /^\/roles\/\{/,
    touches: ({ path }) => [{ kind: 'role', id: firstOf(path) }],
  },
  {
    paths: /^\/(?:roles|users)\/\{\w+\}\/permissions$/,
    touches: ({ body }) =>
      permissionsOf(body['permissions']).map(({ resource_server_identifier, permission_name }) => ({
        ...{ kind: 'scopes', audience: resource_server_identifier, scopes: [permission_name] },
      })),
  },
  {
    paths: /^\/users\/\{\w+\}\/roles$/,
    touches: ({ body }) => textsOf(body['roles']).map((id) => ({ kind: 'role', id })),
  },
];

/** What an application is given at an API by what is said of its grant. */
function grantedBy({ scope, allow_all_scopes }: Said['body'], audience: string): Touched {
  return { kind: 'scopes', audience, scopes: allow_all_scopes === true ? 'all' : textsOf(scope) };
}

/** Ids of what applications may ask for. */
export const CLIENT_GRANT_PREFIX = 'cgr_';

/** Everything that an operation lays hands on; what only looks, on nothing. */
export function touchedBy(
  { method, path }: Pick<Operation, 'method' | 'path'>,
  said: Said,
): readonly Touched[] {
  if (method === 'GET') return [];
  return ROWS.filter(({ paths }) => paths.test(path)).flatMap(({ touches }) => touches(said));
}

/** The scopes that are needed and not held. */
export function beyond(held: ReadonlySet<string>, needed: readonly string[]): readonly string[] {
  return [...new Set(needed)].filter((scope) => !held.has(scope));
}

/** Whether whoever asks reaches for more than they hold. */
export async function judgeReach(
  { exchange, access, ...said }: Pick<Asked, 'exchange' | 'access' | 'path' | 'body'>,
  operation: Operation,
): Promise<Problem | undefined> {
  return judgeTouched(touchedBy(operation, said), { exchange, access });
}

/** The same of what an operation knows itself to lay hands on. */
export async function judgeTouched(
  all: readonly Touched[],
  { exchange, access }: Pick<Asked, 'exchange' | 'access'>,
): Promise<Problem | undefined> {
  for (const touched of all) {
    const lacking = beyond(access.scope, await scopesOf(touched, exchange));
    if (lacking.length > 0) return lacks(lacking);
  }
  return undefined;
}

/** Refused, with the scopes that are needed and not held. */
export function lacks(scopes: readonly string[]): Problem {
  return problem(
    403,
    'insufficient_scope',
    `This reaches for more than the access token holds: ${scopes.join(',')}`,
  );
}

/** The scopes of the tenant's Management API that something has, or would be given. */
async function scopesOf(touched: Touched, exchange: Exchange): Promise<readonly string[]> {
  const { records, deps, tenant } = exchange;
  const api = deps.tenants.managementApi(tenant);
  switch (touched.kind) {
    case 'user':
    case 'mailbox':
    case 'account':
    case 'factor': {
      const sub = await SUB_OF[touched.kind](touched.id, records);
      return sub === undefined ? [] : ((await permissionsAt(api, sub, exchange)) ?? []);
    }
    case 'client':
      return scopesOfClient(touched.id, exchange);
    case 'client_grant': {
      const [client_id = '', audience = ''] = keyOfId(CLIENT_GRANT_PREFIX, touched.id, 2) ?? [];
      if (audience !== api.identifier) return [];
      return scopesGranted(await records.clientGrants.find(client_id, audience), api);
    }
    case 'role': {
      const own = tenantRoles(api).find(({ id }) => id === touched.id);
      return permissionNames(own ?? (await records.roles.find(touched.id)), api.identifier);
    }
    case 'scopes':
      if (touched.audience !== api.identifier) return [];
      return touched.scopes === 'all' ? api.scopes.map(({ value }) => value) : touched.scopes;
  }
}

type Find = (id: string, records: Exchange['records']) => Promise<string | undefined>;

/** Who is meant by an id of theirs, an address, a name, a factor. */
const SUB_OF: Readonly<Record<Somebody['kind'], Find>> = {
  user: (id) => Promise.resolve(id),
  mailbox: async (id, { users }) => (await users.findByEmail(canonicalEmail(id)))?.user.sub,
  account: async (id, { users }) =>
    ((await users.find(id)) ?? (await users.findByAccount(canonicalEmail(id)))?.user)?.sub,
  factor: async (id, { authenticators }) => (await authenticators.find(id))?.sub,
};

/** In its own name, and in the names of people who administer by it: whoever turns its answers elsewhere has theirs. */
async function scopesOfClient(
  client_id: string,
  { records, deps, tenant }: Exchange,
): Promise<readonly string[]> {
  const api = deps.tenants.managementApi(tenant);
  const given = await records.consents.given({ client_id, audience: api.identifier });
  return [
    ...scopesGranted(await records.clientGrants.find(client_id, api.identifier), api),
    ...given.filter((scope) => isScopeOf(api, scope)),
  ];
}

/** `openid` and its like are agreed to as well, and are nobody's to hold. */
function isScopeOf({ scopes }: ResourceServer, scope: string): boolean {
  return scopes.some(({ value }) => value === scope);
}

/** What stands first in a path. */
function firstOf(path: Said['path']): string {
  return Object.values(path)[0] ?? '';
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
