/**
 * What is administered has a version, which says whether somebody else was there in between; a tenant can be deleted and
 * restored; what a client may ask for in its own name is a record of its own; and what belongs to a client or an API is found
 * when that one is removed.
 *
 * An old process beside this: it ignores the new columns, and triggers let the versions grow with what it writes. It serves a
 * deleted tenant until it is replaced. It reads grants of clients from the clients' documents, where they stay until the client
 * is written by a new process; from then on it refuses client_credentials to that client. What it writes there itself is seen by
 * new processes when the file is applied again by one of them. Grants that it begins have no `audience` and outlive their API,
 * as all of them did before.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { growing, index, isEmbedded, numberRows } from './tables.ts';

type Database = Kysely<unknown>;

export const desk: Migration = {
  async up(database: Database) {
    await database.schema.alterTable('tenants').addColumn('deleted_at', 'bigint').execute();
    for (const versioned of VERSIONED) await addVersion(database, versioned);
    await createClientGrants(database);
    await createFormerUsers(database);
    await addAudience(database);
    if (isEmbedded(database)) await numberRows(database, ['session_clients', 'logout_deliveries']);
    // With `sub`, so that one user's for one client are found by it as well.
    for (const table of ['grants', 'access_tokens'] as const)
      await index(database, table, ['tenant_id', 'client_id', 'sub']);
    await index(database, 'logout_deliveries', ['tenant_id', 'client_id']);
    // With all of their keys: SQLite would read the index of the key from end to end, which holds all that is asked for.
    await index(database, 'session_clients', ['tenant_id', 'client_id', 'sid']);
    await database.schema.dropIndex('consents_tenant_id_client_id').execute();
    await index(database, 'consents', ['tenant_id', 'client_id', 'sub', 'audience', 'scope']);
    await index(database, 'consents', ['tenant_id', 'audience', 'client_id', 'sub', 'scope']);
  },
};

type Versioned = {
  readonly table: string;
  readonly key: readonly string[];
  readonly version: string;
  /** What it is the version of. */
  readonly columns: readonly string[];
};

const VERSIONED: readonly Versioned[] = [
  { table: 'tenants', key: ['tenant_id'], version: 'version', columns: ['domain', 'deleted_at'] },
  { table: 'tenants', key: ['tenant_id'], version: 'settings_version', columns: ['settings'] },
  { table: 'clients', key: ['tenant_id', 'client_id'], version: 'version', columns: ['document'] },
  { table: 'resource_servers', key: ['tenant_id', 'identifier'], version: 'version', columns: ['document'] },
  { table: 'users', key: ['tenant_id', 'sub'], version: 'version', columns: ['claims', 'email', 'blocked'] },
  { table: 'rollouts', key: ['feature', 'region'], version: 'version', columns: ['stage', 'percent'] },
];

/** The version grows by a trigger where the statement does not grow it itself: whoever writes the rest of the row. */
async function addVersion(database: Database, versioned: Versioned): Promise<void> {
  const { table, key, version, columns } = versioned;
  await database.schema
    .alterTable(table)
    .addColumn(version, 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  const differs = isEmbedded(database) ? 'is not' : 'is distinct from';
  const changed = columns.map((column) => `new.${column} ${differs} old.${column}`).join(' or ');
  const when = `for each row when (new.${version} = old.${version} and (${changed}))`;
  const name = `${table}_${version}_grows`;
  const run = (statement: string) => sql.raw(statement).execute(database);
  if (isEmbedded(database)) {
    const row = key.map((column) => `${column} = new.${column}`).join(' and ');
    const grow = `update ${table} set ${version} = old.${version} + 1 where ${row}`;
    await run(
      `create trigger ${name} after update of ${columns.join(', ')} on ${table} ${when} begin ${grow}; end`,
    );
    return;
  }
  const grow = `new.${version} := old.${version} + 1; return new`;
  await run(`create function ${name}() returns trigger language plpgsql as $$ begin ${grow}; end $$`);
  await run(`create trigger ${name} before update on ${table} ${when} execute function ${name}()`);
}

async function createClientGrants(database: Database): Promise<void> {
  await database.schema
    .createTable('client_grants')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('client_grants_key', ['tenant_id', 'client_id', 'audience'])
    .addForeignKeyConstraint(
      'client_grants_client',
      ['tenant_id', 'client_id'],
      'clients',
      ['tenant_id', 'client_id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await index(database, 'client_grants', ['tenant_id', 'audience', 'client_id']);
  await forEachDocument(database, { table: 'clients', id: 'client_id' }, async (rows) => {
    const grants = rows.flatMap(({ tenant_id, id, document }) =>
      (document.client_grants ?? []).map(
        ({ audience, scope }) =>
          sql`(${sql.join([tenant_id, id, audience, JSON.stringify({ scope: scope ?? [] })])})`,
      ),
    );
    if (grants.length === 0) return;
    // Of two for one API the first was looked at.
    await sql`insert into client_grants (tenant_id, client_id, audience, document)
      values ${sql.join(grants)} on conflict do nothing`.execute(database);
  });
}

async function createFormerUsers(database: Database): Promise<void> {
  await growing(database, 'former_users')
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('former_users_key', ['tenant_id', 'sub'])
    .execute();
  await index(database, 'former_users', ['expires_at']);
}

async function addAudience(database: Database): Promise<void> {
  await database.schema.alterTable('grants').addColumn('audience', 'text').execute();
  await forEachDocument(database, { table: 'grants', id: 'grant_id' }, async (rows) => {
    const known = rows.flatMap(({ tenant_id, id, document: { audience } }) =>
      audience === undefined ? [] : [sql`(${sql.join([tenant_id, id, audience])})`],
    );
    if (known.length === 0) return;
    await sql`update grants set audience = known.column3 from (values ${sql.join(known)}) as known
      where grants.tenant_id = known.column1 and grants.grant_id = known.column2`.execute(database);
  });
  await sql`create index grants_tenant_id_audience on grants (tenant_id, audience) where audience is not null`.execute(
    database,
  );
}

type DocumentRow = {
  readonly tenant_id: string;
  readonly id: string;
  readonly document: {
    readonly audience?: string;
    readonly client_grants?: readonly { readonly audience: string; readonly scope?: readonly string[] }[];
  };
};

const PAGE = 500;

/** Read here and not by the database: PostgreSQL refuses JSON with a NUL in it, which a request may have brought. */
async function forEachDocument(
  database: Database,
  { table, id }: { readonly table: string; readonly id: string },
  use: (rows: readonly DocumentRow[]) => Promise<void>,
): Promise<void> {
  const key = sql.join([sql.ref('tenant_id'), sql.ref(id)]);
  let after: readonly string[] = ['', ''];
  for (;;) {
    const { rows } = await sql<{ tenant_id: string; id: string; document: string }>`
      select tenant_id, ${sql.ref(id)} as id, document from ${sql.table(table)}
      where (${key}) > (${sql.join(after)}) order by ${key} limit ${PAGE}`.execute(database);
    await use(rows.map((row) => ({ ...row, document: JSON.parse(row.document) })));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.tenant_id, last.id];
  }
}
