/**
 * Every benchmark, or one. Prints a table and writes bench/results/NAME.json. What a benchmark compares it compares in this one
 * run, in turns, so that a machine that slows down slows both.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { readCommandLine, refuseCommandLine } from '../server/test/command-line.ts';
import { dashboard } from './dashboard/dashboard.ts';
import { enumeration } from './enumeration.ts';
import { introspection } from './introspection.ts';
import { login } from './login.ts';
import { management } from './management/management.ts';
import { neighbour } from './neighbour.ts';
import { pages } from './pages.ts';
import { scale } from './scale/scale.ts';
import { silent } from './silent.ts';
import { soak } from './soak/soak.ts';
import { start } from './start.ts';
import { clientCredentials, refreshToken } from './token.ts';

/** A line of the table: what was measured, and the figures by column. */
export type Row = Readonly<Record<string, string | number>>;

export type BenchOptions = {
  readonly minutes: number;
  /** Of `scale`: how many there are in the larger database. */
  readonly people: number;
  /** Of `scale`: on PostgreSQL, where otherwise it is SQLite. */
  readonly postgres: boolean;
};

type Bench = (options: BenchOptions) => Promise<readonly Row[]>;

const BENCHES: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['silent', silent],
  ['client_credentials', clientCredentials],
  ['refresh_token', refreshToken],
  ['introspection', introspection],
  ['login', login],
  ['neighbour', neighbour],
  ['enumeration', enumeration],
  ['start', start],
  ['pages', pages],
  ['dashboard', dashboard],
  ['management', management],
  ['scale', scale],
  ['soak', soak],
]);

const MIN_MINUTES = 3;
const MIN_PEOPLE = 1_000;

const USAGE = `npm run bench [-- NAME [--minutes N] [--people N] [--postgres]]
  NAME         one of ${[...BENCHES.keys()].join(', ')}; all without
  --minutes N  of soak, which is about what becomes of a server with time (10)
  --people N   of scale: how many there are in the larger database (1000000)
  --postgres   of scale: on PostgreSQL, where otherwise it is SQLite`;

const { values, positionals } = readCommandLine(USAGE, {
  options: {
    minutes: { type: 'string', default: '10' },
    people: { type: 'string', default: '1000000' },
    postgres: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [asked, ...others] = positionals;
if (others.length > 0) refuseCommandLine(USAGE, 'One benchmark is named, or none.');
if (asked !== undefined && !BENCHES.has(asked)) refuseCommandLine(USAGE, `There is no benchmark ${asked}.`);
const minutes = Number(values.minutes);
if (!Number.isInteger(minutes) || minutes < MIN_MINUTES)
  refuseCommandLine(USAGE, `--minutes is a whole number, at least ${MIN_MINUTES}.`);
const people = Number(values.people);
if (!Number.isInteger(people) || people < MIN_PEOPLE)
  refuseCommandLine(USAGE, `--people is a whole number, at least ${MIN_PEOPLE}.`);
await mkdir(new URL('./results/', import.meta.url), { recursive: true });
for (const [name, run] of BENCHES) {
  if (asked !== undefined && asked !== name) continue;
  console.log(`\n${name} on ${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}`);
  const rows = await run({ minutes, people, postgres: values.postgres });
  console.table(rows);
  await writeFile(
    new URL(`./results/${name}.json`, import.meta.url),
    `${JSON.stringify(rows, undefined, 2)}\n`,
  );
}
