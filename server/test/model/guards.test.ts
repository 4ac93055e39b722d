/**
 * That the model sees: with a guard of the server taken out it finds what the guard is there for.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARDS } from './guards.ts';
import { search } from './search.ts';
import { startSystem } from './system.ts';

/** Sequences in which a race is found with the seed of its guard, and many more: what several do at once comes out in its own way. */
const ENOUGH = { runs: 1_000, length: 60 };

for (const [name, { holds, database, seed, skip = 0 }] of Object.entries(GUARDS)) {
  test(`without ${name} the model finds it: ${holds}`, async (t) => {
    const system = await startSystem(database, name);
    try {
      const found = await search(system, { ...ENOUGH, seed, skip });
      assert.notEqual(found, undefined, `--without ${name} --seed ${seed}`);
      t.diagnostic(`--without ${name} --seed ${seed}: sequence ${found?.sequence}`);
    } finally {
      await system.close();
    }
  });
}
