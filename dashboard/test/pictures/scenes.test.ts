import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMITTED, FIRST_DAY, IN_USE, pageOfPictures } from './scenes.ts';

const PICTURES = join(import.meta.dirname, '../../../docs/screens/dashboard');

test('every page has its picture and every picture its page: npm run screens -- .en.png', async () => {
  const scenes = [...IN_USE, ...FIRST_DAY].map(({ name }) => `${name}${COMMITTED}`);
  const files = (await readdir(PICTURES)).filter((file) => file.endsWith(COMMITTED));
  assert.deepEqual(files.toSorted(), scenes.toSorted());
  assert.equal(await readFile(join(PICTURES, 'README.md'), 'utf8'), pageOfPictures());
});
