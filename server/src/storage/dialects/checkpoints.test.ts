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
  const checkpoints = createCheckpoints(path, connection, assert.ifError);
  const steps: string[] = [];
  const alone = async (step: () => Promise<void>) => {
    steps.push('alone');
    await step();
  };
  const commit = () => {
    for (let commits = 0; commits < COMMITS_A_LOOK; commits += 1) checkpoints.committed(alone);
  };
  write(900);
  commit();
  await checkpoints.close();
  assert.deepEqual(steps, [], 'a short log stays where it is');

  write(2_000);
  assert.ok(logPages() > 2_900);
  commit();
  commit();
  write(10);
  await checkpoints.close();
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
