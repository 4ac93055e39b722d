import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHeights, heightBetween, pageAt, pageCount, partsOf, rowsOf } from './list-window.ts';

/** 60 records: pages of 25, 25 and 10 rows, the first of them measured. */
function measured() {
  const heights = createHeights(60);
  heights.seen.set(1, 1_000);
  return heights;
}

test('a list has as many pages as it takes, and one where it is empty; the last has what is left', () => {
  assert.deepEqual([0, 1, 25, 26, 100_000].map(pageCount), [1, 1, 1, 2, 4_000]);
  assert.deepEqual(
    [1, 2, 3, 4].map((page) => rowsOf(page, 60)),
    [25, 25, 10, 0],
  );
});

test('what was drawn is as high as it was, and what was not as high as its rows are taken for', () => {
  assert.equal(heightBetween(1, 2, measured()), 1_000);
  assert.equal(heightBetween(1, 4, measured()), 1_000 + 35 * 46);
  assert.equal(heightBetween(2, 2, measured()), 0);
});

test('a place belongs to the page that begins there, on either side of the edge and beyond the ends', () => {
  const pages = [-1, 0, 999, 1_000, 2_149, 2_150, 9_999].map((y) => pageAt(y, measured()));
  assert.deepEqual(pages, [1, 1, 1, 2, 2, 3, 3]);
});

test('what is far is a gap as high as it; the page with the focus stays, wherever it is', () => {
  assert.deepEqual(partsOf({ first: 1, last: 3 }, undefined, measured()), [
    { is: 'page', page: 1 },
    { is: 'page', page: 2 },
    { is: 'page', page: 3 },
  ]);
  assert.deepEqual(partsOf({ first: 3, last: 3 }, 1, measured()), [
    { is: 'page', page: 1 },
    { is: 'gap', before: 3, height: 1_150 },
    { is: 'page', page: 3 },
  ]);
  assert.deepEqual(partsOf({ first: 2, last: 2 }, undefined, measured()), [
    { is: 'gap', before: 2, height: 1_000 },
    { is: 'page', page: 2 },
    { is: 'gap', before: 4, height: 460 },
  ]);
});

test('a list that has become shorter draws nothing that is no more', () => {
  const parts = partsOf({ first: 3, last: 4 }, 9, createHeights(20));
  assert.deepEqual(parts, [{ is: 'gap', before: 2, height: 20 * 46 }]);
});
