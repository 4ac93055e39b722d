/**
 * Rows that are work for later: a mail, a logout token. A row is claimed by one of all machines when its turn has come, and
 * the claim ends a while after the machine was last heard of. The number of the attempt tells a claim from those after it.
 */
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

type Piece = { readonly tenant_id: string; readonly attempts: number };

export type DueWork<Row extends Piece> = {
  /** Takes the one that has been due longest, but of these tenants none. Nobody else gets it before the claim has ended. */
  claim(except?: readonly string[]): Promise<Row | undefined>;
  /** Makes a claim last from now on. */
  renew(claimed: Row): Promise<void>;
  /** Gives one back, to be tried again after a pause that grows with each attempt. */
  later(claimed: Row): Promise<void>;
  /** Deletes one that needs no further attempt. */
  done(claimed: Row): Promise<void>;
  /** How many there are, at most MAX_COUNTED. */
  count(): Promise<number>;
};

/** For a line of the log: who has more knows enough. */
const MAX_COUNTED = 10_000;

type Kind<Row> = {
  readonly table: keyof Schema;
  readonly id: keyof Row & string;
  readonly columns: readonly (keyof Row & string)[];
  /** Seconds until the second attempt; the pause doubles from attempt to attempt, up to the longest. */
  readonly first_pause: number;
  readonly longest_pause: number;
  /** Rows that have another value there are somebody else's work. */
  readonly only?: { readonly column: string; readonly is: string };
};

/**
 * Seconds in which a machine that claimed something is heard of again (RENEW_EVERY_MS), or is taken for dead. Far more than
 * the clocks of two machines differ.
 */
export const CLAIM_SECONDS = 60;

/** What is to be done in a table. */
export function openDueWork<Row extends Piece>(
  { kysely, unlessLocked }: Database,
  now: () => number,
  { table, id, columns, first_pause, longest_pause, only }: Kind<Row>,
): DueWork<Row> {
  const name = sql.table(table);
  const isOurs = only ? sql`${sql.ref(only.column)} = ${only.is} and` : sql``;
  const key = sql`tenant_id, ${sql.ref(id)}`;
  const isClaim = (row: Row) =>
    sql`tenant_id = ${row.tenant_id} and ${sql.ref(id)} = ${row[id]} and attempts = ${row.attempts}`;

  async function dueAgain(row: Row, seconds: number): Promise<void> {
    await sql`update ${name} set due_at = ${now() + seconds} where ${isClaim(row)}`.execute(kysely);
  }

  return {
    async claim(except = []) {
      const isMeant = except.length === 0 ? sql`` : sql`and tenant_id not in (${sql.join(except)})`;
      // The sign keeps a database from the index on `expires_at`, by which it would read all that are not due yet.
      const { rows } = await sql<Row>`
        update ${name} set attempts = attempts + 1, due_at = ${now() + CLAIM_SECONDS}
        where (${key}) in (
          select ${key} from ${name} where ${isOurs} due_at <= ${now()} and +expires_at > ${now()} ${isMeant}
          order by due_at limit 1 ${unlessLocked}
        )
        returning ${sql.join(columns.map((column) => sql.ref(column)))}`.execute(kysely);
      return rows[0];
    },
    renew: (row) => dueAgain(row, CLAIM_SECONDS),
    later: (row) => dueAgain(row, Math.min(first_pause * 2 ** (row.attempts - 1), longest_pause)),
    async done(row) {
      await sql`delete from ${name} where tenant_id = ${row.tenant_id} and ${sql.ref(id)} = ${row[id]}`.execute(
        kysely,
      );
    },
    async count() {
      const { rows } = await sql<{ n: number | string }>`
        select count(*) as n from (
          select 1 as one from ${name} where ${isOurs} expires_at > ${now()} limit ${MAX_COUNTED}
        ) as counted`.execute(kysely);
      return Number(rows[0]?.n ?? 0);
    },
  };
}
