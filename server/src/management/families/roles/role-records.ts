/**
 * Roles as this door shows them, and what they allow, with what Auth0 says beside each permission.
 */
import type { Exchange } from '../../../deps.ts';
import { err, type Result } from '../../../protocol/result.ts';
import {
  MAX_PERMISSIONS,
  PERMISSION_FIELDS,
  type Permission,
  permissionsOf,
  type Role,
} from '../../../resources/end-user/role.ts';
import { tenantRoles } from '../../../resources/end-user/tenant-roles.ts';
import { optional, type RecordOf, required } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { list, objectSchema, record, text } from '../../../resources/shape.ts';
import { inexistent, type Problem, problem } from '../../problem.ts';
import type { Shown } from '../../records.ts';

export const ROLE: Shown = {
  kind: 'role',
  noun: 'role',
  // The server's to give: what a tool sends back is left aside.
  beside: { id: { shape: text(64), sentence: 'Its address here.', of: ({ id }) => id } },
  apart: ['permissions'],
  // Auth0's are of a tenant or of one organization of it.
  unsaid: { type: 'tenant', owner_id: null },
};

/** The roles that every tenant has, as they are at this one. */
export function builtIn({ deps, tenant }: Pick<Exchange, 'deps' | 'tenant'>): readonly Role[] {
  return tenantRoles(deps.tenants.managementApi(tenant));
}

/** A role of the tenant by its id. */
export async function findRole(id: string, exchange: Exchange): Promise<Role | undefined> {
  return builtIn(exchange).find((role) => role.id === id) ?? (await exchange.records.roles.find(id));
}

const PAGE = 500;

/** All whose name has a text in it, in either case: of those that every tenant has, and of the tenant's. */
export async function rolesNamed(
  wanted: string,
  own: readonly Role[],
  { deps, tenant }: Exchange,
): Promise<readonly Values[]> {
  const found: Values[] = [...own];
  for (let after: readonly string[] | undefined; ; ) {
    const page = await deps.desk.list('role', tenant.tenant_id, { ...(after ? { after } : {}), limit: PAGE });
    found.push(...page.map((one) => one.record));
    after = page.at(-1)?.key;
    if (page.length < PAGE) break;
  }
  const text = wanted.toLowerCase();
  return found.filter(({ name }) => String(name).toLowerCase().includes(text));
}

/** That a role is one that every tenant has. */
export function unchangeable(): Result<never, Problem> {
  const message = 'Every tenant has this role as it is: make one of your own';
  return err(problem(403, 'operation_not_supported', message));
}

export function inexistentRole(): Result<never, Problem> {
  return err(inexistent('role'));
}

/** Of a body: permissions that are given or taken. */
export const PERMISSIONS_BODY = {
  permissions: required(list(record(PERMISSION_FIELDS), { max: MAX_PERMISSIONS, min: 1 }), {
    sentence: 'Which permissions.',
  }),
} as const;

const TOLD_FIELDS = {
  ...PERMISSION_FIELDS,
  resource_server_name: optional(text(255), { sentence: 'What the API is called.' }),
  description: optional(text(500), { sentence: 'What the scope is for.' }),
} as const;

export const PERMISSION_SCHEMA = objectSchema(TOLD_FIELDS);

export type ToldPermission = RecordOf<typeof TOLD_FIELDS>;

/** Permissions as they are told, with the words of their APIs. */
export function toldPermissions(
  permissions: readonly Permission[],
  { records, deps, tenant }: Exchange,
): Promise<readonly ToldPermission[]> {
  const own = deps.tenants.managementApi(tenant);
  return Promise.all(
    permissions.map(async ({ resource_server_identifier, permission_name }) => {
      const api =
        resource_server_identifier === own.identifier
          ? own
          : await records.resourceServers.find(resource_server_identifier);
      const description = api?.scopes.find(({ value }) => value === permission_name)?.description;
      return {
        ...{ resource_server_identifier, permission_name },
        ...(api ? { resource_server_name: api.name } : {}),
        ...(description === undefined ? {} : { description }),
      };
    }),
  );
}

/** What a body names. */
export function namedIn(body: { readonly permissions: unknown }): readonly Permission[] {
  return permissionsOf(body.permissions);
}
