/**
 * What a request says, read by the description of its operation: the query from text, the body from JSON. What is not described is
 * refused with the nearest name.
 */
import * as v from 'valibot';
import { parseJsonList, parseJsonObject, repeatedMembers } from '../../http/json-value.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Field, Fields, Shape, ShapeTag } from '../../resources/field.ts';
import type { Values } from '../../resources/kind.ts';
import { unknownField } from '../../resources/shape.ts';
import { invalid, type Mistake, type Problem } from '../problem.ts';

/** What a text of a query means, by the shape that is expected; what it cannot mean stays text, and the shape says what is wrong. */
const FROM_TEXT: Readonly<Record<ShapeTag, (text: string, shape: Shape) => unknown>> = {
  boolean: (text) => BOOLEANS.get(text) ?? text,
  whole: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text),
  text: (text) => text,
  uri: (text) => text,
  one_of: (text) => text,
  list: (text, { item }) =>
    text === '' ? [] : text.split(',').map((one) => (item ? FROM_TEXT[item.tag](one, item) : one)),
  record: (text) => text,
  map: (text) => text,
  jwk_set: (text) => text,
  metadata: (text) => text,
};

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);

/** The query of a request; a name that stands there twice is a list, where one is expected. */
export function readQuery(search: string, fields: Fields): Result<Values, Problem> {
  const parameters = new URLSearchParams(search);
  const said: Record<string, unknown> = {};
  const mistakes: Mistake[] = [];
  for (const name of new Set(parameters.keys())) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const texts = parameters.getAll(name);
    if (!field) mistakes.push({ code: 'unknown_field', path: [name], message: strange(name, fields) });
    else if (texts.length > 1 && field.shape.tag !== 'list')
      mistakes.push({ code: 'there_twice', path: [name], message: 'is there twice' });
    else said[name] = FROM_TEXT[field.shape.tag](texts.join(','), field.shape);
  }
  const read = readFields(said, fields);
  const all = [...mistakes, ...read.mistakes];
  return all.length > 0 ? err(invalid('query', all)) : ok(read.values);
}

function strange(name: string, fields: Fields): string {
  return unknownField(name, Object.keys(fields));
}

/** A JSON object. What `JSON.parse` would pick one of is refused (RFC 8259 §4). */
export function readObject(text: string): Result<Values, Problem> {
  const document = parseJsonObject(text === '' ? '{}' : text);
  if (!document)
    return err(invalid('body', [{ code: 'wrong_shape', path: [], message: 'must be a JSON object' }]));
  const repeated = [...repeatedMembers(text)];
  return repeated.length === 0
    ? ok(document)
    : err(
        invalid(
          'body',
          repeated.map((name) => ({ code: 'there_twice', path: [name], message: 'is there twice' })),
        ),
      );
}

/** A JSON list. */
export function readList(text: string): Result<Values, Problem> {
  const list = parseJsonList(text);
  return list
    ? ok({ list })
    : err(invalid('body', [{ code: 'wrong_shape', path: [], message: 'must be a JSON list' }]));
}

/** The fields of a body that belongs to no kind. */
export function readBody(document: Values, fields: Fields): Result<Values, Problem> {
  const unknown = Object.keys(document)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({ code: 'unknown_field', path: [name], message: strange(name, fields) }));
  const { values, mistakes } = readFields(document, fields);
  const all = [...unknown, ...mistakes];
  return all.length > 0 ? err(invalid('body', all)) : ok(values);
}

function readFields(said: Values, fields: Fields) {
  const values: Record<string, unknown> = {};
  const mistakes: Mistake[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const read = readField(said[name], field);
    if (read.ok && read.value !== undefined) values[name] = read.value;
    if (!read.ok)
      mistakes.push(...read.error.map(({ path, ...mistake }) => ({ ...mistake, path: [name, ...path] })));
  }
  return { values, mistakes };
}

function readField(
  value: unknown,
  { shape, presence, ...field }: Field,
): Result<unknown, readonly Mistake[]> {
  if (value === undefined || value === null) {
    if (presence === 'required') return err([{ code: 'missing_field', path: [], message: 'is missing' }]);
    return ok(field.default);
  }
  const parsed = v.safeParse(shape.schema, value, { abortPipeEarly: true });
  return parsed.success
    ? ok(parsed.output)
    : err(
        parsed.issues.map(({ message, path = [] }) => ({
          code: 'wrong_shape',
          path: path.map(({ key }) => (typeof key === 'number' ? key : String(key))),
          message,
        })),
      );
}
