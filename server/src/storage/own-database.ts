/**
 * How a storage carries its database for the one file that opens the desk's half of it (configuration/desk-records.ts). Nobody
 * else may import this.
 */
import type { AuditRows } from './audit-rows.ts';
import type { Database } from './database.ts';

export const OWN_DATABASE = Symbol('database');

export type OwnDatabase = {
  readonly database: Database;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  readonly auditRow: AuditRows;
};
