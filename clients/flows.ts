/**
 * The tests of a client's flows. They are those of its row, so the guide says nothing that no test shows.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientNamed } from './table.ts';

/** Declares a test for each flow of a client. */
export function flows(name: string, tests: Readonly<Record<string, () => Promise<void>>>): void {
  const { version, flows: listed } = clientNamed(name);
  test(`${name}: its row has the flows that are tested`, () => assert.deepEqual(Object.keys(tests), listed));
  for (const [flow, run] of Object.entries(tests)) test(`${name} ${version}: ${flow}`, run);
}
