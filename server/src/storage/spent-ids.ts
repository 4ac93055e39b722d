/**
 * What carries its own end and can be used up before: a sealed interaction, a client's assertion, an access token that is a JWT. Only
 * the ids of those that were are kept, until what they name has expired by itself.
 */
import type { Database } from './database.ts';
import { reusableQuery } from './reusable-query.ts';

export type SpentIds = {
  /** True once for each id. */
  spend(id: string, expires_at: number): Promise<boolean>;
  isSpent(id: string): Promise<boolean>;
};

/** The spent ids of one kind in a database, tenant by tenant. */
export function openSpentIds(
  { kysely }: Database,
  table: 'spent_interactions' | 'spent_assertions' | 'revoked_access_tokens',
): (tenant_id: string) => SpentIds {
  const insert = reusableQuery(kysely, ['tenant_id', 'id', 'expires_at'], (slot) =>
    kysely
      .insertInto(table)
      .values({
        tenant_id: slot<string>('tenant_id'),
        id: slot<string>('id'),
        expires_at: slot<number>('expires_at'),
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const find = reusableQuery(kysely, ['tenant_id', 'id'], (slot) =>
    kysely
      .selectFrom(table)
      .select('id')
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('id', '=', slot<string>('id')),
  );
  return (tenant_id) => ({
    async spend(id, expires_at) {
      const { numAffectedRows } = await insert({ tenant_id, id, expires_at });
      return numAffectedRows === 1n;
    },
    async isSpent(id) {
      const { rows } = await find({ tenant_id, id });
      return rows.length > 0;
    },
  });
}
