/**
 * Programs of this repository that are called in a way that they do not know: usage, exit code 2 and no stack.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');

const PROGRAMS: readonly (readonly [program: string, command: string, wrong: readonly string[]])[] = [
  ['faults/main.ts', 'npm run faults', ['F-99']],
  ['bench/main.ts', 'npm run bench', ['sclae']],
  ['clients/main.ts', 'npm run clients', ['cobol']],
  ['conformance/main.ts', 'npm run conformance', ['--listener-port=x']],
  ['conformance/walk.ts', 'npm run walk', ['--issuer=https://as.example']],
  ['server/test/model/run.ts', 'npm run model', ['--runs=many']],
  ['server/test/pages/screens.ts', 'npm run screens', ['login', 'consent']],
];

function call(program: string, ...args: readonly string[]) {
  const env = { ...process.env, TACIT_DEMO_PASSWORD: undefined, CONFORMANCE_PASSWORD: undefined };
  return spawnSync(process.execPath, [join(ROOT, program), ...args], { encoding: 'utf8', env });
}

for (const [program, command, wrong] of PROGRAMS) {
  test(`${program} says how it is called, to whoever asks and to whoever is mistaken`, () => {
    const asked = call(program, '--help');
    assert.equal(asked.status, 0, asked.stderr);
    assert.ok(asked.stdout.startsWith(command), asked.stdout);
    for (const args of [['--no-such-flag'], wrong]) {
      const { status, stdout, stderr } = call(program, ...args);
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.ok(stderr.includes(`\n${command}`), stderr);
      assert.doesNotMatch(stderr, /^ +at |node:internal/m);
    }
  });
}

test('npm start takes nothing, and does not start for whoever gives it something', () => {
  const { status, stdout, stderr } = call('example/start.ts', '--help');
  assert.deepEqual([status, stdout], [2, ''], stderr);
  assert.match(stderr, /^npm start takes nothing/);
});
