/**
 * The tables of docs/guides/why.md, a row a reason and a row an event.
 */
import { join } from 'node:path';
import { EVENT_TYPES } from '../../src/protocol/diagnosis/event-types.ts';
import { REASONS } from '../../src/protocol/diagnosis/reasons.ts';

export const WHY_GUIDE = join(import.meta.dirname, '../../../docs/guides/why.md');

type Row = Readonly<Record<string, unknown>>;

const TABLES: Readonly<Record<string, () => readonly string[]>> = {
  reasons: () => [
    '| reason | what is so | what helps |',
    '| --- | --- | --- |',
    ...Object.entries(REASONS).map(
      ([code, { sentence, remedy }]) => `| \`${code}\` | ${sentence} | ${remedy} |`,
    ),
  ],
  events: () => [
    '| event | what happened | Auth0’s type |',
    '| --- | --- | --- |',
    ...Object.entries(EVENT_TYPES).map(
      ([type, row]: readonly [string, Row]) => `| \`${type}\` | ${row['sentence']} | ${auth0Of(row)} |`,
    ),
  ],
};

/** `f`, and by what it is another: `fp` (wrong_password). */
function auth0Of({ auth0, none, by }: Row): string {
  const others = Object.entries(Object(by)).map(([name, type]) => `\`${type}\` (${name})`);
  const first = auth0 === undefined ? `none: ${none}` : `\`${auth0}\``;
  return [first, ...others].join(', ');
}

/** The guide with the tables as the code has them. */
export function withReasons(guide: string): string {
  return Object.entries(TABLES).reduce((text, [name, rows]) => {
    const [begin, end] = [`<!-- ${name}: written by npm run reference -->`, `<!-- ${name}: end -->`];
    const [before = '', rest = ''] = text.split(begin);
    const [, after = ''] = rest.split(end);
    return `${before}${begin}\n${rows().join('\n')}\n${end}${after}`;
  }, guide);
}
