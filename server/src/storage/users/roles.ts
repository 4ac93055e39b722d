/**
 * Roles of a tenant, cached, and who has which: for whoever issues tokens, and for whoever judges a change.
 */
import type { Role } from '../../resources/end-user/role.ts';
import { cacheKey, VersionedCache } from '../configuration/versioned-cache.ts';
import type { Database } from '../database.ts';
import { isStorable } from '../storable-text.ts';
import { storedObject } from '../unreadable-row.ts';

export type Roles = {
  find(role_id: string): Promise<Role | undefined>;
  /** What somebody has: ids of roles, and names of permissions that they were given directly at an API. */
  heldBy(
    sub: string,
    audience: string,
  ): Promise<{ readonly roles: readonly string[]; readonly permissions: readonly string[] }>;
  isHeld(role_id: string, sub: string): Promise<boolean>;
  /** Of those who have a role the ones that are not kept out, behind one of them. */
  activeHolders(
    role_id: string,
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly string[]>;
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

  return (tenant_id) => ({
    async find(role_id) {
      if (!isStorable(role_id)) return undefined;
      return cache.read(cacheKey(tenant_id, role_id), () => load(tenant_id, role_id));
    },
    heldBy: (sub, audience) => heldBy(database, { tenant_id, sub }, audience),
    async isHeld(role_id, sub) {
      const row = await kysely
        .selectFrom('role_members')
        .select('sub')
        .where((where) => where.and({ tenant_id, role_id, sub }))
        .executeTakeFirst();
      return row !== undefined;
    },
    async activeHolders(role_id, { after, limit }) {
      const rows = await kysely
        .selectFrom('role_members as held')
        .innerJoin('users', (join) =>
          join.onRef('users.tenant_id', '=', 'held.tenant_id').onRef('users.sub', '=', 'held.sub'),
        )
        .select('users.sub')
        .where((where) => where.and({ 'held.tenant_id': tenant_id, 'held.role_id': role_id }))
        .where('held.sub', '>', after)
        .where('users.blocked', '=', 0)
        .orderBy('held.sub')
        .limit(limit)
        .execute();
      return rows.map(({ sub }) => sub);
    },
  });
}

/** One statement, for it stands between a request and its token. */
async function heldBy(
  { kysely }: Database,
  { tenant_id, sub }: { readonly tenant_id: string; readonly sub: string },
  audience: string,
): ReturnType<Roles['heldBy']> {
  const rows = await kysely
    .selectFrom('role_members')
    .select((by) => ['role_id as name', by.lit<number>(1).as('is_role')])
    .where((where) => where.and({ tenant_id, sub }))
    .unionAll(
      kysely
        .selectFrom('user_permissions')
        .select((by) => ['permission as name', by.lit<number>(0).as('is_role')])
        .where((where) => where.and({ tenant_id, sub, audience })),
    )
    .execute();
  const named = (is_role: number) => rows.filter((row) => row.is_role === is_role).map(({ name }) => name);
  return { roles: named(1), permissions: named(0) };
}

type RoleRow = { readonly role_id: string; readonly name: string; readonly document: string };

/** A role of its row. */
export function roleOf({ role_id, name, document }: RoleRow): Role {
  return {
    permissions: [],
    ...storedObject(document, { table: 'roles', key: [role_id] }),
    id: role_id,
    name,
  };
}
