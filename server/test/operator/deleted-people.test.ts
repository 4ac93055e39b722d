/**
 * People who are deleted: nothing of them is left but that they were, and no file makes them again.
 */
import assert from 'node:assert/strict';
import { deskRecords } from '../../src/storage/configuration/desk-records.ts';
import { inAcme, makeDoomed, SUB } from '../databases/belongings.ts';
import { forEachDatabase, NOW } from '../databases/databases.ts';

const ADDRESS = 'doomed@acme.test';
const IP = '192.0.2.77';

forEachDatabase('who is deleted has no address, no name and no place left anywhere', async (database) => {
  const { acme, storage } = database;
  await makeDoomed(acme);
  const user = inAcme('user', SUB);
  const desk = deskRecords(storage);
  const stored = await desk.read(user);
  const record = {
    ...stored?.record,
    ...{ email: ADDRESS, username: 'doomed.name', name: 'Doomed Doe', phone_number: '+491700000' },
    ...{ user_metadata: { note: 'doomed-note' }, app_metadata: { plan: 'doomed-plan' } },
  };
  const event = { type: 'login', request_id: 'r', sub: SUB, ip: IP, detail: ADDRESS } as const;
  await desk.write([{ ...user, before: stored?.version, after: record, audit: { ...event, ip: IP } }]);
  await acme.audit.record(event);
  await acme.signIns.add('r', { sub: SUB, ip: IP, device: 'doomed-device', client_id: undefined, amr: [] });
  await acme.users.countSignIn(SUB, IP);
  await acme.outbox.add({ mail_id: 'm', sealed: 'doomed-mail', expires_at: NOW + 99, sub: SUB });
  await acme.outbox.add({ mail_id: 'other', sealed: 'mail', expires_at: NOW + 99 });
  assert.ok((await everything(database)).includes('doomed-plan'));
  const before = (await desk.read(user))?.version;
  await desk.write([{ ...user, before, after: undefined, forgotten: ['mac'], audit: undefined }]);
  const left = await everything(database);
  for (const trace of [
    ADDRESS,
    IP,
    'doomed.name',
    'doomed doe',
    'doomed-note',
    'doomed-plan',
    'doomed-device',
    'doomed-mail',
    '+4917',
  ])
    assert.ok(!left.toLowerCase().includes(trace), trace);
  const mails = (await database.rows('select mail_id from mails')).map(({ mail_id }) => mail_id);
  assert.deepEqual([mails.includes('m'), mails.includes('other')], [false, true]);
  const events = await database.rows(`select type, ip, detail from audit where sub = '${SUB}'`);
  assert.ok(events.length >= 2, 'that something happened stays');
  assert.equal(await desk.isForgotten('acme', ['none', 'mac']), true);
  assert.equal(await desk.isForgotten('globex', ['mac']), false);
  await storage.sweep(NOW + 11 * 365 * 86_400);
  assert.equal(await desk.isForgotten('acme', ['mac']), false);
});

async function everything(database: Parameters<Parameters<typeof forEachDatabase>[1]>[0]): Promise<string> {
  const tables =
    database.storage.dialect === 'sqlite'
      ? await database.rows(
          `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
        )
      : await database.rows(
          `select table_name as name from information_schema.tables where table_schema = current_schema()`,
        );
  const rows = [];
  for (const { name } of tables) rows.push(...(await database.rows(`select * from ${String(name)}`)));
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}
