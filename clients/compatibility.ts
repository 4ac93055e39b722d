/**
 * The table of tested clients in the guide for applications of Auth0, written from `table.ts`.
 */
import type { Client } from './table.ts';

export const GUIDE = new URL('../docs/guides/from-auth0.md', import.meta.url);

const BEGIN = '<!-- clients: written by npm run reference -->';
const END = '<!-- /clients -->';

/** The guide with the table that the rows give, in the place that is marked for it. */
export function withTable(guide: string, clients: readonly Client[]): string {
  const [before, rest] = parts(guide, BEGIN);
  const [, after] = parts(rest, END);
  return `${before}${BEGIN}\n${table(clients)}\n${END}${after}`;
}

function parts(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The guide has no line \`${mark}\`.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function table(clients: readonly Client[]): string {
  const rows = clients.map(({ name, language, version, flows, remedy, command = 'npm test' }) =>
    [
      ...[name, version, language, flows.join('; ')],
      remedy === undefined ? 'works' : `works with ${remedy}`,
      `\`${command}\``,
    ].join(' | '),
  );
  return [
    'client | version | language | flows | result | tried by',
    '--- | --- | --- | --- | --- | ---',
    ...rows,
  ]
    .map((row) => `| ${row} |`)
    .join('\n');
}
