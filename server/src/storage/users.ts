/**
 * The End-Users of a tenant. `sub` never changes and is never given twice; an e-mail address has one user at a time.
 */
import type { Selectable } from 'kysely';
import { sha256 } from '../protocol/digest.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user.ts';
import type { Database } from './database.ts';
import { takingNames } from './names.ts';
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
  /** Saves with a hash that was made elsewhere, and remembers which. */
  saveImported(user: EndUser, password_hash: string): Promise<void>;
  /** Whether this very hash was saved once, whatever became of it since. */
  hasImported(sub: string, password_hash: string): Promise<boolean>;
  /** Writes a hash in place of another; false when the stored one is not that other any more. */
  replaceHash(sub: string, hashes: { readonly before: string; readonly after: string }): Promise<boolean>;
  /** Inserts somebody new; false when the address has a user already. Of several at once, one gets it. */
  create(user: NewUser): Promise<boolean>;
  /** The address was proved to be the user's; false when the user has another one by now. */
  verifyEmail(sub: string, canonical_email: string): Promise<boolean>;
  /**
   * The same, proved by somebody who showed nothing but the mailbox. Where the account was made by itself and its address
   * was never verified, anybody may have made it: their password, authenticators, sessions and grants end (true).
   */
  reclaim(sub: string, canonical_email: string): Promise<boolean>;
};

type NewUser = {
  readonly user: EndUser;
  /** Absent: whoever reads the mail of the address signs in. */
  readonly password_hash: string | undefined;
  readonly created_at: number;
  /** What the application keeps beside the profile. */
  readonly user_metadata: Readonly<Record<string, string>>;
};

/** The users in a database, tenant by tenant. */
export function openUsers(database: Database): (tenant_id: string) => Users {
  const { kysely } = database;
  const findByEmail = reusableQuery(kysely, ['tenant_id', 'canonical_email'], (slot) =>
    kysely
      .selectFrom('users')
      .select(['sub', 'blocked', 'claims', 'has_second_factor', 'password_hash'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('email', '=', slot<string>('canonical_email')),
  );
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
        const [row] = (await findByEmail({ tenant_id, canonical_email })).rows;
        return row && { user: endUserOf(row), password_hash: row.password_hash ?? undefined };
      },
      async list() {
        const rows = await users
          .select(['sub', 'blocked', 'claims', 'has_second_factor'])
          .orderBy('sub')
          .execute();
        return rows.map(endUserOf);
      },
      save: (user, password_hash) =>
        saveUser({ database, tenant_id }, user, password_hash === undefined ? {} : { password_hash }),
      saveImported: (user, password_hash) =>
        saveUser({ database, tenant_id }, user, { password_hash, import_digest: sha256(password_hash) }),
      async hasImported(sub, password_hash) {
        const key = { sub, import_digest: sha256(password_hash) };
        return (
          (await users
            .select('sub')
            .where((where) => where.and(key))
            .executeTakeFirst()) !== undefined
        );
      },
      async replaceHash(sub, { before, after }) {
        const { numUpdatedRows } = await kysely
          .updateTable('users')
          .set({ password_hash: after })
          .where((where) => where.and({ tenant_id, sub, password_hash: before }))
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      },
      create: (user) => createUser({ database, tenant_id }, user),
      verifyEmail: (sub, canonical_email) => verifyEmail({ database, tenant_id }, sub, canonical_email),
      reclaim: (sub, canonical_email) => reclaimUser({ database, tenant_id }, sub, canonical_email),
    };
  };
}

type Place = { readonly database: Database; readonly tenant_id: string };

async function createUser(
  { database, tenant_id }: Place,
  { user, password_hash, created_at, user_metadata }: NewUser,
): Promise<boolean> {
  const { sub, blocked, claims } = user;
  const { numInsertedOrUpdatedRows = 0n } = await database.kysely
    .insertInto('users')
    .values({
      tenant_id,
      sub,
      email: claims.email === undefined ? null : canonicalEmail(claims.email),
      password_hash: password_hash ?? null,
      blocked: blocked ? 1 : 0,
      claims: JSON.stringify(claims),
      created_at,
      user_metadata: JSON.stringify(user_metadata),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}

/** Claims are one document: whoever changed it between reading and writing is not overwritten, but read again. */
async function verifyEmail(place: Place, sub: string, canonical_email: string): Promise<boolean> {
  const { kysely } = place.database;
  const key = { tenant_id: place.tenant_id, sub, email: canonical_email };
  const row = await kysely
    .selectFrom('users')
    .select('claims')
    .where((where) => where.and(key))
    .executeTakeFirst();
  if (!row) return false;
  const { numUpdatedRows } = await kysely
    .updateTable('users')
    .set({ claims: JSON.stringify({ ...JSON.parse(row.claims), email_verified: true }) })
    .where((where) => where.and({ ...key, claims: row.claims }))
    .executeTakeFirst();
  return numUpdatedRows > 0n || verifyEmail(place, sub, canonical_email);
}

/** What leads into an account, or was given by whoever was in it. */
const BELONGINGS = [
  'authenticators',
  'recovery_codes',
  'remembered_devices',
  'sessions',
  'grants',
  'access_tokens',
  'consents',
] as const;

async function reclaimUser(place: Place, sub: string, canonical_email: string): Promise<boolean> {
  const { database, tenant_id } = place;
  const key = { tenant_id, sub };
  return database.kysely.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('users')
      .select(['claims', 'created_at'])
      .where((where) => where.and({ ...key, email: canonical_email }))
      .executeTakeFirst();
    const isOpen = row && row.created_at !== null && JSON.parse(row.claims).email_verified !== true;
    if (!isOpen) return false;
    await transaction
      .updateTable('users')
      .set({ password_hash: null, has_second_factor: 0 })
      .where((where) => where.and(key))
      .execute();
    for (const table of BELONGINGS)
      await transaction.deleteFrom(table).where('tenant_id', '=', tenant_id).where('sub', '=', sub).execute();
    return true;
  });
}

async function saveUser(
  { database, tenant_id }: Place,
  { sub, blocked, claims }: EndUser,
  password: { readonly password_hash?: string; readonly import_digest?: string },
): Promise<void> {
  const changes = {
    email: claims.email === undefined ? null : canonicalEmail(claims.email),
    blocked: blocked ? 1 : 0,
    claims: JSON.stringify(claims),
    ...password,
  };
  try {
    await takingNames(database, () =>
      database.kysely
        .insertInto('users')
        .values({ tenant_id, sub, password_hash: null, ...changes })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'sub']).doUpdateSet(changes))
        .execute(),
    );
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
