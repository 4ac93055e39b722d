/**
 * What End-Users agreed to: scopes of an audience, for a client.
 */
import type { Database } from './database.ts';
import { reusableQuery } from './reusable-query.ts';

type ConsentKey = { readonly sub: string; readonly client_id: string; readonly audience: string };

export type Consents = {
  /** Scopes the user agreed to give this client for this audience. */
  find(key: ConsentKey): Promise<readonly string[]>;
  /** Adds scopes to what was agreed. */
  add(consent: ConsentKey & { readonly scopes: readonly string[] }): Promise<void>;
  /** Takes back all that the user agreed to for this client, and ends the grants it has from it. */
  withdraw(key: { readonly sub: string; readonly client_id: string }): Promise<void>;
};

/** The consents in a database, tenant by tenant. */
export function openConsents({ kysely }: Database): (tenant_id: string) => Consents {
  const findScopes = reusableQuery(kysely, ['tenant_id', 'sub', 'client_id', 'audience'], (slot) =>
    kysely
      .selectFrom('consents')
      .select('scope')
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('sub', '=', slot<string>('sub'))
      .where('client_id', '=', slot<string>('client_id'))
      .where('audience', '=', slot<string>('audience'))
      .orderBy('scope'),
  );
  return (tenant_id) => ({
    async find({ sub, client_id, audience }) {
      const { rows } = await findScopes({ tenant_id, sub, client_id, audience });
      return rows.map(({ scope }) => scope);
    },
    async add({ sub, client_id, audience, scopes }) {
      // Sorted, so that two who add at once take their locks in one order.
      const rows = [...new Set(scopes)]
        .sort()
        .map((scope) => ({ tenant_id, sub, client_id, audience, scope }));
      if (rows.length === 0) return;
      await kysely
        .insertInto('consents')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async withdraw({ sub, client_id }) {
      await kysely.transaction().execute(async (transaction) => {
        for (const table of ['consents', 'access_tokens', 'grants'] as const) {
          await transaction
            .deleteFrom(table)
            .where('tenant_id', '=', tenant_id)
            .where('sub', '=', sub)
            .where('client_id', '=', client_id)
            .execute();
        }
      });
    },
  });
}
