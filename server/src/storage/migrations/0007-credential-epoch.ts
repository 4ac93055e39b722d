/**
 * The credential epoch of a user, which grows with whatever changes what proves or bars them; and of the links that were
 * sent to an address for one purpose, one that lives.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const credentialEpoch: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .alterTable('users')
      .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    // A password that the file brought before this was kept: the one that is stored, unless its user made the account.
    await sql`update users set import_digest = password_hash where import_digest is null and created_at is null`.execute(
      database,
    );
    await sql`delete from one_time_tokens where email <> '' and exists (
      select 1 from one_time_tokens as other
      where other.tenant_id = one_time_tokens.tenant_id and other.email = one_time_tokens.email
        and other.purpose = one_time_tokens.purpose and other.token_hash > one_time_tokens.token_hash
    )`.execute(database);
    await sql`create unique index one_time_tokens_one_alive on one_time_tokens (tenant_id, email, purpose) where email <> ''`.execute(
      database,
    );
    await schema.dropIndex('one_time_tokens_tenant_id_email_purpose').execute();
  },
};
