/**
 * The end of sessions of one End-User, with what was given in them, and whom to tell.
 */
import type { Transaction } from 'kysely';
import { endGrant, storedGrant } from './grants.ts';
import { tellClients } from './logout-deliveries.ts';
import type { Schema } from './schema.ts';

type Ending = {
  readonly tenant_id: string;
  readonly sub: string;
  readonly is: '=' | '!=';
  readonly sid: string;
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
  await endGrants(transaction, { tenant_id, sub }, new Set(ended.map((session) => session.sid)));
  await tellClients(transaction, { tenant_id, sub, sids: ended.map((session) => session.sid), now });
  return ended.length;
}

/** Grants that are read at a time: a user may have many. */
const PAGE = 500;

/** What was given in these sessions ends too: whoever signs a device out means its applications as well. */
async function endGrants(
  transaction: Transaction<Schema>,
  { tenant_id, sub, after = '' }: Pick<Ending, 'tenant_id' | 'sub'> & { readonly after?: string },
  sids: ReadonlySet<string>,
): Promise<void> {
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
    if (sids.has(grant.sid)) await endGrant(transaction, { tenant_id, grant_id: grant.grant_id });
  }
  const last = rows.at(-1)?.grant_id;
  if (rows.length === PAGE && last !== undefined)
    await endGrants(transaction, { tenant_id, sub, after: last }, sids);
}
