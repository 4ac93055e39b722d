/**
 * The reference of what is administered: a page for each kind, in Markdown, from the descriptions.
 */
import type { Field, Fields } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { commandVerbs, isOfTenant, keyArguments, usage } from './commands.ts';
import { doorName, type Named, namesAt } from './names.ts';

const COMMAND = 'npm run reference';

/** Pages by the names of their files. */
export function referencePages(kinds: readonly Kind[]): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', indexPage(kinds)],
    ...kinds.map((kind): [string, string] => [fileName(kind), kindPage(kind)]),
  ]);
}

function fileName({ command }: Kind): string {
  return `${command}.md`;
}

function page(title: string, ...parts: readonly string[]): string {
  const origin = `<!-- Written by \`${COMMAND}\` from server/src/resources; what is changed here by hand is lost. -->`;
  return `${[`# ${title}`, origin, ...parts.filter((part) => part !== '')].join('\n\n')}\n`;
}

function indexPage(kinds: readonly Kind[]): string {
  const rows = kinds.map((kind) => [
    `[\`${kind.command}\`](${fileName(kind)})`,
    kind.sentence,
    commandVerbs(kind)
      .map((verb) => `\`${verb}\``)
      .join(', '),
  ]);
  return page(
    'Reference',
    'What `tacit.yaml` and the commands of `tacit` describe, a page for each kind of record.',
    table(['command', 'what', 'verbs'], rows),
  );
}

function kindPage(kind: Kind): string {
  const usages = commandVerbs(kind).map((verb) => usage(kind, verb));
  return page(
    kind.command,
    kind.sentence,
    keySentence(kind),
    ABSENCES[kind.absence],
    `## Fields\n\n${fieldTable(namesAt('auth0', kind))}`,
    ...namesAt('auth0', kind).flatMap((named) => membersOf(doorName(named), named.field)),
    rulesPart(kind.rules),
    `## Commands\n\n\`\`\`\n${usages.join('\n')}\n\`\`\``,
  );
}

function keySentence(kind: Kind): string {
  const where = isOfTenant(kind) ? 'In its tenant it' : 'It';
  const words = keyArguments(kind).map((name) => `\`${name}\``);
  const key = namesAt('auth0', kind)
    .filter(({ own }) => kind.key.includes(own))
    .map((named) => `\`${doorName(named)}\``);
  if (key.length === 0) return 'A tenant has one of it.';
  return kind.name === 'tenant'
    ? 'It is known by `name` and `region` together; a command calls it `name.region`, or `name` where that means one.'
    : `${where} is known by ${key.join(', ')}${words.length > 1 ? ' together' : ''}.`;
}

const ABSENCES: Readonly<Record<Kind['absence'], string>> = {
  default:
    'A description that leaves a field out gives it its default; a command leaves what it does not name as it is.',
  stays: 'What a description or a command leaves out stays as it is.',
};

function fieldTable(names: readonly Named[]): string {
  const shown = names.filter(({ field }) => field.hidden !== true);
  const rows = shown.map((named) => {
    const { field } = named;
    return [
      `\`${doorName(named)}\``,
      field.sentence,
      field.computed ? '' : field.shape.says,
      field.computed ? '' : defaultText(field),
      remarks(named),
    ];
  });
  return table(['field', 'what', 'may be written', 'default', 'it is'], rows);
}

function defaultText({ presence, default: value }: Field): string {
  return presence === 'default' ? `\`${JSON.stringify(value)}\`` : '';
}

type Remark = readonly [text: string, holds: (field: Field) => boolean];

const REMARKS: readonly Remark[] = [
  ['computed: the server alone writes it', ({ computed }) => computed === true],
  ['required', ({ presence, computed }) => presence === 'required' && computed !== true],
  ['create-only', ({ createOnly }) => createOnly === true],
  ['secret: written and never shown', ({ presence }) => presence === 'secret'],
  ['unsafe: it weakens a protection', ({ unsafe }) => unsafe === true],
  ['the End-User may change it', ({ selfService }) => selfService === true],
];

function remarks(named: Named): string {
  const { own, field } = named;
  const said = REMARKS.filter(([, holds]) => holds(field)).map(([text]) => text);
  const inside = own === doorName(named) || own === field.rfc7591 ? [] : [`\`${own}\` inside`];
  const registrable =
    field.rfc7591 === undefined ? [] : [`registrable by the client itself as \`${field.rfc7591}\``];
  return [...said, ...inside, ...registrable].join('; ');
}

/** The members of a mapping, or of the mappings of a list, in a table of their own. */
function membersOf(name: string, { shape }: Field): readonly string[] {
  const fields: Fields | undefined = shape.fields ?? shape.item?.fields;
  if (!fields) return [];
  const title = shape.fields ? `### \`${name}\`` : `### An entry of \`${name}\``;
  return [`${title}\n\n${fieldTable(namesAt('auth0', { fields }))}`];
}

function rulesPart(rules: readonly Rule[]): string {
  if (rules.length === 0) return '';
  const codes = rules.map(
    ({ code, only, on }) =>
      `\`${code}\`${only === undefined ? '' : ' (of a client that registers itself)'}${on === undefined ? '' : ' (when it is deleted)'}`,
  );
  const list = [...new Set(codes)].map((code) => `- ${code}`).join('\n');
  return `## Rules\n\nBeside what a field may be, a record is refused with one of these codes, and a sentence:\n\n${list}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
