/**
 * Records of a kind that lie in one table, a row each: how they are read, listed and written, by a description of the table.
 */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Values } from '../../resources/kind.ts';
import type { Page, RecordKey, StoredRecord } from '../configuration/stored-record.ts';
import type { Schema } from '../schema.ts';

export type Row = Readonly<Record<string, unknown>>;

export type RecordTable = {
  readonly table: keyof Schema;
  /** Columns of the key, in the order of the kind's key fields. */
  readonly key: readonly string[];
  readonly isOfTenant: boolean;
  /** Its column; absent: such a record is never changed here. */
  readonly version?: 'version' | 'settings_version';
  /** The other columns that are read. */
  readonly columns: readonly string[];
  /** Fields by which an index narrows a list, each with the column that holds its text. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Rows that are no record any more. */
  readonly except?: RawBuilder<unknown>;
  readonly recordOf: (row: Row) => Values;
};

/** A table whose records are written as well. */
export type WritableTable = RecordTable & {
  readonly version: NonNullable<RecordTable['version']>;
  /** The columns beside the key. */
  readonly rowOf: (record: Values) => Readonly<Record<string, string | number | null>>;
};

/** The record of a key. */
export async function readRecord(
  kysely: Kysely<Schema>,
  table: RecordTable,
  at: Pick<RecordKey, 'tenant_id' | 'key'>,
): Promise<StoredRecord | undefined> {
  if (at.key.length !== table.key.length) return undefined;
  const { rows } = await select(table, keyedBy(table, at)).execute(kysely);
  return rows[0] && storedRecord(table, rows[0]);
}

/** The records of some names, of a table whose key is one. */
export async function readRecords(
  kysely: Kysely<Schema>,
  table: RecordTable,
  { tenant_id, names }: { readonly tenant_id: string; readonly names: readonly string[] },
): Promise<readonly StoredRecord[]> {
  const [column = '', ...others] = table.key;
  if (others.length > 0) throw new Error('Records of several names are read one by one.');
  if (names.length === 0) return [];
  const which = allOf([...ofTenant(table, tenant_id), sql`${sql.ref(column)} in (${sql.join(names)})`]);
  const { rows } = await select(table, which).execute(kysely);
  return rows.map((row) => storedRecord(table, row));
}

/** A page of the records of a tenant. */
export async function listRecords(
  kysely: Kysely<Schema>,
  table: RecordTable,
  { tenant_id, filter, after, offset = 0, limit }: Page & Pick<RecordKey, 'tenant_id'>,
): Promise<readonly StoredRecord[]> {
  const key = refs(table.key);
  const ordered = sql.join(orderedBy(table, filter));
  const behind = after ? [sql`(${ordered}) > (${sql.join(after)})`] : [];
  const meant = allOf([...ofTenant(table, tenant_id), ...narrowed(table, filter), ...behind]);
  const order = (by: RawBuilder<unknown>) => (table.key.length === 0 ? sql`` : sql`order by ${by}`);
  const page = sql`${meant} ${order(ordered)} limit ${limit} offset ${offset}`;
  const which = filter
    ? sql`${allOf(ofTenant(table, tenant_id))} and (${key}) in (
        select ${key} from ${sql.table(table.table)} where ${page}) ${order(key)}`
    : page;
  const { rows } = await select(table, which).execute(kysely);
  return rows.map((row) => storedRecord(table, row));
}

/**
 * The key. Of a field with several texts SQLite would read all that a tenant has, which is in the order of the key already, and not the
 * index of the field: there it is another expression to it.
 */
function orderedBy({ key }: RecordTable, filter: Page['filter'] = {}): readonly RawBuilder<unknown>[] {
  const isOfSeveral = Object.values(filter).some((texts) => texts.length > 1);
  return key.map((column) => (isOfSeveral ? sql`coalesce(${sql.ref(column)}, '')` : sql.ref(column)));
}

/** How many records a tenant has, or how many of them a filter leaves. */
export async function countRecords(
  kysely: Kysely<Schema>,
  table: RecordTable,
  { tenant_id, filter }: Pick<RecordKey, 'tenant_id'> & Pick<Page, 'filter'>,
): Promise<number> {
  const { rows } = await sql<{ readonly count: number | bigint | string }>`
    select count(*) as count from ${sql.table(table.table)}
    where ${table.except ?? sql`1 = 1`} and ${allOf([...ofTenant(table, tenant_id), ...narrowed(table, filter)])}`.execute(
    kysely,
  );
  return Number(rows[0]?.count ?? 0);
}

/** Of a field that is no filter of the table nobody asks here (DeskRecords.filters). */
function narrowed({ filters = {} }: RecordTable, filter: Page['filter'] = {}): RawBuilder<unknown>[] {
  return Object.entries(filter).map(([field, wanted]) => {
    const column = filters[field];
    if (column === undefined) throw new Error(`No column has what ${field} is narrowed by.`);
    return wanted.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(wanted)})`;
  });
}

function select(table: RecordTable, which: RawBuilder<unknown>): RawBuilder<Row> {
  const { version, columns } = table;
  const names = refs([...table.key, ...columns, ...(version === undefined ? [] : [version])]);
  return sql<Row>`select ${names} from ${sql.table(table.table)} where ${table.except ?? sql`1 = 1`} and ${which}`;
}

function storedRecord(table: RecordTable, row: Row): StoredRecord {
  return {
    key: table.key.map((column) => String(row[column])),
    record: table.recordOf(row),
    version: table.version === undefined ? 0 : Number(row[table.version]),
  };
}

/** Inserts a record; false: there is one. */
export async function insertRecord(
  transaction: Transaction<Schema>,
  table: WritableTable,
  { tenant_id, key, record }: Pick<RecordKey, 'tenant_id' | 'key'> & { readonly record: Values },
): Promise<boolean> {
  const names = [...(table.isOfTenant ? ['tenant_id'] : []), ...table.key];
  const row = table.rowOf(record);
  const values = [...(table.isOfTenant ? [tenant_id] : []), ...key, ...Object.values(row)];
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table.table)} (${refs([...names, ...Object.keys(row)])})
    values (${sql.join(values)}) on conflict (${refs(names)}) do nothing`.execute(transaction);
  return numAffectedRows === 1n;
}

type Versioned = Pick<RecordKey, 'tenant_id' | 'key'> & { readonly version: number };

/** Writes a record that is at a version; false: it is not. */
export async function updateRecord(
  transaction: Transaction<Schema>,
  table: WritableTable,
  { version, record, ...at }: Versioned & { readonly record: Values },
): Promise<boolean> {
  const grown = sql.ref(table.version);
  const set = Object.entries(table.rowOf(record)).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  const { numAffectedRows } = await sql`
    update ${sql.table(table.table)} set ${sql.join([...set, sql`${grown} = ${grown} + 1`])}
    where ${keyedBy(table, at)} and ${grown} = ${version}`.execute(transaction);
  return numAffectedRows === 1n;
}

/** Deletes a record that is at a version; false: it is not. */
export async function deleteRecord(
  transaction: Transaction<Schema>,
  table: WritableTable,
  { version, ...at }: Versioned,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table.table)}
    where ${keyedBy(table, at)} and ${sql.ref(table.version)} = ${version}`.execute(transaction);
  return numAffectedRows === 1n;
}

function keyedBy(table: RecordTable, { tenant_id, key }: Pick<RecordKey, 'tenant_id' | 'key'>) {
  const parts = table.key.map((column, index) => sql`${sql.ref(column)} = ${key[index] ?? ''}`);
  return allOf([...ofTenant(table, tenant_id), ...parts]);
}

function ofTenant({ isOfTenant }: RecordTable, tenant_id: string | undefined) {
  return isOfTenant ? [sql`tenant_id = ${tenant_id ?? ''}`] : [];
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}

function refs(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}
