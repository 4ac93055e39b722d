/**
 * What a dialect gives to the record files. Queries are Kysely; the rest is what two databases do in different ways.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type Database = {
  readonly dialect: 'sqlite' | 'postgres';
  readonly kysely: Kysely<Schema>;
  /** Grows when configuration was changed by anybody. */
  configurationVersion(): number;
  /** Runs a change of configuration in one transaction and tells everybody who caches it. */
  changeConfiguration<T>(change: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Whether a statement failed because another row has the same unique value. */
  isUniqueViolation(error: unknown): boolean;
  close(): Promise<void>;
};
