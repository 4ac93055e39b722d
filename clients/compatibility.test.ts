import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GUIDE, withTable } from './compatibility.ts';
import { PROGRAMS } from './programs.ts';
import { CLIENTS } from './table.ts';

const FOLDER = import.meta.dirname;
const tests = globSync('*/**/*.test.ts', {
  cwd: FOLDER,
  exclude: ['**/node_modules/**', '.installed/**'],
}).map((path) => readFileSync(`${FOLDER}/${path}`, 'utf8'));

test('the guide has the table of today: run `npm run reference`', () => {
  const guide = readFileSync(GUIDE, 'utf8');
  assert.equal(withTable(guide, CLIENTS), guide);
});

test('no client has two rows', () => {
  const names = CLIENTS.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

const named = CLIENTS.filter(({ name }) => !PROGRAMS.some((program) => program.name === name));
const calls = [
  ...named.map(({ name }) => [name, `flows('${name}'`] as const),
  ...PROGRAMS.filter(({ debian }) => debian).map(
    ({ name, tongue }) => [name, `testPrograms('${tongue}')`] as const,
  ),
];
for (const [name, call] of calls) {
  test(`${name}: a test declares its flows`, () => {
    const compact = call.replaceAll(' ', '');
    assert.ok(tests.some((text) => text.replace(/\s+/g, '').includes(compact)));
  });
}

test('the packages of Debian are installed before the tests', () => {
  const installed = readFileSync(`${FOLDER}/../.ci/install-system`, 'utf8').split(/\s+/);
  const needed = PROGRAMS.flatMap(({ debian = [] }) => debian);
  assert.deepEqual(
    needed.filter((name) => !installed.includes(name)),
    [],
  );
});
