/**
 * Deleting however many rows in steps of a few milliseconds: SQLite deletes in this process, which answers nobody meanwhile.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { FIRST_ROWS, nextRows } from './step-size.ts';

/** Rows of a table, by their key. */
type Keyed = { readonly table: keyof Schema; readonly key: readonly string[] };

export type Doomed = Keyed & {
  /** `where` and `order by`: two statements mean the same rows by it, as long as nobody writes between them. */
  readonly which: RawBuilder<unknown>;
  /** Rows that refer to these and go with them: nobody counts what a reference takes along. */
  readonly children?: Keyed | undefined;
};

export type Pace = {
  /** Rows of the first step. */
  readonly first: number;
  /** Rows of the next one, by how long one took. */
  readonly next: (rows: number, elapsed_ms: number) => number;
};

export const PACE: Pace = { first: FIRST_ROWS, next: nextRows };

/** What a statement finds of the rows to delete, and how. */
export type Means = {
  /** Runs one statement and says how many rows it deleted, and how long it took. */
  readonly run: (query: RawBuilder<unknown>) => Promise<Step>;
  /** After a step that is not the last; false: no more of them. */
  readonly goOn: () => Promise<boolean>;
  /** Ends a select of rows to delete. */
  readonly unlessLocked: RawBuilder<unknown>;
  /** The column that says where a row lies, if there is one. */
  readonly rowAddress?: string | undefined;
};

type Step = { readonly count: number; readonly elapsed_ms: number };

const NOTHING: Step = { count: 0, elapsed_ms: 0 };

/** Steps of their own, between which everybody else has a turn, until the signal says so. */
export function meansOf({ kysely, ...database }: Database, signal?: AbortSignal): Means {
  return {
    ...database,
    // A connection that was waited for before: what is measured is the work.
    run: (query) => kysely.connection().execute((connection) => timed(connection, query)),
    async goOn() {
      await turn();
      return signal?.aborted !== true;
    },
  };
}

/** Deletes the rows and what refers to them; how many rows, children not counted. */
export async function deleteInSteps(means: Means, doomed: Doomed, pace = PACE): Promise<number> {
  let deleted = 0;
  let rows = pace.first;
  do {
    const { children } = doomed;
    const theirs = children ? await means.run(deleteChildren(means, { doomed, children, rows })) : NOTHING;
    // Only rows whose children are gone, so that they take nothing along.
    const own = theirs.count < rows ? await means.run(deleteRows(means, doomed, rows)) : NOTHING;
    deleted += own.count;
    if (theirs.count < rows && own.count < rows) break;
    rows = pace.next(rows, Math.max(theirs.elapsed_ms, own.elapsed_ms));
  } while (await means.goOn());
  return deleted;
}

/** The same as part of a step that has to be one: SQLite gives others a turn between the statements of a transaction. */
export async function deleteAll(transaction: Kysely<Schema>, doomed: Doomed): Promise<void> {
  const { table, which } = doomed;
  const isEmbedded = transaction.getExecutor().adapter instanceof SqliteAdapter;
  if (!isEmbedded) {
    await sql`delete from ${sql.table(table)} ${which}`.execute(transaction);
    return;
  }
  const run = (query: RawBuilder<unknown>) => timed(transaction, query);
  await deleteInSteps({ run, goOn: () => Promise.resolve(true), unlessLocked: sql`` }, doomed);
}

/**
 * The same for more rows than one statement of PostgreSQL may take time for: in steps there too, and what somebody was changing
 * meanwhile is waited for at the end.
 */
export async function deleteMany(
  { unlessLocked, rowAddress }: Pick<Means, 'unlessLocked' | 'rowAddress'>,
  transaction: Kysely<Schema>,
  doomed: Doomed,
): Promise<void> {
  if (rowAddress !== undefined) {
    const { children: _, ...own } = doomed;
    const run = (query: RawBuilder<unknown>) => timed(transaction, query);
    await deleteInSteps({ run, goOn: () => Promise.resolve(true), unlessLocked, rowAddress }, own);
  }
  await deleteAll(transaction, doomed);
}

/** Runs a statement that deletes. */
async function timed(connection: Kysely<Schema>, query: RawBuilder<unknown>): Promise<Step> {
  const began_ms = performance.now();
  const { numAffectedRows = 0n } = await query.execute(connection);
  return { count: Number(numAffectedRows), elapsed_ms: performance.now() - began_ms };
}

function deleteRows(means: Means, doomed: Doomed, rows: number): RawBuilder<unknown> {
  return withFound(means, doomed, { rows, statement: sql`delete from ${sql.table(doomed.table)}` });
}

/** A statement, up to its `where`, about the first so many of the rows. */
export function withFound(
  means: Means,
  doomed: Doomed,
  { rows, statement }: { readonly rows: number; readonly statement: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const names = namesOf(means, doomed);
  return sql`
    with found as materialized (
      select ${refs(names)} from ${sql.table(doomed.table)} ${doomed.which} limit ${rows} ${means.unlessLocked}
    )
    ${statement} where ${areFound(means, names)}`;
}

type Children = { readonly doomed: Doomed; readonly children: Keyed; readonly rows: number };

/** What belongs to the rows that come next, of that at most so many rows too. */
function deleteChildren(means: Means, { doomed, children, rows }: Children): RawBuilder<unknown> {
  const table = sql.table(children.table);
  const names = namesOf(means, children);
  const theirs = sql.join(names.map((name) => sql.ref(`${children.table}.${name}`)));
  return sql`
    with parents as materialized (
      select ${refs(doomed.key)} from ${sql.table(doomed.table)} ${doomed.which} limit ${rows}
    ),
    found as materialized (
      select ${theirs} from parents join ${table} using (${refs(doomed.key)})
      limit ${rows} ${means.unlessLocked}
    )
    delete from ${table} where ${areFound(means, names)}`;
}

/** What a statement calls rows by that it has found: where they lie, if the database tells that, or their key. */
function namesOf({ rowAddress }: Means, { key }: Keyed): readonly string[] {
  return rowAddress === undefined ? key : [rowAddress];
}

function areFound({ rowAddress }: Means, names: readonly string[]): RawBuilder<unknown> {
  const columns = refs(names);
  return rowAddress === undefined
    ? sql`(${columns}) in (select ${columns} from found)`
    : sql`${columns} = any (array (select ${columns} from found))`;
}

function refs(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}
