import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY_DATABASES } from '../../test/databases/databases.ts';
import { openStorage } from './storage.ts';

for (const [dialect, create] of Object.entries(EMPTY_DATABASES))
  test(`where none may be begun, what holds no tables is refused and stays as it is [${dialect}]`, async (t) => {
    const empty = await create();
    t.after(empty.drop);
    const { databaseUrl } = empty;
    const open = (mayBegin: boolean) =>
      openStorage({ databaseUrl, mayBegin, now: () => 0, onError: assert.ifError });
    await assert.rejects(open(false), { code: 'no_database' });
    if (dialect === 'postgres')
      assert.deepEqual(await empty.rows('select 1 from pg_tables where schemaname = current_schema()'), []);
    const begun = await open(true);
    assert.ok(begun.isNew);
    await begun.close();
    const again = await open(false);
    assert.ok(!again.isNew);
    await again.close();
  });
