/**
 * A row that says what this version cannot read: JSON that is none, a word that nobody knows. It fails whoever needs it and
 * nobody else. What it holds is told to nobody: it may be a secret.
 */
import { UNREADABLE } from './outages.ts';

/** Which row. */
export type RowName = { readonly table: string; readonly key: readonly string[] };

/** The JSON of a column, or an error that names the row. */
export function storedJson(text: string, row: RowName) {
  try {
    return JSON.parse(text);
  } catch {
    // Its own words quote what it could not read.
    throw unreadable(row);
  }
}

/** An object of JSON, likewise. */
export function storedObject(text: string, row: RowName) {
  const value = storedJson(text, row);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(row);
  return value;
}

/** One of the words that a column may hold, or an error that names the row. */
export function storedWord<T extends string>(text: string, words: readonly T[], row: RowName): T {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw unreadable(row);
  return word;
}

/** The error that names a row. */
export function unreadable({ table, key }: RowName): Error {
  const message = `The row ${JSON.stringify(key.join(' '))} of the table ${table} cannot be read.`;
  return Object.assign(new Error(message), { code: UNREADABLE, table, key });
}

/** What of the rows can be read; of the others the operator is told, by whom they were asked for first if not here. */
export function readableOnly<Row, T>(
  rows: readonly Row[],
  read: (row: Row) => T,
  onError?: (error: unknown) => void,
): readonly T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      onError?.(error);
      return [];
    }
  });
}
