/**
 * What a dialect gives to the record files. Queries are Kysely; the rest is what two databases do in different ways.
 */
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type OpenOptions = {
  /** `sqlite:PATH`, `sqlite::memory:` or `postgres://...`. */
  readonly databaseUrl: string;
  /** Told of failures that no caller waits for, as of a connection that is lost while idle. */
  readonly onError: (error: unknown) => void;
  /** Where there is no database, one is begun; else it is refused, and nothing is made. */
  readonly mayBegin: boolean;
};

export type Database = {
  readonly dialect: 'sqlite' | 'postgres';
  readonly kysely: Kysely<Schema>;
  /** Grows when configuration was changed by anybody. */
  configurationVersion(): number;
  /** Grows when anything but the audit log was written by anybody; absent where only asking for a row can tell. */
  readonly contentVersion?: () => number;
  /**
   * Runs a step of several statements, whole or not at all. One that the database gives up because another was in its way
   * (a deadlock, a serialization failure) has done nothing, and is run again here and nowhere else.
   */
  transaction<T>(step: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Runs a change of configuration in one transaction and tells everybody who caches it. */
  changeConfiguration<T>(change: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Ends a select of rows to delete: passes over those that somebody is changing, where several can change rows at once. */
  readonly unlessLocked: RawBuilder<unknown>;
  /** The column that says where a row lies; absent where a row lies where its key says. */
  readonly rowAddress?: string;
  /** Ends a select of rows that this transaction will change: others who want to wait for its end. */
  readonly forUpdate: RawBuilder<unknown>;
  /** Ends a select of rows that must stay as they are until this transaction ends. */
  readonly forShare: RawBuilder<unknown>;
  /** Keeps everybody else from changing the table until the transaction ends. */
  lockTable(transaction: Transaction<Schema>, table: keyof Schema): Promise<void>;
  /** Whether a statement failed because another row, of this table where one is named, has the same unique value. */
  isUniqueViolation(error: unknown, table?: keyof Schema): boolean;
  /** Counts rows where it pays for the choice of an index; absent where the database does so by itself. */
  readonly keepStatistics?: (when: 'opened' | 'later') => Promise<void>;
  /** It was begun just now. */
  readonly isNew: boolean;
  readonly onError: (error: unknown) => void;
  close(): Promise<void>;
};
