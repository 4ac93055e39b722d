/**
 * Holds the tables of README.md to their word: a row names test files that exist, and each of its cases stands at the head
 * of a test in one of them; the modules of the runner are those of the table, each in the file that the table names.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MODULES } from './modules/table.ts';

const ROOT = join(import.meta.dirname, '..');

type Row = { readonly cases: readonly string[]; readonly files: readonly string[]; readonly status: string };

const lines = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').split('\n');
const rows = lines.filter((line) => /^\| [A-Z]{2}-\d\d/.test(line)).map(readRow);

function readRow(line: string): Row {
  const [, cases = '', files = '', status = ''] = line.split('|').map((cell) => cell.trim());
  return {
    cases: cases.split(', ').flatMap(expand),
    files: [...files.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
    status,
  };
}

/** `CR-01 to CR-06` is six cases. */
function expand(cell: string): readonly string[] {
  const [first = '', last = first] = cell.split(' to ');
  const group = first.slice(0, 3);
  const [from, to] = [Number(first.slice(3)), Number(last.slice(3))];
  return Array.from(
    { length: to - from + 1 },
    (_, index) => `${group}${String(from + index).padStart(2, '0')}`,
  );
}

test('the table has a row for every case it names once', () => {
  const all = rows.flatMap((row) => row.cases);
  assert.ok(all.length > 150, `only ${all.length} cases were read`);
  assert.deepEqual(
    all.filter((one, index) => all.indexOf(one) !== index),
    [],
  );
});

for (const { cases, files, status } of rows) {
  test(`${cases.join(' ')}: ${files.length > 0 ? files.join(' ') : 'a reason why not'}`, () => {
    if (files.length === 0) assert.match(status, /^(cannot apply|open): \S/);
    const found = files.flatMap((file) => globSync(file, { cwd: ROOT, exclude: ['**/node_modules/**'] }));
    assert.ok(files.length === 0 || found.length > 0, 'no such test file');
    const text = found.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
    assert.deepEqual(
      cases.filter((one) => files.length > 0 && !text.includes(one)),
      [],
    );
  });
}

const moduleRows = lines
  .filter((line) => /^\| oidcc-/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', file = '', status = '']) => ({ name, file: file.replaceAll('`', ''), status }));

test('the table of modules names those of the runner, each once, and no other', () => {
  assert.deepEqual(moduleRows.map(({ name }) => name).toSorted(), [...MODULES.keys()].toSorted());
});

for (const { name, file, status } of moduleRows) {
  test(`${name}: ${file}`, () => {
    assert.match(status, /^(covered|part)/);
    // The scope modules are made from the table of scopes, so only the beginning of their names is in the file.
    const written = name.startsWith('oidcc-scope-') ? 'oidcc-scope-' : `'${name}'`;
    assert.ok(readFileSync(join(ROOT, file), 'utf8').includes(written));
  });
}
