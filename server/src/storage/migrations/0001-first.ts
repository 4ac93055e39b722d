/**
 * The first tables. Migrations go forward only, and each must suit the code before it as well as the code after it, for
 * both run while machines are replaced one by one: expand in one release, contract in a later one.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index, ofTenant } from './tables.ts';

type Database = Kysely<unknown>;

/** `tenant_id` leads every primary key, so that no lookup can be written without it. */
export const first: Migration = {
  async up(database) {
    await configurationTables(database);
    await signingKeysTable(database);
    await usersTable(database);
    await sessionsTable(database);
    await consentsTable(database);
    await singleUseTables(database);
    await auditTable(database);
  },
};

async function configurationTables(database: Database): Promise<void> {
  await database.schema
    .createTable('tenants')
    .addColumn('tenant_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.unique())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addUniqueConstraint('tenants_region_name', ['region', 'name'])
    .execute();
  await database.schema
    .createTable('rollouts')
    .addColumn('feature', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('percent', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('rollouts_key', ['feature', 'region'])
    .execute();
  await ofTenant(database, 'clients')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('clients_key', ['tenant_id', 'client_id'])
    .execute();
  await ofTenant(database, 'resource_servers')
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('resource_servers_key', ['tenant_id', 'identifier'])
    .execute();
}

async function signingKeysTable(database: Database): Promise<void> {
  await ofTenant(database, 'signing_keys')
    .addColumn('kid', 'text', (column) => column.notNull())
    .addColumn('alg', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('public_jwk', 'text', (column) => column.notNull())
    .addColumn('private_jwk_sealed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addPrimaryKeyConstraint('signing_keys_key', ['tenant_id', 'kid'])
    .execute();
}

async function usersTable(database: Database): Promise<void> {
  await ofTenant(database, 'users')
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('blocked', 'integer', (column) => column.notNull())
    .addColumn('claims', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('users_key', ['tenant_id', 'sub'])
    .addUniqueConstraint('users_email', ['tenant_id', 'email'])
    .execute();
}

async function sessionsTable(database: Database): Promise<void> {
  await growing(database, 'sessions')
    .addColumn('id_hash', 'text', (column) => column.notNull())
    .addColumn('sid', 'text', (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('auth_time', 'bigint', (column) => column.notNull())
    .addColumn('amr', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('idle_seconds', 'bigint', (column) => column.notNull())
    .addColumn('idle_expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sessions_key', ['tenant_id', 'id_hash'])
    .addForeignKeyConstraint(
      'sessions_user',
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await index(database, 'sessions', ['tenant_id', 'sub']);
  await index(database, 'sessions', ['idle_expires_at']);
}

async function consentsTable(database: Database): Promise<void> {
  await growing(database, 'consents')
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consents_key', ['tenant_id', 'sub', 'client_id', 'audience', 'scope'])
    .addForeignKeyConstraint(
      'consents_user',
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
}

async function singleUseTables(database: Database): Promise<void> {
  await growing(database, 'spent_interactions')
    .addColumn('interaction_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('spent_interactions_key', ['tenant_id', 'interaction_id'])
    .execute();
  await index(database, 'spent_interactions', ['expires_at']);
  await growing(database, 'access_tokens')
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('access_tokens_key', ['tenant_id', 'token_hash'])
    .execute();
  await index(database, 'access_tokens', ['expires_at']);
  await growing(database, 'login_attempts')
    .addColumn('bucket', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('login_attempts_key', ['tenant_id', 'bucket'])
    .execute();
  await index(database, 'login_attempts', ['expires_at']);
}

async function auditTable(database: Database): Promise<void> {
  await growing(database, 'audit')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('sub', 'text')
    .addColumn('ip', 'text')
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('audit_key', ['tenant_id', 'at', 'id'])
    .execute();
  await index(database, 'audit', ['at']);
}
