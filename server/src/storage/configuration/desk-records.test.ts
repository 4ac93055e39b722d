import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { everyRecord, type Made } from '../../../test/databases/every-desk-method.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';
import type { Values } from '../../resources/kind.ts';
import { RESOURCE_SERVER_DEFAULTS } from '../../resources/tenant/resource-server.ts';
import { StorageConflict, type StorageConflictCode } from '../storage-conflict.ts';
import { deskRecords } from './desk-records.ts';
import type { DeskRecords, RecordKey, Write } from './stored-record.ts';

const CLIENT = { ...CLIENT_DEFAULTS, client_id: 'c', client_name: 'C' };
const API = { ...RESOURCE_SERVER_DEFAULTS, identifier: 'api', name: 'Api' };
const USER = { sub: 'auth0|1', blocked: false, email: 'Alice@Acme.test', name: 'Alice' };

const at = (kind: RecordKey['kind'], ...key: readonly string[]) => ({ kind, tenant_id: 'acme', key });

function put(where: RecordKey, after: Values | undefined, before?: number): Write {
  return { ...where, before, after, audit: undefined };
}

const isConflict = (code: StorageConflictCode) => (error: unknown) =>
  error instanceof StorageConflict && error.code === code;

async function make(desk: DeskRecords, made: readonly Made[]): Promise<void> {
  assert.deepEqual(await desk.write(made.map((one) => put(one.at, one.record))), { ended_sessions: 0 });
}

forEachDatabase(
  'a record of every kind is made, read, listed, changed and removed, and each time its version says so',
  async ({ storage }) => {
    const desk = deskRecords(storage);
    const made = everyRecord('desk');
    for (const one of made) assert.equal(await desk.read(one.at), undefined);
    await make(desk, made);
    for (const { at: where, record, changed } of made) {
      const stored = await desk.read(where);
      assert.deepEqual([stored?.key, stored?.record], [where.key, record]);
      const listed = await desk.list(where.kind, where.tenant_id, { limit: 10 });
      assert.deepEqual(
        listed.find(({ key }) => key.join() === where.key.join()),
        stored,
      );
      assert.notEqual(await desk.write([put(where, changed, stored?.version)]), 'moved');
      const after = await desk.read(where);
      assert.deepEqual(after?.record, changed);
      assert.ok(Number(after?.version) > Number(stored?.version));
    }
    for (const { at: where } of made.toReversed()) {
      if (where.kind === 'settings' || where.kind === 'tenant') continue;
      const { version } = (await desk.read(where)) ?? {};
      assert.notEqual(await desk.write([put(where, undefined, version)]), 'moved');
      assert.equal(await desk.read(where), undefined);
    }
  },
);

forEachDatabase('a record of another tenant is found by no key', async ({ storage }) => {
  const desk = deskRecords(storage);
  await make(desk, everyRecord('desk'));
  for (const { at: where } of everyRecord('desk')) {
    if (where.tenant_id === undefined || where.kind === 'settings') continue;
    assert.equal(await desk.read({ ...where, tenant_id: 'acme' }), undefined);
    assert.deepEqual(await desk.list(where.kind, 'acme', { limit: 10 }), []);
  }
});

forEachDatabase(
  'a write on another version than the stored one, or of what is there or not there against expectation, is moved',
  async ({ storage }) => {
    const desk = deskRecords(storage);
    const made = everyRecord('desk');
    await make(desk, made);
    for (const { at: where, record, changed } of made) {
      const { version = 0 } = (await desk.read(where)) ?? {};
      assert.equal(await desk.write([put(where, changed, version + 1)]), 'moved', where.kind);
      assert.equal(await desk.write([put(where, record)]), 'moved', where.kind);
      if (where.kind === 'settings') continue;
      assert.equal(await desk.write([put(where, undefined, version + 1)]), 'moved', where.kind);
      assert.equal(await desk.write([put(where, undefined)]), 'moved', where.kind);
      const missing = { ...where, key: where.key.map((part) => `no-${part}`) };
      assert.equal(await desk.write([put(missing, changed, 0)]), 'moved', where.kind);
      assert.equal(await desk.write([put(missing, undefined, 0)]), 'moved', where.kind);
    }
  },
);

forEachDatabase('of two who write a record at once, one is moved', async ({ storage, open }) => {
  const desks = [deskRecords(storage), deskRecords(await open())];
  const made = everyRecord('desk');
  const race = async (writes: (place: number) => Write) => {
    const done = await Promise.all(desks.map((desk, place) => desk.write([writes(place)])));
    assert.equal(done.filter((one) => one === 'moved').length, 1, writes(0).kind);
  };
  for (const { at: where, record } of made) {
    if (where.kind === 'settings') continue;
    await race(() => put(where, record));
  }
  for (const { at: where, record, changed } of made) {
    const { version } = (await desks[0]?.read(where)) ?? {};
    await race((place) => put(where, place === 0 ? changed : record, version));
  }
  for (const { at: where } of made.toReversed()) {
    if (where.kind === 'settings') continue;
    const { version } = (await desks[0]?.read(where)) ?? {};
    await race(() => put(where, undefined, version));
  }
});

forEachDatabase(
  'whoever else writes a row lets its version grow: an older process, an End-User, a mail that was opened',
  async ({ storage, acme, rows }) => {
    const desk = deskRecords(storage);
    await make(desk, everyRecord('desk'));
    const grows = async (where: RecordKey, statement: string) => {
      const before = await desk.read(where);
      await rows(`${statement} returning 1 as one`);
      const after = await desk.read(where);
      assert.equal(after?.version, Number(before?.version) + 1, statement);
    };
    const desks = (kind: RecordKey['kind'], ...key: readonly string[]) => ({ kind, tenant_id: 'desk', key });
    await grows(desks('client', 'desk'), `update clients set document = '{"client_name":"X"}'`);
    await grows(desks('resource_server', 'https://desk.test'), `update resource_servers set document = '{}'`);
    await grows(
      desks('tenant', 'desk', 'eu'),
      `update tenants set domain = 'x.test' where tenant_id = 'desk'`,
    );
    await grows(
      desks('settings'),
      `update tenants set settings = '{"sign_up":false}' where tenant_id = 'desk'`,
    );
    await grows(desks('rollout', 'api_authorization', 'eu'), `update rollouts set percent = 7`);
    await grows(desks('user', 'auth0|desk'), `update users set claims = '{"name":"X"}'`);
    await desk.write([put(at('user', USER.sub), USER)]);
    const before = await desk.read(at('user', USER.sub));
    assert.equal(await acme.users.verifyEmail(USER.sub, 'alice@acme.test'), true);
    assert.equal(await desk.write([put(at('user', USER.sub), USER, before?.version)]), 'moved');
  },
);

forEachDatabase('a tenant whose keys are changed is at the version it was at', async ({ storage, acme }) => {
  const where: RecordKey = { kind: 'tenant', tenant_id: undefined, key: ['acme', 'us'] };
  const before = await deskRecords(storage).read(where);
  const key = { kid: 'k', alg: 'ES256', state: 'current', created_at: NOW } as const;
  await acme.signingKeys.replace('ES256', [{ ...key, public_jwk: '{}', private_jwk_sealed: 's' }], []);
  assert.deepEqual(await deskRecords(storage).read(where), before);
});

forEachDatabase('all of several writes are there, or none', async ({ storage, acme }) => {
  const desk = deskRecords(storage);
  const client = put(at('client', 'c'), CLIENT);
  assert.equal(await desk.write([client, put(at('resource_server', 'api'), API, 7)]), 'moved');
  assert.deepEqual(await acme.clients.list(), []);
  await desk.write([put(at('user', USER.sub), USER)]);
  const second = put(at('user', 'auth0|2'), { ...USER, sub: 'auth0|2' });
  await assert.rejects(desk.write([client, second]), isConflict('email_taken'));
  const named = put(at('resource_server', USER.sub), { ...API, identifier: USER.sub });
  await assert.rejects(desk.write([client, named]), isConflict('name_taken'));
  const domain = { tenant_id: 'thief', name: 'thief', region: 'us', domain: 'acme.test' };
  const hostsOf: NonNullable<Write['hostsOf']> = ({ name }) => [`${name}.test`, 'acme.test'];
  const thief = { kind: 'tenant', tenant_id: undefined, key: ['thief', 'us'] } as const;
  await assert.rejects(
    desk.write([client, { ...put(thief, domain), hostsOf }]),
    isConflict('tenant_host_taken'),
  );
  assert.deepEqual(await acme.clients.list(), []);
  assert.deepEqual(await acme.names.find(['c', 'c@clients']), new Map());
  await desk.write([client, put(at('resource_server', 'api'), API)]);
  assert.deepEqual([(await acme.clients.list()).length, (await acme.resourceServers.list()).length], [1, 1]);
});

forEachDatabase(
  'what stands on another record is made after it and removed before it, in whatever order it is asked for',
  async ({ storage }) => {
    const desk = deskRecords(storage);
    await make(desk, everyRecord('desk').toReversed());
    const removals = everyRecord('desk').filter(
      ({ at: { kind } }) => kind !== 'tenant' && kind !== 'settings',
    );
    const writes = await Promise.all(
      removals.map(async ({ at: where }) => put(where, undefined, (await desk.read(where))?.version)),
    );
    assert.notEqual(await desk.write(writes), 'moved');
  },
);

forEachDatabase('a grant beside a client that is gone is moved', async ({ storage }) => {
  const grant = { client_id: 'gone', audience: 'api', scope: [] };
  const where = at('client_grant', 'gone', 'api');
  assert.equal(await deskRecords(storage).write([put(where, grant)]), 'moved');
});

forEachDatabase('audit is written with the change, cut as all of it is, or neither', async (database) => {
  const { storage, acme, globex } = database;
  const desk = deskRecords(storage);
  const audit = { type: 'configuration_changed', request_id: 'r\0', detail: 'd'.repeat(5_000) } as const;
  await desk.write([{ ...put(at('client', 'c'), CLIENT), audit }]);
  const [event] = await acme.audit.list(10);
  assert.deepEqual([event?.type, event?.request_id, event?.detail?.length], [audit.type, 'r\uFFFD', 1_024]);
  assert.equal(event?.at, NOW);
  assert.deepEqual(await globex.audit.list(10), []);
  assert.equal(await desk.write([{ ...put(at('client', 'c'), CLIENT, 99), audit }]), 'moved');
  await assert.rejects(desk.write([{ ...put(at('user', 'c'), { ...USER, sub: 'c' }), audit }]));
  assert.equal((await acme.audit.list(10)).length, 1);
  const tenant = { tenant_id: 'new', name: 'new', region: 'us' };
  const where = { kind: 'tenant', tenant_id: undefined, key: ['new', 'us'] } as const;
  await desk.write([{ ...put(where, tenant), audit }]);
  assert.equal((await storage.tenant('new').audit.list(10)).length, 1, 'in the tenant that was made');
});

forEachDatabase(
  'a page begins behind a key, has a total order, and ends at its limit',
  async ({ storage, acme }) => {
    const desk = deskRecords(storage);
    for (const client_id of ['b', 'a', 'B', 'c']) await acme.clients.save({ ...CLIENT, client_id });
    const grants = [
      ['a', 'y'],
      ['a', 'z'],
      ['b', 'x'],
    ] as const;
    for (const [client_id, audience] of grants)
      await acme.clientGrants.save({ client_id, audience, scope: [] });
    for (const [audience, scopes] of [
      ['x', ['2', '1']],
      ['y', ['1']],
    ] as const) {
      await acme.users.save({ sub: 'auth0|1', blocked: false, claims: {} });
      await acme.consents.add({ sub: 'auth0|1', client_id: 'a', audience, scopes });
    }
    for (const kind of ['client', 'client_grant', 'consent'] as const) {
      const all = await desk.list(kind, 'acme', { limit: 100 });
      assert.ok(all.length > 1);
      const found = [];
      let page = await desk.list(kind, 'acme', { limit: 1 });
      while (page[0]) {
        found.push(...page);
        page = await desk.list(kind, 'acme', { limit: 1, after: page[0].key });
      }
      assert.deepEqual(found, all);
    }
    const [consent] = await desk.list('consent', 'acme', { limit: 1 });
    assert.deepEqual(consent?.record['scope'], ['1', '2']);
    assert.deepEqual(await desk.read(at('consent', 'auth0|1', 'a', 'x')), consent);
  },
);

forEachDatabase(
  'a user is written without dropping what everybody caches of configuration',
  async (database) => {
    // Another one than that of the fixture, to which news of its changes are on their way.
    const storage = await database.open();
    const desk = deskRecords(storage);
    const version = storage.configurationVersion();
    await desk.write([put(at('user', USER.sub), USER)]);
    assert.equal(storage.configurationVersion(), version);
    await desk.write([put(at('client', 'c'), CLIENT)]);
    assert.ok(storage.configurationVersion() > version);
  },
);

forEachDatabase(
  'signing keys are read, never written; a consent is taken back, never given; settings go with their tenant',
  async ({ storage, acme }: TestDatabase) => {
    const desk = deskRecords(storage);
    const key = { kid: 'k', alg: 'ES256', state: 'current', created_at: NOW } as const;
    await acme.signingKeys.replace('ES256', [{ ...key, public_jwk: '{}', private_jwk_sealed: 's' }], []);
    assert.deepEqual((await desk.read(at('signing_key', 'k')))?.record, key);
    assert.deepEqual((await desk.list('signing_key', 'acme', { limit: 9 })).length, 1);
    await assert.rejects(desk.write([put(at('signing_key', 'k'), undefined, 0)]), /never written/);
    await assert.rejects(desk.write([put(at('consent', 'a', 'b', 'c'), {}, 0)]), /not written/);
    await assert.rejects(desk.write([put(at('settings'), undefined, 0)]), /not removed/);
  },
);
