import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExcused, type Sibling, turnOf } from './refresh-token.ts';

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

const sibling = (spent_at: number | null): Sibling => ({ token_hash: 'sibling', spent_at });

test('FU-04 siblings live side by side until one of them is used after the leeway', () => {
  const family = { leeway: 10, now: NOW };
  const turn = (siblings: readonly Sibling[], parent_spent_at?: number) =>
    turnOf({ ...family, siblings, parent_spent_at });
  assert.deepEqual(turn([sibling(null)], NOW - 9), { kind: 'first' });
  assert.deepEqual(turn([sibling(null)], NOW - 10), { kind: 'alone' });
  assert.deepEqual(turn([]), { kind: 'alone' });
  assert.deepEqual(turn([sibling(null), sibling(NOW - 9)], NOW - 15), {
    kind: 'beside',
    sibling: sibling(NOW - 9),
  });
  assert.deepEqual(turn([sibling(NOW - 10)], NOW - 15), { kind: 'reused' });
});
