/**
 * Records of the kinds that are administered (resources/), as the desk reads and writes them: by kind, with the version that
 * says whether somebody else was there in between.
 */
import type { KindName, Values } from '../../resources/kind.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import type { AuditEvent } from '../audit-rows.ts';
import type { JobStep } from '../background/jobs.ts';
import type { NewMail } from '../background/mails.ts';

/** A record of some kind within a tenant; of the server itself, `tenant_id` is undefined. */
export type RecordKey = {
  readonly kind: KindName;
  readonly tenant_id: string | undefined;
  /** The values of the kind's key fields, in their order; none for the settings of a tenant. */
  readonly key: readonly string[];
};

export type StoredRecord = {
  readonly key: readonly string[];
  /** By our names; secrets are not among them. */
  readonly record: Values;
  /** Grows with every write. */
  readonly version: number;
};

/** Texts of fields, any of which a record has. */
type Narrowing = Readonly<Record<string, readonly string[]>>;

/** Records in the order of their keys. */
export type Page = {
  /** By fields that `filters` names; absent: all of them. */
  readonly filter?: Narrowing;
  /** The key after which it begins; absent: the first. */
  readonly after?: readonly string[];
  /** Passed over before it begins. */
  readonly offset?: number;
  readonly limit: number;
};

export type HostsOf = (tenant: Pick<Tenant, 'name' | 'region' | 'domain'>) => readonly string[];

/** A name, and the one in its place. */
export type Renamed = { readonly before: string; readonly after: string };

export type Write = RecordKey & {
  /** The version that was judged; undefined: there was none, and there must be none. */
  readonly before: number | undefined;
  /**
   * Undefined: it is removed, with all that belongs to it. A tenant is deleted so that it can be restored (written without
   * `deleted_at`), and one that is deleted already goes for good, its audit log as well.
   */
  readonly after: Values | undefined;
  /** Of a user: the hash of a new password, and what a file remembers it by. */
  readonly password?: { readonly password_hash: string; readonly import_digest?: string };
  /** Of a user who is removed: keyed hashes of what they were called, by which no file makes them again. */
  readonly forgotten?: readonly string[];
  /** Of a tenant: every host that leads to a tenant, of which no two may have one. They depend on the base URL. */
  readonly hostsOf?: HostsOf;
  /** Of a tenant that gets another issuer: what its own APIs were called, and are called from now on. */
  readonly audiences?: readonly Renamed[];
  /** It may take an owner from the tenant, which must have one left. */
  readonly leavesOwner?: true;
  /** A mail that is written in the same transaction. */
  readonly notice?: NewMail;
  /** Written in the same transaction, in the tenant that it is about; undefined for what belongs to no tenant. */
  readonly audit: AuditEvent | undefined;
};

/** What the desk may do to the database and nobody else. */
export type DeskRecords = {
  /** As it is stored now, past every cache. */
  read(key: RecordKey): Promise<StoredRecord | undefined>;
  /** Those of some names that there are, in any order; of kinds whose key is one name. */
  readEach(kind: KindName, tenant_id: string, names: readonly string[]): Promise<readonly StoredRecord[]>;
  list(kind: KindName, tenant_id: string | undefined, page: Page): Promise<readonly StoredRecord[]>;
  /** How many there are, or how many of them a filter leaves. */
  count(kind: KindName, tenant_id: string | undefined, filter?: Narrowing): Promise<number>;
  /** Fields by which the database narrows a list of a kind. */
  filters(kind: KindName): readonly string[];
  /** The user_id of whoever has an e-mail address or a user name in its one spelling. */
  ownerOf(tenant_id: string, account: string): Promise<string | undefined>;
  /** What a file brought last as somebody's password (users.ts, `import_digest`), and the hash that is stored now. */
  broughtPassword(
    tenant_id: string,
    sub: string,
  ): Promise<{ readonly import_digest?: string; readonly password_hash?: string } | undefined>;
  /**
   * All of them in one transaction, or none: `moved` when a record is not at the version that was judged. A name, an address or
   * a host that somebody else took meanwhile throws StorageConflict. What ended with it is counted.
   * The step of a job that they belong to is in the transaction.
   */
  write(writes: readonly Write[], step?: JobStep): Promise<'moved' | { readonly ended_sessions: number }>;
  /** Whether somebody was deleted who was called by one of these, as keyed hashes. */
  isForgotten(tenant_id: string, macs: readonly string[]): Promise<boolean>;
  /** What goes with a record when it is removed, for whoever is asked: `{ consents: 3 }`. */
  lostWith(key: RecordKey): Promise<Readonly<Record<string, number>>>;
};
