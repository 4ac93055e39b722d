/**
 * What the audit log says more of an event, and the indexes by which it is searched.
 *
 * An old process beside this writes rows without the new columns, which are read as what they are. The indexes begin with an
 * expression, so that no database takes the primary key for as good and reads all that a tenant has (0006). That of the user holds
 * rows of nobody as well: what is written of an account that there is costs the same as of one that there is not.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

type Database = Kysely<unknown>;

const TENANT = sql`coalesce(tenant_id, '')`;

export const auditSearch: Migration = {
  async up(database: Database) {
    for (const column of ['reason', 'sent', 'actor', 'journey', 'auth0_type'])
      await database.schema.alterTable('audit').addColumn(column, 'text').execute();
    for (const columns of [['type', 'auth0_type'], ['sub'], ['client_id'], ['ip'], ['request_id']])
      await searchIndex(database, columns);
    await searchIndex(database, ['journey'], sql` where journey is not null`);
    // audit_search_sub is in its order and has its conditions.
    await database.schema.dropIndex('audit_sub_at_id').execute();
  },
};

async function searchIndex(
  database: Database,
  columns: readonly string[],
  rest: RawBuilder<unknown> = sql``,
): Promise<void> {
  const keys = sql.join([...columns, 'at', 'id'].map((column) => sql.ref(column)));
  const name = sql.ref(`audit_search_${columns.join('_')}`);
  await sql`create index ${name} on audit (${TENANT}, ${keys})${rest}`.execute(database);
}
