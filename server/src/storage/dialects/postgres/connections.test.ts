/**
 * The connections to a real PostgreSQL: how many, how old, what ends them, and what is asked for once more.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { NOW, tenantNamed } from '../../../../test/databases/databases.ts';
import { runSql, startPostgres } from '../../../../test/databases/postgres.ts';
import { openWritable } from '../../../../test/databases/writable.ts';
import { type Connection, type ConnectionKind, createConnector } from './connect.ts';
import { Pool } from './pool.ts';
import { readServers } from './server-list.ts';

const KIND: ConnectionKind = { connect_ms: 5_000, statement_ms: 10_000, idle_in_transaction_ms: 10_000 };
const EVENT = { type: 'login', request_id: 'r1' } as const;
const OTHERS = 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()';
const server = startPostgres();

function connectorTo(url: string) {
  const list = readServers(url);
  assert.ok(list.ok);
  return createConnector(list.value);
}

function poolOf(t: TestContext, options: { readonly max: number; readonly life_ms?: number }) {
  const connector = connectorTo(server.url);
  const errors: unknown[] = [];
  const open = () => connector.connect(KIND);
  const pool = new Pool({ open, life_ms: 60_000, ...options, onError: (error) => errors.push(error) });
  t.after(() => {
    // A test that failed may still have one, for which the close of a pool waits.
    void pool.close();
    pool.cut();
  });
  return { pool, errors };
}

async function pidOf({ client }: Connection): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

test('a connection that was given back is lent again; one that is too old is not', async (t) => {
  const { pool } = poolOf(t, { max: 1 });
  const first = await pool.take();
  pool.giveBack(first, true);
  const second = await pool.take();
  assert.equal(second, first);
  pool.giveBack(second, true);

  const old = poolOf(t, { max: 1, life_ms: 1 }).pool;
  const lease = await old.take();
  while (lease.ends_ms > performance.now()) await pidOf(lease.connection);
  old.giveBack(lease, true);
  const next = await old.take();
  assert.notEqual(next, lease);
  old.giveBack(next, true);
});

test('a connection in a transaction, failed or unfinished, is not lent again', async (t) => {
  const { pool } = poolOf(t, { max: 1 });
  for (const statements of [['begin'], ['begin', 'select 1/0']]) {
    const lease = await pool.take();
    for (const one of statements) await lease.connection.client.query(one).catch(() => undefined);
    pool.giveBack(lease, true);
    const next = await pool.take();
    assert.notEqual(next, lease);
    pool.giveBack(next, true);
  }
});

test('when one is lost, none that was made before is lent again, and it is told once', async (t) => {
  const { pool, errors } = poolOf(t, { max: 3 });
  const leases = await Promise.all([pool.take(), pool.take(), pool.take()]);
  const [kept, ...idle] = leases;
  for (const lease of idle) pool.giveBack(lease, true);
  const gone = Promise.all(
    idle.map(({ connection }) => new Promise((end) => connection.client.once('end', end))),
  );
  const [lost] = idle;
  assert.ok(kept && lost);
  await runSql(server.url, [`select pg_terminate_backend(${await pidOf(lost.connection)})`]);
  await gone;
  assert.equal(errors.length, 1);
  pool.giveBack(kept, true);
  const next = await pool.take();
  assert.ok(!leases.includes(next));
  pool.giveBack(next, true);
});

test('F-15 a pool that is full says so after a short time, by a code', { timeout: 30_000 }, async (t) => {
  const { pool } = poolOf(t, { max: 1 });
  const lease = await pool.take();
  await assert.rejects(pool.take(), {
    code: '53300',
    message: /^All 1 connections to PostgreSQL are in use/,
  });
  const waiting = pool.take();
  pool.giveBack(lease, true);
  assert.equal(await waiting, lease);
  pool.giveBack(lease, true);
});

test('F-15 where the server has fewer connections than we may use, what there are are shared', {
  timeout: 60_000,
}, async (t) => {
  await runSql(server.url, [
    'create role few login superuser connection limit 3',
    'alter role few nosuperuser',
  ]);
  await runSql(server.url, ['grant create, usage on schema public to few']);
  const url = server.url.replace('postgres@', 'few@');
  const storage = await openWritable({ databaseUrl: url, now: () => NOW, onError: assert.ifError });
  t.after(() => storage.close());
  await storage.tenants.save(tenantNamed('acme'));
  await Promise.all(Array.from({ length: 40 }, () => storage.tenant('acme').audit.record(EVENT)));
  assert.equal((await storage.tenant('acme').audit.list(100)).length, 40);
});

test('no connection costs a statement when all are ended between two of them', {
  timeout: 60_000,
}, async (t) => {
  const own = startPostgres();
  t.after(own.stop);
  const storage = await openWritable({ databaseUrl: own.url, now: () => NOW, onError: () => undefined });
  t.after(() => storage.close());
  await storage.tenants.save(tenantNamed('acme'));
  const acme = storage.tenant('acme');
  for (let time = 0; time < 5; time += 1) {
    await Promise.all(Array.from({ length: 10 }, () => storage.tenants.list()));
    await runSql(own.url, [OTHERS]);
    await Promise.all([
      storage.ping(),
      storage.tenants.list(),
      acme.sessions.find('hash'),
      storage.tenants.save(tenantNamed(`t${time}`)),
    ]);
  }
  assert.equal((await storage.tenants.list()).length, 6);
});

test('a server that can only be read is refused with its name, unless any is wanted', async () => {
  await runSql(server.url, [
    'create role reading login',
    'alter role reading set default_transaction_read_only = on',
  ]);
  const url = server.url.replace('postgres@', 'reading@');
  const expected = (error: Error) => {
    assert.match(String(error.cause), /5432 can only be read\.$/);
    return true;
  };
  await assert.rejects(connectorTo(url).connect(KIND), expected);
  for (const wanted of ['any', 'primary'])
    await (await connectorTo(`${url}&target_session_attrs=${wanted}`).connect(KIND)).end();
});

test('of several servers the first is taken that can be written; who is refused by one asks no other', async () => {
  const [, folder = ''] = /host=(.*)/.exec(server.url) ?? [];
  const list = (hosts: string) => server.url.replace(folder, hosts);
  await (await connectorTo(list(`/nowhere,${folder}`)).connect(KIND)).end();
  await assert.rejects(connectorTo(list('/nowhere,/elsewhere')).connect(KIND), (error: Error) => {
    assert.match(String(error.cause), /\/nowhere:5432: .*ENOENT.*; \/elsewhere:5432: .*ENOENT/);
    return true;
  });
  const nobody = list(`${folder},/nowhere`).replace('postgres@', 'nobody@');
  await assert.rejects(connectorTo(nobody).connect(KIND), { code: '08001', message: /tacit-pg-.*:5432\.$/ });
});

test('the start waits for a server that comes, says so once, and for nothing that waiting does not mend', {
  timeout: 60_000,
}, async (t) => {
  const own = startPostgres();
  t.after(own.stop);
  own.stop();
  const told: unknown[] = [];
  const onWait = (error: unknown) => {
    told.push(error);
    own.start();
  };
  const options = { now: () => NOW, onError: assert.ifError, patience: { seconds: 30, onWait } };
  const storage = await openWritable({ databaseUrl: own.url, ...options });
  await storage.close();
  assert.equal(told.length, 1);
  await assert.rejects(openWritable({ databaseUrl: own.url.replace('postgres@', 'nobody@'), ...options }));
  await assert.rejects(openWritable({ databaseUrl: own.url.replace('/postgres?', '/nothing?'), ...options }));
  assert.equal(told.length, 1);
});
