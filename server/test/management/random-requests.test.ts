/**
 * Requests that nobody would write, made of what `openapi.json` says and of what it does not: no failure of ours, and no answer outside
 * the document (the fixture holds each against it).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { bodySchema } from '../../src/management/document/openapi.ts';
import type { Operation } from '../../src/management/operation.ts';
import { OPERATIONS } from '../../src/management/operations.ts';
import type { Fields } from '../../src/resources/field.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const RUNS = 8;

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

for (const operation of OPERATIONS) {
  test(`MG-10 MG-24 ${operation.id}`, async () => {
    const names = [...operation.path.matchAll(/\{[^}]+\}/g)];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...names.map(() => word)),
        queryOf(operation.query),
        bodyOf(operation),
        async (ids, query, body) => {
          const rest = [...ids];
          const path = operation.path.replaceAll(
            /\{[^}]+\}/g,
            () => encodeURIComponent((rest.shift() ?? 'x').toWellFormed()) || 'x',
          );
          const { status } = await api.call(operation.method, query === '' ? path : `${path}?${query}`, body);
          assert.ok(
            status < 500 || status === 501,
            `${operation.method} ${path}?${query} ${JSON.stringify(body)}: ${status}`,
          );
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
}
