/**
 * Logout tokens that are still to be delivered. They are written with the end of the session, so that none is forgotten,
 * and belong to all tenants at once for whoever delivers them.
 */
import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { LogoutDeliveriesTable, Schema } from './schema.ts';

type LogoutDelivery = Pick<LogoutDeliveriesTable, 'tenant_id' | 'delivery_id' | 'client_id' | 'sub' | 'sid'>;

export type LogoutDeliveries = {
  /** Takes at most `limit` that are due; each is due again later, unless it is done by then. */
  claim(limit: number): Promise<readonly LogoutDelivery[]>;
  /** Deletes one that needs no further attempt. */
  done(delivery: Pick<LogoutDelivery, 'tenant_id' | 'delivery_id'>): Promise<void>;
};

/** Seconds a delivery is tried for, and the first pause, which doubles from attempt to attempt. */
const DELIVERY_LIFETIME = 7_200;
const FIRST_PAUSE = 10;

/** The deliveries in a database. */
export function openLogoutDeliveries(
  { kysely, unlessLocked }: Database,
  now: () => number,
): LogoutDeliveries {
  return {
    async claim(limit) {
      // The sign keeps a database from the index on `expires_at`, by which it would read all that are not due yet.
      const { rows } = await sql<LogoutDelivery>`
        update logout_deliveries
        set attempts = attempts + 1, due_at = ${now()} + ${sql.lit(FIRST_PAUSE)} * (1 << attempts)
        where (tenant_id, delivery_id) in (
          select tenant_id, delivery_id from logout_deliveries
          where due_at <= ${now()} and +expires_at > ${now()}
          order by due_at limit ${limit} ${unlessLocked}
        )
        returning tenant_id, delivery_id, client_id, sub, sid`.execute(kysely);
      return rows;
    },
    async done({ tenant_id, delivery_id }) {
      await kysely
        .deleteFrom('logout_deliveries')
        .where('tenant_id', '=', tenant_id)
        .where('delivery_id', '=', delivery_id)
        .execute();
    },
  };
}

/** Writes which clients are to be told that a user's sessions have ended, in the transaction that ends them. */
export async function tellLater(
  transaction: Transaction<Schema>,
  user: { readonly tenant_id: string; readonly sub: string; readonly now: number },
  clients: readonly { readonly sid: string; readonly client_id: string }[],
): Promise<void> {
  if (clients.length === 0) return;
  const { tenant_id, sub, now } = user;
  const deliveries = clients.map(({ sid, client_id }) => ({
    tenant_id,
    delivery_id: randomBytes(16).toString('base64url'),
    client_id,
    sub,
    sid,
    attempts: 0,
    due_at: now,
    expires_at: now + DELIVERY_LIFETIME,
  }));
  await transaction.insertInto('logout_deliveries').values(deliveries).execute();
}
