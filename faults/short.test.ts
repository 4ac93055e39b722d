/**
 * The short part of the fault programme: what matters most, in small.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FAULTS, NOT_SHOWN } from './faults.ts';
import { faultsPage, PAGE } from './page.ts';
import { describe, runFault } from './runner.ts';

const SHORT = FAULTS.flatMap((fault) => (fault.short ? [{ fault, ...fault.short }] : []));

for (const { fault, databases, seconds } of SHORT) {
  for (const database of databases) {
    test(`${fault.id} ${fault.what}: ${fault.must} [${database}]`, async (t) => {
      const verdict = await runFault(fault, database, seconds);
      t.diagnostic(describe(verdict));
      assert.notEqual(verdict.verdict, 'FELL', describe(verdict));
    });
  }
}

test('every fault of the catalogue, F-01 to F-36, is shown or says why it is not', () => {
  const shown = new Set([...FAULTS, ...NOT_SHOWN].map(({ id }) => id));
  const ids = Array.from({ length: 36 }, (_, index) => `F-${String(index + 1).padStart(2, '0')}`);
  assert.deepEqual(
    ids.filter((id) => !shown.has(id)),
    [],
  );
  assert.equal(new Set(FAULTS.map(({ id, part }) => `${id} ${part}`)).size, FAULTS.length);
});

test('docs/faults.md is what `npm run reference` writes', () => {
  assert.equal(readFileSync(PAGE, 'utf8'), faultsPage());
});
