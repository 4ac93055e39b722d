/**
 * Liquid, as far as a mail may use it: what a tenant writes is read, judged and filled in here and nowhere else. It opens no file,
 * includes nothing, ends by limits of its own, and what it is filled with is text in the mail, whatever it spells.
 */
import { Liquid, LiquidError } from 'liquidjs';

/** Characters of a template, and what becomes of it. */
export const MAX_MAIL_TEMPLATE = 65_536;

const LIMITS = { parseLimit: MAX_MAIL_TEMPLATE, renderLimit: 250, memoryLimit: 1_000_000 } as const;

/** Each gives text, numbers or lists of the text that it is given: none takes Liquid in a text, a regular expression or the escaping away. */
const FILTERS: ReadonlySet<string> = new Set([
  ...['abs', 'append', 'at_least', 'at_most', 'capitalize', 'ceil', 'compact', 'concat', 'date', 'default'],
  ...['divided_by', 'downcase', 'escape', 'escape_once', 'first', 'floor', 'join', 'last', 'lstrip', 'map'],
  ...['minus', 'modulo', 'plus', 'prepend', 'remove', 'remove_first', 'replace', 'replace_first', 'reverse'],
  ...['round', 'rstrip', 'size', 'slice', 'sort', 'split', 'squish', 'strip', 'strip_newlines', 'times'],
  ...['truncate', 'truncatewords', 'uniq', 'upcase', 'url_encode', 'where'],
]);

const TAGS: ReadonlySet<string> = new Set([
  ...['assign', 'break', 'capture', 'case', 'comment', 'continue', 'cycle', 'echo', 'for', 'if', 'liquid'],
  ...['raw', 'unless', '#'],
]);

function engine(escaping: { readonly outputEscape?: 'escape' }): Liquid {
  const liquid = new Liquid({
    ...{ ...LIMITS, ...escaping, strictFilters: true, ownPropertyOnly: true },
    // Nothing is looked for on a disk.
    templates: {},
  });
  for (const name of Object.keys(liquid.filters)) if (!FILTERS.has(name)) delete liquid.filters[name];
  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name];
  // What is written is escaped already; whoever asks for it once more would see it.
  for (const name of ['escape', 'escape_once']) liquid.registerFilter(name, (value: unknown) => value);
  return liquid;
}

/** A subject is no markup, and a body is. */
const ENGINES = { subject: engine({}), body: engine({ outputEscape: 'escape' }) } as const;

/** Mistakes that are told of one template. */
const TOLD = 10;

export type MailPart = keyof typeof ENGINES;

/** What a template may be filled with, by the path of each value: `user.email`. */
export type MailVariables = ReadonlySet<string>;

/** What is wrong with a template, each with its line and column; and the values that it asks for. */
export function judgeLiquid(
  part: MailPart,
  source: string,
  known: MailVariables,
): { readonly mistakes: readonly string[]; readonly asksFor: ReadonlySet<string> } {
  if (source.length > MAX_MAIL_TEMPLATE)
    return { mistakes: [`must have at most ${MAX_MAIL_TEMPLATE} characters`], asksFor: new Set() };
  try {
    const liquid = ENGINES[part];
    const { globals } = liquid.analyzeSync(liquid.parse(source), { partials: false });
    const asked = Object.values(globals)
      .flat()
      .map(({ segments, location: { row, col } }) => ({
        name: segments.map((segment) => (typeof segment === 'object' ? '*' : String(segment))).join('.'),
        at: `line ${row}, column ${col}`,
      }));
    const mistakes = asked
      .filter(({ name }) => !known.has(name))
      .slice(0, TOLD)
      .map(({ name, at }) => `${at}: there is no ${name}; there are ${[...known].join(', ')}`);
    return { mistakes, asksFor: new Set(asked.map(({ name }) => name)) };
  } catch (error) {
    return { mistakes: [whyUnreadable(error)], asksFor: new Set() };
  }
}

/** What is no word of the reader's is a template that goes deeper than it can follow. */
function whyUnreadable(error: unknown): string {
  if (!LiquidError.is(error) || error.originalError instanceof RangeError)
    return 'is nested too deeply to be read';
  const [row, col] = error.token.getPosition();
  const says = error.originalError?.message ?? error.message.replace(/, (?:file|line):[\s\S]*$/, '');
  return `line ${row}, column ${col}: ${says}`;
}

/** A template filled in; throws where a limit ends it. */
export function fillLiquid(part: MailPart, source: string, values: object): string {
  const liquid = ENGINES[part];
  return String(liquid.renderSync(liquid.parse(source), values));
}
