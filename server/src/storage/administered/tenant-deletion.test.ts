import assert from 'node:assert/strict';
import { makeDoomed, removeNow, rowsWith } from '../../../test/databases/belongings.ts';
import { forEachDatabase, NOW, type TestDatabase, tenantNamed } from '../../../test/databases/databases.ts';
import { fillEveryTable, tablesOf } from '../../../test/databases/many-rows.ts';
import { deskRecords } from '../configuration/desk-records.ts';
import type { DeskRecords, RecordKey } from '../configuration/stored-record.ts';
import { StorageConflict } from '../storage-conflict.ts';
import { DELETED_TENANT_KEPT } from '../upkeep/sweeper.ts';

const ACME: RecordKey = { kind: 'tenant', tenant_id: undefined, key: ['acme', 'us'] };
const SETTINGS: RecordKey = { kind: 'settings', tenant_id: 'acme', key: [] };

const names = async ({ storage }: TestDatabase) =>
  (await storage.tenants.list()).map(({ tenant_id }) => tenant_id);

async function restore(desk: DeskRecords, stored = desk.read(ACME)): ReturnType<DeskRecords['write']> {
  const found = await stored;
  if (!found) return 'moved';
  const { record, version } = found;
  const { deleted_at: _, ...after } = record;
  return desk.write([{ ...ACME, before: version, after, audit: undefined }]);
}

/** How many rows the tenant acme has, by table. */
async function rowsOfAcme(database: TestDatabase): Promise<Record<string, number>> {
  const counts: [string, number][] = [];
  for (const table of await tablesOf(database)) {
    const rows = await database.rows(`select * from ${table}`);
    const count = rows.filter(({ tenant_id }) => tenant_id === 'acme').length;
    if (count > 0) counts.push([table, count]);
  }
  return Object.fromEntries(counts);
}

forEachDatabase(
  'a tenant that was deleted is not served, keeps its name and its hosts, and comes back as it was',
  async (database) => {
    const { storage, acme } = database;
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    const before = await rowsOfAcme(database);
    await removeNow(desk, ACME, { type: 'configuration_changed', request_id: 'r' });
    assert.deepEqual(await names(database), ['globex']);
    assert.deepEqual((await desk.read(ACME))?.record['deleted_at'], NOW);
    assert.equal((await acme.audit.list(9)).length, 1);
    assert.equal((await desk.list('tenant', undefined, { limit: 9 })).length, 2);
    assert.ok(await desk.read(SETTINGS));
    const taken = (error: unknown) => error instanceof StorageConflict && error.code === 'tenant_host_taken';
    const thief = { ...tenantNamed('thief'), name: 'acme' };
    await assert.rejects(storage.tenants.save(thief), taken);
    const hostsOf = ({ name, domain }: { name: string; domain?: string }) => [domain ?? `${name}.test`];
    await assert.rejects(
      storage.tenants.save({ ...tenantNamed('thief'), domain: 'acme.test' }, hostsOf),
      taken,
    );
    assert.notEqual(await restore(desk), 'moved');
    assert.deepEqual(await names(database), ['acme', 'globex']);
    assert.deepEqual(await rowsOfAcme(database), { ...before, audit: 1 });
    assert.equal((await desk.read(ACME))?.record['deleted_at'], undefined);
  },
);

forEachDatabase(
  'AU-27 a tenant that is purged leaves no row in any table, and one of the same name is another one',
  async (database) => {
    const { storage, acme, globex } = database;
    const desk = deskRecords(storage);
    await fillEveryTable(database, 0, 30);
    await makeDoomed(globex);
    const others = await rowsWith(database, 'globex');
    const tables = Object.keys(await rowsOfAcme(database));
    const nobodys = new Set(['rollouts', 'readiness', 'master_key']);
    const owned = (await tablesOf(database)).filter((table) => !nobodys.has(table));
    assert.deepEqual(tables.toSorted(), owned.toSorted(), 'every table has something of the tenant');
    assert.deepEqual(await desk.lostWith(ACME), {
      ...{ users: 30, clients: 30, apis: 30, client_grants: 30, sessions: 30, grants: 30, consents: 30 },
    });
    await removeNow(desk, ACME);
    assert.deepEqual(Object.keys(await rowsOfAcme(database)), tables);
    assert.notEqual(await removeNow(desk, ACME), 'moved');
    assert.deepEqual(await rowsOfAcme(database), {});
    assert.deepEqual(await rowsWith(database, 'globex'), others);
    assert.equal(await desk.read(ACME), undefined);
    assert.deepEqual(await desk.lostWith(ACME), {});
    assert.equal(await removeNow(desk, ACME), 'moved');
    await storage.tenants.save(tenantNamed('acme'));
    assert.deepEqual(await acme.signingKeys.list(), []);
    assert.deepEqual(await acme.clients.list(), []);
    assert.deepEqual(await acme.users.list(), []);
    assert.deepEqual(await acme.audit.list(9), []);
    assert.deepEqual(Object.keys(await rowsOfAcme(database)), ['tenants']);
  },
);

forEachDatabase(
  'AU-27 a tenant that was deleted is purged when nobody has restored it for 30 days, and not a second earlier',
  async (database) => {
    const { storage, acme } = database;
    await makeDoomed(acme);
    await removeNow(deskRecords(storage), ACME);
    await storage.sweep(NOW + DELETED_TENANT_KEPT - 1);
    assert.equal((await rowsOfAcme(database))['users'], 1);
    await storage.sweep(NOW + DELETED_TENANT_KEPT);
    assert.deepEqual(await rowsOfAcme(database), {});
    assert.deepEqual(await names(database), ['globex']);
    assert.equal(DELETED_TENANT_KEPT, 30 * 86_400);
  },
);

forEachDatabase(
  'a purge that was cut short goes on with the next sweep; until then nobody sees or restores the tenant',
  async (database) => {
    const { storage, acme, rows } = database;
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    await removeNow(desk, ACME);
    const seen = desk.read(ACME);
    await seen;
    // What a purge does first.
    await rows(`update tenants set deleted_at = 0 where tenant_id = 'acme' returning 1 as one`);
    assert.equal(await desk.read(ACME), undefined);
    assert.equal(await desk.read(SETTINGS), undefined);
    assert.equal((await desk.list('tenant', undefined, { limit: 9 })).length, 1);
    assert.equal(await restore(desk, seen), 'moved');
    await storage.sweep(NOW);
    assert.deepEqual(await rowsOfAcme(database), {});
  },
);

forEachDatabase('of a restoration and a purge at once one is done', async (database) => {
  const { storage, open } = database;
  const desks = [deskRecords(storage), deskRecords(await open())] as const;
  for (let round = 0; round < 5; round += 1) {
    await storage.tenants.save(tenantNamed('acme'));
    await removeNow(desks[0], ACME);
    const done = await Promise.all([restore(desks[0]), removeNow(desks[1], ACME)]);
    const isThere = (await names(database)).includes('acme');
    // Whoever reads after the restoration deletes the tenant again.
    const isDeleted = (await desks[0].read(ACME))?.record['deleted_at'] !== undefined;
    assert.equal(done[0] !== 'moved' || done[1] !== 'moved', true);
    assert.equal(isThere || isDeleted, done[0] !== 'moved', JSON.stringify(done));
  }
});
