/**
 * A session in whose place another one begins: that of the same user goes on, any other ends.
 */
import { type Insertable, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema, SessionsTable } from '../schema.ts';

type SessionKey = { readonly tenant_id: string; readonly id_hash: string };

/** The session of that id, which nobody else ends or changes before the transaction ends. */
export function findHeld({ forUpdate }: Database, transaction: Transaction<Schema>, key: SessionKey) {
  return transaction
    .selectFrom('sessions')
    .select(['sid', 'sub', 'idle_expires_at'])
    .where((where) => where.and(key))
    .modifyEnd(forUpdate)
    .executeTakeFirst();
}

type NewRow = Omit<Insertable<SessionsTable>, 'interaction'> & {
  readonly interaction: string | null;
  readonly epoch: number;
};

/** Ends a session in whose place another one begins. */
export async function takeOut(transaction: Transaction<Schema>, key: SessionKey): Promise<void> {
  await transaction
    .deleteFrom('sessions')
    .where((where) => where.and(key))
    .execute();
}

/**
 * Goes on in the row there is, so that whoever is given something in the session meanwhile finds it there throughout. False
 * where the interaction has begun another session already, which is the one to go on.
 */
export async function goOn(
  transaction: Transaction<Schema>,
  { replaces, epoch: _, sid: __, ...row }: NewRow & { readonly replaces: string },
): Promise<boolean> {
  const { tenant_id, sub, interaction } = row;
  const begun = await transaction
    .selectFrom('sessions')
    .select('sid')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('interaction', '=', interaction)
    .where('id_hash', '<>', replaces)
    .executeTakeFirst();
  if (begun) return false;
  await transaction
    .updateTable('sessions')
    .set(row)
    .where((where) => where.and({ tenant_id, id_hash: replaces }))
    .execute();
  return true;
}

/**
 * The idle end of a session that is used now, of whose row alone it is known how long it may be idle. Whoever gives a session
 * another id writes it as well: what waits under the old one (idle-ends.ts) finds no row.
 */
export function idleEndOfUse(now: number): RawBuilder<number> {
  return sql<number>`case when expires_at - idle_seconds < ${now} then expires_at else ${now} + idle_seconds end`;
}

/** The clients of a session that goes on are remembered for as long as it may now last. */
export async function keepClients(
  transaction: Transaction<Schema>,
  session: { readonly tenant_id: string; readonly sid: string; readonly expires_at: number },
): Promise<void> {
  const { tenant_id, sid, expires_at } = session;
  await transaction
    .updateTable('session_clients')
    .set({ expires_at })
    .where('tenant_id', '=', tenant_id)
    .where('sid', '=', sid)
    .where('expires_at', '<', expires_at)
    .execute();
}
