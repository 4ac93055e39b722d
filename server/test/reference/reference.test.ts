import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { doorName, namesAt } from '../../src/resources/computed/names.ts';
import { referencePages } from '../../src/resources/computed/reference.ts';
import { KINDS } from '../../src/resources/index.ts';
import { allReferencePages } from './reference-pages.ts';
import { REFUSALS_GUIDE, withRefusals } from './refusals-guide.ts';
import { WHY_GUIDE, withReasons } from './why-guide.ts';

const REFERENCE = join(import.meta.dirname, '../../../docs/reference');

test('docs/reference is what the descriptions say today: run `npm run reference`', async () => {
  const pages = allReferencePages();
  assert.deepEqual((await readdir(REFERENCE)).sort(), [...pages.keys()].sort());
  for (const [name, text] of pages) assert.equal(await readFile(join(REFERENCE, name), 'utf8'), text, name);
});

test('the guide has every reason for which a request is refused: run `npm run reference`', async () => {
  const guide = await readFile(REFUSALS_GUIDE, 'utf8');
  assert.equal(guide, withRefusals(guide));
  assert.match(guide, /\| `redirect_uri_unregistered` \|/);
});

test('the guide has every reason why somebody is not signed in, and every event: run `npm run reference`', async () => {
  const guide = await readFile(WHY_GUIDE, 'utf8');
  assert.equal(guide, withReasons(guide));
  assert.match(guide, /\| `wrong_password` \|/);
  assert.match(guide, /\| `login_failed` \| sign-in refused \| `f`, `fp` \(wrong_password\)/);
});

test('a page has every field that anybody sees, and none that the server keeps for itself', () => {
  const pages = referencePages(Object.values(KINDS));
  for (const kind of Object.values(KINDS)) {
    const text = pages.get(`${kind.command}.md`) ?? '';
    for (const named of namesAt('auth0', kind)) {
      const row = `| \`${doorName(named)}\` | ${named.field.sentence}`;
      assert.equal(text.includes(row), named.field.hidden !== true, `${kind.name} ${named.own}`);
    }
  }
});
