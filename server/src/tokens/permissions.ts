/**
 * What an End-User may do at an API: by their roles, and by permissions of their own (Auth0: RBAC). Nobody is asked where the API does
 * not care.
 */
import type { Exchange } from '../deps.ts';
import { asksForPermissions } from '../protocol/tenant/resource-server.ts';
import { permissionNames } from '../resources/end-user/role.ts';
import { tenantRoleIdOf, tenantRoles } from '../resources/end-user/tenant-roles.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';

/** Names of permissions that exist at the API today; undefined: it does not care. */
export async function permissionsAt(
  api: ResourceServer | undefined,
  sub: string,
  { records, deps, tenant }: Pick<Exchange, 'records' | 'deps' | 'tenant'>,
): Promise<readonly string[] | undefined> {
  if (!api || !asksForPermissions(api)) return undefined;
  const held = await records.roles.heldBy(sub, api.identifier);
  const roles = await Promise.all(
    held.roles.map((id) =>
      tenantRoleIdOf(id) === undefined
        ? records.roles.find(id)
        : tenantRoles(deps.tenants.managementApi(tenant)).find((role) => role.id === id),
    ),
  );
  const allowed = new Set([
    ...held.permissions,
    ...roles.flatMap((role) => permissionNames(role, api.identifier)),
  ]);
  return api.scopes.map(({ value }) => value).filter((value) => allowed.has(value));
}
