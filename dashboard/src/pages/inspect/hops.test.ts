import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOPS, progressOf } from './hops.ts';

const was = (name: string, isRefused = false) => ({ name, isRefused });

test('it has come as far as the log shows; what was refused and then done is done', () => {
  assert.deepEqual(progressOf(HOPS.code, []), { reached: -1, refused: undefined });
  assert.deepEqual(progressOf(HOPS.code, [was('request_refused', true)]), { reached: 1, refused: 1 });
  assert.deepEqual(progressOf(HOPS.code, [was('login_failed', true)]), { reached: 3, refused: 3 });
  assert.deepEqual(progressOf(HOPS.code, [was('login_failed', true), was('login')]), {
    reached: 3,
    refused: undefined,
  });
  assert.deepEqual(progressOf(HOPS.code, [was('login'), was('tokens_issued')]), {
    reached: 7,
    refused: undefined,
  });
  assert.deepEqual(progressOf(HOPS.implicit, [was('tokens_issued')]), { reached: 4, refused: undefined });
});

test('every hop goes on from where the one before has come to, or from the application', () => {
  for (const hops of Object.values(HOPS))
    for (const [place, { from }] of hops.entries())
      assert.ok(place === 0 || from === hops[place - 1]?.to || from === 'application');
});
