import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_ROWS, nextRows } from './step-size.ts';

test('a step that took as long as it may is followed by one of as many rows', () => {
  assert.equal(nextRows(400, 8), 400);
});

test('after a step that took long there are fewer rows by as much, after a short one at most twice as many', () => {
  assert.equal(nextRows(400, 80), 40);
  assert.equal(nextRows(400, 6.4), 500);
  assert.equal(nextRows(400, 1), 800);
  assert.equal(nextRows(400, 0), 800);
});

test('a step always does something, and never more than what a disturbed measurement makes harmless', () => {
  assert.equal(nextRows(FIRST_ROWS, 100_000), 10);
  assert.equal(nextRows(4_000, 0.1), 5_000);
});

test('a clock that is set back shortens no step and lengthens none beyond its bound', () => {
  assert.equal(nextRows(400, -5), 800);
});

test('rows of any cost come to steps below 50 ms at once, and to no smaller steps than need be', () => {
  for (const row_ms of [0.001, 0.02, 0.4]) {
    let rows = FIRST_ROWS;
    const steps_ms = Array.from({ length: 12 }, () => {
      const elapsed_ms = rows * row_ms;
      rows = nextRows(rows, elapsed_ms);
      return elapsed_ms;
    });
    assert.ok(Math.max(...steps_ms) <= 50, `${row_ms}: ${steps_ms}`);
    assert.ok((steps_ms.at(-1) ?? 0) >= 4, `${row_ms}: ${steps_ms}`);
  }
});
