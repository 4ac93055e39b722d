/**
 * The long form of the model-based test: `npm run model -- --runs 1000 --length 60 --database postgres --seed 7
 * --without session-epoch`. Prints the seed, and of a counterexample what is left when every command is taken out that it
 * does not need. `--without` takes a guard of the server out (guards.ts): then a counterexample is what is wanted.
 */
import { parseArgs } from 'node:util';
import { NAMES } from './operations.ts';
import { search, shorten } from './search.ts';
import { DIALECTS, startSystem } from './system.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    length: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
    without: { type: 'string', default: '' },
  },
});

const { without } = values;
const seed = Number(values.seed);
const runs = Number(values.runs);
const length = Number(values.length);

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
