import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { forEachDatabase, forEachEmptyDatabase, NOW, tenantNamed } from '../../../test/databases.ts';

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
      { name: '0009-code-places' },
    ]);
  },
);

forEachDatabase(
  'factors of before get names that no security key can have, and keep what they are',
  async ({ acme, open, rows }) => {
    const factor = { sub: 'auth0|1', name: '', document: {}, counter: 7 };
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
    { name: '0009-code-places' },
  ]);
});
