/**
 * A document as YAML (YAML 1.2): mappings and lists a line an entry, text in quotes wherever it could be taken for something else.
 */

/** Words that no reader of YAML takes for anything but text. */
const PLAIN = /^[A-Za-z_/](?:[\w./@+-]|:(?=\S))*(?: [\w./@+(),-]+)*$/;

/** Words that are no text, for one reader of YAML or another. */
const TAKEN = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

export function writeYaml(document: Readonly<Record<string, unknown>>): string {
  return lines(document).join('\n').concat('\n');
}

function lines(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => entryLines(one));
  if (!isMapping(value)) return [scalar(value)];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (inner === undefined) return [];
    return isNested(inner)
      ? [`${scalar(name)}:`, ...lines(inner).map((line) => `  ${line}`)]
      : [`${scalar(name)}: ${flat(inner)}`];
  });
}

function entryLines(value: unknown): readonly string[] {
  if (!isNested(value)) return [`- ${flat(value)}`];
  return lines(value).map((line, place) => (place === 0 ? `- ${line}` : `  ${line}`));
}

/** What has entries, and so lines of its own. */
function isNested(value: unknown): boolean {
  return (Array.isArray(value) && value.length > 0) || (isMapping(value) && Object.keys(value).length > 0);
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return '[]';
  return isMapping(value) ? '{}' : scalar(value);
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = PLAIN.test(value) && !TAKEN.test(value);
  // What JSON says in quotes YAML says so too.
  return isPlain ? value : JSON.stringify(value);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
