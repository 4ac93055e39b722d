/**
 * Access tokens in JWT form that their clients gave back (RFC 7009): by their `jti`, until they would have expired.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index } from './tables.ts';

export const revokedAccessTokens: Migration = {
  async up(database: Kysely<unknown>) {
    await growing(database, 'revoked_access_tokens')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('revoked_access_tokens_key', ['tenant_id', 'id'])
      .execute();
    await index(database, 'revoked_access_tokens', ['expires_at']);
  },
};
