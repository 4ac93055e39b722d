/**
 * docs/faults.md, from the table of the programme.
 */
import { FAULTS, NOT_SHOWN } from './faults.ts';
import { INVARIANTS } from './rig/scene.ts';

export const PAGE = new URL('../docs/faults.md', import.meta.url);

const INTRODUCTION = `# The fault programme

<!-- Written by \`npm run reference\` from faults/faults.ts; what is changed here by hand is lost. -->

\`\`\`sh
npm run faults                            # all of it, on SQLite and on PostgreSQL
npm run faults -- F-01 F-04               # some of it
npm run faults -- F-29 --database postgres
npm run faults -- --json                  # a line of JSON a fault
npm run faults -- F-36 --long             # half an hour of work with a fault each minute; others last ten times as long
\`\`\`

starts servers as an operator does (\`tacit serve\`, a process each) on databases of its own, lets virtual users sign up, sign in,
agree, refresh, revoke, change their passwords and log out over HTTP, and meanwhile something happens. Whatever a user does is
written into a ledger before it is sent and once more when it was answered. Afterwards an oracle reads the database and asks the
server: only what was answered binds it. A line a fault says \`held\`, \`FELL\` with what did not hold, or \`not shown\` with the
reason (no root, no strace), and figures: requests, what was acknowledged and what was not answered, kills, seconds to recover,
memory and files before and after. All of it is in \`faults/results/\`; where a fault fell the command ends with 1. A short part
runs in \`npm test\`.

The load comes from the machine that serves: figures of time say little about another one.

## What must hold after every fault
`;

/** The whole page. */
export function faultsPage(): string {
  const invariants = Object.entries(INVARIANTS).map(([id, sentence]) => `| ${id} | ${sentence} |`);
  const shown = FAULTS.map(
    ({ id, part, what, must, databases, needs = [], short }) =>
      `| ${id} | ${part} | ${what} | ${must} | ${[...databases, ...needs].join(', ')} | ${short ? 'yes' : ''} |`,
  );
  const others = NOT_SHOWN.map(({ id, what, reason }) => `| ${id} | ${what} | ${reason} |`);
  return [
    `${INTRODUCTION}\n| | |\n| --- | --- |`,
    ...invariants,
    '\n## What happens\n\n| fault | way | what happens | what must hold beside that | on, and needs | in `npm test` |',
    '| --- | --- | --- | --- | --- | --- |',
    ...shown,
    '\n## What is not shown\n\n| fault | what happens | why |\n| --- | --- | --- |',
    ...others,
    '',
  ].join('\n');
}
