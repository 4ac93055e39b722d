/**
 * The credential epoch of a user: a number that grows with whatever changes what proves or bars them, as a new password, a
 * factor removed, a block. What was proved is worth something under the epoch in which it was proved and no later.
 *
 * Two halves hold that. What begins (a session, a grant, a factor, a link) is written by a statement that names the epoch
 * of its proof and holds the user's row against whoever changes it. Whoever makes the epoch grow (epoch-growth.ts) holds
 * the row first, and ends in the same transaction all that began before. So nothing that lives was proved under an older epoch.
 *
 * Rows are locked in one order, here and everywhere: user, session, grant, token, then the rest. Two transactions that
 * keep to it never wait for each other in a circle.
 */
import { type Expression, type Selectable, sql, type Transaction } from 'kysely';
import type { UsersTable } from '../administered/tables.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

export type UserKey = { readonly tenant_id: string; readonly sub: string };

/** Who proved what, and when it was worth something. */
export type Proof = UserKey & { readonly epoch: number };

type HeldUser = Pick<
  Selectable<UsersTable>,
  'epoch' | 'email' | 'username' | 'claims' | 'password_hash' | 'created_at' | 'blocked' | 'version'
>;

/** The user's row, which nobody else changes before the transaction ends: the first statement of whoever changes a user. */
export async function holdUser(
  { forUpdate }: Database,
  transaction: Transaction<Schema>,
  { tenant_id, sub }: UserKey,
): Promise<HeldUser | undefined> {
  return transaction
    .selectFrom('users')
    .select(['epoch', 'email', 'username', 'claims', 'password_hash', 'created_at', 'blocked', 'version'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .modifyEnd(forUpdate)
    .executeTakeFirst();
}

/** The same for whoever proved something: undefined when the epoch has grown since, or the user is blocked. */
export async function holdProved(
  database: Database,
  transaction: Transaction<Schema>,
  proof: Proof,
): Promise<HeldUser | undefined> {
  const user = await holdUser(database, transaction, proof);
  return user?.epoch === proof.epoch && user.blocked === 0 ? user : undefined;
}

/**
 * The same for a change in a session, which has to be there still: on a device that was signed out meanwhile nobody changes
 * anything, though nothing that proves its user has changed.
 */
export async function holdInSession(
  database: Database,
  transaction: Transaction<Schema>,
  { sid, ...proof }: Proof & Pick<GoesOn, 'sid'>,
): Promise<HeldUser | undefined> {
  const user = await holdProved(database, transaction, proof);
  const session = await transaction
    .selectFrom('sessions')
    .select('sid')
    .where('tenant_id', '=', proof.tenant_id)
    .where('sub', '=', proof.sub)
    .where('sid', '=', sid)
    .modifyEnd(database.forUpdate)
    .executeTakeFirst();
  return session && user;
}

/**
 * The values of a row that begins something, as the source of its `insert`: none once the proof is worth nothing. On
 * PostgreSQL it holds the user's row as it is until the row that begins is there for whoever ends what began before.
 */
export function whileProved(
  { kysely, forShare }: Database,
  proof: { readonly [name in keyof Proof]: Expression<Proof[name]> | Proof[name] },
  values: readonly Expression<unknown>[],
) {
  return kysely
    .selectFrom('users')
    .select(values.map((value, index) => sql`${value}`.as(`value_${index}`)))
    .where('users.tenant_id', '=', proof.tenant_id)
    .where('users.sub', '=', proof.sub)
    .where('users.epoch', '=', proof.epoch)
    .where('users.blocked', '=', 0)
    .modifyEnd(forShare);
}

/** The session that goes on when the epoch grows, because its user makes the change in it: under a new id, or the one it has. */
export type GoesOn = { readonly sid: string; readonly id_hash?: string | undefined };

/** A session in which its user changes something, with the epoch under which it lives. */
export type InSession = GoesOn & { readonly epoch: number };

/**
 * The session of a change after which nothing of before may be worth anything, a copy of its cookie neither. Where its browser cannot
 * be given a new id, as by an API, it ends with the others.
 */
export function goesOnAnew({ sid, id_hash }: InSession): GoesOn | undefined {
  return id_hash === undefined ? undefined : { sid, id_hash };
}
