/**
 * Where a code was asked for, and the tries from anywhere else: a stranger's tries are not the owner's. And the names of
 * second factors that are ours, which no security key can take: they get a mark that base64url has not.
 */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Codes of before were asked for nowhere; machines that are still to be replaced count all tries as one. */
export const codePlaces: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema.alterTable('one_time_codes').addColumn('asked_at', 'text').execute();
    await schema
      .alterTable('one_time_codes')
      .addColumn('elsewhere', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`
      update authenticators set authenticator_id = kind || ':' || authenticator_id
      where kind <> 'webauthn'`.execute(database);
  },
};
