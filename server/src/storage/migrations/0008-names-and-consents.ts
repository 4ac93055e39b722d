/**
 * One name is one thing in a tenant, and a consent knows what it covers.
 */
import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ofTenant } from './tables.ts';

type Database = Kysely<unknown>;

/**
 * The names are written by triggers, so that whoever inserts a client, an API or a user, an older version of this server
 * too, takes its names in the same step or fails with the unique key.
 */
export const namesAndConsents: Migration = {
  async up(database: Database) {
    await ofTenant(database, 'names')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('names_key', ['tenant_id', 'name'])
      .execute();
    for (const { table, id, kind, suffix } of TAKEN) {
      await createTriggers(database, { table, id, kind, suffix });
      // Where two had one name before, the first keeps it and the second stays as it is.
      await sql`insert into names (tenant_id, name, kind)
        select tenant_id, ${sql.ref(id)} || ${sql.lit(suffix)}, ${sql.lit(kind)} from ${sql.table(table)} where true
        on conflict do nothing`.execute(database);
    }
    await database.schema.alterTable('consents').addColumn('covers', 'text').execute();
  },
};

type Taken = {
  readonly table: string;
  readonly id: string;
  readonly kind: string;
  /** What is added to the id. */
  readonly suffix: string;
};

/** What takes a name: protocol/tenant/names.ts says the same of what is about to be registered. */
const TAKEN: readonly Taken[] = [
  { table: 'clients', id: 'client_id', kind: 'client', suffix: '' },
  { table: 'clients', id: 'client_id', kind: 'client_subject', suffix: '@clients' },
  { table: 'resource_servers', id: 'identifier', kind: 'api', suffix: '' },
  { table: 'users', id: 'sub', kind: 'user', suffix: '' },
];

async function createTriggers(database: Database, { table, id, kind, suffix }: Taken): Promise<void> {
  const name = (row: string) => `${row}.${id} || '${suffix}'`;
  const take = `insert into names (tenant_id, name, kind) values (new.tenant_id, ${name('new')}, '${kind}')`;
  const release = `delete from names where tenant_id = old.tenant_id and name = ${name('old')} and kind = '${kind}'`;
  await createTrigger(database, { trigger: `names_${kind}_taken`, event: 'insert', table, statement: take });
  await createTrigger(database, {
    trigger: `names_${kind}_released`,
    event: 'delete',
    table,
    statement: release,
  });
}

async function createTrigger(
  database: Database,
  trigger: {
    readonly trigger: string;
    readonly event: string;
    readonly table: string;
    readonly statement: string;
  },
): Promise<void> {
  const { event, table, statement } = trigger;
  const when = `create trigger ${trigger.trigger} after ${event} on ${table} for each row`;
  if (database.getExecutor().adapter instanceof SqliteAdapter) {
    await sql.raw(`${when} begin ${statement}; end`).execute(database);
    return;
  }
  await sql
    .raw(
      `create function ${trigger.trigger}() returns trigger language plpgsql as $$ begin ${statement}; return null; end $$`,
    )
    .execute(database);
  await sql.raw(`${when} execute function ${trigger.trigger}()`).execute(database);
}
