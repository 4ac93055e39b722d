import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  forEachDatabase,
  forEachEmptyDatabase,
  NOW,
  type Row,
  tenantNamed,
} from '../../../test/databases.ts';
import { fillEveryTable } from '../../../test/many-rows.ts';

forEachDatabase('a database whose migrations are not ours is refused', async ({ open, rows }) => {
  await rows(
    `insert into kysely_migration (name, timestamp) values ('0000-foreign', '2020-01-01T00:00:00.000Z')`,
  );
  await assert.rejects(open(), /could not be migrated/);
});

forEachDatabase(
  'a database that a newer version migrated still opens: expand, then contract',
  async (database) => {
    const { open, rows } = database;
    await rows(
      `insert into kysely_migration (name, timestamp) values ('9999-future', '2099-01-01T00:00:00.000Z')`,
    );
    const storage = await open();
    assert.equal((await storage.tenants.list()).length, 2);
  },
);

forEachEmptyDatabase(
  'many who open a new database at once all find it migrated, once',
  async (empty, { open }) => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open({ now: NOW })));
    for (const storage of opened) assert.deepEqual(await storage.tenants.list(), []);
    await opened[0]?.tenants.save(tenantNamed('acme'));
    const again = await open({ now: NOW });
    assert.deepEqual(await again.tenants.list(), [tenantNamed('acme')]);
    assert.deepEqual(await empty.rows('select name from kysely_migration'), [
      { name: '0001-first' },
      { name: '0002-grants' },
      { name: '0003-openid-connect' },
      { name: '0004-accounts' },
      { name: '0005-interactions' },
      { name: '0006-indexes' },
      { name: '0007-credential-epoch' },
      { name: '0008-names-and-consents' },
      { name: '0009-code-places' },
    ]);
  },
);

const INDEXES_OF_0006 = [
  'access_tokens_tenant_id_sub',
  'grants_tenant_id_sub_grant_id',
  'one_time_tokens_tenant_id_sub',
  'one_time_codes_tenant_id_sub',
  'refresh_tokens_tenant_id_parent_hash',
  'clients_tenant_id_registered_at',
  'signing_keys_expires_at',
];

forEachDatabase(
  'tables that are copied for their indexes keep every row and every reference',
  async (database) => {
    const { storage, rows, open } = database;
    const tables = await fillEveryTable(database, 0, 60);
    const everything = async () => {
      const all: (readonly Row[])[] = [];
      for (const table of tables) all.push(await rows(`select * from ${table} order by 1, 2, 3`));
      return all;
    };
    const before = await everything();
    for (const index of INDEXES_OF_0006) await rows(`drop index ${index}`);
    await rows('create index grants_tenant_id_sub on grants (tenant_id, sub)');
    await rows(`delete from kysely_migration where name = '0006-indexes'`);
    await open();
    assert.deepEqual(await everything(), before);
    assert.deepEqual(
      before.map(({ length }) => length >= 60),
      tables.map(() => true),
    );
    if (storage.dialect !== 'sqlite') return;
    assert.deepEqual(await rows('pragma foreign_key_check'), []);
    const left = await rows(`select name from sqlite_schema where sql like '%\\_before%' escape '\\'`);
    assert.deepEqual(left, []);
  },
);

forEachDatabase(
  'factors of before get names that no security key can have, and keep what they are',
  async ({ acme, open, rows }) => {
    const factor = { sub: 'auth0|1', epoch: 0, name: '', document: {}, counter: 7 };
    await acme.users.save({ sub: factor.sub, blocked: false, claims: {} });
    for (const kind of ['otp', 'email', 'webauthn'] as const)
      await acme.authenticators.add({ ...factor, kind, authenticator_id: `of-${kind}` });
    await rows('alter table one_time_codes drop column asked_at');
    await rows('alter table one_time_codes drop column elsewhere');
    await rows(`delete from kysely_migration where name = '0009-code-places'`);
    const { authenticators } = (await open()).tenant('acme');
    const names = (await authenticators.list(factor.sub)).map(({ authenticator_id }) => authenticator_id);
    assert.deepEqual(names.sort(), ['email:of-email', 'of-webauthn', 'otp:of-otp']);
    assert.equal((await authenticators.find('otp:of-otp'))?.counter, 7);
  },
);

const OPENER = `
const [, module, databaseUrl] = process.argv;
const { openStorage } = await import(module);
const storage = await openStorage({ databaseUrl, now: () => 0, onError: (error) => { throw error; } });
await storage.close();
`;

forEachEmptyDatabase('processes that open a new database at once find it migrated, once', async (empty) => {
  const storageModule = import.meta.resolve('../storage.ts');
  const parameters = ['--input-type=module', '--eval', OPENER, storageModule, empty.databaseUrl];
  await Promise.all([0, 1, 2].map(() => promisify(execFile)(process.execPath, parameters)));
  assert.deepEqual(await empty.rows('select name from kysely_migration'), [
    { name: '0001-first' },
    { name: '0002-grants' },
    { name: '0003-openid-connect' },
    { name: '0004-accounts' },
    { name: '0005-interactions' },
    { name: '0006-indexes' },
    { name: '0007-credential-epoch' },
    { name: '0008-names-and-consents' },
    { name: '0009-code-places' },
  ]);
});
