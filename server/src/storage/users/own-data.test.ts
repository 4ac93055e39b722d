import assert from 'node:assert/strict';
import { EMAIL, makeDoomed, SUB } from '../../../test/databases/belongings.ts';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { fillEveryTable, tablesOf } from '../../../test/databases/many-rows.ts';
import { OWN_DATA_PARTS, type OwnDataPart } from '../../protocol/end-user/own-data.ts';
import { NOT_OWN_DATA, OWN_DATA_TABLES } from './own-data.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

async function everything({ acme }: Pick<TestDatabase, 'acme'>, sub: string) {
  const all: Partial<Record<OwnDataPart, Rows>> = {};
  for (const part of OWN_DATA_PARTS) {
    const found: Readonly<Record<string, unknown>>[] = [];
    let page = await acme.ownData.page(sub, part);
    found.push(...page.rows);
    while (page.next) {
      page = await acme.ownData.page(sub, part, page.next);
      found.push(...page.rows);
    }
    all[part] = found;
  }
  return all;
}

forEachDatabase('every table is told of, or has a reason why not', async (database) => {
  const tables = await tablesOf(database);
  assert.deepEqual(tables.toSorted(), [...OWN_DATA_TABLES, ...Object.keys(NOT_OWN_DATA)].sort());
});

/** Columns whose values let somebody in, or are what such a value is compared with. */
const SECRETS =
  /^(?:.*_hash|.*_mac|.*_sealed|sealed|interaction|grant_id|import_digest|data|document|code_id|asked_at) \d+$/;

forEachDatabase('SE-16 no secret, hash, seed or seal of any table is in it', async (database) => {
  await fillEveryTable(database, 0, 30);
  await database.rows(`update one_time_tokens set data = '{"data":"data 3"}' returning 1 as one`);
  await database.rows(`update authenticators set document = '{"seed":"document 3"}' returning 1 as one`);
  const metadata = ['users.user_metadata', 'users.app_metadata'];
  for (const column of ['sessions.amr', 'sign_ins.amr', 'consents.covers', ...metadata]) {
    const [table, name] = column.split('.');
    await database.rows(`update ${table} set ${name} = '[]' returning 1 as one`);
  }
  const all = await everything(database, 'sub 3');
  for (const part of OWN_DATA_PARTS) {
    // Rows by the names of sessions, of which these have none.
    if (part !== 'session_applications') assert.notDeepEqual(all[part], [], part);
  }
  const texts = JSON.stringify(all)
    .split('"')
    .filter((text) => SECRETS.test(text));
  assert.deepEqual(texts, []);
  assert.doesNotMatch(JSON.stringify(all), /acme/, 'nor whose tenant it is, which the file says once');
});

forEachDatabase('all that belongs to somebody is told, and nothing of anybody else', async (database) => {
  const { acme, globex } = database;
  await makeDoomed(acme);
  await makeDoomed(globex);
  const user = { sub: 'auth0|other', blocked: false, claims: { email: 'other@acme.test', name: 'Other' } };
  await acme.users.save(user, 'hash');
  await acme.signIns.add('theirs', { sub: user.sub, ip: '', device: '', client_id: 'theirs', amr: [] });
  await acme.audit.record({ type: 'login', request_id: 'r1', sub: SUB, ip: '192.0.2.1' });
  await globex.audit.record({ type: 'logout', request_id: 'of globex', sub: SUB });
  const all = await everything(database, SUB);
  assert.deepEqual(
    Object.entries(all).map(([part, rows]) => [part, rows.length]),
    [
      ['profile', 1],
      ['passwords', 1],
      ['factors', 1],
      ['recovery_codes', 1],
      ['remembered_devices', 1],
      ['sessions', 1],
      ['session_applications', 1],
      ['sign_ins', 1],
      ['failed_sign_ins', 1],
      ['roles', 1],
      ['permissions', 1],
      ['consents', 4],
      ['grants', 2],
      ['access_tokens', 3],
      ['links_by_mail', 1],
      ['codes_by_mail', 1],
      ['events', 1],
    ],
  );
  assert.deepEqual(all.profile, [
    {
      ...{ sub: SUB, email: EMAIL, password: true, blocked: false, has_second_factor: true },
      claims: { email: EMAIL, email_verified: true },
      ...{ made_at: new Date(NOW * 1_000).toISOString(), logins_count: 0 },
    },
  ]);
  assert.deepEqual(all.events, [
    { at: new Date(NOW * 1_000).toISOString(), type: 'login', request_id: 'r1', ip: '192.0.2.1' },
  ]);
  assert.doesNotMatch(JSON.stringify(all), /of globex|theirs|Other/);
  const nobodys = Object.values(await everything(database, 'nobody')).flat();
  assert.deepEqual(nobodys, []);
});

forEachDatabase('ten thousand rows come a page at a time, each once and in order', async (database) => {
  const { acme, storage, rows } = database;
  await acme.users.save({ sub: SUB, blocked: false, claims: {} });
  const numbers =
    storage.dialect === 'sqlite'
      ? 'with recursive numbers(i) as (select 0 union all select i + 1 from numbers where i < 9999)'
      : 'with numbers as (select i from generate_series(0, 9999) as i)';
  await rows(`${numbers} insert into sign_ins (tenant_id, sub, at, id, amr)
    select 'acme', '${SUB}', ${NOW} + i / 7, 'id ' || i, '[]' from numbers returning 1 as one`);
  const first = await acme.ownData.page(SUB, 'sign_ins');
  assert.equal(first.rows.length, 500);
  const { sign_ins = [] } = await everything(database, SUB);
  assert.equal(sign_ins.length, 10_000);
  const times = sign_ins.map(({ at }) => String(at));
  assert.deepEqual(times, times.toSorted());
});
