/**
 * The kinds of fields a `tacit.yaml` has, each with what is said where one is wrong.
 */
import * as v from 'valibot';
import { didYouMean } from './nearest-name.ts';

export const boolean = v.boolean('must be true or false');

/** Text without control characters. */
export function text(max_length = 255) {
  return v.pipe(
    v.string('must be text'),
    v.nonEmpty('must not be empty'),
    v.maxLength(max_length, `must have at most ${max_length} characters`),
    v.check((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), 'must not have control characters'),
  );
}

/** Without spaces, controls and letters that look like others. */
export function identifier(max_length: number) {
  return v.pipe(text(max_length), v.regex(/^[\x21-\x7e]*$/, 'must be ASCII without spaces'));
}

/** A whole number between two others. */
export function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

/** One of some names; a slip is answered with the nearest. */
export function oneOf<const T extends readonly string[]>(names: T) {
  return v.picklist(names, ({ input }) => {
    const near = typeof input === 'string' ? didYouMean(input, names) : '';
    return `must be one of ${names.join(', ')}${near}`;
  });
}

/** A list that ends. */
export function list<T extends v.GenericSchema>(item: T, max_length: number) {
  return v.pipe(
    v.array(item, 'must be a list'),
    v.maxLength(max_length, `must have at most ${max_length} entries`),
  );
}

/** A mapping with these fields and no others. A list is an object to JavaScript, and none here. */
export function mapping<T extends v.ObjectEntries>(entries: T) {
  return v.pipe(
    v.custom<object>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'must be a mapping',
    ),
    v.strictObject(entries, (issue) => wrongFields(issue, Object.keys(entries))),
  );
}

/** The validator stops at the first unknown field of a mapping; the person who wrote two wants to hear of both. */
function wrongFields({ expected, path }: v.StrictObjectIssue, known: readonly string[]): string {
  if (expected !== 'never') return `misses the field ${expected?.replaceAll('"', '')}`;
  const written = Object.keys(Object(path?.at(-1)?.input)).filter((name) => !known.includes(name));
  return written.map((name) => `unknown field ${name}${didYouMean(name, known)}`).join('; ');
}

export const uri = text(2_048);
export const uris = v.exactOptional(list(uri, 100));
