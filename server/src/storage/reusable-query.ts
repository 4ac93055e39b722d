/**
 * A query that is built once and run often. Kysely builds a query anew each time it is written, which takes longer than
 * SQLite takes to answer it.
 */
import {
  type Compilable,
  type Expression,
  type Kysely,
  type QueryResult,
  sql,
  type Transaction,
} from 'kysely';
import type { Schema } from './schema.ts';

/** Stands for a value that is known when the query runs. */
type Slot<Name> = <T extends string | number>(name: Name) => Expression<T>;

/** Builds the query once; the answer runs it with values for its slots. */
export function reusableQuery<Name extends string, Row>(
  kysely: Kysely<Schema>,
  slots: readonly Name[],
  build: (slot: Slot<Name>) => Compilable<Row>,
): (
  values: Readonly<Record<Name, string | number | null>>,
  transaction?: Transaction<Schema>,
) => Promise<QueryResult<Row>> {
  const markers = new Map<unknown, Name>(slots.map((name) => [`slot ${name}`, name]));
  const compiled = build(<T>(name: Name) => sql<T>`${`slot ${name}`}`).compile();
  const places = compiled.parameters.map((value) => ({ value, name: markers.get(value) }));
  return (values, transaction) => {
    const parameters = places.map(({ value, name }) => (name === undefined ? value : values[name]));
    return (transaction ?? kysely).executeQuery({ ...compiled, parameters });
  };
}
