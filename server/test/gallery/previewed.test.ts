import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PREVIEW_PAGES } from '../../src/pages/preview/preview-pages.ts';
import { GALLERY } from './index.ts';
import { PREVIEWED, rowOf } from './previewed.ts';

test('every page of the gallery is in the preview of Branding, or has a reason why it is not', () => {
  const rows = GALLERY.map(({ name }) => [name, rowOf(name)] as const);
  for (const [name, row] of rows) assert.ok(row, `${name} has no row in previewed.ts`);
  assert.deepEqual(
    [...new Set(rows.map(([, row]) => row))].sort(),
    Object.keys(PREVIEWED).sort(),
    'rows that no state has',
  );
  const shown = Object.values(PREVIEWED).flatMap((row) => ('in' in row ? [row.in] : []));
  assert.deepEqual([...new Set(shown)].sort(), [...PREVIEW_PAGES].sort());
});
