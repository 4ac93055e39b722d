/**
 * What an End-User does with an account: links and codes that come by mail, the mail itself, second factors, passwords
 * that were used before, and where somebody signed in.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index } from './tables.ts';

type Database = Kysely<unknown>;

export const accounts: Migration = {
  async up(database: Database) {
    await alterUsers(database);
    await alterSessions(database);
    await createMail(database);
    await createFactors(database);
    await growing(database, 'sign_ins')
      .addColumn('sub', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('ip', 'text')
      .addColumn('device', 'text')
      .addColumn('client_id', 'text')
      .addColumn('amr', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('sign_ins_key', ['tenant_id', 'sub', 'at', 'id'])
      .execute();
    await index(database, 'sign_ins', ['at']);
  },
};

async function alterUsers(database: Database): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('users')
    .addColumn('has_second_factor', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('users').addColumn('created_at', 'bigint').execute();
  await schema.alterTable('users').addColumn('user_metadata', 'text').execute();
  await schema.alterTable('users').addColumn('import_digest', 'text').execute();
  await growing(database, 'password_history')
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('password_history_key', ['tenant_id', 'sub', 'changed_at', 'password_hash'])
    .addForeignKeyConstraint(
      'password_history_user',
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
}

async function alterSessions(database: Database): Promise<void> {
  const { schema } = database;
  await schema.alterTable('sessions').addColumn('began_at', 'bigint').execute();
  await schema.alterTable('sessions').addColumn('ip', 'text').execute();
  await schema.alterTable('sessions').addColumn('device', 'text').execute();
  await schema
    .alterTable('sessions')
    .addColumn('remembered_device', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function createMail(database: Database): Promise<void> {
  await growing(database, 'mails')
    .addColumn('mail_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('mails_key', ['tenant_id', 'mail_id'])
    .execute();
  await index(database, 'mails', ['due_at']);
  await index(database, 'mails', ['expires_at']);
  await growing(database, 'one_time_tokens')
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('sub', 'text')
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_time_tokens_key', ['tenant_id', 'token_hash'])
    .execute();
  await index(database, 'one_time_tokens', ['tenant_id', 'email', 'purpose']);
  await index(database, 'one_time_tokens', ['expires_at']);
  await growing(database, 'one_time_codes')
    .addColumn('code_id', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('code_mac', 'text', (column) => column.notNull())
    .addColumn('sub', 'text')
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_time_codes_key', ['tenant_id', 'code_id'])
    .execute();
  await index(database, 'one_time_codes', ['expires_at']);
}

async function createFactors(database: Database): Promise<void> {
  await growing(database, 'authenticators')
    .addColumn('authenticator_id', 'text', (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addPrimaryKeyConstraint('authenticators_key', ['tenant_id', 'authenticator_id'])
    .addForeignKeyConstraint(
      'authenticators_user',
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await index(database, 'authenticators', ['tenant_id', 'sub']);
  await growing(database, 'recovery_codes')
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('recovery_codes_key', ['tenant_id', 'code_hash'])
    .addForeignKeyConstraint(
      'recovery_codes_user',
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await index(database, 'recovery_codes', ['tenant_id', 'sub']);
  await growing(database, 'remembered_devices')
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('remembered_devices_key', ['tenant_id', 'token_hash'])
    .execute();
  await index(database, 'remembered_devices', ['tenant_id', 'sub']);
  await index(database, 'remembered_devices', ['expires_at']);
}
