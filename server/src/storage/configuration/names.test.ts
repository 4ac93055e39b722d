import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { forEachDatabase, type TestDatabase } from '../../../test/databases/databases.ts';
import type { WritableTenant } from '../../../test/databases/writable.ts';
import { CLIENT_DEFAULTS, type Client } from '../../resources/client/client.ts';
import { RESOURCE_SERVER_DEFAULTS } from '../../resources/tenant/resource-server.ts';
import { openPostgres } from '../dialects/postgres.ts';
import { openSqlite } from '../dialects/sqlite.ts';
import { namesAndConsents } from '../migrations/0008-names-and-consents.ts';
import { StorageConflict } from '../storage-conflict.ts';

const client = (client_id: string): Client => ({ ...CLIENT_DEFAULTS, client_id, client_name: 'A' });

const REGISTRATION = { client_id_issued_at: 1, registration_access_token_hash: 'hash' };

/** The three that take a name, each by its own door. */
const TAKE = {
  client: (to: WritableTenant, name: string) => to.clients.save(client(name)),
  registered: (to: WritableTenant, name: string) =>
    to.clients.save({ ...client(name), registration: REGISTRATION }),
  api: (to: WritableTenant, name: string) =>
    to.resourceServers.save({ ...RESOURCE_SERVER_DEFAULTS, identifier: name, name: 'Api' }),
  user: (to: WritableTenant, name: string) => to.users.save({ sub: name, blocked: false, claims: {} }),
};

const PAIRS = [
  ['client', 'x', 'api', 'x'],
  ['api', 'x', 'client', 'x'],
  ['client', 'x', 'user', 'x'],
  ['user', 'x', 'client', 'x'],
  ['user', 'x', 'api', 'x'],
  ['api', 'x', 'user', 'x'],
  ['client', 'x', 'user', 'x@clients'],
  ['user', 'x@clients', 'client', 'x'],
  ['client', 'x', 'api', 'x@clients'],
  ['api', 'x@clients', 'client', 'x'],
  ['client', 'x', 'client', 'x@clients'],
  ['client', 'x@clients', 'client', 'x'],
] as const;

for (const [first, name, second, other] of PAIRS) {
  forEachDatabase(
    `a ${second} called ${other} is refused where there is a ${first} called ${name}`,
    async ({ acme, globex }) => {
      await TAKE[first](acme, name);
      await assert.rejects(
        TAKE[second](acme, other),
        (error) => error instanceof StorageConflict && error.code === 'name_taken',
      );
      // What is there already is saved again, and another tenant has names of its own.
      await TAKE[first](acme, name);
      await TAKE[second](globex, other);
    },
  );
}

forEachDatabase('a client that registers under a name that is taken is not registered', async ({ acme }) => {
  await TAKE.user(acme, 'x@clients');
  await assert.rejects(TAKE.registered(acme, 'x'));
  assert.deepEqual(await acme.clients.list(), []);
});

forEachDatabase('of a client, an API and a user with one name at once, one is there', async (database) => {
  const other = (await database.open()).tenant('acme');
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const made = await Promise.allSettled([
      TAKE.client(database.acme, name),
      TAKE.api(other, name),
      TAKE.user(database.acme, name),
      TAKE.registered(other, name),
    ]);
    const count = made.filter(({ status }) => status === 'fulfilled').length;
    // The two ways to a client lead to one record.
    const clients = (await other.clients.list()).filter(({ client_id }) => client_id === name).length;
    assert.ok(count === 1 || (count === 2 && clients === 1), JSON.stringify(made));
    assert.equal((await database.acme.names.find([name])).size, 1);
  }
});

forEachDatabase('a client that is removed gives its names back', async ({ acme }) => {
  await TAKE.client(acme, 'x');
  assert.deepEqual([...(await acme.names.find(['x', 'x@clients', 'y']))].sort(), [
    ['x', 'client'],
    ['x@clients', 'client_subject'],
  ]);
  await acme.clients.remove('x');
  assert.deepEqual([...(await acme.names.find(['x', 'x@clients']))], []);
  await TAKE.api(acme, 'x');
});

forEachDatabase('a name that a user signs up with is theirs', async ({ acme }) => {
  const user = { sub: 'auth0|1', blocked: false, claims: { email: 'a@b.test' } };
  const account = { user, password_hash: undefined, created_at: 1, user_metadata: {} };
  assert.ok(await acme.users.create(account));
  assert.equal(await acme.users.create({ ...account, user: { ...user, sub: 'auth0|2' } }), undefined);
  assert.deepEqual([...(await acme.names.find(['auth0|1', 'auth0|2']))], [['auth0|1', 'user']]);
});

forEachDatabase(
  'a tenant whose names collided before goes on: the first keeps the name, the second stays as it is',
  async (database) => {
    await TAKE.client(database.acme, 'old');
    await undoAndMigrate(database, [
      `insert into clients (tenant_id, client_id, document) values ('acme', 'x', '{"client_name":"X"}'), ('acme', 'x@clients', '{"client_name":"Y"}')`,
      `insert into resource_servers (tenant_id, identifier, document) values ('acme', 'x', '{"name":"X"}'), ('acme', 'y', '{"name":"Y"}')`,
      `insert into users (tenant_id, sub, blocked, claims) values ('acme', 'y', 0, '{}'), ('acme', 'z', 0, '{}')`,
    ]);
    const names = [...(await database.acme.names.find(['old', 'old@clients', 'x', 'x@clients', 'y', 'z']))];
    assert.deepEqual(names.sort(), [
      ['old', 'client'],
      ['old@clients', 'client_subject'],
      ['x', 'client'],
      ['x@clients', 'client'],
      ['y', 'api'],
      ['z', 'user'],
    ]);
    // All of them are saved as before, and the loser takes nothing with it when it goes.
    await TAKE.api(database.acme, 'x');
    await TAKE.user(database.acme, 'y');
    await database.acme.clients.remove('x');
    assert.deepEqual([...(await database.acme.names.find(['x@clients']))], [['x@clients', 'client']]);
    await assert.rejects(TAKE.client(database.acme, 'z'));
  },
);

async function undoAndMigrate({ databaseUrl, errors }: TestDatabase, inserts: readonly string[]) {
  const isSqlite = databaseUrl.startsWith('sqlite:');
  const onError = (error: unknown) => errors.push(error);
  const { kysely, close } = isSqlite
    ? await openSqlite(databaseUrl.slice('sqlite:'.length), onError)
    : await openPostgres(databaseUrl, { onError, mayBegin: true });
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  for (const [kind, table] of Object.entries({
    client: 'clients',
    client_subject: 'clients',
    api: 'resource_servers',
    user: 'users',
  })) {
    for (const event of ['taken', 'released']) {
      await run(`drop trigger names_${kind}_${event}${isSqlite ? '' : ` on ${table}`}`);
      if (!isSqlite) await run(`drop function names_${kind}_${event}`);
    }
  }
  await run('drop table names');
  await run('alter table consents drop column covers');
  for (const insert of inserts) await run(insert);
  await namesAndConsents.up(kysely);
  await close();
}
