/**
 * Which interaction a session was begun in: a login form that is sent twice leaves one session, not two.
 */
import type { Migration } from 'kysely/migration';

/** Rows of before, and of machines that are still to be replaced, name no interaction and stand in nobody's way. */
export const interactions: Migration = {
  async up({ schema }) {
    await schema.alterTable('sessions').addColumn('interaction', 'text').execute();
    await schema
      .createIndex('sessions_tenant_id_sub_interaction')
      .unique()
      .on('sessions')
      .columns(['tenant_id', 'sub', 'interaction'])
      .execute();
    await schema.dropIndex('sessions_tenant_id_sub').execute();
  },
};
