/**
 * Logout tokens that are still to be delivered. They are written with the end of the session, so that none is forgotten,
 * and belong to all tenants at once for whoever delivers them.
 */
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { LogoutDeliveriesTable } from './schema.ts';

type LogoutDelivery = Pick<LogoutDeliveriesTable, 'tenant_id' | 'delivery_id' | 'client_id' | 'sub' | 'sid'>;

export type LogoutDeliveries = {
  /** Takes at most `limit` that are due; each is due again later, unless it is done by then. */
  claim(limit: number): Promise<readonly LogoutDelivery[]>;
  /** Deletes one that needs no further attempt. */
  done(delivery: Pick<LogoutDelivery, 'tenant_id' | 'delivery_id'>): Promise<void>;
};

/** Seconds a delivery is tried for, and the first pause, which doubles from attempt to attempt. */
export const DELIVERY_LIFETIME = 7_200;
const FIRST_PAUSE = 10;

/** The deliveries in a database. */
export function openLogoutDeliveries(
  { kysely, unlessLocked }: Database,
  now: () => number,
): LogoutDeliveries {
  return {
    async claim(limit) {
      const { rows } = await sql<LogoutDelivery>`
        update logout_deliveries
        set attempts = attempts + 1, due_at = ${now()} + ${sql.lit(FIRST_PAUSE)} * (1 << attempts)
        where (tenant_id, delivery_id) in (
          select tenant_id, delivery_id from logout_deliveries
          where due_at <= ${now()} and expires_at > ${now()}
          limit ${limit} ${unlessLocked}
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
