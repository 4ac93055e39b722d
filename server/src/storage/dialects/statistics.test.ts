import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { openStorage } from '../storage.ts';

test('a table with many rows is counted when the database is opened, and when it is closed', async (context) => {
  const { query, open } = await database(context);
  await (await open()).close();
  query(`${numbers(1_500)} insert into spent_interactions select 'acme', i, i from numbers`);
  const storage = await open();
  assert.deepEqual(query(COUNTED), [{ tbl: 'spent_interactions', rows: 1_500 }]);
  query(`${numbers(1_500)} insert into audit (tenant_id, at, id, type, request_id)
    select 'acme', i, i, 'login', i from numbers`);
  await storage.tenant('acme').audit.list(10);
  await storage.close();
  assert.deepEqual(query(COUNTED), [
    { tbl: 'audit', rows: 1_500 },
    { tbl: 'spent_interactions', rows: 1_500 },
  ]);
});

test('of a table with few rows SQLite knows nothing, whoever has counted it: it would read it whole while it grows', async (context) => {
  const { query, open } = await database(context);
  await (await open()).close();
  query(`${numbers(999)} insert into spent_interactions select 'acme', i, i from numbers`);
  query('analyze spent_interactions');
  assert.deepEqual(query(COUNTED), [{ tbl: 'spent_interactions', rows: 999 }]);
  await (await open()).close();
  assert.deepEqual(query(COUNTED), []);
});

// An index of a part of the rows is counted by itself.
const COUNTED = 'select tbl, max(cast(stat as integer)) as rows from sqlite_stat1 group by tbl order by tbl';

function numbers(count: number): string {
  return `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${count})`;
}

async function database(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-statistics-'));
  const path = join(folder, 'tacit.db');
  context.after(() => rm(folder, { recursive: true }));
  return {
    open: () => openStorage({ databaseUrl: `sqlite:${path}`, now: () => 0, onError: assert.ifError }),
    query(text: string) {
      const connection = new DatabaseSync(path);
      try {
        return connection
          .prepare(text)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        connection.close();
      }
    },
  };
}
