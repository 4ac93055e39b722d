/**
 * What a description of somebody says of their roles and permissions: records of their own, which are given and taken so that it
 * becomes true. Who does not say them keeps what they have.
 */
import { isSamePermission, permissionsOf } from '../resources/end-user/role.ts';
import type { KindName, Values } from '../resources/kind.ts';
import type { Storage } from '../storage/storage.ts';
import type { Wish } from './desk.ts';
import type { Draft } from './draft.ts';
import { textOf } from './facts.ts';
import type { Proposed } from './proposed.ts';
import { roleIdOf } from './record-keys.ts';

type From = { readonly draft: Draft; readonly storage: Storage };

/** More than anybody may say to have. */
const MAX_HOLDINGS = 1_000;

/** The wishes that follow from `roles` and `permissions` of somebody. */
export async function holdingsWished(
  wish: Wish,
  { at, judged }: Proposed,
  { draft, storage }: From,
): Promise<readonly Wish[]> {
  const { tenant_id } = at;
  if (wish.kind !== 'user' || !('said' in wish) || tenant_id === undefined) return [];
  const { roles, permissions } = wish.said;
  const sub = textOf(judged.record, 'sub') ?? '';
  const place = { tenant_id };
  const put = (kind: KindName, said: Values): Wish => ({
    ...{ kind, place, verb: 'put', meant: 'whole', said: { ...said, sub } },
  });
  const take = (kind: KindName, ...key: readonly string[]): Wish => ({
    ...{ kind, place, verb: 'delete', key: [sub, ...key] },
  });
  const held = storage.tenant(tenant_id).roles;
  const wishes: Wish[] = [];
  if (Array.isArray(roles)) {
    const ids = new Set<string>();
    for (const role of roles) ids.add(await roleIdOf(String(role), { draft, tenant_id }));
    const has = await held.rolesOf(sub, { limit: MAX_HOLDINGS });
    wishes.push(...[...ids].map((role_id) => put('role_member', { role_id })));
    wishes.push(...has.filter((id) => !ids.has(id)).map((id) => take('role_member', id)));
  }
  if (Array.isArray(permissions)) {
    const named = permissionsOf(permissions);
    const has = await held.permissionsOf(sub, { limit: MAX_HOLDINGS });
    const gone = has.filter((one) => !named.some((other) => isSamePermission(one, other)));
    wishes.push(...named.map((permission) => put('user_permission', permission)));
    wishes.push(
      ...gone.map((one) => take('user_permission', one.resource_server_identifier, one.permission_name)),
    );
  }
  return wishes;
}
