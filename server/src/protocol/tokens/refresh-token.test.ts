import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type First, isExcused, turnOf } from './refresh-token.ts';

const NOW = 1_800_000_000;

test('FU-04 a token that was spent is excused within its leeway, by a clock that went back too, and never without one', () => {
  for (const [spent_at, leeway, expected] of [
    [NOW, 0, false],
    [NOW + 2, 0, false],
    [NOW - 1, 0, false],
    [NOW, 10, true],
    [NOW - 9, 10, true],
    [NOW - 10, 10, false],
    [NOW + 9, 10, true],
    [NOW + 10, 10, false],
    [NOW + 3_600, 10, false],
  ] as const)
    assert.equal(isExcused(spent_at, leeway, NOW), expected, `${spent_at - NOW} ${leeway}`);
});

test('FU-04 siblings live side by side until one of them is used after the leeway', () => {
  const family = { leeway: 10, now: NOW };
  const first = (spent_at: number) => ({ token_hash: 'sibling', spent_at });
  const turn = (before: First | undefined, parent_spent_at?: number) =>
    turnOf({ ...family, first: before, parent_spent_at });
  assert.deepEqual(turn(undefined, NOW - 9), { kind: 'first' });
  assert.deepEqual(turn(undefined, NOW - 10), { kind: 'alone' });
  assert.deepEqual(turn(undefined), { kind: 'alone' });
  assert.deepEqual(turn(first(NOW - 9), NOW - 15), { kind: 'beside', first: first(NOW - 9) });
  assert.deepEqual(turn(first(NOW - 10), NOW - 15), { kind: 'reused' });
});
