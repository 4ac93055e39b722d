/**
 * Records made at random from the descriptions of their kinds: whatever a field may hold, somebody will put there.
 */
import fc from 'fast-check';
import * as v from 'valibot';
import { judgeRecord } from '../../src/resources/computed/judge.ts';
import type { Facts } from '../../src/resources/facts.ts';
import type { Field, Shape, ShapeTag } from '../../src/resources/field.ts';
import type { Judged, Kind, Values } from '../../src/resources/kind.ts';

/** What YAML, JSON and people are apt to take for something else. */
const TEXTS = [
  'null',
  '~',
  'yes',
  '1e3',
  '0x1f',
  '2026-01-01',
  ' leading',
  'trailing ',
  '# no comment',
  'a: b',
  '- item',
  '*alias',
  '&anchor',
  '!tag',
  '{a}',
  '[b]',
  '"quoted"',
  "it's",
  '\\n',
  '##GIVEN##',
  '##UNSET## ##_##',
  '###GIVEN###',
  'Zoë \u{1F469}\u200D\u{1F680}',
  'שלום',
  'line one\nline two\n',
  'x'.repeat(64),
  // What some fields want.
  'a',
  'login.example.com',
  '#3b45b5',
  'urn:api',
  'somebody@example.com',
  'Somebody <somebody@example.com>',
  'appointments:read',
];

const URIS = [
  'https://app.example.com',
  'https://app.example.com/cb?a=b&c=%20#',
  'https://app.example.com/cb?a=b&c=%20',
  'http://localhost:3000/cb',
  'https://login.example.com/##GIVEN##',
];

const JWK_SET = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '##GIVEN##' }] };

/** What an empty one or a member without a value says is nothing. */
const METADATA = [
  { plan: 'gold' },
  { a: { b: [1, true, 'x', { c: 1.5 }] }, 'no: name': '##GIVEN##' },
  { list: [], text: '' },
];

const ARBITRARIES: Readonly<Record<ShapeTag, (shape: Shape) => fc.Arbitrary<unknown>>> = {
  boolean: () => fc.boolean(),
  text: (shape) => {
    const some = fc.constantFrom(...fitting(shape, TEXTS));
    // Lines hold what no database stores.
    const isFree = fits(shape, 'free text') && !fits(shape, 'a\nb');
    const any = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => fits(shape, text));
    return isFree ? fc.oneof(some, any) : some;
  },
  uri: (shape) => fc.constantFrom(...fitting(shape, URIS)),
  whole: ({ says }) => {
    const [min = 0, max = 0] = (says.match(/\d+/g) ?? []).map(Number);
    return fc.integer({ min, max });
  },
  one_of: ({ names = [] }) => fc.constantFrom(...names),
  list: (shape) =>
    shape.item
      ? fc.uniqueArray(anyOf(shape.item), { maxLength: 3, selector: (value) => JSON.stringify(value) })
      : fc.constant([]),
  record: ({ fields = {} }) => recordOf(fields),
  map: () =>
    fc.dictionary(fc.constantFrom('a', 'b c', 'ü'), fc.string({ unit: 'grapheme', maxLength: 40 }), {
      maxKeys: 2,
    }),
  jwk_set: () => fc.constant(JWK_SET),
  metadata: () => fc.constantFrom(...METADATA),
};

/** In the one spelling that a record has. */
function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  return ARBITRARIES[shape.tag](shape)
    .filter((value) => fits(shape, value))
    .map((value) => v.parse(shape.schema, value));
}

function fits({ schema }: Shape, value: unknown): boolean {
  return v.safeParse(schema, value).success;
}

function fitting(shape: Shape, pool: readonly string[]): readonly string[] {
  const found = pool.filter((text) => fits(shape, text));
  if (found.length === 0) throw new Error(`No text of the pool is ${shape.says}: add one.`);
  return found;
}

function recordOf(fields: Readonly<Record<string, Field>>): fc.Arbitrary<Values> {
  const said = Object.entries(fields).filter(([, field]) => isSaid(field));
  const requiredKeys = said.filter(([, { presence }]) => presence === 'required').map(([name]) => name);
  const values = Object.fromEntries(said.map(([name, { shape }]) => [name, anyOf(shape)]));
  return fc.record(values, { requiredKeys });
}

/** What a document of a record holds: neither secrets nor what the server alone writes. */
function isSaid({ computed, presence }: Field): boolean {
  return computed !== true && presence !== 'secret';
}

/** A record of a kind with what its key is to be; what its rules forbid is left out of it. */
export function described(
  kind: Kind,
  { key, facts, secrets }: { key: Values; facts: Facts; secrets?: (record: Values) => Values },
): fc.Arbitrary<Judged> {
  return recordOf(kind.fields).map((made) => repaired(kind, { ...made, ...key }, { facts, secrets }));
}

type Repair = { readonly facts: Facts; readonly secrets: ((record: Values) => Values) | undefined };

function repaired(kind: Kind, record: Values, { facts, secrets }: Repair): Judged {
  const full = withDefaults(kind, record);
  const judged = { record: full, secrets: secrets?.(full) ?? {} };
  const wrong = new Set(judgeRecord(kind, judged, { facts }).map(({ path }) => path[0]));
  if (wrong.size === 0) return { record, secrets: judged.secrets };
  const rest = Object.entries(record).filter(([name]) => !wrong.has(name));
  if (rest.length === Object.keys(record).length)
    throw new Error(`A ${kind.name} is wrong by what it does not say: ${[...wrong].join(', ')}.`);
  return repaired(kind, Object.fromEntries(rest), { facts, secrets });
}

function withDefaults(kind: Kind, record: Values): Values {
  const defaults = Object.entries(kind.fields).flatMap(([name, field]) =>
    field.presence === 'default' ? [[name, kind.implied[name]?.(record) ?? field.default]] : [],
  );
  return { ...Object.fromEntries(defaults), ...record };
}
