/**
 * The End-Users of a tenant. `sub` never changes and is never given twice; an e-mail address has one user at a time.
 */
import type { Selectable } from 'kysely';
import { canonicalEmail, type EndUser } from '../protocol/end-user.ts';
import type { Database } from './database.ts';
import { reusableQuery } from './reusable-query.ts';
import type { UsersTable } from './schema.ts';
import { isStorable } from './storable-text.ts';
import { StorageConflict } from './storage-conflict.ts';

export type Users = {
  find(sub: string): Promise<EndUser | undefined>;
  findByEmail(
    canonical_email: string,
  ): Promise<{ readonly user: EndUser; readonly password_hash: string | undefined } | undefined>;
  list(): Promise<readonly EndUser[]>;
  /** Inserts or updates by sub; without a password_hash the stored one stays. A taken e-mail throws StorageConflict. */
  save(user: EndUser, password_hash?: string): Promise<void>;
};

/** The users in a database, tenant by tenant. */
export function openUsers(database: Database): (tenant_id: string) => Users {
  const { kysely } = database;
  const findBySub = reusableQuery(kysely, ['tenant_id', 'sub'], (slot) =>
    kysely
      .selectFrom('users')
      .select(['sub', 'blocked', 'claims', 'has_second_factor'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('sub', '=', slot<string>('sub')),
  );
  return (tenant_id) => {
    const users = kysely.selectFrom('users').where('tenant_id', '=', tenant_id);
    return {
      async find(sub) {
        if (!isStorable(sub)) return undefined;
        const { rows } = await findBySub({ tenant_id, sub });
        return rows[0] && endUserOf(rows[0]);
      },
      async findByEmail(canonical_email) {
        if (!isStorable(canonical_email)) return undefined;
        const row = await users
          .select(['sub', 'blocked', 'claims', 'has_second_factor', 'password_hash'])
          .where('email', '=', canonical_email)
          .executeTakeFirst();
        return row && { user: endUserOf(row), password_hash: row.password_hash ?? undefined };
      },
      async list() {
        const rows = await users
          .select(['sub', 'blocked', 'claims', 'has_second_factor'])
          .orderBy('sub')
          .execute();
        return rows.map(endUserOf);
      },
      save: (user, password_hash) => saveUser({ database, tenant_id }, user, password_hash),
    };
  };
}

async function saveUser(
  { database, tenant_id }: { readonly database: Database; readonly tenant_id: string },
  { sub, blocked, claims }: EndUser,
  password_hash: string | undefined,
): Promise<void> {
  const changes = {
    email: claims.email === undefined ? null : canonicalEmail(claims.email),
    blocked: blocked ? 1 : 0,
    claims: JSON.stringify(claims),
    ...(password_hash === undefined ? {} : { password_hash }),
  };
  try {
    await database.kysely
      .insertInto('users')
      .values({ tenant_id, sub, password_hash: null, ...changes })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'sub']).doUpdateSet(changes))
      .execute();
  } catch (error) {
    if (database.isUniqueViolation(error)) throw new StorageConflict('email_taken', { cause: error });
    throw error;
  }
}

type UserRow = Pick<Selectable<UsersTable>, 'sub' | 'blocked' | 'claims' | 'has_second_factor'>;

/** The user in a row. */
export function endUserOf(row: UserRow): EndUser {
  return {
    sub: row.sub,
    blocked: row.blocked !== 0,
    claims: JSON.parse(row.claims),
    ...(row.has_second_factor === 0 ? {} : { has_second_factor: true }),
  };
}
