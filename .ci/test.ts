/**
 * Runs every test of every workspace in one run of node's test runner, then the pure core once more for its coverage.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const CORE = 'server/src/protocol/**/*.test.ts';

/** One file for each processor: most of the time a file waits for a browser, a database or another process. */
const AT_ONCE = `--test-concurrency=${availableParallelism()}`;

const RUNS: readonly (readonly string[])[] = [
  [
    '--experimental-test-coverage',
    '--test-coverage-include=server/src/protocol/**',
    '--test-coverage-exclude=**/*.test.ts',
    '--test-coverage-lines=100',
    '--test-coverage-branches=100',
    '--test-coverage-functions=100',
    '--test-reporter=dot',
    CORE,
  ],
  ['{server,browser,guard,cli,example,conformance,clients,faults}/**/*.test.ts'],
];

for (const run of RUNS) {
  const { status } = spawnSync(process.execPath, ['--test', AT_ONCE, ...run], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
