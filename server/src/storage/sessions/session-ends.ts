/**
 * The end of sessions of one End-User, what was given in them, and whom to tell.
 */
import type { Transaction } from 'kysely';
import { tellClients } from '../background/logout-deliveries.ts';
import { endGrantsOf } from '../grants/grant-ends.ts';
import type { Schema } from '../schema.ts';
import type { UserKey } from '../users/credential-epoch.ts';

/** The session of that name, or all of the user's but that one. */
type Which = UserKey & { readonly is: '=' | '!='; readonly sid: string };

type Ending = Which & {
  readonly now: number;
};

/** Ends sessions of one user, and writes which clients are still to be told. How many. */
export async function endSessions(
  transaction: Transaction<Schema>,
  { tenant_id, sub, is, sid, now }: Ending,
): Promise<number> {
  const ended = await transaction
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('sid', is, sid)
    .returning('sid')
    .execute();
  if (ended.length === 0) return 0;
  await tellClients(transaction, { tenant_id, sub, sids: ended.map((session) => session.sid), now });
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
  await endGrantsOf(transaction, { tenant_id, sub }, (grant) => (grant.sid === sid) === (is === '='));
}
