/**
 * docs/reference/findings.md: every finding of the inspector and of the guard, a row a finding.
 */
import { TOKEN_FINDINGS } from '../../../guard/src/diagnosis/token-findings.ts';
import { DIAGNOSES } from '../../src/protocol/diagnosis/diagnoses.ts';
import { REMARKS } from '../../src/protocol/diagnosis/inspection/remarks.ts';

export function findingsPage(): string {
  const refusals = Object.entries(DIAGNOSES).map(([code, row]) => ({ code, verdict: 'wrong', ...row }));
  const remarks = Object.entries(REMARKS).map(([code, row]) => ({ code, ...row }));
  const tokens = Object.entries(TOKEN_FINDINGS).map(([code, row]) => ({ code, verdict: 'wrong', ...row }));
  return [
    '# Findings',
    '<!-- Written by `npm run reference` from server/src/protocol/diagnosis and guard/src/diagnosis; what is changed here by hand is lost. -->',
    'What `tacit inspect` and `GET /api/v2/diagnosis` find in a request, by its code. `wrong`: it is refused, or does not do what was\nmeant. `risky`: it works, and can be turned against somebody. `ignored`: nobody reads it. `ok`: it is read as it was sent.',
    tableOf('## What the door refuses', refusals),
    tableOf('## What is to be said beside', remarks),
    tableOf('## What an API says of an access token', tokens),
    'The last by `@tacit/guard`: to whoever develops the API, in answers and on the console ([its README](../../guard/README.md)).',
  ]
    .join('\n\n')
    .concat('\n');
}

type Row = Readonly<Record<'code' | 'verdict' | 'where' | 'sentence' | 'remedy' | 'section', string>>;

function tableOf(title: string, rows: readonly Row[]): string {
  const lines = rows.map(
    ({ code, verdict, where, sentence, remedy, section }) =>
      `| \`${code}\` | ${verdict} | \`${where}\` | ${sentence} | ${remedy} | ${section} |`,
  );
  const head = [
    '| finding | verdict | where | what | what helps | see |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  return [title, '', ...head, ...lines].join('\n');
}
