/**
 * Requests that nobody would write, made of what the document of an API says and of what it does not.
 */
import fc from 'fast-check';
import { bodySchema } from '../../src/management/document/openapi.ts';
import type { OperationOf } from '../../src/management/operation.ts';
import type { Fields } from '../../src/resources/field.ts';

type Operation = Omit<OperationOf<string, never>, 'handle'>;

type Request = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
};

/** The same requests each time, unless others are asked for. */
const SEED = Number(process.env['SEED'] ?? 1);

/** Names that the fixture has, and what breaks parsers. */
const word = fc.oneof(
  fc.constantFrom(
    'spa1',
    'https://api.acme.test',
    'auth0|a11ce0000000000000000001',
    'nobody',
    '__proto__',
    '*',
    '%',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const anything = fc.jsonValue({ maxDepth: 2 });

/** What a schema allows, as far as it goes; mixed with anything. */
function valuesOf(schema: unknown): fc.Arbitrary<unknown> {
  const { type, enum: names, properties, items, anyOf, minimum = 0, maximum = 9 } = Object(schema);
  const made: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
    boolean: () => fc.boolean(),
    integer: () => fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 30) }),
    string: () => (names ? fc.constantFrom(...names) : word),
    array: () => fc.array(valuesOf(items), { maxLength: 3 }),
    object: () =>
      fc.record(
        Object.fromEntries(
          Object.entries(Object(properties)).map(([name, inner]) => [name, valuesOf(inner)]),
        ),
        { requiredKeys: [] },
      ),
  };
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(valuesOf));
  return fc.oneof({ weight: 9, arbitrary: made[type]?.() ?? anything }, { weight: 1, arbitrary: anything });
}

function bodyOf(operation: Operation): fc.Arbitrary<unknown> {
  if (!operation.body) return fc.constant(undefined);
  const schema = bodySchema(operation);
  return fc.oneof(
    valuesOf(schema),
    valuesOf(schema),
    anything,
    fc.constantFrom('{', '[]', '{"a":1,"a":2}', ''),
  );
}

function queryOf(fields: Fields): fc.Arbitrary<string> {
  const parameters = Object.entries(fields).map(([name, { shape }]) =>
    fc.option(
      valuesOf(shape.json).map((value) => `${name}=${encodeURIComponent(textOf(value))}`),
      { nil: '' },
    ),
  );
  return fc.tuple(...parameters).map((parts) => parts.filter((part) => part !== '').join('&'));
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.toWellFormed();
}

/** Sends some to an operation. */
export async function sendRandomly(
  operation: Operation,
  send: (request: Request) => Promise<void>,
  runs: number,
): Promise<void> {
  const names = [...operation.path.matchAll(/\{[^}]+\}/g)];
  const requests = fc.tuple(fc.tuple(...names.map(() => word)), queryOf(operation.query), bodyOf(operation));
  const property = fc.asyncProperty(requests, async ([ids, query, body]) => {
    const rest = [...ids];
    const path = operation.path.replaceAll(
      /\{[^}]+\}/g,
      () => encodeURIComponent((rest.shift() ?? 'x').toWellFormed()) || 'x',
    );
    await send({ method: operation.method, path: query === '' ? path : `${path}?${query}`, body });
  });
  await fc.assert(property, { numRuns: runs, seed: SEED });
}
