import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRates, tooMany } from './rates.ts';

test('MG-23 who is over the limit is refused until the minute ends, and nobody else', () => {
  const clock = { now: 1_000 };
  const rates = createRates({ limit: 2, now: () => clock.now });
  assert.deepEqual(rates.take('a'), { limit: 2, left: 1, reset: 1_060 });
  clock.now += 59;
  assert.equal(rates.take('a').left, 0);
  const over = rates.take('a');
  assert.equal(over.left, -1);
  assert.equal(tooMany(over, clock.now).headers?.['retry-after'], '1');
  assert.equal(rates.take('b').left, 1);
  clock.now += 1;
  assert.deepEqual(rates.take('a'), { limit: 2, left: 1, reset: 1_120 });
});

test('a clock that was wrong for a while shuts nobody out for longer', () => {
  const clock = { now: 9_000 };
  const rates = createRates({ limit: 1, now: () => clock.now });
  rates.take('a');
  clock.now = 1_000;
  assert.deepEqual(rates.take('a'), { limit: 1, left: 0, reset: 1_060 });
});

test('names by the thousand do not fill the memory', () => {
  const rates = createRates({ limit: 1, now: () => 1_000 });
  for (let index = 0; index < 25_000; index += 1) assert.equal(rates.take(`client ${index}`).left, 0);
});
