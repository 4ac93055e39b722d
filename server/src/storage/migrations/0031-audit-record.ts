/**
 * The log is searched by the record that was changed, as it is by people and applications (0023). Rows that there are have none; the
 * index holds those alone that do, so that a sign-in writes nothing into it.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const auditRecord: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema.alterTable('audit').addColumn('record', 'text').execute();
    await sql`create index audit_search_record on audit (coalesce(tenant_id, ''), record, at, id)
      where record is not null`.execute(database);
  },
};
