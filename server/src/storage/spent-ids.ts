/**
 * What is good once and carries its own end: a sealed interaction, a client's assertion. Only the ids of those that were
 * used up are kept, until what they name has expired by itself.
 */
import type { Database } from './database.ts';
import { reusableQuery } from './reusable-query.ts';

export type SpentIds = {
  /** True once for each id. */
  spend(id: string, expires_at: number): Promise<boolean>;
};

/** The spent ids of one kind in a database, tenant by tenant. */
export function openSpentIds(
  { kysely }: Database,
  table: 'spent_interactions' | 'spent_assertions',
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
  return (tenant_id) => ({
    async spend(id, expires_at) {
      const { numAffectedRows } = await insert({ tenant_id, id, expires_at });
      return numAffectedRows === 1n;
    },
  });
}
