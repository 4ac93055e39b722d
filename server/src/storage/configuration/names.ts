/**
 * The names of a tenant: which of them are taken, and for what. They are taken and given back by triggers of the database
 * (migrations/0008), in the step that inserts or deletes a client, an API or a user.
 */
import type { NameKind } from '../../protocol/tenant/names.ts';
import type { Database } from '../database.ts';

export type Names = {
  /** Those of the names that are taken, with what they are. */
  find(names: readonly string[]): Promise<ReadonlyMap<string, NameKind>>;
};

/** Names in one query; a database takes some tens of thousands of parameters. */
const AT_ONCE = 500;

/** The names in a database, tenant by tenant. */
export function openNames({ kysely }: Database): (tenant_id: string) => Names {
  return (tenant_id) => ({
    async find(names) {
      const found = new Map<string, NameKind>();
      for (let start = 0; start < names.length; start += AT_ONCE) {
        const rows = await kysely
          .selectFrom('names')
          .select(['name', 'kind'])
          .where('tenant_id', '=', tenant_id)
          .where('name', 'in', names.slice(start, start + AT_ONCE))
          .execute();
        for (const { name, kind } of rows) found.set(name, kind);
      }
      return found;
    },
  });
}
