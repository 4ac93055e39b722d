/**
 * The refresh tokens of a family that live, of which there are few, beside those that were spent. An old process beside this
 * finds what it looks for by the first two columns.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

export const livingRefreshTokens: Migration = {
  async up(database: Kysely<unknown>) {
    await index(database, 'refresh_tokens', ['tenant_id', 'grant_id', 'spent_at']);
    await database.schema.dropIndex('refresh_tokens_tenant_id_grant_id').execute();
  },
};
