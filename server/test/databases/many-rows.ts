/**
 * Tables as they are after years, all in one tenant: for tests of what a database makes of many rows.
 */
import type { TestDatabase } from './databases.ts';

type Asked = Pick<TestDatabase, 'rows'> & { readonly storage: Pick<TestDatabase['storage'], 'dialect'> };

type Column = { readonly name: string; readonly type: string };

/** Values that have to be of a kind; every other text is its column's name with a number. */
const VALUES: Readonly<Record<string, string>> = {
  'users.claims': `'{}'`,
  'clients.document': `'{}'`,
  'grants.document': `'{}'`,
  tenant_id: `'acme'`,
  // As many rows of a user as users have who use several applications.
  sub: `'sub ' || (i / 3)`,
  'users.sub': `'sub ' || i`,
  'former_users.sub': `'sub ' || i`,
  // Users have terms of a few fields.
  'user_terms.field': `'field ' || (i % 20)`,
  'user_terms.sub': `'sub ' || i`,
  grant_id: `'grant_id ' || (i / 3)`,
  'grants.grant_id': `'grant_id ' || i`,
  'tenants.tenant_id': `'tenant_id ' || i`,
  // Beside the one that there is.
  'readiness.id': 'i + 2',
  'authenticators.kind': `'webauthn'`,
};

/** What others refer to comes first. */
const PARENTS = ['tenants', 'users', 'grants', 'clients'];

/** Adds the rows of these numbers, the last one excluded, to every table; which tables there are. */
export async function fillEveryTable(database: Asked, from: number, to: number): Promise<readonly string[]> {
  const tables = await tablesOf(database);
  for (const table of [...PARENTS, ...tables.filter((one) => !PARENTS.includes(one))]) {
    const columns = await columnsOf(database, table);
    const values = columns.map((column) => columnValue(table, column));
    const names = columns.map(({ name }) => name).join(', ');
    await database.rows(`${numbers(database, from, to)}
      insert into ${table} (${names}) select ${values.join(', ')} from numbers`);
  }
  return tables;
}

function columnValue(table: string, { name, type }: Column): string {
  const known = VALUES[`${table}.${name}`] ?? VALUES[name];
  if (known !== undefined) return known;
  return type.toLowerCase() === 'text' ? `'${name} ' || i` : numberOf(name);
}

/** Times are spread over the future, flags are not set. */
function numberOf(name: string): string {
  return /_at$|^at$/.test(name) ? '1800000000 + i' : '0';
}

function numbers({ storage }: Asked, from: number, to: number): string {
  return storage.dialect === 'sqlite'
    ? `with recursive numbers(i) as (select ${from} union all select i + 1 from numbers where i < ${to - 1})`
    : `with numbers as (select i from generate_series(${from}, ${to - 1}) as i)`;
}

/** The tables there are, but for those of the migrations. */
export async function tablesOf({ storage, rows }: Asked): Promise<readonly string[]> {
  const named =
    storage.dialect === 'sqlite'
      ? `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`
      : 'select tablename as name from pg_tables where schemaname = current_schema()';
  const tables = (await rows(named)).map(({ name }) => String(name));
  return tables.filter((name) => !name.startsWith('kysely_'));
}

async function columnsOf({ storage, rows }: Asked, table: string): Promise<readonly Column[]> {
  const listed =
    storage.dialect === 'sqlite'
      ? `select name, type from pragma_table_info('${table}')`
      : `select column_name as name, data_type as type from information_schema.columns
         where table_schema = current_schema() and table_name = '${table}'`;
  return (await rows(listed)).map(({ name, type }) => ({ name: String(name), type: String(type) }));
}

/** What a row of one table refers to in another; when that one is deleted, the rows of this one are looked for. */
export async function referencesOf({ storage, rows }: Asked): Promise<readonly Reference[]> {
  const listed =
    storage.dialect === 'sqlite'
      ? `select m.name as "table", group_concat(f."from") as columns
         from sqlite_schema m, pragma_foreign_key_list(m.name) f where m.type = 'table' group by m.name, f.id`
      : `select c.conrelid::regclass::text as "table", string_agg(a.attname, ',') as columns
         from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
         where c.contype = 'f' and c.connamespace = current_schema()::regnamespace group by c.oid, c.conrelid`;
  return (await rows(listed)).map(({ table, columns }) => ({
    table: String(table),
    columns: String(columns).split(','),
  }));
}

export type Reference = { readonly table: string; readonly columns: readonly string[] };

/** Makes a database know nothing of its rows, and learn nothing by itself meanwhile. */
export async function forgetStatistics(database: Asked): Promise<void> {
  const { storage, rows } = database;
  if (storage.dialect === 'sqlite') {
    await rows('delete from sqlite_stat1');
    return;
  }
  // Autovacuum comes each minute: what it counts stays, and what it begins before the rows are forgotten ends after them.
  for (const table of await tablesOf(database))
    await rows(`alter table ${table} set (autovacuum_enabled = off)`);
  const ours = 'relnamespace = current_schema()::regnamespace';
  await rows(`delete from pg_statistic s using pg_class c where c.oid = s.starelid and c.${ours}`);
  await rows(`update pg_class set reltuples = -1, relpages = 0, relallvisible = 0 where ${ours}`);
}
