import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { Client } from 'pg';
import { forEachDatabase, NOW, tenantNamed } from '../../test/databases/databases.ts';
import { startPostgres } from '../../test/databases/postgres.ts';
import { openWritable, type WritableStorage } from '../../test/databases/writable.ts';

const EVENT = { type: 'login', request_id: 'r1' } as const;

for (const databaseUrl of [
  '',
  'tacit.db',
  'mysql://localhost/x',
  'sqlite',
  'sqlite:',
  ':memory:',
  'file:x',
]) {
  test(`the database URL ${JSON.stringify(databaseUrl)} is refused with what it must be`, async () => {
    await assert.rejects(open(databaseUrl), /must be sqlite:PATH, sqlite::memory: or postgres:/);
  });
}

for (const databaseUrl of [
  'postgres://nobody@localhost:5432/x?host=/nonexistent',
  'sqlite:/dev/null/tacit.db',
]) {
  test(`a database that cannot be reached is refused when it is opened: ${databaseUrl}`, async () => {
    await assert.rejects(open(databaseUrl));
  });
}

forEachDatabase(
  'a storage that was closed answers nobody, however often it is asked',
  async ({ open: again }) => {
    const storage = await again();
    await storage.ping();
    await storage.close();
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(storage.ping());
      await assert.rejects(storage.tenants.list());
      await assert.rejects(storage.tenant('acme').sessions.find('hash'));
    }
  },
);

test('a SQLite file is made with its folder, for the eyes of its owner only', async (t) => {
  const file = join(await folder(t), 'data', 'tacit.db');
  const storage = await open(`sqlite:${file}`);
  t.after(() => storage.close());
  await storage.tenants.save(tenantNamed('acme'));
  for (const name of [file, `${file}-wal`, `${file}-shm`])
    assert.equal((await stat(name)).mode & 0o777, 0o600);
});

test('a SQLite database that another process holds is waited for, while this process goes on', async (t) => {
  const file = join(await folder(t), 'tacit.db');
  const storage = await open(`sqlite:${file}`);
  t.after(() => storage.close());
  await storage.tenants.save(tenantNamed('acme'));
  const other = new DatabaseSync(file);
  t.after(() => other.close());
  other.exec('begin immediate');
  const writing = Promise.all([
    storage.tenant('acme').audit.record(EVENT),
    storage.tenant('acme').interactions.spend('i', NOW),
    storage.tenants.save(tenantNamed('globex')),
  ]);
  for (let turns = 0; turns < 50; turns += 1) await nextTurn();
  other.exec('commit');
  await writing;
  assert.equal((await storage.tenants.list()).length, 2);
});

test('a lock that stays is waited for once: who writes after that is told at once, and who reads goes on', async (t) => {
  const file = join(await folder(t), 'tacit.db');
  const storage = await open(`sqlite:${file}`);
  t.after(() => storage.close());
  await storage.tenants.save(tenantNamed('acme'));
  const acme = storage.tenant('acme');
  const other = new DatabaseSync(file);
  t.after(() => other.close());
  other.exec('begin immediate');
  const writing = Array.from({ length: 10 }, (_, id) => acme.interactions.spend(String(id), NOW));
  const began_ms = performance.now();
  const ended = await Promise.allSettled([...writing, storage.ping()]);
  assert.ok(performance.now() - began_ms < 7_000, 'one after another they would have waited for a minute');
  for (const one of ended)
    assert.equal(one.status === 'rejected' ? storage.outageOf(one.reason) : 'written', 'busy');
  assert.equal((await storage.tenants.list()).length, 1);
  await assert.rejects(storage.ping(), /locked/);
  other.exec('commit');
  await storage.ping();
});

test('a SQLite file that is no database is refused', async (t) => {
  const file = join(await folder(t), 'tacit.db');
  await writeFile(file, 'this is not a database, whatever its name says, and it never was one'.repeat(20));
  await assert.rejects(open(`sqlite:${file}`), /not a database/);
});

test('PostgreSQL that dies is an error for each caller; when it is back, all goes on with nothing lost', async (t) => {
  const server = startPostgres();
  t.after(server.stop);
  const errors: unknown[] = [];
  const storage = await open(server.url, errors);
  t.after(() => storage.close());
  await storage.tenants.save(tenantNamed('acme'));
  const acme = storage.tenant('acme');
  await Promise.all(Array.from({ length: 20 }, () => acme.audit.record(EVENT)));

  server.stop();
  await assert.rejects(storage.ping());
  await assert.rejects(acme.audit.record(EVENT));
  await assert.rejects(acme.interactions.spend('i', NOW));
  await assert.rejects(acme.clients.find('spa1'));
  assert.notEqual(errors.length, 0);

  server.start();
  // Who asks in the first moments is refused at once, as who asked before: somebody looks twice a second.
  await until(() => storage.ping(), 5_000);
  assert.equal((await acme.audit.list(100)).length, 20);
  assert.equal(await acme.interactions.spend('i', NOW), true);
  assert.equal(await acme.clients.find('spa1'), undefined);
});

test('changes are told again after the connection that listens was lost', async (t) => {
  const server = startPostgres();
  t.after(server.stop);
  const errors: unknown[] = [];
  const storage = await open(server.url, errors);
  t.after(() => storage.close());
  server.stop();
  server.start();
  const writer = await open(server.url, errors);
  t.after(() => writer.close());
  await listening(server.url, 2);
  for (const name of ['acme', 'globex', 'initech']) {
    const before = storage.configurationVersion();
    const deadline_ms = performance.now() + 1_000;
    await writer.tenants.save(tenantNamed(name));
    while (storage.configurationVersion() === before) {
      assert.ok(performance.now() < deadline_ms, 'The change was not told within a second.');
      await nextTurn();
    }
  }
});

/** Waits until so many connections listen. */
async function listening(url: string, expected: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const query = `select 1 from pg_stat_activity where query like 'LISTEN %' and state = 'idle'`;
  const deadline_ms = performance.now() + 10_000;
  try {
    while ((await client.query(query)).rowCount !== expected) {
      assert.ok(performance.now() < deadline_ms, 'The connection that listens did not come back.');
    }
  } finally {
    await client.end();
  }
}

/** Tries until it is done. */
async function until(step: () => Promise<unknown>, within_ms: number): Promise<void> {
  const deadline_ms = performance.now() + within_ms;
  for (;;) {
    try {
      await step();
      return;
    } catch (error) {
      if (performance.now() > deadline_ms) throw error;
    }
    await nextTurn();
  }
}

async function open(databaseUrl: string, errors: unknown[] = []): Promise<WritableStorage> {
  return openWritable({ databaseUrl, now: () => NOW, onError: (error) => errors.push(error) });
}

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'tacit-outage-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
