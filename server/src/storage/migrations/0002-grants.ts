/**
 * What the token endpoint needs: grants with their codes, refresh tokens, and which grant an opaque token came from.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index } from './tables.ts';

export const grants: Migration = {
  async up(database: Kysely<unknown>) {
    await growing(database, 'grants')
      .addColumn('grant_id', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addColumn('sub', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('redeemed', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('grants_key', ['tenant_id', 'grant_id'])
      .addForeignKeyConstraint(
        'grants_user',
        ['tenant_id', 'sub'],
        'users',
        ['tenant_id', 'sub'],
        (constraint) => constraint.onDelete('cascade'),
      )
      .execute();
    await index(database, 'grants', ['tenant_id', 'sub']);
    await index(database, 'grants', ['expires_at']);
    await growing(database, 'refresh_tokens')
      .addColumn('token_hash', 'text', (column) => column.notNull())
      .addColumn('grant_id', 'text', (column) => column.notNull())
      .addColumn('parent_hash', 'text')
      .addColumn('uses', 'integer', (column) => column.notNull())
      .addColumn('spent_at', 'bigint')
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('refresh_tokens_key', ['tenant_id', 'token_hash'])
      .addForeignKeyConstraint(
        'refresh_tokens_grant',
        ['tenant_id', 'grant_id'],
        'grants',
        ['tenant_id', 'grant_id'],
        (constraint) => constraint.onDelete('cascade'),
      )
      .execute();
    await index(database, 'refresh_tokens', ['tenant_id', 'grant_id']);
    await index(database, 'refresh_tokens', ['expires_at']);
    await database.schema.alterTable('access_tokens').addColumn('grant_id', 'text').execute();
    await index(database, 'access_tokens', ['tenant_id', 'grant_id']);
  },
};
