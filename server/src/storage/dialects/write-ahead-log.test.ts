import assert from 'node:assert/strict';
import { closeSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openStorage } from '../storage.ts';
import { openLog } from './write-ahead-log.ts';

test('after one sync has failed every later one fails, for what reached the disk is no longer known', async (context) => {
  const path = join(await directory(context), 'data.db');
  // A device that cannot be synced.
  await symlink('/dev/null', `${path}-wal`);
  const log = openLog(path);
  const first = log.synced();
  const shared = [log.synced(), log.synced()];
  for (const sync of [first, ...shared, log.synced()]) await assert.rejects(sync, { code: 'EINVAL' });
  await assert.rejects(log.synced(), { code: 'EINVAL' });
  await log.close();
});

test('a write whose commit did not reach the disk is an error, not an answer', async (context) => {
  const path = join(await directory(context), 'data.db');
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const storage = await openStorage({ databaseUrl: `sqlite:${path}`, now: () => 0, onError });
  const { audit } = storage.tenant('acme');
  await audit.record({ type: 'login', request_id: 'r1' });
  assert.deepEqual(errors, []);
  closeSync(await ourDescriptorOf(`${path}-wal`));
  await assert.rejects(audit.record({ type: 'login', request_id: 'r2' }), { code: 'EBADF' });
  assert.equal((await audit.list(10)).length, 2, 'reading goes on');
  await assert.rejects(storage.close(), { code: 'EBADF' });
});

test('who comes while a sync runs waits for the one after it, together with all others', async (context) => {
  const path = join(await directory(context), 'data.db');
  await writeFile(`${path}-wal`, 'frames');
  const log = openLog(path);
  const order: string[] = [];
  const first = log.synced().then(() => order.push('first'));
  const second = log.synced();
  assert.equal(log.synced(), second);
  await Promise.all([first, second.then(() => order.push('second'))]);
  assert.deepEqual(order, ['first', 'second']);
  await log.synced();
  await log.close();
});

test('closing waits for the sync under way', async (context) => {
  const path = join(await directory(context), 'data.db');
  await writeFile(`${path}-wal`, 'frames');
  const log = openLog(path);
  const syncs = [log.synced(), log.synced()];
  await log.close();
  await Promise.all(syncs);
});

const O_APPEND = 0o2000;

/** Ours, which is opened for appending; SQLite has one of its own. */
async function ourDescriptorOf(path: string): Promise<number> {
  for (const descriptor of await readdir('/proc/self/fd')) {
    if ((await readlink(`/proc/self/fd/${descriptor}`).catch(() => '')) !== path) continue;
    const info = await readFile(`/proc/self/fdinfo/${descriptor}`, 'utf8');
    const flags = Number.parseInt(/^flags:\s*(\d+)$/m.exec(info)?.[1] ?? '', 8);
    if (flags & O_APPEND) return Number(descriptor);
  }
  return assert.fail(`${path} is not open`);
}

async function directory(context: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'tacit-test-'));
  context.after(() => rm(made, { recursive: true }));
  return made;
}
