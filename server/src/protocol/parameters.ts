/**
 * The parameters of a request in `application/x-www-form-urlencoded` (RFC 6749 §3.1, Appendix B). Names are decoded
 * before duplicates are counted, `;` is data, a broken escape is never replaced by U+FFFD, and a parameter without a
 * value is treated as omitted. What no specification knows stays here unread.
 */
import { err, ok, type Result } from './result.ts';

export type Parameters = {
  readonly values: ReadonlyMap<string, string>;
  /** Names that came more than once: RFC 6749 §3.1 forbids it, and whichever copy one chose would be a guess. */
  readonly repeated: ReadonlySet<string>;
  /** Names whose value could not be read, and what it is not. */
  readonly malformed: ReadonlyMap<string, string>;
};

export const MAX_PARAMETERS = 100;

/** What may come more than once, and said twice is said once (RFC 8707 §2). */
const MAY_REPEAT: ReadonlySet<string> = new Set(['resource']);

/** Reads a query string or form body; refuses one with more parameters than any real request has. */
export function parseParameters(encoded: string): Result<Parameters, string> {
  const values = new Map<string, string>();
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const malformed = new Map<string, string>();
  const pairs = encoded.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) return err(`more than ${MAX_PARAMETERS} parameters`);
  for (const pair of pairs) {
    const [name, value] = readPair(pair);
    if (name === undefined || name === '') continue;
    const isSaidAgain = MAY_REPEAT.has(name) && values.get(name) === value;
    if (seen.has(name) && !isSaidAgain) repeated.add(name);
    seen.add(name);
    if (value === undefined) malformed.set(name, 'is not percent-encoded UTF-8');
    else if (value !== '') values.set(name, value);
  }
  return ok({ values, repeated, malformed });
}

/** Name and value; undefined where one is not percent-encoded UTF-8. */
function readPair(pair: string): readonly [name: string | undefined, value: string | undefined] {
  const equals = pair.indexOf('=');
  if (equals < 0) return [decode(pair), ''];
  return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
}

function decode(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return undefined;
  }
}

/** The value of a parameter that came once and could be read. */
export function parameter(parameters: Parameters, name: string): string | undefined {
  return isReadable(parameters, name) ? parameters.values.get(name) : undefined;
}

/** False for a parameter that came twice or could not be decoded. */
export function isReadable(parameters: Parameters, name: string): boolean {
  return !parameters.repeated.has(name) && !parameters.malformed.has(name);
}

/** A parameter that cannot be used, and what is wrong with it. */
export type Unusable = { readonly name: string; readonly tooLong: boolean; readonly why: string };

/** The first parameter of those known that came twice, cannot be decoded or is longer than its limit in characters. */
export function findUnusable(
  parameters: Parameters,
  known: ReadonlyMap<string, number>,
): Unusable | undefined {
  return allUnusable(parameters, known)[0];
}

/** All of them, in the order of those known. */
export function allUnusable(parameters: Parameters, known: ReadonlyMap<string, number>): readonly Unusable[] {
  return [...known].flatMap(([name, longest]) => unusable(parameters, name, longest) ?? []);
}

function unusable(parameters: Parameters, name: string, longest: number): Unusable | undefined {
  if (parameters.repeated.has(name)) return { name, tooLong: false, why: 'was sent more than once' };
  const why = parameters.malformed.get(name);
  if (why !== undefined) return { name, tooLong: false, why };
  const isTooLong = (parameters.values.get(name)?.length ?? 0) > longest;
  return isTooLong ? { name, tooLong: true, why: `is longer than ${longest} characters` } : undefined;
}

/** Writes parameters the way a fragment, a query and a form body all accept, spaces as `%20`. */
export function serializeParameters(parameters: readonly (readonly [string, string])[]): string {
  return parameters
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
