/**
 * What the description of a kind cannot say: which fields a list shows, in what order a form has them, what goes with a record. All
 * else is computed of the description.
 */
import type { KindName } from '@tacit/server/resources';
import type { ComponentType } from 'react';
import type { OperationId } from '../api/client.ts';
import type { Text } from '../text/text.ts';

/** A record as the Management API has it. */
export type Document = Readonly<Record<string, unknown>>;

type Section = keyof Text['kinds'];

export type Column = {
  /** Where it stands in the document. */
  readonly member: keyof Text['columns'];
  readonly shows:
    | 'words'
    | 'name'
    | 'code'
    | 'word'
    | 'first'
    | 'count'
    | 'time'
    | 'moment'
    | 'yes'
    | 'english';
  /** Left out where there is little room. */
  readonly isMinor?: true;
};

type Group = { readonly name: keyof Text['form']['groups']; readonly fields: readonly string[] };

/** A kind in the form of a record, be it one of many or the only one. */
export type FormView = {
  readonly kind: KindName;
  readonly operations: {
    readonly show: OperationId;
    readonly update: OperationId;
    readonly list?: OperationId;
  };
  /** Fields, by our names; what is in none goes to the last group. */
  readonly groups: readonly { readonly name: string; readonly fields: readonly string[] }[];
  /** Fields that are read and written elsewhere. */
  readonly apart: readonly string[];
  /** Of some names those that people choose, by our name of the field: the others are for the server to write. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Whoever may do each of these may change it; absent: whoever may do what saves it. */
  readonly needs?: readonly OperationId[];
  /** What else shows something of it. */
  readonly shownBy?: readonly OperationId[];
};

type Taken = {
  readonly says: keyof Text['remove']['takes'];
  /** How many there are, where somebody can count them. */
  readonly counted?: {
    readonly id: OperationId;
    readonly by: 'path' | 'query';
    readonly name: string;
    /** Of the record what they are looked for by, where that is not what its address has. */
    readonly member?: string;
  };
};

/** A record, and the version that it is looked at in. */
export type About = { readonly id: string; readonly record: Document; readonly version: string | undefined };

export type View = FormView & {
  readonly section: Section;
  /** The member that an address has. */
  readonly id: string;
  readonly operations: Readonly<Record<'list' | 'show' | 'create' | 'update' | 'remove', OperationId>>;
  /** The member of a list's answer that holds it. */
  readonly collection: string;
  /** Members that a record may be called by, the first that it has. */
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  /** The parameter that a list is searched by, and how what somebody types becomes it. */
  readonly search?: {
    readonly parameter: string;
    readonly hint: 'searchUsers' | 'searchRoles';
    readonly query: (typed: string) => string;
  };
  /** Of what is searched or ordered the server pages through so many. */
  readonly mostFound?: number;
  readonly orders?: readonly (keyof Text['list']['orders'])[];
  /** The parameter that a list is narrowed by, and its values. */
  readonly only?: {
    readonly parameter: string;
    readonly label: keyof Text['columns'];
    readonly values: readonly (keyof Text['values'])[];
  };
  readonly groups: readonly Group[];
  /** What is asked for when one is made; whatever else there is comes with the record. */
  readonly asked: readonly string[];
  readonly takes: readonly Taken[];
  /** What else stands above its list. */
  readonly Beside?: ComponentType;
  /** What is said of one above its form. */
  readonly Above?: ComponentType<About>;
};
