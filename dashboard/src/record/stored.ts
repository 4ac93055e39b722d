/**
 * What the Management API answers, as the views take it. It imports no description, which would come with every first load.
 */
import type { Document } from '../kinds/view.ts';

/** A record, and the version that an operation answered it with. */
export type Stored = { readonly record: Document; readonly version: string | undefined };

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record and its version, as an operation answers with them. */
export function storedOf({
  value,
  version,
}: {
  readonly value: unknown;
  readonly version: string | undefined;
}): Stored {
  if (!isDocument(value)) throw new Error('A record is an object.');
  return { record: value, version };
}
