/**
 * What the two databases must offer beside SQL.
 */
import type { Dialect } from 'kysely';

export type Backend = {
  readonly name: 'sqlite' | 'postgres';
  readonly dialect: Dialect;
  /** A number that differs from the last one when another process may have changed the configuration. */
  foreignVersion(): number;
  /** Tells other processes that the configuration changed. */
  announce(): Promise<void>;
  close(): Promise<void>;
};
