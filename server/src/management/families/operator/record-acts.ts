/**
 * The commands of everything that is administered, by kind: looked at and changed in the words of a command.
 */
import { type CommandVerb, commandVerbs } from '../../../resources/computed/commands.ts';
import { optional, required, withDefault } from '../../../resources/field.ts';
import { KINDS } from '../../../resources/index.ts';
import type { Kind, KindName, Values } from '../../../resources/kind.ts';
import { boolean, list, metadata, oneOf, whole } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import type { Touched } from '../../reach.ts';
import { actOperation, type Needs, said, WORD } from './act.ts';
import { scopesToChange, TO_READ_SETTINGS } from './setting-scopes.ts';

type Scope = Operation['scopes'][number];

type Of = {
  readonly read: Scope;
  readonly create?: Scope;
  readonly set?: Scope;
  readonly delete?: Scope;
  /** What a look tells beside what its scope opens. */
  readonly tells?: readonly Scope[];
  /** What a change needs beside. */
  readonly needs?: (said: Said) => Needs | 'everything';
};

/** A change, as far as it says what it lays hands on; a removal says a key alone. */
type Said = {
  readonly key: readonly string[];
  readonly document?: Values;
  readonly add?: Values;
  readonly remove?: Values;
};

const everything = () => 'everything' as const;

const OF: Readonly<Record<KindName, Of>> = {
  tenant: {
    ...{ read: 'read:tenant_settings', create: 'create:tenants', set: 'update:tenants' },
    ...{ delete: 'delete:tenants', needs: everything },
  },
  settings: {
    ...{ read: 'read:tenant_settings', tells: TO_READ_SETTINGS, set: 'update:tenant_settings' },
    needs: ({ document = {}, add = {}, remove = {} }) => ({
      scopes: scopesToChange([document, add, remove].flatMap((said) => Object.keys(said))),
    }),
  },
  client: {
    ...{ read: 'read:clients', create: 'create:clients', set: 'update:clients', delete: 'delete:clients' },
    tells: ['read:client_credentials'],
    needs: ({ key: [id = ''] }) => ({
      scopes: ['update:client_keys', 'update:client_credentials'],
      touches: [{ kind: 'client', id }],
    }),
  },
  resource_server: {
    ...{ read: 'read:resource_servers', create: 'create:resource_servers' },
    ...{ set: 'update:resource_servers', delete: 'delete:resource_servers' },
  },
  client_grant: {
    ...{ read: 'read:client_grants', create: 'create:client_grants', set: 'update:client_grants' },
    ...{ delete: 'delete:client_grants', needs: grantNeeds },
  },
  user: {
    ...{ read: 'read:users', create: 'create:users', set: 'update:users', delete: 'delete:users' },
    needs: ({ key: [id = ''], document = {} }) => ({
      scopes: Object.hasOwn(document, 'app_metadata') ? ['update:users_app_metadata'] : [],
      touches: [{ kind: 'account', id }],
    }),
  },
  // What a role holds, and who has it, is what somebody may do: that is said by those who may do all of it.
  role: {
    ...{ read: 'read:roles', create: 'create:roles', set: 'update:roles', delete: 'delete:roles' },
    needs: everything,
  },
  role_member: {
    ...{ read: 'read:role_members', create: 'create:role_members', delete: 'delete:role_members' },
    needs: everything,
  },
  user_permission: {
    ...{ read: 'read:users', create: 'update:users', delete: 'update:users', needs: everything },
  },
  log_stream: {
    ...{ read: 'read:log_streams', create: 'create:log_streams', set: 'update:log_streams' },
    delete: 'delete:log_streams',
  },
  consent: { read: 'read:grants', delete: 'delete:grants' },
  signing_key: { read: 'read:signing_keys' },
  rollout: {
    ...{ read: 'read:tenants', create: 'update:tenants', set: 'update:tenants', delete: 'update:tenants' },
    needs: everything,
  },
};

/** What an application may ask for, in its grant and in what is added to it. */
function grantNeeds({ key: [id = '', audience], document = {}, add = {} }: Said): Needs {
  const scopes = [document['scope'], add['scope']].flatMap((value: unknown) =>
    Array.isArray(value) ? value.map(String) : [],
  );
  const named = [id, document['client_id']].map(String);
  const audiences = [audience, document['audience']].map(String);
  return {
    touches: [
      ...named.map((client): Touched => ({ kind: 'client', id: client })),
      ...audiences.map((at): Touched => ({ kind: 'scopes', audience: at, scopes })),
    ],
  };
}

const MAX_WORDS = 100;
const MAX_PAGE = 1_000;
const MAX_DOCUMENT_BYTES = 524_288;

const words = (sentence: string) => required(list(WORD, { max: MAX_WORDS }), { sentence });

const TENANT = {
  tenant: optional(WORD, { sentence: 'The tenant, by name or name.region; left out where there is one.' }),
} as const;

const KEY = { key: words('The words that name the record.') } as const;

const HOW = {
  version: optional(whole(0, Number.MAX_SAFE_INTEGER), { sentence: 'The version it was decided on.' }),
  dryRun: required(boolean, { sentence: 'Only say what would be done.' }),
} as const;

const document = (sentence: string) => required(metadata(MAX_DOCUMENT_BYTES), { sentence });

/** What telling everything of some kinds needs. */
export function scopesToTell(kinds: readonly KindName[]): readonly string[] {
  return kinds.flatMap((kind) => [OF[kind].read, ...(OF[kind].tells ?? [])]);
}

/** What a token needs beside the scope of the operation: a record is told whole, or not at all. */
function besides(tells: readonly string[]): string {
  return tells.length === 0 ? '' : ` (${tells.map((scope) => `\`${scope}\``).join(', ')} too)`;
}

function looking(kind: Kind, { read, tells = [] }: Of): readonly Operation[] {
  const needs = () => ({ scopes: tells });
  const listed = actOperation({
    ...{ at: `${kind.command}/list`, changes: false, scopes: [read] },
    sentence: `Lists ${kind.command}${besides(tells)}.`,
    body: {
      ...TENANT,
      filter: words('Only those whose fields have these values: `field=value`.'),
      after: words('Begin after this one.'),
      limit: required(whole(1, MAX_PAGE), { sentence: 'How many.' }),
    },
    needs,
    run: (acts, body) => acts.listRecords({ ...body, kind: kind.name, tenant: body.tenant }),
  });
  const shown = actOperation({
    ...{ at: `${kind.command}/show`, changes: false, scopes: [read] },
    sentence: `Shows one of ${kind.command}${besides(tells)}.`,
    ...{ body: { ...TENANT, ...KEY }, needs },
    run: (acts, { key, tenant }) => acts.showRecord({ kind: kind.name, key, tenant }),
  });
  return commandVerbs(kind).includes('list') ? [listed, shown] : [shown];
}

function changing(kind: Kind, { needs, ...scopes }: Of, verb: 'create' | 'set'): readonly Operation[] {
  const scope = scopes[verb];
  if (scope === undefined || !commandVerbs(kind).includes(verb)) return [];
  return [
    actOperation({
      ...{ at: `${kind.command}/${verb}`, changes: true, scopes: [scope] },
      sentence: `${verb === 'create' ? 'Makes' : 'Changes'} one of ${kind.command}.`,
      body: {
        ...{ ...TENANT, ...KEY, ...HOW },
        document: document('Fields, in the names of the operator’s file; null asks for the default.'),
        add: document('Entries that are put into lists.'),
        remove: document('Entries that are taken out of lists.'),
        prefix: said('What stands before a field where whoever reads complaints writes one.'),
      },
      ...(needs ? { needs } : {}),
      run: (acts, { add, remove, ...body }) =>
        acts.changeRecord({
          ...body,
          ...{ kind: kind.name, verb, tenant: body.tenant, version: body.version },
          ...{ add: listsOf(add), remove: listsOf(remove) },
        }),
    }),
  ];
}

/** What is no list has no entries. */
function listsOf(lists: Values): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, value]): [string, readonly unknown[]] => [
      name,
      Array.isArray(value) ? value : [value],
    ]),
  );
}

const REMOVALS = ['delete', 'restore', 'purge', 'move'] as const;

function removing(kind: Kind, { needs, ...scopes }: Of): readonly Operation[] {
  const verbs: readonly CommandVerb[] = commandVerbs(kind);
  const own = REMOVALS.filter((verb) => verbs.includes(verb));
  const scope = scopes.delete;
  if (own.length === 0 || scope === undefined) return [];
  return [
    actOperation({
      ...{ at: `${kind.command}/remove`, changes: true, scopes: [scope] },
      sentence: `Removes one of ${kind.command}${own.length > 1 ? ', brings back what was removed, or has it called otherwise' : ''}.`,
      body: {
        ...{ ...TENANT, ...KEY, ...HOW },
        verb: withDefault(oneOf(REMOVALS), 'delete', { sentence: 'What is done to it.' }),
        to: withDefault(
          metadata(MAX_DOCUMENT_BYTES),
          {},
          { sentence: 'Of what moves: its name, its region.' },
        ),
      },
      ...(needs ? { needs } : {}),
      run: (acts, body) =>
        acts.removeRecord({ ...body, kind: kind.name, tenant: body.tenant, version: body.version }),
    }),
  ];
}

export const RECORD_ACTS: readonly Operation[] = Object.values(KINDS).flatMap((kind) => {
  const of = OF[kind.name];
  return [
    ...looking(kind, of),
    ...changing(kind, of, 'create'),
    ...changing(kind, of, 'set'),
    ...removing(kind, of),
  ];
});
