/**
 * The desk: everything that is administered is changed here and nowhere else. Load, patch, judge, write with version and audit
 * in one transaction, notify. A door (the operator's file, the tool, a client that registers itself, later the Management API)
 * translates and calls; it has no rule of its own.
 */

import type { Keys } from '../keys/keys.ts';
import type { Seal } from '../keys/seal.ts';
import type { Passwords } from '../passwords/passwords.ts';
import type { Result } from '../protocol/result.ts';
import type { Secret } from '../protocol/secret.ts';
import type { Difference, Meant } from '../resources/computed/change.ts';
import type { Said } from '../resources/computed/document.ts';
import type { Finding } from '../resources/finding.ts';
import type { KindName, Values } from '../resources/kind.ts';
import type { JobStep, NewMail, Storage } from '../storage/storage.ts';
import type { HostConfig } from '../tenants/tenants.ts';

/** Who asks, for the audit and for what they may leave to the server. */
export type By = {
  /** `self`: End-Users about themselves, on the account page. */
  readonly who: 'operator' | 'registration' | 'self';
  /** Whoever it is by name: the `sub` of their access token. */
  readonly actor?: string;
  readonly request_id: string;
  readonly address?: string;
  /** A secret that is needed and was not given is made, and told once. */
  readonly makesSecrets: boolean;
  /** The step of a job that this is: done with it or not at all. */
  readonly step?: JobStep;
  /** Told how many of all are judged, where it is planned, or made ready to be written, where it is carried out. */
  readonly hear?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
};

/** The tenant of a wish: one that is stored, by its id; or one that another wish of the same list makes. */
export type Place = { readonly tenant_id: string } | { readonly name: string; readonly region: string };

/** One thing that is asked of the desk. */
export type Wish = {
  readonly kind: KindName;
  /** Undefined for what belongs to no tenant, and for tenants. */
  readonly place?: Place;
} & (
  | {
      /**
       * `put`: there shall be this record, made or changed. `create`: made, and there must be none. `change`: changed, and there
       * must be one.
       */
      readonly verb: 'put' | 'create' | 'change';
      readonly meant: Meant;
      /** Our names; the key is among them. */
      readonly said: Said;
      /** Fields that a door could not read, and has said so: what they are is not complained about a second time. */
      readonly unreadable?: readonly string[];
      /** What the server itself gives a record that is made: fields that are computed. */
      readonly given?: Values;
      /** The version that the change was decided on; another one is refused. */
      readonly version?: number;
      /** Of a person who was deleted: `put` makes them again. */
      readonly recreate?: boolean;
    }
  | {
      readonly verb: 'delete' | 'restore' | 'purge';
      readonly key: readonly string[];
      /** A mail that is written in the same step. */
      readonly notice?: NewMail;
      readonly version?: number;
    }
  | {
      /** Of a tenant: it is called otherwise from now on. */
      readonly verb: 'move';
      readonly key: readonly string[];
      /** Its name, its region; what is not said stays. */
      readonly to: Values;
      readonly version?: number;
    }
);

export type Change = {
  /** Which of the wishes it answers. */
  readonly wish: number;
  /** `stays_deleted`: a person of that name was deleted, and nobody said that they are to be made again. */
  readonly action: 'create' | 'update' | 'delete' | 'restore' | 'purge' | 'unchanged' | 'stays_deleted';
  readonly kind: KindName;
  readonly tenant_id: string | undefined;
  /** `<name>.<region>` of the tenant. */
  readonly tenant: string | undefined;
  /** What a person calls it: its key, or a user's address. */
  readonly name: string;
  readonly record: Values;
  /** That it had before; undefined: there was none. */
  readonly version: number | undefined;
  /** What a change changes, of a secret only that it does; of what is made what the server chose for it. */
  readonly differences: readonly (Difference & { readonly isSecret?: true })[];
  /** What goes with it when it is deleted, counted. */
  readonly lost: Readonly<Record<string, number>>;
  /** Told once. */
  readonly secrets: Readonly<Record<string, Secret>>;
};

/** A finding with the wish it is about; `-1`: none of them. */
export type Refusal = Finding & { readonly wish: number };

export type Listed = { readonly record: Values; readonly version: number; readonly key: readonly string[] };

/** By field, the text that it holds, any of several, or a text that it does not hold. */
export type Filter = Readonly<Record<string, string | readonly string[] | { readonly not: string }>>;

export type Query = {
  /** Exact values of fields, as text; of a list any of them. What is not to be held is looked at record by record. */
  readonly filter?: Filter;
  /** The key after which the page begins. */
  readonly after?: readonly string[];
  /** Records that match, passed over before it begins. */
  readonly offset?: number;
  readonly limit: number;
};

export type Desk = {
  /** What would be done; the same function as `carryOut`, without the write. */
  plan(wishes: readonly Wish[], by: By): Promise<Result<readonly Change[], readonly Refusal[]>>;
  /** All of it or nothing. */
  carryOut(wishes: readonly Wish[], by: By): Promise<Result<readonly Change[], readonly Refusal[]>>;
  show(kind: KindName, tenant_id: string | undefined, key: readonly string[]): Promise<Listed | undefined>;
  /** Those of some keys that there are, in the order of the keys; of kinds whose key is one name. */
  showEach(kind: KindName, tenant_id: string, names: readonly string[]): Promise<readonly Listed[]>;
  list(kind: KindName, tenant_id: string | undefined, query: Query): Promise<readonly Listed[]>;
  /** How many match a filter. */
  count(kind: KindName, tenant_id: string | undefined, filter?: Query['filter']): Promise<number>;
};

/** All that the desk may touch of the outside world. */
export type DeskDeps = {
  readonly storage: Storage;
  readonly config: HostConfig;
  readonly seal: Seal;
  readonly keys: Pick<Keys, 'settle'>;
  readonly passwords: Passwords;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  /** `bytes` of CSPRNG output, base64url. */
  readonly random: (bytes: number) => string;
  /** Whether the server may go to an address by itself. */
  readonly isReachable: (url: string) => boolean;
};
