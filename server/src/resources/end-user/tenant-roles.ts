/**
 * The roles that every tenant has for whoever administers it: made of the scopes of its Management API, computed, and nobody's to
 * change. Their names are no role's that somebody made (role.ts), so that a role of an application is never taken for one.
 */
import type { ManagementScope } from '../tenant/management-api.ts';
import type { ResourceServer } from '../tenant/resource-server.ts';
import type { Role } from './role.ts';

/** In the words of `tacit admin create --role`. */
export const TENANT_ROLES = ['owner', 'admin', 'support', 'viewer'] as const;

export type TenantRole = (typeof TENANT_ROLES)[number];

/** `rol_tacit_owner`. */
export function tenantRoleId(role: TenantRole): string {
  return `rol_tacit_${role}`;
}

export const OWNER_ROLE = tenantRoleId('owner');

/** What is said of whoever alone owns a tenant. */
export const LAST_OWNER = 'is the last owner of the tenant: make somebody else one first';

type Made = { readonly description: string; readonly has: (scope: string) => boolean };

/** What an administrator leaves to owners: who may do what, and the keys that everything is signed by. */
const OF_OWNERS: ReadonlySet<string> = new Set<ManagementScope>([
  'create:roles',
  'update:roles',
  'delete:roles',
  'create:role_members',
  'delete:role_members',
  'create:signing_keys',
  'update:signing_keys',
  // Where mails go is where links go by which anybody's password is chosen.
  'create:email_provider',
  'update:email_provider',
  'delete:email_provider',
]);

/** What somebody needs who helps people to sign in. */
const OF_SUPPORT: ReadonlySet<string> = new Set<ManagementScope>([
  'read:users',
  'update:users',
  'create:user_tickets',
  'create:user_custom_blocks',
  'read:user_custom_blocks',
  'delete:user_custom_blocks',
  'read:anomaly_blocks',
  'delete:anomaly_blocks',
  'read:authentication_methods',
  'delete:authentication_methods',
  'read:guardian_enrollments',
  'delete:guardian_enrollments',
  'create:guardian_enrollment_tickets',
  'read:sessions',
  'delete:sessions',
  'read:refresh_tokens',
  'delete:refresh_tokens',
  'read:device_credentials',
  'delete:device_credentials',
  'read:grants',
  'delete:grants',
  'read:logs',
  'read:logs_users',
  'read:roles',
  'read:role_members',
  'read:clients',
  'read:connections',
]);

const OF_ALL_TENANTS = /:tenants$/;

const MADE: Readonly<Record<TenantRole, Made>> = {
  owner: { description: 'Everything, and who else may do what.', has: () => true },
  admin: {
    description: 'Everything but who may do what, signing keys and how mail is sent.',
    has: (scope) => !OF_OWNERS.has(scope) && !OF_ALL_TENANTS.test(scope),
  },
  support: { description: 'Helps people to sign in.', has: (scope) => OF_SUPPORT.has(scope) },
  viewer: { description: 'Looks at everything.', has: (scope) => scope.startsWith('read:') },
};

/** The roles of a tenant by its Management API. */
export function tenantRoles({ identifier, scopes }: ResourceServer): readonly Role[] {
  return TENANT_ROLES.map((role) => ({
    id: tenantRoleId(role),
    name: `tacit:${role}`,
    description: MADE[role].description,
    permissions: scopes
      .filter(({ value }) => MADE[role].has(value))
      .map(({ value }) => ({ resource_server_identifier: identifier, permission_name: value })),
  }));
}

/** The id of the role of that name or id; undefined: it is none of these. */
export function tenantRoleIdOf(nameOrId: string): string | undefined {
  return TENANT_ROLES.filter((role) => nameOrId === tenantRoleId(role) || nameOrId === `tacit:${role}`).map(
    tenantRoleId,
  )[0];
}
