/**
 * Holds docs/asvs.md to its word: every requirement of the two chapters has a row, and a row names cases that the attack table
 * shows, or test files, or gives its reason.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8').split('\n');

/** Requirements of each section of OWASP ASVS 5.0, V6 and V7. */
const SECTIONS: Readonly<Record<string, number>> = {
  '6.1': 3,
  '6.2': 12,
  '6.3': 8,
  '6.4': 6,
  '6.5': 8,
  '6.6': 4,
  '6.7': 2,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 3,
  '7.6': 2,
};

const rows = read('docs/asvs.md')
  .filter((line) => /^\| \d\.\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, requirement = '', , does = '', shown = '']) => ({ requirement, does, shown }));

/** The attack table's cases that a test stands for. */
const covered = new Set(
  read('conformance/README.md')
    .filter((line) => /^\| [A-Z]{2}-\d\d/.test(line) && line.split('|')[2]?.includes('`'))
    .flatMap((line) => line.split('|')[1]?.split(',') ?? [])
    .map((one) => one.trim()),
);

test('every requirement has one row, in order', () => {
  const expected = Object.entries(SECTIONS).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  );
  assert.deepEqual(
    rows.map(({ requirement }) => requirement),
    expected,
  );
});

for (const { requirement, does, shown } of rows) {
  test(`ASVS ${requirement}: ${shown === '' ? does : shown}`, () => {
    assert.match(does, /\S/);
    for (const one of shown === '' ? [] : shown.split(', ')) {
      const file = /^`(.+)`$/.exec(one)?.[1];
      if (file === undefined) assert.ok(covered.has(one), `${one} is not covered`);
      else assert.ok(existsSync(join(ROOT, file)), file);
    }
  });
}
