import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { COMMITS_A_LOOK, createCheckpoints } from './checkpoints.ts';

const PAGE_BYTES = 4_096;

test('a log that is long enough is brought in by another thread, and begins anew with the next commit', async (context) => {
  const { path, connection, logPages, write } = await database(context);
  const steps: string[] = [];
  const alone = async (step: () => Promise<void>) => {
    steps.push('alone');
    await step();
  };
  /** Commits enough for a look at the log, so many times; `meanwhile` is written while what it led to goes on. */
  const commit = async (looks: number, meanwhile: number) => {
    const checkpoints = createCheckpoints(path, connection, assert.ifError);
    for (let commits = 0; commits < looks * COMMITS_A_LOOK; commits += 1) checkpoints.committed(alone);
    if (meanwhile > 0) write(meanwhile);
    await checkpoints.close();
  };
  write(900);
  await commit(1, 0);
  assert.deepEqual(steps, [], 'a short log stays where it is');

  // Somebody who reads keeps it from beginning anew by itself, as those who write meanwhile do.
  const reader = new DatabaseSync(path);
  reader.exec('begin; select count(*) from pages');
  write(2_000);
  await commit(1, 0);
  assert.deepEqual(steps, [], 'not so long that anybody should wait for it');
  write(2_000);
  assert.ok(logPages() > 4_000);
  reader.close();
  await commit(2, 10);
  assert.deepEqual(steps, ['alone'], 'one at a time, and its end while nobody writes');
  write(1);
  assert.ok(logPages() < 20);
});

test('where no thread can do it, SQLite does it itself, and the operator is told', async (context) => {
  const { path, connection, write } = await database(context);
  const errors: unknown[] = [];
  const checkpoints = createCheckpoints(join(path, 'not there'), connection, (error) => errors.push(error));
  write(2_000);
  for (let commits = 0; commits < COMMITS_A_LOOK; commits += 1) checkpoints.committed((step) => step());
  await checkpoints.close();
  assert.equal(errors.length, 1);
  assert.deepEqual(
    { ...connection.prepare('pragma wal_autocheckpoint').get() },
    { wal_autocheckpoint: 1_000 },
  );
});

async function database(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-checkpoints-'));
  const path = join(folder, 'tacit.db');
  const connection = new DatabaseSync(path);
  context.after(async () => {
    connection.close();
    await rm(folder, { recursive: true });
  });
  connection.exec('pragma journal_mode = wal; create table pages (content blob)');
  const size = connection.prepare('pragma wal_checkpoint(noop)');
  return {
    path,
    connection,
    logPages: () => Number(size.get()?.['log']),
    write: (pages: number) =>
      connection.prepare('insert into pages values (zeroblob(?))').run(pages * PAGE_BYTES),
  };
}
