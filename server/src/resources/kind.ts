/**
 * A kind of record that is administered: a table of fields, what makes a record wrong, and what it is called.
 */
import type { Facts, Reads, TenantFacts } from './facts.ts';
import type { Fields } from './field.ts';
import type { Finding } from './finding.ts';

export type KindName =
  | 'tenant'
  | 'settings'
  | 'client'
  | 'client_grant'
  | 'resource_server'
  | 'user'
  | 'role'
  | 'role_member'
  | 'user_permission'
  | 'consent'
  | 'signing_key'
  | 'log_stream'
  | 'rollout';

/** A record whose fields have their shapes, by our names. */
export type Values = Readonly<Record<string, unknown>>;

export type Judged = {
  readonly record: Values;
  /** Secrets that came with it, in clear. */
  readonly secrets: Values;
};

export type Rule = {
  readonly code: string;
  /** What it must be told of the database. */
  readonly reads?: (judged: Judged, tenant: TenantFacts | undefined) => Reads;
  /** Binds a client that registers itself and nobody else, for a stranger is believed less than an operator. */
  readonly only?: 'registration';
  /** Judges whether the record may be removed, instead of what it says. */
  readonly on?: 'delete';
  readonly judge: (judged: Judged, facts: Facts) => readonly Omit<Finding, 'code'>[];
};

/** Of a list in a file or a request: what its entries must differ in. */
type Unlike = { readonly fields: readonly string[]; readonly spelling?: (value: string) => string };

export type Kind = {
  readonly name: KindName;
  /** Its section in `tacit.yaml` and its command: `clients`. */
  readonly section: string;
  readonly command: string;
  readonly sentence: string;
  /** What one of them is called by, within its tenant. */
  readonly key: readonly string[];
  readonly fields: Fields;
  readonly rules: readonly Rule[];
  readonly unlike: readonly Unlike[];
  /** What a list of it shows. */
  readonly columns: readonly string[];
  /**
   * What a field means that a whole description leaves out: its default; or, of a person, who may have changed it, what it is.
   */
  readonly absence: 'default' | 'stays';
  /** What is meant where it is not said, by what is said beside it. */
  readonly implied: Readonly<Record<string, (said: Values) => unknown>>;
  readonly verbs: readonly Verb[];
  /** What not every record has, where one of its fields decides. */
  readonly variants?: Variants;
  /** What weakens a protection although no field of its own says so, for it is not unsafe for every record. */
  readonly unsafe?: readonly Weakness[];
};

type Variants = {
  /** The field that decides. */
  readonly by: string;
  /** By what it says: the fields of such a record that others have not. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
};

type Weakness = {
  readonly field: string;
  /** For whoever chose it. */
  readonly sentence: string;
  readonly isChosen: (record: Values) => boolean;
};

export type Verb = 'list' | 'show' | 'create' | 'set' | 'delete';
