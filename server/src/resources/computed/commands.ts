/**
 * The commands of a kind, for whoever offers them and whoever writes of them: verbs, arguments, usage.
 */
import type { Kind, KindName, Verb } from '../kind.ts';
import { doorName, namesAt } from './names.ts';

/** What can be deleted for a while comes back, or goes for good; and it may be called otherwise. */
export type CommandVerb = Verb | 'move' | 'restore' | 'purge';

type Words = {
  /** What it does, after the verb's name in a list of commands. */
  readonly summary: string;
  /** Whether it is about one record, which is named, or about all. */
  readonly about: 'one' | 'all';
  /** What may be said beside the key. */
  readonly flags: readonly string[];
};

const PLAN = '--dry-run';
const FIELDS = '--FIELD VALUE...';

/** In the order in which they are listed. */
export const COMMAND_VERBS: Readonly<Record<CommandVerb, Words>> = {
  list: {
    summary: 'list them',
    about: 'all',
    flags: ['--filter FIELD=VALUE...', '--limit N', '--after KEY...'],
  },
  show: { summary: 'show one', about: 'one', flags: ['--all'] },
  create: { summary: 'make one', about: 'one', flags: [FIELDS, PLAN] },
  set: {
    summary: 'change the fields that are named, and leave the others as they are',
    about: 'one',
    flags: [FIELDS, '--unset FIELD...', '--if-version N', PLAN],
  },
  delete: { summary: 'delete one, after asking', about: 'one', flags: ['--if-version N', '--yes', PLAN] },
  move: {
    summary: 'give it another name or region, after asking',
    about: 'one',
    flags: ['--name NAME', '--region REGION', '--if-version N', '--yes', PLAN],
  },
  restore: { summary: 'bring back one that was deleted', about: 'one', flags: ['--if-version N', PLAN] },
  purge: {
    summary: 'destroy one that was deleted, for good, after asking',
    about: 'one',
    flags: ['--if-version N', '--yes', PLAN],
  },
};

/** Kinds that belong to no tenant. */
const OF_THE_SERVER: ReadonlySet<KindName> = new Set(['tenant', 'rollout']);

/** Where a command names a record by something else than the values of its key, an argument each. */
const ARGUMENTS: Readonly<Partial<Record<KindName, readonly string[]>>> = { tenant: ['tenant'] };

/** Whether a record of the kind belongs to a tenant. */
export function isOfTenant({ name }: Pick<Kind, 'name'>): boolean {
  return !OF_THE_SERVER.has(name);
}

/** All that a command can do to a kind. */
export function commandVerbs({ verbs, fields }: Kind): readonly CommandVerb[] {
  return 'deleted_at' in fields ? [...verbs, 'move', 'restore', 'purge'] : verbs;
}

/** The names of the arguments by which a command is told which record is meant. */
export function keyArguments(kind: Kind): readonly string[] {
  const names = namesAt('auth0', kind);
  return (
    ARGUMENTS[kind.name] ??
    kind.key.map((own) => doorName(names.find((named) => named.own === own) ?? missing(own)))
  );
}

function missing(own: string): never {
  throw new Error(`The key of a kind is among its own fields, and ${own} is not.`);
}

/** `tacit clients show <client_id> [--tenant NAME] [--all] [--json]`. */
export function usage(kind: Kind, verb: CommandVerb): string {
  const { about, flags } = COMMAND_VERBS[verb];
  // What is made may be named by flags as well, or by the server.
  const word = (name: string) => (verb === 'create' ? `[${name}]` : `<${name}>`);
  const key = about === 'one' ? keyArguments(kind).map(word) : [];
  const tenant = isOfTenant(kind) ? ['--tenant NAME'] : [];
  return [
    'tacit',
    kind.command,
    verb,
    ...key,
    ...[...tenant, ...flags, '--json'].map((flag) => `[${flag}]`),
  ].join(' ');
}
