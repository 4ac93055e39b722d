/**
 * The tests of the programs of one language that run with packages of Debian.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { flows } from './flows.ts';
import { JOURNEYS } from './journeys.ts';
import { PROGRAMS, type Program, type Tongue } from './programs.ts';
import { install, type Running, start } from './running.ts';

const IS_DEBIAN_12 =
  existsSync('/etc/os-release') &&
  readFileSync('/etc/os-release', 'utf8').includes('VERSION_CODENAME=bookworm');

/** Declares the flows of each. */
export function testPrograms(tongue: Tongue): void {
  for (const program of PROGRAMS.filter((one) => one.tongue === tongue && one.debian)) {
    describe(program.name, () => {
      let running: Running;
      before(async () => {
        install(program);
        running = await start(program);
      });
      after(() => running?.close());
      // Another system's packages are of other versions, and do the same.
      if (IS_DEBIAN_12) test('the version is that of its package', () => assertVersion(program));
      const tests = program.flows.map((flow) => [flow, () => JOURNEYS[flow](running)] as const);
      flows(program.name, Object.fromEntries(tests));
    });
  }
}

function assertVersion({ debian = [''], version }: Program): void {
  const { stdout } = spawnSync('dpkg-query', ['--status', debian[0]], { encoding: 'utf8' });
  const [, installed] = /^Version: ([^-+]*)/m.exec(stdout) ?? [];
  assert.equal(installed, version);
}
