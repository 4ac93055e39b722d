/**
 * Logout tokens that are still to be delivered. They are written with the end of the session, so that none is forgotten,
 * and belong to all tenants at once for whoever delivers them.
 */
import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { LogoutDeliveriesTable, Schema } from '../schema.ts';
import { readableOnly, storedObject } from '../unreadable-row.ts';
import { type DueWork, openDueWork } from './due-work.ts';

export type LogoutDelivery = Pick<
  LogoutDeliveriesTable,
  'tenant_id' | 'delivery_id' | 'client_id' | 'sub' | 'sid' | 'attempts'
>;

/** Seconds a delivery is tried for. */
const DELIVERY_LIFETIME = 7_200;

/** The deliveries in a database, of all tenants. */
export function openLogoutDeliveries(database: Database, now: () => number): DueWork<LogoutDelivery> {
  return openDueWork(database, now, {
    table: 'logout_deliveries',
    id: 'delivery_id',
    columns: ['tenant_id', 'delivery_id', 'client_id', 'sub', 'sid', 'attempts'],
    first_pause: 10,
    longest_pause: DELIVERY_LIFETIME,
  });
}

type Ended = {
  readonly tenant_id: string;
  readonly sub: string;
  readonly sids: readonly string[];
  readonly now: number;
};

type SessionClient = { readonly sid: string; readonly client_id: string };

/** Rows in a statement: a database takes only so many parameters. */
const CHUNK = 500;

/**
 * Forgets which clients were in sessions that have ended, and writes which of them are to be told, in the transaction that
 * ends them. Only those clients are read, however many the tenant has.
 */
export async function tellClients(
  transaction: Transaction<Schema>,
  { tenant_id, sub, sids, now }: Ended,
): Promise<void> {
  for (const some of chunksOf(sids)) {
    const clients = await transaction
      .deleteFrom('session_clients')
      .where('tenant_id', '=', tenant_id)
      .where('sid', 'in', some)
      .returning(['sid', 'client_id'])
      .execute();
    const listening = await listeningClients(transaction, { tenant_id, clients });
    const owed = clients.filter(({ client_id }) => listening.has(client_id));
    await tellLater(transaction, { tenant_id, sub, now }, owed);
  }
}

/** Those that have a back channel now (OIDC Back-Channel Logout §2.2). */
async function listeningClients(
  transaction: Transaction<Schema>,
  { tenant_id, clients }: { readonly tenant_id: string; readonly clients: readonly SessionClient[] },
): Promise<ReadonlySet<string>> {
  const listening = new Set<string>();
  for (const some of chunksOf([...new Set(clients.map(({ client_id }) => client_id))])) {
    const rows = await transaction
      .selectFrom('clients')
      .select(['client_id', 'document'])
      .where('tenant_id', '=', tenant_id)
      .where('client_id', 'in', some)
      .execute();
    // One that cannot be read cannot be told, and is no reason to tell no other.
    for (const { client_id, isListening } of readableOnly(rows, listeningOf))
      if (isListening) listening.add(client_id);
  }
  return listening;
}

function listeningOf({ client_id, document }: { readonly client_id: string; readonly document: string }) {
  const { backchannel_logout_uri } = storedObject(document, { table: 'clients', key: [client_id] });
  return { client_id, isListening: backchannel_logout_uri !== undefined };
}

async function tellLater(
  transaction: Transaction<Schema>,
  user: { readonly tenant_id: string; readonly sub: string; readonly now: number },
  clients: readonly SessionClient[],
): Promise<void> {
  const { tenant_id, sub, now } = user;
  for (const some of chunksOf(clients)) {
    const deliveries = some.map(({ sid, client_id }) => ({
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
}

function chunksOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / CHUNK);
  return Array.from({ length: count }, (_, index) => all.slice(index * CHUNK, (index + 1) * CHUNK));
}
