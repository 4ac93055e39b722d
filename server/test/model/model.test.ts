/**
 * The short form of the model-based test: logins, resets, refreshes, revocations and blocks in any interleaving, by two
 * server processes on one database, one clock ahead. `npm run model` is the long form. TACIT_MODEL_SEED repeats a run.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES } from './operations.ts';
import { search, shorten } from './search.ts';
import { DIALECTS, startSystem } from './system.ts';

const SEED = Number(process.env['TACIT_MODEL_SEED'] ?? Date.now() % 2 ** 31);
const SHORT = { seed: SEED, runs: 40, length: 40 };

for (const dialect of DIALECTS) {
  test(`two server processes on one database do what the model says [${dialect}]`, async (t) => {
    t.diagnostic(`TACIT_MODEL_SEED=${SEED}`);
    const system = await startSystem(dialect);
    try {
      const found = await search(system, SHORT);
      const text = found && (await shorten(system, found));
      assert.equal(text, undefined, `TACIT_MODEL_SEED=${SEED}`);
      const calls = NAMES.map(({ name }) => system.tally.of(name).done);
      assert.ok(
        calls.filter((done) => done > 0).length > NAMES.length / 2,
        'too little is carried out to tell',
      );
    } finally {
      await system.close();
    }
  });
}
