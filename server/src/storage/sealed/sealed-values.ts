/**
 * What lies sealed in a database, of all tenants, to be opened and sealed anew; and the one value by which the database knows its
 * master key.
 */
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { SEALED_PLACE_NAMES, SEALED_PLACES, type SealedPlace } from './sealed-places.ts';

type SealedValue = {
  readonly tenant_id: string;
  /** Of the row, in its tenant. */
  readonly id: string;
  readonly sealed: string;
};

/** The row behind which a page begins. */
type RowKey = Pick<SealedValue, 'tenant_id' | 'id'>;

export type SealedValues = {
  /** Where there are any. */
  places(): readonly SealedPlace[];
  /** What this database's master key sealed to be known by; undefined: nothing has been sealed here yet, or by an older version. */
  check(): Promise<string | undefined>;
  /** Writes it, where it still is what `before` says; false when somebody else was first. */
  saveCheck(sealed: string, before: string | undefined): Promise<boolean>;
  /** The next rows of a place; `next` is undefined behind the last one. */
  page(
    place: SealedPlace,
    after: RowKey | undefined,
  ): Promise<{ readonly values: readonly SealedValue[]; readonly next: RowKey | undefined }>;
  /** Writes values anew, each only where it is still what it was; how many it was. */
  replace(
    place: SealedPlace,
    values: readonly (SealedValue & { readonly before: string })[],
  ): Promise<number>;
};

/** Rows of a page: written in one transaction, for which everybody else who writes waits. */
const PAGE = 200;

const CHECK = 'check';

/** The sealed values of a database. */
export function openSealedValues(database: Database): SealedValues {
  const { kysely } = database;
  return {
    places: () => SEALED_PLACE_NAMES,
    async check() {
      const row = await kysely
        .selectFrom('master_key')
        .select('sealed')
        .where('id', '=', CHECK)
        .executeTakeFirst();
      return row?.sealed;
    },
    async saveCheck(sealed, before) {
      if (before === undefined) {
        const { numInsertedOrUpdatedRows } = await kysely
          .insertInto('master_key')
          .values({ id: CHECK, sealed })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await kysely
        .updateTable('master_key')
        .set({ sealed })
        .where('id', '=', CHECK)
        .where('sealed', '=', before)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    page: (place, after) => readPage(database, place, after),
    replace: (place, values) => replaceValues(database, place, values),
  };
}

type Text = Readonly<Record<'tenant_id' | 'id' | 'text', string>>;

async function readPage({ kysely }: Database, place: SealedPlace, after: RowKey | undefined) {
  const { table, id, column, member } = SEALED_PLACES[place];
  const { rows } = await sql<Text>`
    select tenant_id, ${sql.ref(id)} as id, ${sql.ref(column)} as text from ${sql.table(table)}
    where (tenant_id, ${sql.ref(id)}) > (${after?.tenant_id ?? ''}, ${after?.id ?? ''})
    order by tenant_id, ${sql.ref(id)} limit ${sql.lit(PAGE)}`.execute(kysely);
  const values = rows.flatMap(({ text, ...key }): readonly SealedValue[] => {
    const sealed = member === undefined ? text : memberOf(text, member);
    return sealed === undefined ? [] : [{ ...key, sealed }];
  });
  const last = rows.at(-1);
  const next = last && rows.length === PAGE ? { tenant_id: last.tenant_id, id: last.id } : undefined;
  return { values, next };
}

async function replaceValues(
  database: Database,
  place: SealedPlace,
  values: readonly (SealedValue & { readonly before: string })[],
): Promise<number> {
  if (values.length === 0) return 0;
  const { table, id, column, isConfiguration } = SEALED_PLACES[place];
  const change = isConfiguration ? database.changeConfiguration : database.transaction;
  return change(async (transaction) => {
    let replaced = 0;
    for (const { tenant_id, id: of, sealed, before } of values) {
      // Within JSON too, for neither has a character that JSON writes in another way.
      const { numAffectedRows = 0n } = await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = replace(${sql.ref(column)}, ${before}, ${sealed})
        where tenant_id = ${tenant_id} and ${sql.ref(id)} = ${of}
        and replace(${sql.ref(column)}, ${before}, ${sealed}) <> ${sql.ref(column)}`.execute(transaction);
      replaced += Number(numAffectedRows);
    }
    return replaced;
  });
}

/** A document that cannot be read has nothing that could be opened: whoever needs it says so. */
function memberOf(text: string, member: string): string | undefined {
  try {
    const sealed: unknown = Object(JSON.parse(text))[member];
    return typeof sealed === 'string' ? sealed : undefined;
  } catch {
    return undefined;
  }
}
