/**
 * What a list of applications is narrowed by, in columns of indexes, so that no such list reads every document.
 *
 * An old process beside this ignores the columns. What it makes is listed as what a client is by default, and what it changes as it
 * was before, until a new process writes it; nobody may do more or less by it.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index } from './tables.ts';

type Database = Kysely<unknown>;

export const filteredLists: Migration = {
  async up(database: Database) {
    for (const [column, byDefault] of Object.entries(COLUMNS))
      await database.schema
        .alterTable('clients')
        .addColumn(column, 'text', (one) => one.notNull().defaultTo(byDefault))
        .execute();
    await fileClients(database);
    for (const column of Object.keys(COLUMNS))
      await index(database, 'clients', ['tenant_id', column, 'client_id']);
  },
};

/** As they were by default when this was written. */
const COLUMNS = { app_type: 'spa', is_first_party: 'true' } as const;

const PAGE = 500;

type Row = { readonly tenant_id: string; readonly client_id: string; readonly document: string };

async function fileClients(database: Database): Promise<void> {
  let after: readonly string[] = ['', ''];
  for (;;) {
    const { rows } = await sql<Row>`
      select tenant_id, client_id, document from clients
      where (tenant_id, client_id) > (${sql.join(after)}) order by tenant_id, client_id
      limit ${PAGE}`.execute(database);
    for (const row of rows) await fileClient(database, row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.tenant_id, last.client_id];
  }
}

async function fileClient(database: Database, { tenant_id, client_id, document }: Row): Promise<void> {
  const { app_type, is_first_party } = { ...COLUMNS, ...objectIn(document) };
  if (app_type === COLUMNS.app_type && String(is_first_party) === COLUMNS.is_first_party) return;
  await sql`update clients set app_type = ${String(app_type)}, is_first_party = ${String(is_first_party)}
    where tenant_id = ${tenant_id} and client_id = ${client_id}`.execute(database);
}

/** What nobody can read is listed as nothing else; the start goes on, and says so when it is read. */
function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return { ...Object(value) };
  } catch {
    return {};
  }
}
