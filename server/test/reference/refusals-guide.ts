/**
 * The table of docs/guides/refusals.md, a row a reason.
 */
import { join } from 'node:path';
import { DIAGNOSES } from '../../src/protocol/diagnosis/diagnoses.ts';

export const REFUSALS_GUIDE = join(import.meta.dirname, '../../../docs/guides/refusals.md');

const BEGIN = '<!-- refusals: written by npm run reference -->';
const END = '<!-- refusals: end -->';

/** The guide with the table as the code has it. */
export function withRefusals(guide: string): string {
  const rows = Object.entries(DIAGNOSES).map(
    ([code, { where, sentence, remedy, section }]) =>
      `| \`${code}\` | \`${where}\` | ${sentence} | ${remedy} | ${section} |`,
  );
  const table = [
    '| finding | where | what is wrong | what helps | see |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
  const [before = '', rest = ''] = guide.split(BEGIN);
  const [, after = ''] = rest.split(END);
  return `${before}${BEGIN}\n${table.join('\n')}\n${END}${after}`;
}
