import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartedOf, daysUntil, fromOf } from './series.ts';

const DAYS = daysUntil(Date.parse('2026-03-01T12:00:00Z'), 3);

test('every day of the time is there, days without anything too', () => {
  assert.deepEqual(DAYS, ['2026-02-27', '2026-02-28', '2026-03-01']);
  assert.equal(fromOf(DAYS), '20260227');
  const { series } = chartedOf([{ date: '2026-03-01T00:00:00.000Z', name: '', count: 4 }], DAYS, 4);
  assert.deepEqual(series, [{ name: '', counts: [0, 0, 4], sum: 4 }]);
});

test('the largest names have a series each, and all others one together', () => {
  const counted = ['a', 'b', 'c', 'd'].flatMap((name, place) => [
    { date: '2026-02-28T00:00:00.000Z', name, count: place + 1 },
    // Of before.
    { date: '2026-01-01T00:00:00.000Z', name, count: 100 },
  ]);
  const { series } = chartedOf(counted, DAYS, 2);
  assert.deepEqual(
    series.map(({ name, sum }) => [name, sum]),
    [
      ['d', 4],
      ['c', 3],
      [undefined, 3],
    ],
  );
  assert.deepEqual(chartedOf([], DAYS, 2).series, []);
});
