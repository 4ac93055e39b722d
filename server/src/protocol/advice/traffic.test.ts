import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookBackFrom } from './traffic.ts';

test('this day is one of the fourteen and of the ninety that are looked back at', () => {
  const day = 86_400;
  const today = 20_000 * day;
  for (const now of [today, today + day - 1])
    assert.deepEqual(lookBackFrom(now), { today, since: today - 89 * day, lately: today - 13 * day });
});
