/**
 * The flags of a kind: one for each field that can be written, and what its words mean.
 */
import {
  doorName,
  type Field,
  isMapping,
  type Kind,
  type Named,
  namesAt,
  type Shape,
  type ShapeTag,
} from '@tacit/server/resources';
import { Option } from 'commander';

type Row = {
  /** What stands for the value in the help. */
  readonly placeholder: (shape: Shape) => string;
  /** All there is to choose from; empty: there is no list of it. */
  readonly choices: (shape: Shape) => readonly string[];
  /** What words mean in a document. Words that mean nothing stay as they are, and the field says what is wrong with them. */
  readonly read: (words: readonly string[], shape: Shape) => unknown;
};

const none = () => [];
const word = ([first = '']: readonly string[]) => first;
const json = ([first = '']: readonly string[]) => parsed(first);

const ROWS: Readonly<Record<ShapeTag, Row>> = {
  boolean: {
    placeholder: () => 'true|false',
    choices: () => ['true', 'false'],
    read: ([first = '']) =>
      new Map<string, unknown>([
        ['true', true],
        ['false', false],
      ]).get(first) ?? first,
  },
  text: { placeholder: () => 'text', choices: none, read: word },
  uri: { placeholder: () => 'url', choices: none, read: word },
  whole: {
    placeholder: () => 'n',
    choices: none,
    read: ([first = '']) => (/^-?\d{1,15}$/.test(first) ? Number(first) : first),
  },
  one_of: { placeholder: () => 'name', choices: ({ names = [] }) => names, read: word },
  list: {
    placeholder: ({ item }) => `${item ? entryPlaceholder(item) : 'value'}...`,
    choices: ({ item }) => (item ? ROWS[item.tag].choices(item) : []),
    // A list without entries has no words, so it is written as in JSON.
    read: (words, { item }) =>
      words.length === 1 && words[0] === '[]' ? [] : words.map((one) => (item ? readEntry(one, item) : one)),
  },
  record: { placeholder: () => 'json', choices: none, read: json },
  map: { placeholder: () => 'json', choices: none, read: json },
  jwk_set: { placeholder: () => 'json', choices: none, read: json },
  metadata: { placeholder: () => 'json', choices: none, read: json },
};

function entryPlaceholder(item: Shape): string {
  const only = onlyRequired(item);
  return [...(only === undefined ? [] : [only]), ROWS[item.tag].placeholder(item)].join('|');
}

/** An entry that has one member which must be said can be written as that member alone: `read:orders`. */
function readEntry(text: string, item: Shape): unknown {
  const only = onlyRequired(item);
  return only === undefined || text.startsWith('{') ? ROWS[item.tag].read([text], item) : { [only]: text };
}

/** The name of the one member that every entry has. */
export function onlyRequired({ fields = {} }: Shape): string | undefined {
  const required = Object.entries(fields).filter(([, { presence }]) => presence === 'required');
  const [[name] = []] = required;
  return required.length === 1 ? name : undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** Where the value of a secret is read: never on the command line, which others see and the shell remembers. */
const SECRET = '-|env:NAME';

/** The fields that a command can write. */
export function writable(kind: Kind): readonly Named[] {
  return namesAt('auth0', kind).filter(({ field }) => field.computed !== true);
}

type Part = 'set' | 'add' | 'remove';

const PREFIXES: Readonly<Record<Part, string>> = { set: '', add: 'add-', remove: 'remove-' };

export type Flag = { readonly named: Named; readonly part: Part; readonly option: Option };

/** The flags of a field, with those that change a list entry by entry where there is a list to change. */
export function flagsOf(kind: Kind, { isStored }: { readonly isStored: boolean }): readonly Flag[] {
  return writable(kind).flatMap((named) => {
    const parts: readonly Part[] =
      isStored && named.field.shape.tag === 'list' ? ['set', 'add', 'remove'] : ['set'];
    return parts.map((part) => ({ named, part, option: optionOf(named, part) }));
  });
}

function optionOf(named: Named, part: Part): Option {
  const { field } = named;
  const row = ROWS[field.shape.tag];
  const value = field.presence === 'secret' ? SECRET : row.placeholder(field.shape);
  const option = new Option(`--${PREFIXES[part]}${doorName(named)} <${value}>`, describe(field));
  const choices = row.choices(field.shape);
  // Named in the help and in completion. The field itself says what is wrong with another, together with all other mistakes.
  if (choices.length > 0) option.argChoices = [...choices];
  return part === 'set' ? option : option.hideHelp();
}

/** The sentence, what may be written and the default. */
function describe({ shape, sentence, unsafe, default: value, presence }: Field): string {
  const says = ROWS[shape.tag].choices(shape).length > 0 ? [] : [shape.says];
  const usual = value === undefined ? [] : [`default: ${valueText(value) || 'none'}`];
  const where =
    presence === 'secret' ? ['- reads standard input, env:NAME a variable of the environment'] : [];
  const about = [...says, ...where, ...usual].join('; ');
  return `${unsafe ? 'UNSAFE. ' : ''}${sentence}${about === '' ? '' : ` (${about})`}`.replaceAll('`', '');
}

/** What a flag means. */
export function readWords({ named: { field, isListed } }: Flag, words: readonly string[]): unknown {
  const value = ROWS[field.shape.tag].read(words, field.shape);
  return isListed ? [value] : value;
}

/** A value on one line, as it is read again where it can be. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(' ');
  if (isMapping(value)) return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
  return String(value ?? '');
}
