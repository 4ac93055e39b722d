import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { MAX_STREAMS } from '../../resources/tenant/log-stream.ts';
import { deskRecords } from '../configuration/desk-records.ts';

const STREAM = {
  id: 'lst_1',
  name: 'One',
  type: 'http',
  status: 'active',
  filters: [],
  begins_at: NOW - 100,
};
const KEY = { kind: 'log_stream', tenant_id: 'acme', key: [STREAM.id] } as const;

async function write(
  { storage }: Pick<TestDatabase, 'storage'>,
  record: typeof STREAM | undefined,
): Promise<void> {
  const records = deskRecords(storage);
  const stored = await records.read(KEY);
  await records.write([
    {
      ...KEY,
      before: stored?.version,
      after: record,
      audit: { type: 'configuration_changed', request_id: 'r' },
    },
  ]);
}

forEachDatabase(
  'of two who make the last stream that a tenant may have one is judged anew',
  async (database) => {
    const desks = [deskRecords(database.storage), deskRecords(await database.open())] as const;
    const made = (id: string) => ({
      ...{ ...KEY, key: [id], before: undefined, audit: undefined },
      after: { ...STREAM, id },
    });
    for (let count = 1; count < MAX_STREAMS; count += 1) await desks[0].write([made(`lst_${count}`)]);
    const done = await Promise.all(desks.map((desk, index) => desk.write([made(`lst_last_${index}`)])));
    assert.equal(done.filter((one) => one === 'moved').length, 1);
    assert.equal(await desks[0].count('log_stream', 'acme'), MAX_STREAMS);
    // What another tenant has counts for itself.
    assert.notEqual(await desks[1].write([{ ...made('lst_1'), tenant_id: 'globex' }]), 'moved');
  },
);

async function claimed({ storage }: Pick<TestDatabase, 'storage'>) {
  const due = await storage.logStreams.claim();
  assert.ok(due);
  return due;
}

forEachDatabase(
  'a stream is one machine’s at a time, keeps where it is, and is nobody’s while it is not active',
  async (database) => {
    const { storage, open, clock } = database;
    const other = await open();
    await write(database, STREAM);
    const due = await claimed(database);
    assert.equal(await other.logStreams.claim(), undefined);
    assert.deepEqual([due.after, due.failures, due.failing_since], [undefined, 0, undefined]);
    await storage.logStreams.fail(due, { why: 'x'.repeat(1_000), due_at: NOW + 5 });
    assert.equal(await storage.logStreams.claim(), undefined);
    clock.now += 5;
    const again = await claimed({ storage: other });
    assert.deepEqual([again.failures, again.failing_since], [1, NOW]);
    // Who was taken for dead decides nothing any more.
    const position = { at: NOW, id: 'a' };
    await storage.logStreams.goOn(due, { position: { at: 1, id: 'z' }, isSent: true, due_at: NOW });
    await other.logStreams.goOn(again, { position, isSent: true, due_at: NOW });
    assert.deepEqual((await claimed(database)).after, position);
    const shown = await deskRecords(storage).read(KEY);
    assert.deepEqual([shown?.record['delivered_at'], shown?.record['last_error']], [NOW + 5, undefined]);
    await write(database, { ...STREAM, status: 'paused' });
    assert.equal(await storage.logStreams.claim(), undefined);
    await write(database, STREAM);
    assert.deepEqual((await claimed(database)).after, position, 'and goes on where it was');
    await write(database, undefined);
    clock.now += 100;
    assert.equal(await storage.logStreams.claim(), undefined);
  },
);

const LATE = `insert into audit (tenant_id, at, id, type, request_id)
  values ('acme', ${NOW - 60}, 'early', 'login', 'late')`;

/** Someone else's step that has written a row and has not ended; how it ends. */
async function beginStep({ databaseUrl, storage }: TestDatabase): Promise<() => Promise<void>> {
  if (storage.dialect === 'sqlite') {
    const connection = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
    connection.exec(`begin immediate; ${LATE}`);
    return async () => {
      connection.exec('commit');
      connection.close();
    };
  }
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`begin; ${LATE}`);
  return async () => {
    await client.query('commit');
    await client.end();
  };
}

forEachDatabase(
  'a row that is written late is not passed over: the log is read behind it',
  async (database) => {
    const { storage, acme } = database;
    await write(database, STREAM);
    const end = await beginStep(database);
    const claiming = storage.logStreams.claim();
    // SQLite lets nobody claim while somebody writes; PostgreSQL does, and says how old what is not seen yet may be.
    if (storage.dialect === 'postgres') {
      const due = await claiming;
      assert.ok(due);
      assert.ok((await storage.logStreams.settledUntil(due)) <= NOW - 11);
    }
    await end();
    const due = await claiming;
    assert.ok(due);
    assert.equal(await storage.logStreams.settledUntil(due), NOW - 10);
    const rows = await acme.audit.search({ order: 'oldest', since: NOW - 100, until: NOW - 10, limit: 9 });
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['early'],
    );
  },
);
