/**
 * The end of sessions of one End-User, what was given in them, and whom to tell.
 */
import type { Transaction } from 'kysely';
import type { UserKey } from './credential-epoch.ts';
import { endGrant, storedGrant } from './grants.ts';
import { tellLater } from './logout-deliveries.ts';
import type { Schema } from './schema.ts';

/** The session of that name, or all of the user's but that one. */
type Which = UserKey & { readonly is: '=' | '!='; readonly sid: string };

type Ending = Which & {
  /** Clients that want to hear of the end of a session. */
  readonly told: readonly string[];
  readonly now: number;
};

/** Ends sessions of one user, and writes which clients are still to be told. How many. */
export async function endSessions(
  transaction: Transaction<Schema>,
  { tenant_id, sub, is, sid, told, now }: Ending,
): Promise<number> {
  const ended = await transaction
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('sid', is, sid)
    .returning('sid')
    .execute();
  if (ended.length === 0) return 0;
  const clients = await transaction
    .deleteFrom('session_clients')
    .where('tenant_id', '=', tenant_id)
    .where(
      'sid',
      'in',
      ended.map((session) => session.sid),
    )
    .returning(['sid', 'client_id'])
    .execute();
  const owed = clients.filter(({ client_id }) => told.includes(client_id));
  await tellLater(transaction, { tenant_id, sub, now }, owed);
  return ended.length;
}

/**
 * Ends what was given in sessions: whoever signs a device out means its applications as well. Those of a session that has
 * ended by itself are asked for by its name all the same, for they go on without it.
 */
export async function endGrants(
  transaction: Transaction<Schema>,
  { tenant_id, sub, is, sid }: Which,
): Promise<void> {
  const rows = await transaction
    .selectFrom('grants')
    .select(['grant_id', 'client_id', 'sub', 'document'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  for (const grant of rows.map(storedGrant)) {
    if ((grant.sid === sid) === (is === '='))
      await endGrant(transaction, { tenant_id, grant_id: grant.grant_id });
  }
}
