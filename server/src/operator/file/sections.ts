/**
 * The sections of a `tacit.yaml`, a row each, in the order in which they are read, exported and carried out.
 */
import * as v from 'valibot';
import { MAX_PERMISSIONS, MAX_ROLES, PERMISSION_FIELDS } from '../../resources/end-user/role.ts';
import { SIGNS_IN_BY } from '../../resources/end-user/user.ts';
import { type Field, type Fields, optional, required, type Shape } from '../../resources/field.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind, KindName, Values } from '../../resources/kind.ts';
import { isMapping, list, record, text } from '../../resources/shape.ts';

export type Section = {
  readonly kind: Kind;
  /** Entries that it may have; undefined: it is no list, but the one record that there is. */
  readonly max: number | undefined;
  /** What is stored and no matter of a file: it is neither exported nor missed. */
  readonly isOutside: (record: Values) => boolean;
  /** Fields of its entries that are no fields of the record. */
  readonly holdings?: Fields;
  /** What an entry is known by that does not say its key, each in its one spelling. */
  readonly knownBy: readonly { readonly field: string; readonly spelling: (value: string) => string }[];
};

/** What somebody has: records of their own, which a file says of whoever has them. */
const HOLDINGS = {
  roles: optional(list(text(255), { max: MAX_ROLES }), {
    sentence: 'The roles they have, each by its name or id; left out, those they have.',
  }),
  permissions: optional(list(record(PERMISSION_FIELDS), { max: MAX_PERMISSIONS }), {
    sentence: 'What they may do beside; left out, what they have.',
  }),
} as const;

const MAX_ENTRIES = 10_000;
const MAX_AT_THE_TOP = 1_000;

function section(kind: KindName, about: Partial<Section> = {}): Section {
  return { kind: KINDS[kind], max: MAX_ENTRIES, isOutside: () => false, knownBy: [], ...about };
}

export const TENANTS = section('tenant', {
  max: MAX_AT_THE_TOP,
  // It waits to be restored or to go for good.
  isOutside: ({ deleted_at }) => deleted_at !== undefined,
});

/** What belongs to no tenant. */
export const ROLLOUTS = section('rollout', { max: MAX_AT_THE_TOP });

/** What a tenant has. */
export const OF_A_TENANT: readonly Section[] = [
  section('settings', { max: undefined }),
  section('resource_server'),
  // A client that registered itself administers itself; the built-in one is a page of the server.
  section('client', {
    isOutside: ({ registration, is_built_in }) => registration !== undefined || is_built_in === true,
  }),
  section('client_grant'),
  section('role', { knownBy: [{ field: 'name', spelling: (name) => name }] }),
  section('log_stream'),
  section('user', { knownBy: SIGNS_IN_BY, holdings: HOLDINGS }),
];

const mapping: Shape<Values> = {
  tag: 'record',
  schema: v.custom<Values>(isMapping, 'must be a mapping'),
  says: 'a mapping',
  json: { type: 'object' },
};

function entries(max: number): Shape<readonly unknown[]> {
  return {
    tag: 'list',
    schema: v.pipe(
      v.array(v.unknown(), 'must be a list'),
      v.maxLength(max, `must have at most ${max} entries`),
    ),
    says: `a list of at most ${max}`,
    json: { type: 'array', maxItems: max },
  };
}

/** Sections as fields of what holds them, whose entries are read by themselves; `null` is no section. */
export function sectionFields(sections: readonly Section[]): Fields {
  return Object.fromEntries(
    sections.map(({ kind: { section: name, sentence }, max }): readonly [string, Field] => [
      name,
      required<unknown>(max === undefined ? mapping : entries(max), { sentence }),
    ]),
  );
}
