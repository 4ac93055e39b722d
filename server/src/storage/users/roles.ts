/**
 * Roles of a tenant, cached, and who has which: for whoever issues tokens, and for lists.
 */
import type { Permission, Role } from '../../resources/end-user/role.ts';
import { cacheKey, VersionedCache } from '../configuration/versioned-cache.ts';
import type { Database } from '../database.ts';
import { isStorable } from '../storable-text.ts';
import { storedObject } from '../unreadable-row.ts';

/** A page of a list: behind a key, or so many passed over. */
export type RolePage = { readonly after?: string; readonly offset?: number; readonly limit: number };

export type RoleHolder = { readonly sub: string; readonly claims: Readonly<Record<string, unknown>> };

export type Roles = {
  find(role_id: string): Promise<Role | undefined>;
  /** What somebody has: ids of roles, and names of permissions that they were given directly at an API. */
  heldBy(
    sub: string,
    audience: string,
  ): Promise<{ readonly roles: readonly string[]; readonly permissions: readonly string[] }>;
  /** The roles of somebody, by id. */
  rolesOf(sub: string, page: RolePage): Promise<readonly string[]>;
  /** What somebody was given directly. */
  permissionsOf(sub: string, page: Omit<RolePage, 'after'>): Promise<readonly Permission[]>;
  /** How many roles somebody has, and permissions of their own. */
  countOf(sub: string): Promise<{ readonly roles: number; readonly permissions: number }>;
  isHeld(role_id: string, sub: string): Promise<boolean>;
  /** Who has a role, in the order of their `sub`. */
  holders(role_id: string, page: RolePage): Promise<readonly RoleHolder[]>;
  countHolders(role_id: string): Promise<number>;
  /** Of those who have a role the ones that are not kept out. */
  activeHolders(role_id: string, page: Omit<RolePage, 'offset'>): Promise<readonly string[]>;
};

/** The roles in a database, tenant by tenant. */
export function openRoles(database: Database): (tenant_id: string) => Roles {
  const { kysely } = database;
  const cache = new VersionedCache<Role>(database.configurationVersion);

  async function load(tenant_id: string, role_id: string): Promise<Role | undefined> {
    const row = await kysely
      .selectFrom('roles')
      .select(['role_id', 'name', 'document'])
      .where((where) => where.and({ tenant_id, role_id }))
      .executeTakeFirst();
    return row && roleOf(row);
  }

  return (tenant_id) => {
    const members = kysely.selectFrom('role_members').where('tenant_id', '=', tenant_id);
    const given = kysely.selectFrom('user_permissions').where('tenant_id', '=', tenant_id);
    return {
      async find(role_id) {
        if (!isStorable(role_id)) return undefined;
        return cache.read(cacheKey(tenant_id, role_id), () => load(tenant_id, role_id));
      },
      async heldBy(sub, audience) {
        const rows = await members
          .select((by) => ['role_id as name', by.lit<number>(1).as('is_role')])
          .where('sub', '=', sub)
          .unionAll(
            given
              .select((by) => ['permission as name', by.lit<number>(0).as('is_role')])
              .where((where) => where.and({ sub, audience })),
          )
          .execute();
        const named = (is_role: number) =>
          rows.filter((row) => row.is_role === is_role).map(({ name }) => name);
        return { roles: named(1), permissions: named(0) };
      },
      async rolesOf(sub, { after = '', offset = 0, limit }) {
        const rows = await members
          .select('role_id')
          .where('sub', '=', sub)
          .where('role_id', '>', after)
          .orderBy('role_id')
          .limit(limit)
          .offset(offset)
          .execute();
        return rows.map(({ role_id }) => role_id);
      },
      async permissionsOf(sub, { offset = 0, limit }) {
        const rows = await given
          .select(['audience', 'permission'])
          .where('sub', '=', sub)
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
      async countOf(sub) {
        const count = { of: (by: { readonly count: number | bigint | string }) => Number(by.count) };
        const [roles, permissions] = await Promise.all([
          members
            .select((by) => by.fn.countAll().as('count'))
            .where('sub', '=', sub)
            .executeTakeFirstOrThrow(),
          given
            .select((by) => by.fn.countAll().as('count'))
            .where('sub', '=', sub)
            .executeTakeFirstOrThrow(),
        ]);
        return { roles: count.of(roles), permissions: count.of(permissions) };
      },
      async isHeld(role_id, sub) {
        const row = await members
          .select('sub')
          .where((where) => where.and({ role_id, sub }))
          .executeTakeFirst();
        return row !== undefined;
      },
      async holders(role_id, { after = '', offset = 0, limit }) {
        const rows = await kysely
          .selectFrom('role_members')
          .innerJoin('users', (join) =>
            join
              .onRef('users.tenant_id', '=', 'role_members.tenant_id')
              .onRef('users.sub', '=', 'role_members.sub'),
          )
          .select(['users.sub', 'users.claims'])
          .where('role_members.tenant_id', '=', tenant_id)
          .where('role_members.role_id', '=', role_id)
          .where('role_members.sub', '>', after)
          .orderBy('role_members.sub')
          .limit(limit)
          .offset(offset)
          .execute();
        return rows.map(({ sub, claims }) => ({
          sub,
          claims: storedObject(claims, { table: 'users', key: [sub] }),
        }));
      },
      async countHolders(role_id) {
        const row = await members
          .select((by) => by.fn.countAll().as('count'))
          .where('role_id', '=', role_id)
          .executeTakeFirstOrThrow();
        return Number(row.count);
      },
      async activeHolders(role_id, { after = '', limit }) {
        const rows = await kysely
          .selectFrom('role_members')
          .innerJoin('users', (join) =>
            join
              .onRef('users.tenant_id', '=', 'role_members.tenant_id')
              .onRef('users.sub', '=', 'role_members.sub'),
          )
          .select('users.sub')
          .where('role_members.tenant_id', '=', tenant_id)
          .where('role_members.role_id', '=', role_id)
          .where('role_members.sub', '>', after)
          .where('users.blocked', '=', 0)
          .orderBy('role_members.sub')
          .limit(limit)
          .execute();
        return rows.map(({ sub }) => sub);
      },
    };
  };
}

/** A role of its row. */
export function roleOf(row: { readonly role_id: string; readonly name: string; readonly document: string }): Role {
  return {
    permissions: [],
    ...storedObject(row.document, { table: 'roles', key: [row.role_id] }),
    id: row.role_id,
    name: row.name,
  };
}
