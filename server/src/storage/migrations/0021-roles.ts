/**
 * Who may do what at APIs: roles, who has them, and permissions that somebody was given directly.
 *
 * An old process beside this knows no role: it gives every scope that an API has to whoever asks, as it always did, until it is
 * replaced. Let no API enforce policies before all are.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

type Database = Kysely<unknown>;

export const roles: Migration = {
  async up(database: Database) {
    await database.schema
      .createTable('roles')
      .addColumn('tenant_id', 'text', (column) =>
        column.notNull().references('tenants.tenant_id').onDelete('cascade'),
      )
      .addColumn('role_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('roles_key', ['tenant_id', 'role_id'])
      .addUniqueConstraint('roles_name', ['tenant_id', 'name'])
      .execute();
    // Roles that every tenant has are no rows, so that what is had of a role refers to none.
    await ofPeople(database, 'role_members')
      .addColumn('role_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('role_members_key', ['tenant_id', 'sub', 'role_id'])
      .execute();
    await index(database, 'role_members', ['tenant_id', 'role_id', 'sub']);
    await ofPeople(database, 'user_permissions')
      .addColumn('audience', 'text', (column) => column.notNull())
      .addColumn('permission', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('user_permissions_key', ['tenant_id', 'sub', 'audience', 'permission'])
      .execute();
    await index(database, 'user_permissions', ['tenant_id', 'audience', 'permission', 'sub']);
  },
};

/** What somebody has, which goes with them. */
function ofPeople(database: Database, table: string) {
  return database.schema
    .createTable(table)
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
    .addForeignKeyConstraint(
      `${table}_user`,
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    );
}
