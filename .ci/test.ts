/**
 * Runs every test of every workspace, each once: the pure core in one process, which counts what of it is covered, and all
 * others with a process for each file.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startPostgres } from '../server/test/databases/postgres.ts';

const WORKSPACES = 'server,browser,guard,dashboard,cli,example,conformance,clients,faults';
const CORE = 'server/src/protocol/**/*.test.ts';

/** The longest, which begin first: whichever began last would run alone in the end. */
const LONGEST = [
  'server/test/e2e/accessibility.test.ts',
  'example/test/five-minutes.test.ts',
  'dashboard/test/everywhere.test.ts',
  'faults/short.test.ts',
];

const core = globSync(CORE);
const others = globSync(`{${WORKSPACES}}/**/*.test.ts`, { exclude: ['**/node_modules'] }).filter(
  (file) => !core.includes(file),
);
// Told of no file, Node.js would look for tests itself, and run what is none.
if (core.length === 0 || LONGEST.some((file) => !others.includes(file)))
  throw new Error('There are no tests where they are looked for.');

/** Functions of data that share nothing need no process each, and what is covered is known without adding up. */
const COVERED = [
  '--test-isolation=none',
  '--experimental-test-coverage',
  '--test-coverage-include=server/src/protocol/**',
  '--test-coverage-exclude=**/*.test.ts',
  '--test-coverage-lines=100',
  '--test-coverage-branches=100',
  '--test-coverage-functions=100',
  '--test-reporter=dot',
];

/** One file more than there are processors: a file waits for a browser, a database or another process much of the time. */
const AT_ONCE = availableParallelism() + 1;

/** What is made once a run: by server/test/made-once.ts, and by Node.js, which would strip and compile each module a file anew. */
const made = mkdtempSync(join(tmpdir(), 'tacit-made-once-'));

try {
  const { status } = spawnSync(process.execPath, ['--test', ...COVERED, ...core], { stdio: 'inherit' });
  process.exitCode = status || (await runFiles(new Set([...LONGEST, ...others.toSorted()])));
} finally {
  rmSync(made, { recursive: true, force: true });
}

/** Each in a process of its own, beginning in this order, which the command line of Node.js would not keep. */
function runFiles(files: ReadonlySet<string>): Promise<number> {
  process.env['MADE_ONCE'] = made;
  process.env['NODE_COMPILE_CACHE'] = join(made, 'compiled');
  process.env['TEST_POSTGRES_URL'] ||= startPostgres().url;
  const tests = run({ files: [...files], concurrency: AT_ONCE });
  tests.compose(spec).pipe(process.stdout);
  return new Promise((resolve) => {
    tests.on('test:summary', ({ file, success }) => {
      if (file === undefined) resolve(success ? 0 : 1);
    });
  });
}
