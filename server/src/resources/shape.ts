/**
 * The shapes that a field can have: a closed list. What a consumer does with a shape is a row in a table of its own, keyed by
 * its tag, so that the compiler names what a new shape misses.
 */
import * as v from 'valibot';
import { didYouMean } from '../protocol/nearest-name.ts';
import type { Fields, JsonSchema, RecordOf, Shape } from './field.ts';

export const boolean: Shape<boolean> = {
  tag: 'boolean',
  schema: v.boolean('must be true or false'),
  says: 'true or false',
  json: { type: 'boolean' },
};

/** Text without control characters. */
function textSchema(max_length: number) {
  return v.pipe(
    v.string('must be text'),
    v.nonEmpty('must not be empty'),
    v.maxLength(max_length, `must have at most ${max_length} characters`),
    v.check((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), 'must not have control characters'),
  );
}

/** Text, which a further check may narrow. */
export function text(max_length = 255, check?: Check): Shape<string> {
  const schema = textSchema(max_length);
  return {
    tag: 'text',
    schema: check ? v.pipe(schema, v.check(check.holds, check.message)) : schema,
    says: check?.says ?? `text of at most ${max_length} characters`,
    json: { type: 'string', minLength: 1, maxLength: max_length },
  };
}

type Check = {
  readonly holds: (value: string) => boolean;
  readonly message: string;
  /** What the reference says of it. */
  readonly says?: string;
};

/** Text of more than one line, as the lines of an address. */
export function lines(max_length: number): Shape<string> {
  return {
    tag: 'text',
    schema: v.pipe(
      v.string('must be text'),
      v.maxLength(max_length, `must have at most ${max_length} characters`),
    ),
    says: `text of at most ${max_length} characters, of several lines perhaps`,
    json: { type: 'string', maxLength: max_length },
  };
}

/** Without spaces, controls and letters that look like others. */
export function identifier(max_length: number, min_length = 1): Shape<string> {
  return {
    tag: 'text',
    schema: v.pipe(
      textSchema(max_length),
      v.regex(/^[\x21-\x7e]*$/, 'must be ASCII without spaces'),
      v.minLength(min_length, `must have at least ${min_length} characters, made at random`),
    ),
    says: `ASCII without spaces, ${min_length === 1 ? 'at most' : `${min_length} to`} ${max_length} characters`,
    json: { type: 'string', pattern: '^[\\x21-\\x7e]+$', minLength: min_length, maxLength: max_length },
  };
}

const MAX_URI = 2_048;

/** An address; which addresses may stand there is a rule of the kind. */
export const uri: Shape<string> = {
  tag: 'uri',
  schema: textSchema(MAX_URI),
  says: 'an address',
  json: { type: 'string', minLength: 1, maxLength: MAX_URI },
};

/** A whole number between two others. */
export function whole(min: number, max: number): Shape<number> {
  const message = `must be a whole number from ${min} to ${max}`;
  return {
    tag: 'whole',
    schema: v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message)),
    says: `a whole number from ${min} to ${max}`,
    json: { type: 'integer', minimum: min, maximum: max },
  };
}

/** One of some names; a slip is answered with the nearest. */
export function oneOf<const T extends readonly string[]>(names: T): Shape<T[number]> {
  return {
    tag: 'one_of',
    schema: v.picklist(names, ({ input }) => {
      const near = typeof input === 'string' ? didYouMean(input, names) : '';
      return `must be one of ${names.join(', ')}${near}`;
    }),
    says: `one of ${names.map((name) => `\`${name}\``).join(', ')}`,
    json: { type: 'string', enum: names },
    names,
  };
}

/** A list that ends, of which no entry is there twice. */
export function list<T>(
  item: Shape<T>,
  { max, min = 0 }: { readonly max: number; readonly min?: number },
): Shape<readonly T[]> {
  return {
    tag: 'list',
    schema: v.pipe(
      v.array(item.schema, 'must be a list'),
      v.minLength(min, `must have at least ${min} ${min === 1 ? 'entry' : 'entries'}`),
      v.maxLength(max, `must have at most ${max} entries`),
    ),
    says: `a list of at most ${max}: ${item.says}`,
    json: { type: 'array', items: item.json, minItems: min, maxItems: max },
    item,
  };
}

/** Some fields together. */
export function record<const F extends Fields>(fields: F): Shape<RecordOf<F>> {
  return {
    tag: 'record',
    schema: v.pipe(
      v.custom<object>(isMapping, 'must be a mapping'),
      v.strictObject(entriesOf(fields), (issue) => wrongFields(issue, Object.keys(fields))),
      v.custom<RecordOf<F>>((value) => isMapping(value)),
    ),
    says: `a mapping of ${Object.keys(fields)
      .map((name) => `\`${name}\``)
      .join(', ')}`,
    json: objectSchema(fields),
    fields,
  };
}

/**
 * Texts by names that somebody chose. Where a record is changed the others stay, and null takes one away.
 */
export function textMap({
  max,
  max_length,
}: {
  readonly max: number;
  readonly max_length: number;
}): Shape<Readonly<Record<string, string>>> {
  const entry = v.nullable(lines(max_length).schema);
  return {
    tag: 'map',
    schema: v.pipe(
      v.custom<object>(isMapping, 'must be a mapping'),
      v.check((value) => Object.keys(value).length <= max, `must have at most ${max} entries`),
      v.check((value) => Object.keys(value).every(isMapName), 'has a name that is none'),
      v.record(v.string(), entry),
      v.custom<Readonly<Record<string, string>>>((value) => isMapping(value)),
    ),
    says: `a mapping of at most ${max} names to text of at most ${max_length} characters`,
    json: {
      type: 'object',
      additionalProperties: { type: ['string', 'null'], maxLength: max_length },
      maxProperties: max,
    },
  };
}

/** What JavaScript takes for the prototype is nobody's name. */
function isMapName(name: string): boolean {
  return name !== '' && name !== '__proto__' && name.length <= 255 && !/\p{Cc}/u.test(name);
}

/** The JSON Schema of a mapping that knows no other members. */
export function objectSchema(fields: Fields): JsonSchema {
  const required = Object.entries(fields).filter(([, { presence }]) => presence === 'required');
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, { shape, sentence }]) => [
        name,
        { ...shape.json, description: sentence },
      ]),
    ),
    ...(required.length === 0 ? {} : { required: required.map(([name]) => name) }),
    additionalProperties: false,
  };
}

function entriesOf(fields: Fields): v.ObjectEntries {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { shape, presence }]) => [
      name,
      presence === 'required' ? shape.schema : v.exactOptional(shape.schema),
    ]),
  );
}

/** A list is an object to JavaScript, and no mapping here. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The validator stops at the first unknown field of a mapping; the person who wrote two wants to hear of both. */
function wrongFields({ expected, path }: v.StrictObjectIssue, known: readonly string[]): string {
  if (expected !== 'never') return `misses the field ${expected?.replaceAll('"', '')}`;
  const written = Object.keys(Object(path?.at(-1)?.input)).filter((name) => !known.includes(name));
  return written.map((name) => unknownField(name, known)).join('; ');
}

/** What is said of a field that nobody knows; `meant` is what it is called here, where that is known. */
export function unknownField(name: string, known: readonly string[], meant?: string): string {
  return `unknown field ${name}${meant === undefined ? didYouMean(name, known) : `: write ${meant}`}`;
}

type JwkSet = { readonly keys: readonly unknown[] };

const MAX_KEYS = 50;

/** Public keys (RFC 7517 §5); each is judged when it is used. */
export const jwkSet: Shape<JwkSet> = {
  tag: 'jwk_set',
  schema: v.pipe(
    v.strictObject(
      {
        keys: v.pipe(
          v.array(
            v.pipe(
              v.looseObject({ kty: textSchema(255) }, 'must be a JSON Web Key'),
              v.check((key) => !('d' in key || 'k' in key), 'must be a public key'),
            ),
            'must be a list',
          ),
          v.minLength(1, 'must have at least 1 entry'),
          v.maxLength(MAX_KEYS, `must have at most ${MAX_KEYS} entries`),
        ),
      },
      'must be a JWK Set',
    ),
    v.readonly(),
  ),
  says: `a JWK Set of at most ${MAX_KEYS} public keys`,
  json: {
    type: 'object',
    properties: {
      keys: {
        type: 'array',
        items: { type: 'object', properties: { kty: { type: 'string' } }, required: ['kty'] },
        minItems: 1,
        maxItems: MAX_KEYS,
      },
    },
    required: ['keys'],
    additionalProperties: false,
  },
};

/** Levels of a mapping within a mapping; nobody reads deeper ones, and whoever reads them must not run out of stack. */
const MAX_DEPTH = 10;

/** Whatever an application keeps: any JSON object up to a size. */
export function metadata(max_bytes: number): Shape<Values> {
  const says = `a JSON object of at most ${max_bytes} bytes`;
  return {
    tag: 'metadata',
    schema: v.pipe(
      v.custom<Values>(isMapping, 'must be a mapping'),
      v.check((value) => isShallow(value, MAX_DEPTH), `must have at most ${MAX_DEPTH} levels`),
      v.check((value) => jsonBytes(value) <= max_bytes, `must have at most ${max_bytes} bytes as JSON`),
    ),
    says,
    json: { type: 'object' },
  };
}

type Values = Readonly<Record<string, unknown>>;

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}

/** Bytes of a value as JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value) ?? '').length;
}
