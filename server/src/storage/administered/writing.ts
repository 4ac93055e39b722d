/**
 * One transaction of the desk, as the writers of the kinds see it.
 */
import type { Write } from '../configuration/stored-record.ts';
import type { holdUser } from '../users/credential-epoch.ts';
import type { Step } from './belongings.ts';

export type HeldUser = Awaited<ReturnType<typeof holdUser>>;

export type Writing = Step & {
  readonly now: number;
  /** Users that are written or lose a consent, held in one order before anything is written; by `userName`. */
  readonly held: Map<string, HeldUser>;
  /** Writes of records whose address or domain was given up first, for another one of the same list; which grew their version. */
  readonly released: Set<Write>;
  /** Tenants that this transaction has made. */
  readonly made: Set<string>;
  /** Tenants that go for good, once it is committed. */
  readonly purged: Set<string>;
};

/** Writes one record; how many sessions ended with it. Throws Moved where it is not at the version that was judged. */
export type Writer = (writing: Writing, write: Write) => Promise<number>;

/** Ends a transaction of which a record is not as it was when it was judged. */
export class Moved extends Error {
  constructor() {
    super('A record was changed by somebody else.');
    this.name = 'Moved';
  }
}

/** Goes on only when a statement found what was judged. */
export function settle(isDone: boolean): void {
  if (!isDone) throw new Moved();
}

/** One text for one user. */
export function userName(tenant_id: string | undefined, sub: string | undefined): string {
  return JSON.stringify([tenant_id ?? '', sub ?? '']);
}
