import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idleStep } from './idle-step.ts';

test('an idle end moves by a twentieth of the idle time, and by a minute at least', () => {
  const HOUR = 3_600;
  assert.deepEqual([72 * HOUR, HOUR, 20 * 60, 60, 1].map(idleStep), [12_960, 180, 60, 60, 60]);
});
