import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  forEachDatabase,
  forEachEmptyDatabase,
  NOW,
  type Row,
  tenantNamed,
} from '../../../test/databases/databases.ts';
import { fillEveryTable } from '../../../test/databases/many-rows.ts';
import { migrateTo } from '../../../test/databases/older-databases.ts';
import { deskRecords } from '../configuration/desk-records.ts';
import { MIGRATIONS } from './migrate.ts';

const MIGRATED = Object.keys(MIGRATIONS).map((name) => ({ name }));

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
    assert.deepEqual(await empty.rows('select name from kysely_migration'), MIGRATED);
  },
);

forEachEmptyDatabase(
  'a database of the version before is migrated with every row and every reference',
  async (empty, { open }) => {
    await migrateTo('0005-interactions', empty);
    const dialect = empty.databaseUrl.startsWith('sqlite:') ? 'sqlite' : 'postgres';
    const asked = { storage: { dialect }, rows: empty.rows } as const;
    await empty.rows(
      `insert into tenants (tenant_id, name, region, settings) values ('acme', 'acme', 'us', '{}')`,
    );
    const tables = await fillEveryTable(asked, 0, 60);
    const columns = new Map(
      await Promise.all(tables.map(async (table) => [table, await columnsIn(table)] as const)),
    );
    async function columnsIn(table: string): Promise<string> {
      return Object.keys((await empty.rows(`select * from ${table} limit 1`))[0] ?? {}).join(', ');
    }
    const everything = async () => {
      const all: (readonly Row[])[] = [];
      for (const [table, names] of columns)
        all.push(await empty.rows(`select ${names} from ${table} order by 1, 2, 3`));
      return all;
    };
    const before = await everything();
    await open({ now: NOW });
    assert.deepEqual(await everything(), before);
    assert.deepEqual(
      before.map(({ length }) => length >= 60),
      tables.map(() => true),
    );
    if (dialect !== 'sqlite') return;
    assert.deepEqual(await empty.rows('pragma foreign_key_check'), []);
    const left = await empty.rows(`select name from sqlite_schema where sql like '%\\_before%' escape '\\'`);
    assert.deepEqual(left, []);
  },
);

forEachEmptyDatabase(
  'factors of before get names that no security key can have, and keep what they are',
  async (empty, { open }) => {
    await migrateTo('0008-names-and-consents', empty);
    await empty.rows(
      `insert into tenants (tenant_id, name, region, settings) values ('acme', 'acme', 'us', '{}')`,
    );
    await empty.rows(
      `insert into users (tenant_id, sub, blocked, claims) values ('acme', 'auth0|1', 0, '{}')`,
    );
    for (const kind of ['otp', 'email', 'webauthn'])
      await empty.rows(`insert into authenticators
        (tenant_id, authenticator_id, sub, kind, name, document, counter, created_at)
        values ('acme', 'of-${kind}', 'auth0|1', '${kind}', '', '{}', 7, 0)`);
    const { authenticators } = (await open({ now: NOW })).tenant('acme');
    const names = (await authenticators.list('auth0|1')).map(({ authenticator_id }) => authenticator_id);
    assert.deepEqual(names.sort(), ['email:of-email', 'of-webauthn', 'otp:of-otp']);
    assert.equal((await authenticators.find('otp:of-otp'))?.counter, 7);
  },
);

forEachEmptyDatabase(
  'a password that a file brought before is brought already, and of links to one address one lives on',
  async (empty, { open }) => {
    await migrateTo('0006-indexes', empty);
    await empty.rows(
      `insert into tenants (tenant_id, name, region, settings) values ('acme', 'acme', 'us', '{}')`,
    );
    await empty.rows(`insert into users (tenant_id, sub, blocked, claims, password_hash, created_at) values
      ('acme', 'of-the-file', 0, '{}', 'phc', null), ('acme', 'of-a-form', 0, '{}', 'phc', 1)`);
    await empty.rows(`insert into one_time_tokens (tenant_id, token_hash, purpose, email, data, expires_at) values
      ('acme', 'a', 'reset_password', 'a@b.test', '{}', ${NOW + 9}), ('acme', 'b', 'reset_password', 'a@b.test', '{}', ${NOW + 9}),
      ('acme', 'c', 'verify_email', 'a@b.test', '{}', ${NOW + 9}), ('acme', 'd', 'verify_email', '', '{}', 0), ('acme', 'e', 'verify_email', '', '{}', 0)`);
    const storage = await open({ now: NOW });
    const { users } = storage.tenant('acme');
    const desk = deskRecords(storage);
    assert.equal((await desk.broughtPassword('acme', 'of-the-file'))?.import_digest, 'phc');
    assert.equal((await desk.broughtPassword('acme', 'of-a-form'))?.import_digest, undefined);
    assert.equal((await users.find('of-a-form'))?.epoch, 0);
    const left = await empty.rows('select token_hash from one_time_tokens order by token_hash');
    assert.deepEqual(
      left.map(({ token_hash }) => token_hash),
      ['b', 'c', 'd', 'e'],
    );
  },
);

forEachEmptyDatabase(
  'what a client may ask for in its own name becomes a record, and a grant says which API it is for',
  async (empty, { open }) => {
    await migrateTo('0009-code-places', empty);
    await empty.rows(
      `insert into tenants (tenant_id, name, region, settings) values ('acme', 'acme', 'us', '{}')`,
    );
    const grants = [
      { audience: 'a', scope: ['read'] },
      { audience: 'a', scope: ['write'] },
      { audience: 'b' },
    ];
    const document = JSON.stringify({ client_name: 'M', client_grants: grants });
    await empty.rows(`insert into clients (tenant_id, client_id, document)
      values ('acme', 'machine', '${document}'), ('acme', 'spa', '{"client_name":"S"}')`);
    await empty.rows(
      `insert into users (tenant_id, sub, blocked, claims) values ('acme', 'auth0|1', 0, '{}')`,
    );
    // JSON with a NUL, which PostgreSQL would not read.
    await empty.rows(`insert into grants (tenant_id, grant_id, client_id, sub, document, redeemed, expires_at) values
      ('acme', 'g1', 'spa', 'auth0|1', '{"audience":"a","nonce":"\\u0000"}', 0, ${NOW + 9}),
      ('acme', 'g2', 'spa', 'auth0|1', '{"scope":[]}', 0, ${NOW + 9})`);
    const acme = (await open({ now: NOW })).tenant('acme');
    const machine = { client_id: 'machine' };
    assert.deepEqual(await acme.clientGrants.list('machine'), [
      { ...machine, audience: 'a', scope: ['read'], allow_all_scopes: false },
      { ...machine, audience: 'b', scope: [], allow_all_scopes: false },
    ]);
    assert.deepEqual(await acme.clientGrants.list('spa'), []);
    const client = await acme.clients.find('machine');
    assert.equal(client && 'client_grants' in client, false);
    assert.deepEqual(await empty.rows('select grant_id, audience from grants order by grant_id'), [
      { grant_id: 'g1', audience: 'a' },
      { grant_id: 'g2', audience: null },
    ]);
  },
);

forEachEmptyDatabase(
  'an older process goes on beside the newest schema: its statements write, and versions grow by them',
  async (empty, { open }) => {
    const storage = await open({ now: NOW });
    // As version 0009 writes a tenant, a client, a user, a grant and a rollout.
    await empty.rows(`insert into tenants (tenant_id, name, region, domain, settings)
      values ('acme', 'acme', 'us', null, '{}')
      on conflict (tenant_id) do update set name = 'acme', settings = '{}'`);
    for (const document of ['{"client_name":"A"}', '{"client_name":"B"}'])
      await empty.rows(`insert into clients (tenant_id, client_id, document, registered_at)
        values ('acme', 'spa', '${document}', null)
        on conflict (tenant_id, client_id) do update set document = '${document}'`);
    await empty.rows(`insert into users (tenant_id, sub, email, blocked, claims, password_hash)
      values ('acme', 'auth0|1', null, 0, '{}', null)`);
    await empty.rows(`insert into grants (tenant_id, grant_id, client_id, sub, document, redeemed, expires_at)
      values ('acme', 'g', 'spa', 'auth0|1', '{"audience":"a"}', 0, ${NOW + 9})`);
    await empty.rows(`insert into rollouts (feature, region, stage, percent) values ('f', 'us', 'on', 0)`);
    assert.equal((await storage.tenants.list()).length, 1);
    assert.equal((await storage.tenant('acme').clients.find('spa'))?.client_name, 'B');
    assert.deepEqual(await empty.rows('select version from clients'), [{ version: 1 }]);
    assert.deepEqual(await empty.rows('select version, settings_version, deleted_at from tenants'), [
      { version: 0, settings_version: 0, deleted_at: null },
    ]);
    assert.equal((await storage.tenant('acme').grants.find('g'))?.audience, 'a');
  },
);

forEachEmptyDatabase(
  'what lists of applications are narrowed by is written for those of before, whatever is in their documents',
  async (empty, { open }) => {
    await migrateTo('0025-streams-and-counters', empty);
    await empty.rows(
      `insert into tenants (tenant_id, name, region, settings) values ('acme', 'acme', 'us', '{}')`,
    );
    const documents = {
      a: '{"app_type":"native","is_first_party":false}',
      b: '{"is_first_party":true}',
      c: '{"client_name":"\\u0000","app_type":"non_interactive"}',
      d: 'no JSON',
    };
    for (const [client_id, document] of Object.entries(documents))
      await empty.rows(`insert into clients (tenant_id, client_id, document)
        values ('acme', '${client_id}', '${document}')`);
    await open({ now: NOW });
    assert.deepEqual(
      await empty.rows('select client_id, app_type, is_first_party from clients order by client_id'),
      [
        { client_id: 'a', app_type: 'native', is_first_party: 'false' },
        { client_id: 'b', app_type: 'spa', is_first_party: 'true' },
        { client_id: 'c', app_type: 'non_interactive', is_first_party: 'true' },
        { client_id: 'd', app_type: 'spa', is_first_party: 'true' },
      ],
    );
  },
);

forEachEmptyDatabase(
  'keys of before that nobody asks for are gone, and those that somebody asks for stay',
  async (empty, { open }) => {
    await migrateTo('0010-desk', empty);
    for (const tenant of ['acme', 'globex'])
      await empty.rows(
        `insert into tenants (tenant_id, name, region, settings) values ('${tenant}', '${tenant}', 'us', '{}')`,
      );
    for (const tenant of ['acme', 'globex'])
      for (const alg of ['RS256', 'ES256', 'EdDSA'])
        await empty.rows(`insert into signing_keys
          (tenant_id, kid, alg, state, public_jwk, private_jwk_sealed, created_at)
          values ('${tenant}', '${tenant} ${alg}', '${alg}', 'current', '{}', 'sealed', 0)`);
    const documents = {
      // An algorithm that it signs with itself is no wish.
      spa: { id_token_signed_response_alg: 'RS256', token_endpoint_auth_signing_alg: 'ES256' },
      web: { id_token_signed_response_alg: 'RS256', userinfo_signed_response_alg: 'EdDSA' },
    };
    for (const [client_id, document] of Object.entries(documents))
      await empty.rows(`insert into clients (tenant_id, client_id, document)
        values ('acme', '${client_id}', '${JSON.stringify(document)}')`);
    await empty.rows(`insert into resource_servers (tenant_id, identifier, document)
      values ('globex', 'urn:a', '{"signing_alg":"ES256"}')`);
    const storage = await open({ now: NOW });
    const kept = async (tenant: string) =>
      (await storage.tenant(tenant).signingKeys.list()).map(({ alg }) => alg);
    assert.deepEqual(await kept('acme'), ['EdDSA', 'RS256']);
    assert.deepEqual(await kept('globex'), ['ES256', 'RS256']);
    assert.deepEqual([...(await storage.tenant('acme').signingKeys.askedFor())], ['EdDSA']);
    assert.deepEqual([...(await storage.tenant('globex').signingKeys.askedFor())], ['ES256']);
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
  assert.deepEqual(await empty.rows('select name from kysely_migration'), MIGRATED);
});
