/**
 * The long form of the model-based test. Prints the seed, and of a counterexample what is left when every command is taken out
 * that it does not need.
 */
import { readCommandLine, refuseCommandLine } from '../command-line.ts';
import { GUARDS } from './guards.ts';
import { NAMES } from './operations.ts';
import { search, shorten } from './search.ts';
import { DIALECTS, startSystem } from './system.ts';

const USAGE = `npm run model [-- --runs N --length N --seed N --database NAME --without GUARD]
  --runs N         sequences (1000)
  --length N       commands of a sequence (60)
  --seed N         of an earlier run, to see it again
  --database NAME  ${DIALECTS.join(' or ')}; both without
  --without GUARD  takes a guard of the server out, and then a counterexample is what is wanted:
                   ${Object.keys(GUARDS).join(', ')}`;

const { values } = readCommandLine(USAGE, {
  options: {
    runs: { type: 'string', default: '1000' },
    length: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
    without: { type: 'string', default: '' },
  },
});

const { without } = values;
if (without !== '' && !Object.hasOwn(GUARDS, without))
  refuseCommandLine(USAGE, `There is no guard ${without}.`);
if (values.database !== undefined && !DIALECTS.some((name) => name === values.database))
  refuseCommandLine(USAGE, `--database is ${DIALECTS.join(' or ')}.`);
const [seed = 0, runs = 0, length = 0] = (['seed', 'runs', 'length'] as const).map((name) => {
  const value = Number(values[name]);
  return Number.isInteger(value) && value >= 0
    ? value
    : refuseCommandLine(USAGE, `--${name} is a whole number.`);
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (const dialect of DIALECTS.filter((name) => values.database === undefined || values.database === name)) {
  const began_ms = performance.now();
  const guard = without === '' ? '' : ` --without ${without}`;
  say(`${runs} sequences of ${length} commands: --database ${dialect} --seed ${seed}${guard}`);
  const system = await startSystem(dialect, without);
  try {
    const found = await search(system, { seed, runs, length });
    for (const { name } of NAMES) {
      const { done, refused } = system.tally.of(name);
      say(`  ${name}: ${done} done, ${refused} refused`);
    }
    say(found ? await shorten(system, found) : 'all is as the model says');
    if ((found === undefined) !== (without === '')) process.exitCode = 1;
  } finally {
    await system.close();
  }
  say(`${Math.round((performance.now() - began_ms) / 1_000)} s`);
}
