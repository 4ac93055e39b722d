/**
 * The end of sessions of one End-User, what was given in them, and whom to tell.
 */
import type { Transaction } from 'kysely';
import { tellClients } from '../background/logout-deliveries.ts';
import { endGrant, storedGrant } from '../grants/grants.ts';
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

/** Grants that are read at a time: a user may have many. */
const PAGE = 500;

/**
 * Ends what was given in sessions: whoever signs a device out means its applications as well. Those of a session that has
 * ended by itself are asked for by its name all the same, for they go on without it.
 */
export async function endGrants(
  transaction: Transaction<Schema>,
  { after = '', ...which }: Which & { readonly after?: string },
): Promise<void> {
  const { tenant_id, sub, is, sid } = which;
  const rows = await transaction
    .selectFrom('grants')
    .select(['grant_id', 'client_id', 'sub', 'document'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('grant_id', '>', after)
    .orderBy('grant_id')
    .limit(PAGE)
    .execute();
  for (const grant of rows.map(storedGrant)) {
    if ((grant.sid === sid) === (is === '='))
      await endGrant(transaction, { tenant_id, grant_id: grant.grant_id });
  }
  const last = rows.at(-1)?.grant_id;
  if (rows.length === PAGE && last !== undefined) await endGrants(transaction, { ...which, after: last });
}
