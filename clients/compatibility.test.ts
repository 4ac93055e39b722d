import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GUIDE, withTable } from './compatibility.ts';
import { CLIENTS } from './table.ts';

const FOLDER = import.meta.dirname;
const programs = globSync('*/**/*.test.ts', { cwd: FOLDER, exclude: ['**/node_modules/**'] }).map((path) =>
  readFileSync(`${FOLDER}/${path}`, 'utf8'),
);

test('the guide has the table of today: run `npm run reference`', () => {
  const guide = readFileSync(GUIDE, 'utf8');
  assert.equal(withTable(guide, CLIENTS), guide);
});

test('no client has two rows', () => {
  const names = CLIENTS.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

for (const { name } of CLIENTS) {
  test(`${name}: a test declares its flows`, () => {
    assert.ok(
      programs.some((text) => text.replace(/\s+/g, '').includes(`flows('${name.replaceAll(' ', '')}'`)),
    );
  });
}
