/**
 * The End-Users of a tenant. `sub` never changes and is never given twice; an e-mail address has one user at a time.
 */
import type { Selectable } from 'kysely';
import { canonicalEmail, type EndUser, isAddress } from '../../protocol/end-user/end-user.ts';
import type { UsersTable } from '../administered/tables.ts';
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import { isStorable } from '../storable-text.ts';
import { storedObject } from '../unreadable-row.ts';
import { holdUser } from './credential-epoch.ts';
import { isAnybodys, proveMailbox } from './reclaimed-accounts.ts';
import { writeTerms } from './user-terms.ts';

export type Users = {
  find(sub: string): Promise<EndUser | undefined>;
  findByEmail(canonical_email: string): Promise<FoundAccount | undefined>;
  /** By what somebody typed to sign in, in its one spelling: an address, or a user name. */
  findByAccount(account: string): Promise<FoundAccount | undefined>;
  /** Counts a sign-in, and from where it was. */
  countSignIn(sub: string, ip: string): Promise<void>;
  list(): Promise<readonly EndUser[]>;
  /** Writes a hash in place of another; false when the stored one is not that other any more. */
  replaceHash(sub: string, hashes: { readonly before: string; readonly after: string }): Promise<boolean>;
  /** Inserts somebody new; undefined when the address has a user already. Of several at once, one gets it. */
  create(user: NewUser): Promise<EndUser | undefined>;
  /** Whether somebody who never showed this mailbox may have made the account that has its address. */
  isAnybodys(sub: string, canonical_email: string): Promise<boolean>;
  /** The address was proved to be the user's; false when the user has another one by now. */
  verifyEmail(sub: string, canonical_email: string): Promise<boolean>;
  /**
   * The same, proved by somebody who showed nothing but the mailbox. Where the account was made by itself and its address
   * was never verified, anybody may have made it, and it is taken back whole: their password, authenticators, codes, links,
   * sessions and grants end. `moved`: the user has another address by now.
   */
  proveMailbox(sub: string, canonical_email: string): Promise<'verified' | 'reclaimed' | 'moved'>;
};

type FoundAccount = { readonly user: EndUser; readonly password_hash: string | undefined };

/** What is written of a user; the rest is known here alone. */
export type UserRecord = Pick<EndUser, 'sub' | 'blocked' | 'claims'>;

type NewUser = {
  readonly user: UserRecord;
  /** Absent: whoever reads the mail of the address signs in. */
  readonly password_hash: string | undefined;
  readonly created_at: number;
  /** What the application keeps beside the profile. */
  readonly user_metadata: Readonly<Record<string, string>>;
};

/** The users in a database, tenant by tenant. */
export function openUsers(database: Database, now: () => number): (tenant_id: string) => Users {
  const { kysely } = database;
  const { findByEmail, findByUsername, findBySub } = userQueries(database);
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
      async findByAccount(account) {
        if (isAddress(account) || !isStorable(account)) return this.findByEmail(account);
        const [row] = (await findByUsername({ tenant_id, username: account })).rows;
        return row && { user: endUserOf(row), password_hash: row.password_hash ?? undefined };
      },
      async countSignIn(sub, ip) {
        await kysely
          .updateTable('users')
          .set((row) => ({ last_login: now(), last_ip: ip, logins_count: row('logins_count', '+', 1) }))
          .where((where) => where.and({ tenant_id, sub }))
          .execute();
      },
      async list() {
        const rows = await users
          .select(['sub', 'epoch', 'blocked', 'claims', 'has_second_factor', 'username'])
          .orderBy('sub')
          .execute();
        return rows.map(endUserOf);
      },
      async replaceHash(sub, { before, after }) {
        const { numUpdatedRows } = await kysely
          .updateTable('users')
          .set({ password_hash: after })
          .where((where) => where.and({ tenant_id, sub, password_hash: before }))
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      },
      async isAnybodys(sub, email) {
        const row = await users
          .select(['created_at', 'claims'])
          .where((where) => where.and({ sub, email }))
          .executeTakeFirst();
        return row !== undefined && isAnybodys(row);
      },
      create: (user) => createUser({ database, tenant_id, now: now() }, user),
      verifyEmail: (sub, canonical_email) =>
        verifyEmail({ database, tenant_id, now: now() }, sub, canonical_email),
      proveMailbox: (sub, canonical_email) =>
        proveMailbox({ database, tenant_id, now: now() }, sub, canonical_email),
    };
  };
}

function userQueries({ kysely }: Database) {
  const findByEmail = reusableQuery(kysely, ['tenant_id', 'canonical_email'], (slot) =>
    kysely
      .selectFrom('users')
      .select(['sub', 'epoch', 'blocked', 'claims', 'has_second_factor', 'username', 'password_hash'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('email', '=', slot<string>('canonical_email')),
  );
  const findByUsername = reusableQuery(kysely, ['tenant_id', 'username'], (slot) =>
    kysely
      .selectFrom('users')
      .select(['sub', 'epoch', 'blocked', 'claims', 'has_second_factor', 'username', 'password_hash'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('username', '=', slot<string>('username')),
  );
  const findBySub = reusableQuery(kysely, ['tenant_id', 'sub'], (slot) =>
    kysely
      .selectFrom('users')
      .select(['sub', 'epoch', 'blocked', 'claims', 'has_second_factor', 'username'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('sub', '=', slot<string>('sub')),
  );
  return { findByEmail, findByUsername, findBySub };
}

type Place = { readonly database: Database; readonly tenant_id: string; readonly now: number };

/** With what they are found by, or not at all. */
function createUser(
  { database, tenant_id }: Place,
  { user, password_hash, created_at, user_metadata }: NewUser,
): Promise<EndUser | undefined> {
  const { sub, blocked, claims } = user;
  return database.transaction(async (transaction) => {
    const made = await transaction
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
      .returning(['sub', 'epoch', 'blocked', 'claims', 'has_second_factor', 'username'])
      .executeTakeFirst();
    if (!made) return undefined;
    await writeTerms(transaction, { tenant_id, sub });
    return endUserOf(made);
  });
}

async function verifyEmail(
  { database, tenant_id }: Place,
  sub: string,
  canonical_email: string,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const user = await holdUser(database, transaction, { tenant_id, sub });
    if (user?.email !== canonical_email) return false;
    const claims = { ...storedObject(user.claims, { table: 'users', key: [sub] }), email_verified: true };
    await transaction
      .updateTable('users')
      .set({ claims: JSON.stringify(claims) })
      .where((where) => where.and({ tenant_id, sub }))
      .execute();
    await writeTerms(transaction, { tenant_id, sub });
    return true;
  });
}

type UserRow = Pick<
  Selectable<UsersTable>,
  'sub' | 'epoch' | 'blocked' | 'claims' | 'has_second_factor' | 'username'
>;

/** The user in a row. */
export function endUserOf(row: UserRow): EndUser {
  return {
    sub: row.sub,
    epoch: row.epoch,
    blocked: row.blocked !== 0,
    claims: storedObject(row.claims, { table: 'users', key: [row.sub] }),
    ...(row.has_second_factor === 0 ? {} : { has_second_factor: true }),
    ...(row.username === null ? {} : { username: row.username }),
  };
}
