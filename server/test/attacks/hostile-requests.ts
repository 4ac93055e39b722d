/**
 * Requests to every route that app.ts has, each with something in it that no browser and no SDK sends: what is read is found
 * in the source, so that a new route and a new parameter are met without being named here.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const SOURCE = join(import.meta.dirname, '../../src');
const read = (path: string) => readFileSync(join(SOURCE, path), 'utf8');

export type Route = { readonly path: string; readonly method: string; readonly names: readonly string[] };

const APP = read('app.ts');

const PARAMETER = /parameter\([\w.]+, '(\w+)'/g;

/** Names that the file of a handler reads. */
function namesIn(handler: string): readonly string[] {
  const file = new RegExp(`\\b${handler}\\b[^;]*? from '\\./([^']*)'`).exec(APP)?.[1];
  return file === undefined ? [] : [...read(file).matchAll(PARAMETER)].map(([, name = '']) => name);
}

/** Every path with every method of it. */
export const ROUTES: readonly Route[] = [...APP.matchAll(/^ {2}'(\/[^']*)': (?:\{ (.*) \}|\w)/gm)].flatMap(
  ([, path = '', methods = 'GET: health']) =>
    [...methods.matchAll(/([A-Z]+): (\w+)/g)].map(([, method = '', handler = '']) => ({
      path,
      method,
      names: namesIn(handler),
    })),
);

const TEXT = globSync('**/*.ts', { cwd: SOURCE })
  .filter((path) => !path.endsWith('.test.ts'))
  .map(read)
  .join('\n');

function found(pattern: RegExp): readonly string[] {
  return [...new Set([...TEXT.matchAll(pattern)].map(([, name = '']) => name))];
}

/** Names of parameters: read by name, listed with a limit, or members of a body. */
const NAMES = [
  ...found(PARAMETER),
  ...found(/^ {2}\['(\w+)', [\d_]+\]/gm),
  ...found(/fields\['(\w+)'\]/g),
  ...found(/^ {2}(\w+): read\w*/gm),
];

/** Values of `action`, by which a form names its button. */
const ACTIONS = [...found(/action: '(\w+)'/g), ...found(/^ {2}\['(\w+)', /gm)];

const HEADERS = [
  'authorization',
  'cookie',
  'origin',
  'user-agent',
  'accept-language',
  'accept',
  'content-type',
  'x-forwarded-for',
  'x-forwarded-host',
  'sec-fetch-site',
  'sec-fetch-dest',
  'if-none-match',
  'auth0-client',
];

/** Text: NUL, line ends, what trim and case know beyond ASCII, what grows in NFC, names that objects have, numbers. */
const TEXTS = [
  '\0',
  'a\0b',
  '\r\nX-Evil: 1',
  '\u00e9\u{1f600}',
  '\u00a0',
  '\u0085x\u0085',
  '\ufeffx',
  '\u2028',
  '\u212a\u0131\u0130',
  '\u0001\u001b\u007f',
  '\u0958'.repeat(341),
  'x'.repeat(9_000),
  '__proto__',
  'constructor',
  '#&=?%',
  '/\\evil.test',
  '1e999',
  '-0',
  '9007199254740993',
  '0x10',
  '',
  ' ',
];

const text = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('\0', 'a\0b') },
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

/** A value in a query or a form, in bytes: escaped, raw, and what is no UTF-8 in either way. */
const formValue = fc.oneof(
  { weight: 4, arbitrary: text.map((value) => encodeURIComponent(value.toWellFormed())) },
  { weight: 1, arbitrary: text.map((value) => Buffer.from(value).toString('latin1')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '%ff',
      '%c0%80',
      '%ed%a0%80',
      '\xff',
      '\xed\xa0\x80',
      '\xc0\x80',
      '%',
      '%u0000',
    ),
  },
);

/** A value in JSON, in bytes. */
const jsonValue = fc.oneof(
  { weight: 3, arbitrary: text.map((value) => Buffer.from(JSON.stringify(value)).toString('latin1')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '"\\ud800"',
      '"\\udc00a"',
      '"\\u0000"',
      '["\\ud800"]',
      '{"a":"\\u0000"}',
      '{"__proto__":{"a":1}}',
      '1e999',
      '-0',
      '9007199254740993',
      '1e-999',
      'true',
      'null',
      '[]',
      '{}',
      '"\xff"',
      '"\xed\xa0\x80"',
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
    ),
  },
);

/** What a header can carry: no line end, no NUL, nothing beyond a byte. */
const headerValue = text.map((value) =>
  Buffer.from(value)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '\x80')
    .slice(0, 4_000),
);

export type Hostile = {
  readonly route: Route;
  readonly action: string;
  /** What takes the place of the good value, or stands beside it: in bytes, as a form has it and as JSON has it. */
  readonly changes: readonly { readonly name: string; readonly form: string; readonly json: string }[];
  readonly header: { readonly name: string; readonly value: string } | undefined;
  readonly segment: string;
  readonly sends_json: boolean;
};

/** Any of them, with names that the route reads, names that some route needs, and others. */
export function hostileRequests(good: readonly string[]): fc.Arbitrary<Hostile> {
  return fc.constantFrom(...ROUTES).chain((route) => {
    const name = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...(route.names.length > 0 ? route.names : good)) },
      { weight: 2, arbitrary: fc.constantFrom(...good) },
      { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
      { weight: 1, arbitrary: fc.constantFrom('__proto__', 'a\0', '\u00e9') },
    );
    const header = fc.record({ name: fc.constantFrom(...HEADERS), value: headerValue });
    return fc.record({
      route: fc.constant(route),
      action: fc.constantFrom(...ACTIONS),
      changes: fc.array(fc.record({ name, form: formValue, json: jsonValue }), { maxLength: 2 }),
      header: fc.option(header, { nil: undefined, freq: 3 }),
      segment: fc.oneof(formValue, fc.constantFrom('..', 'a%2fb', '%00')),
      sends_json: fc.boolean(),
    });
  });
}
