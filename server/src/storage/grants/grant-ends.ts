/**
 * The end of some of a user's grants, with all that was given for them.
 */
import type { Transaction } from 'kysely';
import type { Grant } from '../../protocol/tokens/grant.ts';
import type { Schema } from '../schema.ts';
import { endGrant, storedGrant } from './grants.ts';

/** Whose grants are looked through. */
type Whose = { readonly tenant_id: string; readonly sub: string; readonly client_id?: string | undefined };

/** Grants that are read at a time: a user may have many. */
const PAGE = 500;

/** Ends those that are meant, judged by their documents: a grant of an older process has no audience beside it. */
export async function endGrantsOf(
  transaction: Transaction<Schema>,
  { tenant_id, sub, client_id }: Whose,
  isMeant: (grant: Grant) => boolean,
): Promise<void> {
  const theirs = { tenant_id, sub, ...(client_id === undefined ? {} : { client_id }) };
  for (let after = ''; ; ) {
    const rows = await transaction
      .selectFrom('grants')
      .select(['grant_id', 'client_id', 'sub', 'document'])
      .where((where) => where.and(theirs))
      .where('grant_id', '>', after)
      .orderBy('grant_id')
      .limit(PAGE)
      .execute();
    for (const grant of rows.map(storedGrant))
      if (isMeant(grant)) await endGrant(transaction, { tenant_id, grant_id: grant.grant_id });
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.grant_id;
  }
}
