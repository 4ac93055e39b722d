import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isoTime } from './iso-time.ts';

const DAY = 86_400;
const LAST = Date.parse('9999-12-31T23:59:59Z') / 1000;

function isAsDateWrites(seconds: number): void {
  assert.equal(isoTime(seconds), new Date(seconds * 1000).toISOString());
}

test('a time as text is the one that Date writes, on every day of 430 years and now and then until 9999', () => {
  for (let day = 0; day < 430 * 366; day += 1) isAsDateWrites(day * DAY + (day % DAY));
  for (let seconds = 0; seconds <= LAST; seconds += 97 * DAY + 12_345) isAsDateWrites(seconds);
  isAsDateWrites(LAST);
});
