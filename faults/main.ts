/**
 * The fault programme, or some faults of it. Prints a line a fault and writes faults/results/ID.json; exits non-zero when one
 * fell.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { readCommandLine, refuseCommandLine } from '../server/test/command-line.ts';
import { FAULTS, NOT_SHOWN } from './faults.ts';
import { describe, runFault, type Verdict } from './runner.ts';

const ids = new Set([...FAULTS, ...NOT_SHOWN].map(({ id }) => id));
const USAGE = `npm run faults [-- FAULT ...] [--database postgres|sqlite] [--json] [--long]
  FAULT   one of ${[...ids].join(', ')}; all without
  --json  a line of JSON a fault
  --long  ten times the load, and the soak`;
const { values, positionals } = readCommandLine(USAGE, {
  options: {
    database: { type: 'string' },
    json: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((id) => !ids.has(id));
if (unknown.length > 0) refuseCommandLine(USAGE, `There is no fault ${unknown.join(', ')}.`);
if (!['postgres', 'sqlite', undefined].includes(values.database))
  refuseCommandLine(USAGE, '--database is postgres or sqlite.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
// Each server that runs waits for the end of this process.
process.setMaxListeners(0);

const RESULTS = new URL('./results/', import.meta.url);
/** How much longer the load lasts with --long. */
const LONGER = 10;

const isAsked = (id: string) => positionals.length === 0 || positionals.includes(id);
const verdicts: Verdict[] = [];
await mkdir(RESULTS, { recursive: true });
for (const fault of FAULTS.filter(({ id, isLong }) => isAsked(id) && (values.long || !isLong))) {
  for (const database of fault.databases) {
    if (values.database !== undefined && values.database !== database) continue;
    const seconds = fault.seconds * (values.long && !fault.isLong ? LONGER : 1);
    const verdict = await runFault(fault, database, seconds);
    verdicts.push(verdict);
    console.log(values.json ? JSON.stringify(verdict) : describe(verdict));
    const ofFault = verdicts.filter(({ id }) => id === fault.id);
    await writeFile(new URL(`${fault.id}.json`, RESULTS), `${JSON.stringify(ofFault, undefined, 2)}\n`);
  }
}
for (const { id, reason } of NOT_SHOWN.filter((one) => isAsked(one.id)))
  console.log(
    values.json ? JSON.stringify({ id, verdict: 'not shown', why: [reason] }) : `${id} not shown: ${reason}`,
  );

const fell = verdicts.filter(({ verdict }) => verdict === 'FELL');
if (!values.json) console.log(`\n${verdicts.length - fell.length} of ${verdicts.length} held or not shown.`);
process.exit(fell.length > 0 ? 1 : 0);
