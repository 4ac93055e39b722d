/**
 * The commands of everything that is administered, computed from the table of kinds.
 */
import {
  COMMAND_VERBS,
  type CommandVerb,
  commandVerbs,
  isOfTenant,
  KINDS,
  type Kind,
  keyArguments,
  nearestName,
} from '@tacit/server/resources';
import { type Command, Option } from 'commander';
import { findOperator } from '../operator.ts';
import type { OperatorAt } from '../server/operator-at.ts';
import { DEFAULT_LIMIT, example } from '../words.ts';
import { type Flag, flagsOf } from './flags.ts';

/** Told the exit code of the command that ran. */
type Finish = (code: number) => void;

type Options = Readonly<Record<string, unknown>>;

/** What a verb does, once it is known whom it speaks to. Imported when it runs, so that help is there at once. */
type Run = (operator: OperatorAt, given: Given) => Promise<number>;

type Given = {
  readonly kind: Kind;
  readonly verb: CommandVerb;
  readonly key: readonly string[];
  readonly flags: readonly Flag[];
  readonly options: Options;
};

/** Adds a command for each kind; that of users, to which others are added. */
export function addRecordCommands(program: Command, finish: Finish): { readonly users: Command } {
  for (const kind of Object.values(KINDS)) {
    const group = program
      .command(kind.command)
      .summary(summaryOf(kind))
      .description(`${kind.sentence} Without a verb: ${kind.verbs[0]}.`)
      .addHelpText('after', example(...commandVerbs(kind).map((verb) => exampleOf(kind, verb))));
    for (const verb of commandVerbs(kind)) addVerb(group, { kind, verb, finish });
  }
  const users = program.commands.find((command) => command.name() === KINDS.user.command);
  if (!users) throw new Error('Users are a kind, and every kind has a command.');
  return { users };
}

function summaryOf({ sentence }: Kind): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** A command line with something to put in where there is a word in capitals. */
function exampleOf(kind: Kind, verb: CommandVerb): string {
  const { about } = COMMAND_VERBS[verb];
  const key = about === 'one' ? keyArguments(kind).map((name) => name.toUpperCase()) : [];
  return ['tacit', kind.command, verb, ...key, ...(SAMPLES[verb]?.(kind) ?? [])].join(' ');
}

const SAMPLES: Readonly<Partial<Record<CommandVerb, (kind: Kind) => readonly string[]>>> = {
  list: (kind) => (isOfTenant(kind) ? ['--tenant', 'dev'] : ['--json']),
  create: (kind) => sampleFlag(kind),
  set: (kind) => sampleFlag(kind),
  delete: () => ['--dry-run'],
  move: () => ['--name', 'NAME'],
};

/** The first field that is not what the record is called by. */
function sampleFlag(kind: Kind): readonly string[] {
  const flag = flagsOf(kind, { isStored: false }).find(({ named }) => !kind.key.includes(named.own));
  if (!flag) return [];
  const { long, argChoices: [choice] = [] } = flag.option;
  return [long ?? '', choice ?? 'VALUE'];
}

type Verb = { readonly kind: Kind; readonly verb: CommandVerb; readonly finish: Finish };

function addVerb(group: Command, { kind, verb, finish }: Verb): void {
  const { summary, about } = COMMAND_VERBS[verb];
  const isUsual = verb === kind.verbs[0];
  const flags = FLAGS[verb](kind);
  const command = group
    .command(verb, { isDefault: isUsual })
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}. ${kind.sentence}`)
    // A word that is no verb arrives at the usual one.
    .allowExcessArguments(isUsual)
    .addHelpText('after', `${listsNote(flags)}${example(exampleOf(kind, verb))}`);
  for (const name of about === 'one' ? keyArguments(kind) : [])
    command.argument(verb === 'create' ? `[${name}]` : `<${name}>`);
  if (isOfTenant(kind))
    command.option('--tenant <name>', 'one tenant, by name or name.region; left out where there is one');
  for (const { option } of flags) command.addOption(option);
  for (const option of OPTIONS[verb]()) command.addOption(option);
  command.option('--json', 'print JSON');
  command.action(async () => {
    const { args } = command;
    const known = command.registeredArguments.length;
    if (isUsual && args.length > known) return refuseVerb(group, args[known] ?? '');
    const operator = await findOperator();
    if (!operator) return finish(1);
    finish(await RUNS[verb](operator, { kind, verb, key: args, flags, options: command.opts() }));
  });
}

function refuseVerb(group: Command, word: string): void {
  const near = nearestName(
    word,
    group.commands.map((command) => command.name()),
  );
  group.error(`error: unknown command '${word}'${near === undefined ? '' : `\n(Did you mean ${near}?)`}`, {
    exitCode: 2,
  });
}

function listsNote(flags: readonly Flag[]): string {
  const lists = flags.filter(({ part }) => part === 'add').map(({ option }) => option.long);
  return lists.length === 0
    ? ''
    : `\nTo put entries into a list, and to take them out with --remove-... likewise:\n  ${lists.join('\n  ')}\n`;
}

const none = (): readonly Flag[] => [];

/** The flags of fields that a verb has. */
const FLAGS: Readonly<Record<CommandVerb, (kind: Kind) => readonly Flag[]>> = {
  list: none,
  show: none,
  create: (kind) => flagsOf(kind, { isStored: false }),
  set: (kind) => flagsOf(kind, { isStored: true }),
  delete: none,
  move: none,
  restore: none,
  purge: none,
};

const dryRun = () => new Option('--dry-run', 'say what would be done and do nothing');
const ifVersion = () => new Option('--if-version <n>', 'only where nobody has changed it since that version');
const yes = () => new Option('--yes', 'do not ask');

/** What a verb can be told beside the fields. */
const OPTIONS: Readonly<Record<CommandVerb, () => readonly Option[]>> = {
  list: () => [
    new Option('--filter <field=value...>', 'only those whose fields have these values'),
    new Option('--limit <n>', 'how many at the most').default(String(DEFAULT_LIMIT)),
    new Option('--after <key...>', 'begin after this one'),
  ],
  show: () => [new Option('--all', 'every field, not only those that are not as usual')],
  create: () => [dryRun()],
  set: () => [
    new Option('--unset <field...>', 'back to the default, or without a value'),
    ifVersion(),
    dryRun(),
  ],
  delete: () => [ifVersion(), yes(), dryRun()],
  move: () => [
    new Option('--name <name>', 'what it is called from now on'),
    new Option('--region <region>', 'where it is from now on'),
    ...[ifVersion(), yes(), dryRun()],
  ],
  restore: () => [ifVersion(), dryRun()],
  purge: () => [ifVersion(), yes(), dryRun()],
};

const change: Run = async (operator, { kind, verb, key, flags, options }) => {
  const [{ readGiven }, { makeChange }] = await Promise.all([import('./given.ts'), import('./change.ts')]);
  const given = await readGiven(kind, flags, {
    of: ({ option }) => wordsOf(options[option.attributeName()]),
    unset: wordsOf(options['unset']) ?? [],
  });
  return makeChange(operator, kind, { ...options, verb: verb === 'create' ? 'create' : 'set', key, given });
};

function wordsOf(given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  return Array.isArray(given) ? given.map(String) : [String(given)];
}

const removal =
  (verb: 'delete' | 'restore' | 'purge' | 'move'): Run =>
  async (operator, { kind, key, options }) =>
    (await import('./remove.ts')).remove(operator, kind, { ...options, verb, key });

const RUNS: Readonly<Record<CommandVerb, Run>> = {
  list: async (operator, { kind, options }) =>
    (await import('./look.ts')).printList(operator, kind, { limit: String(DEFAULT_LIMIT), ...options }),
  show: async (operator, { kind, key, options }) =>
    (await import('./look.ts')).printRecord(operator, kind, { ...options, key }),
  create: change,
  set: change,
  delete: removal('delete'),
  move: removal('move'),
  restore: removal('restore'),
  purge: removal('purge'),
};
