/**
 * Interactions are sealed and travel with the browser; only the ids of those that were used up are kept, until the sealed
 * value has expired by itself.
 */
import type { Database } from './database.ts';
import { reusableQuery } from './reusable-query.ts';

export type Interactions = {
  /** True once for each id. */
  spend(id: string, expires_at: number): Promise<boolean>;
};

/** The spent interactions in a database, tenant by tenant. */
export function openInteractions({ kysely }: Database): (tenant_id: string) => Interactions {
  const insert = reusableQuery(kysely, ['tenant_id', 'id', 'expires_at'], (slot) =>
    kysely
      .insertInto('spent_interactions')
      .values({
        tenant_id: slot<string>('tenant_id'),
        interaction_id: slot<string>('id'),
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
