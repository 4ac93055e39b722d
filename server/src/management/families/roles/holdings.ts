/**
 * What somebody has: roles, permissions of their own, and what both come to.
 */
import type { Exchange } from '../../../deps.ts';
import type { Wish } from '../../../desk/desk.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { MAX_PERMISSIONS, type Permission, type Role } from '../../../resources/end-user/role.ts';
import { inexistent, type Problem } from '../../problem.ts';
import { findRole } from './role-records.ts';

/** Whoever a path names, or the refusal that they are nobody here. */
export async function findHolder(
  path: Readonly<Record<string, string>>,
  { records }: Exchange,
): Promise<Result<string, Problem>> {
  const sub = path['id'] ?? '';
  return (await records.users.find(sub)) ? ok(sub) : err(inexistent('user'));
}

type Member = { readonly tenant_id: string; readonly sub: string; readonly role_id: string };

/** A wish that somebody has a role, or has not. */
export function memberWish({ tenant_id, sub, role_id }: Member, verb: 'put' | 'delete'): Wish {
  const what = { kind: 'role_member', place: { tenant_id } } as const;
  return verb === 'put'
    ? { ...what, verb, meant: 'whole', said: { sub, role_id } }
    : { ...what, verb, key: [sub, role_id] };
}

type Given = { readonly tenant_id: string; readonly sub: string; readonly permission: Permission };

/** A wish that somebody may do something, or may not. */
export function permissionWish({ tenant_id, sub, permission }: Given, verb: 'put' | 'delete'): Wish {
  const { resource_server_identifier, permission_name } = permission;
  const what = { kind: 'user_permission', place: { tenant_id } } as const;
  return verb === 'put'
    ? { ...what, verb, meant: 'whole', said: { sub, resource_server_identifier, permission_name } }
    : { ...what, verb, key: [sub, resource_server_identifier, permission_name] };
}

/** As many roles as are read of somebody; nobody has more. */
const MOST_ROLES = 1_000;

/** Every role of somebody. */
export async function rolesHeld(sub: string, exchange: Exchange): Promise<readonly Role[]> {
  const ids = await exchange.records.roles.rolesOf(sub, { limit: MOST_ROLES });
  const roles = await Promise.all(ids.map((id) => findRole(id, exchange)));
  return roles.filter((role) => role !== undefined);
}

type Source = {
  readonly source_id: string;
  readonly source_name: string;
  readonly source_type: string;
};

export type Held = { readonly permission: Permission; readonly sources: readonly Source[] };

const DIRECT: Source = { source_id: '', source_name: '', source_type: 'DIRECT' };

/** All that somebody may do, each once and in the order of its names, with where it comes from. */
export async function permissionsHeld(sub: string, exchange: Exchange): Promise<readonly Held[]> {
  const direct = await exchange.records.roles.permissionsOf(sub, { limit: MAX_PERMISSIONS });
  const roles = await rolesHeld(sub, exchange);
  const all = [
    ...direct.map((permission) => ({ permission, source: DIRECT })),
    ...roles.flatMap(({ id, name, permissions }) =>
      permissions.map((permission) => ({
        permission,
        source: { source_id: id, source_name: name, source_type: 'ROLE' },
      })),
    ),
  ];
  const held = Map.groupBy(all, ({ permission }) => nameOf(permission));
  return [...held]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) =>
      first ? [{ permission: first.permission, sources: [first, ...more].map(({ source }) => source) }] : [],
    );
}

/** One text for one permission. */
export function nameOf({ resource_server_identifier, permission_name }: Permission): string {
  return JSON.stringify([resource_server_identifier, permission_name]);
}
