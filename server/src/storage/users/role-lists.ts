/**
 * Lists of what somebody has, and of who has a role.
 */
import type { Permission } from '../../resources/end-user/role.ts';
import type { Database } from '../database.ts';
import { storedObject } from '../unreadable-row.ts';

/** A page of a list: behind a key, or so many passed over. */
type Page = { readonly after?: string; readonly offset?: number; readonly limit: number };

type RoleHolder = { readonly sub: string; readonly claims: Readonly<Record<string, unknown>> };

export type RoleLists = {
  /** The roles of somebody, by id. */
  rolesOf(sub: string, page: Page): Promise<readonly string[]>;
  countRolesOf(sub: string): Promise<number>;
  /** What somebody was given directly. */
  permissionsOf(sub: string, page: Omit<Page, 'after'>): Promise<readonly Permission[]>;
  /** Who has a role, in the order of their `sub`. */
  holders(role_id: string, page: Page): Promise<readonly RoleHolder[]>;
  countHolders(role_id: string): Promise<number>;
};

/** Who has which role in a database, tenant by tenant. */
export function openRoleLists({ kysely }: Database): (tenant_id: string) => RoleLists {
  const members = kysely.selectFrom('role_members');
  return (tenant_id) => ({
    async rolesOf(sub, { after = '', offset = 0, limit }) {
      const rows = await members
        .select('role_id')
        .where((where) => where.and({ tenant_id, sub }))
        .where('role_id', '>', after)
        .orderBy('role_id')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(({ role_id }) => role_id);
    },
    async countRolesOf(sub) {
      const { count } = await members
        .select((by) => by.fn.countAll().as('count'))
        .where((where) => where.and({ tenant_id, sub }))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async permissionsOf(sub, { offset = 0, limit }) {
      const rows = await kysely
        .selectFrom('user_permissions')
        .select(['audience', 'permission'])
        .where((where) => where.and({ tenant_id, sub }))
        .orderBy('audience')
        .orderBy('permission')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(({ audience, permission }) => ({
        resource_server_identifier: audience,
        permission_name: permission,
      }));
    },
    async holders(role_id, { after = '', offset = 0, limit }) {
      const rows = await kysely
        .selectFrom('role_members as held')
        .innerJoin('users', (join) =>
          join.onRef('users.tenant_id', '=', 'held.tenant_id').onRef('users.sub', '=', 'held.sub'),
        )
        .select(['users.sub', 'users.claims'])
        .where((where) => where.and({ 'held.tenant_id': tenant_id, 'held.role_id': role_id }))
        .where('held.sub', '>', after)
        .orderBy('held.sub')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(({ sub, claims }) => ({
        sub,
        claims: storedObject(claims, { table: 'users', key: [sub] }),
      }));
    },
    async countHolders(role_id) {
      const { count } = await members
        .select((by) => by.fn.countAll().as('count'))
        .where((where) => where.and({ tenant_id, role_id }))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  });
}
