/**
 * Runs every test of every workspace, each once: the pure core in one process, which counts what of it is covered, and all
 * others with a process for each file.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const WORKSPACES = 'server,browser,guard,cli,example,conformance,clients,faults';
const CORE = 'server/src/protocol/**/*.test.ts';

const core = globSync(CORE);
const others = globSync(`{${WORKSPACES}}/**/*.test.ts`, { exclude: ['**/node_modules'] }).filter(
  (file) => !core.includes(file),
);
// Told of no file, Node.js would look for tests itself, and run what is none.
if (core.length === 0 || others.length === 0)
  throw new Error('There are no tests where they are looked for.');

/** One file for each processor: most of the time a file waits for a browser, a database or another process. */
const AT_ONCE = `--test-concurrency=${availableParallelism()}`;

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

/** What is made once a run: by server/test/made-once.ts, and by Node.js, which would strip and compile each module a file anew. */
const made = mkdtempSync(join(tmpdir(), 'tacit-made-once-'));
const ONCE = { MADE_ONCE: made, NODE_COMPILE_CACHE: join(made, 'compiled') };

try {
  process.exitCode = run([...COVERED, ...core], {}) || run([AT_ONCE, ...others.toSorted()], ONCE);
} finally {
  rmSync(made, { recursive: true, force: true });
}

function run(parameters: readonly string[], env: NodeJS.ProcessEnv): number {
  const options = { stdio: 'inherit', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, ['--test', ...parameters], options).status ?? 1;
}
