import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { forEachDatabase, NOW, tenantNamed } from '../../../test/databases/databases.ts';
import { CLIENT_DEFAULTS, type Client } from '../../resources/client/client.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import type { StoredSigningKey } from '../storage.ts';
import { StorageConflict } from '../storage-conflict.ts';

const SPA: Client = {
  ...CLIENT_DEFAULTS,
  client_id: 'spa1',
  client_name: 'SPA \u{1F4C5} \'"\\',
  redirect_uris: ['https://app.test/cb?x=1&y=%20'],
  logo_uri: 'https://app.test/logo.svg',
};
const API: ResourceServer = {
  ...RESOURCE_SERVER_DEFAULTS,
  identifier: 'appointments:api',
  name: 'Appointments',
  scopes: [{ value: 'appointments', description: 'See appointments' }, { value: 'contacts' }],
};

function key(kid: string, state: StoredSigningKey['state'], differences: Partial<StoredSigningKey> = {}) {
  const jwk = { public_jwk: '{"kty":"EC"}', private_jwk_sealed: 'sealed' };
  return { kid, alg: 'ES256', state, ...jwk, created_at: NOW, ...differences } satisfies StoredSigningKey;
}

forEachDatabase(
  'AU-15 configuration of one tenant is found by its id in no other',
  async ({ acme, globex }) => {
    await acme.clients.save(SPA);
    await acme.resourceServers.save(API);
    await acme.signingKeys.replace('ES256', [key('k1', 'current')], []);
    assert.equal(await globex.clients.find('spa1'), undefined);
    assert.deepEqual(await globex.clients.list(), []);
    assert.equal(await globex.resourceServers.find('appointments:api'), undefined);
    assert.deepEqual(await globex.resourceServers.list(), []);
    assert.deepEqual(await globex.signingKeys.list(), []);
    await globex.clients.save({ ...SPA, client_name: 'another' });
    assert.equal(await globex.signingKeys.replace('ES256', [key('k1', 'next')], []), true);
    assert.deepEqual(await acme.clients.find('spa1'), SPA);
    assert.deepEqual(await acme.signingKeys.list(), [key('k1', 'current')]);
  },
);

forEachDatabase('a record for a tenant that does not exist is refused', async ({ storage }) => {
  const nobody = storage.tenant('nobody');
  await assert.rejects(nobody.clients.save(SPA));
  await assert.rejects(nobody.resourceServers.save(API));
  await assert.rejects(nobody.users.save({ sub: 'auth0|1', blocked: false, claims: {} }));
  await assert.rejects(nobody.signingKeys.replace('ES256', [key('k1', 'current')], []));
  assert.equal(await nobody.clients.find('spa1'), undefined);
});

forEachDatabase(
  'of a tenant whose name gives a host and another whose domain it is, saved at once, one is there',
  async ({ storage, open }) => {
    const other = await open();
    const hostsOf = ({ name, domain }: Pick<Tenant, 'name' | 'domain'>) => [
      `${name}.test`,
      ...(domain ? [domain] : []),
    ];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const saved = await Promise.allSettled([
        storage.tenants.save(tenantNamed(name), hostsOf),
        other.tenants.save({ ...tenantNamed(`thief-${name}`), domain: `${name}.test` }, hostsOf),
      ]);
      assert.deepEqual(saved.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      const hosts = (await storage.tenants.list()).flatMap(hostsOf);
      assert.equal(hosts.filter((host) => host === `${name}.test`).length, 1);
    }
  },
);

forEachDatabase('a host that another tenant has is refused', async ({ storage }) => {
  await storage.tenants.save({ ...tenantNamed('acme'), domain: 'login.acme.test' });
  const taken = (error: unknown) => error instanceof StorageConflict && error.code === 'tenant_host_taken';
  await assert.rejects(storage.tenants.save({ ...tenantNamed('globex'), domain: 'login.acme.test' }), taken);
  await assert.rejects(storage.tenants.save({ ...tenantNamed('thief'), name: 'acme' }), taken);
  await storage.tenants.save({ ...tenantNamed('acme-eu'), name: 'acme', region: 'eu' });
  assert.deepEqual(await storage.tenants.list(), [
    { ...tenantNamed('acme'), domain: 'login.acme.test' },
    { ...tenantNamed('acme-eu'), name: 'acme', region: 'eu' },
    tenantNamed('globex'),
  ]);
  await storage.tenants.save(tenantNamed('acme'));
  assert.deepEqual((await storage.tenants.list())[0], tenantNamed('acme'));
});

forEachDatabase(
  'clients, APIs and rollouts come back as saved, and again after each change',
  async (database) => {
    const { acme, storage } = database;
    assert.equal(await acme.clients.find('spa1'), undefined);
    assert.equal(await acme.resourceServers.find('appointments:api'), undefined);
    await acme.clients.save(SPA);
    await acme.resourceServers.save(API);
    assert.deepEqual(await acme.clients.find('spa1'), SPA);
    assert.equal(await acme.clients.find('SPA1'), undefined);
    assert.deepEqual(await acme.resourceServers.find('appointments:api'), API);
    await acme.clients.save({ ...SPA, redirect_uris: [] });
    await acme.resourceServers.save({ ...API, scopes: [] });
    assert.deepEqual((await acme.clients.find('spa1'))?.redirect_uris, []);
    assert.deepEqual(await acme.clients.list(), [{ ...SPA, redirect_uris: [] }]);
    assert.deepEqual(await acme.resourceServers.list(), [{ ...API, scopes: [] }]);

    const rollout = { feature: 'api_authorization', region: 'eu', stage: 'percent', percent: 25 } as const;
    await storage.rollouts.save(rollout);
    await storage.rollouts.save({ ...rollout, region: 'us', stage: 'on', percent: 0 });
    await storage.rollouts.save({ ...rollout, percent: 50 });
    assert.deepEqual(await storage.rollouts.list(), [
      { ...rollout, percent: 50 },
      { ...rollout, region: 'us', stage: 'on', percent: 0 },
    ]);
  },
);

forEachDatabase(
  'a record that an older version wrote has the defaults of what came later',
  async (database) => {
    const { acme, storage, rows } = database;
    await rows(
      `insert into clients (tenant_id, client_id, document) values ('acme', 'old', '{"client_name":"Old"}') returning client_id`,
    );
    await rows(
      `insert into rollouts (feature, region, stage, percent) values ('f', 'us', 'from-the-future', 0) returning feature`,
    );
    assert.deepEqual(await acme.clients.find('old'), {
      ...CLIENT_DEFAULTS,
      client_id: 'old',
      client_name: 'Old',
    });
    assert.equal((await storage.rollouts.list())[0]?.stage, 'off');
  },
);

forEachDatabase('signing keys are replaced only while the expected ones are stored', async ({ acme }) => {
  const [one, two, three] = [key('k1', 'current'), key('k2', 'next'), key('k3', 'next')];
  const rsa = key('r1', 'current', { alg: 'RS256' });
  assert.equal(await acme.signingKeys.replace('RS256', [rsa], []), true);
  assert.equal(await acme.signingKeys.replace('ES256', [one, two], []), true);
  for (const stale of [[], ['k1'], ['k1', 'k2', 'k3'], ['k1', 'k3'], ['r1']]) {
    assert.equal(await acme.signingKeys.replace('ES256', [three], stale), false);
  }
  assert.deepEqual(await acme.signingKeys.list(), [one, two, rsa]);
  const previous: StoredSigningKey = { ...one, state: 'previous', expires_at: NOW + 60 };
  assert.equal(await acme.signingKeys.replace('ES256', [previous, three], ['k2', 'k1']), true);
  assert.deepEqual(await acme.signingKeys.list(), [previous, three, rsa]);
});

forEachDatabase(
  'of many who replace signing keys at once, over two connections, one succeeds',
  async (database) => {
    const { acme } = database;
    const other = (await database.open()).tenant('acme');
    let expected: readonly string[] = [];
    for (const round of ['first', 'second']) {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? acme : other).signingKeys.replace(
            'ES256',
            [key(`${round}-${index}`, 'current')],
            expected,
          ),
        ),
      );
      const winners = outcomes.flatMap((won, index) => (won ? [`${round}-${index}`] : []));
      assert.equal(winners.length, 1);
      assert.deepEqual(
        (await acme.signingKeys.list()).map(({ kid }) => kid),
        winners,
      );
      expected = winners;
    }
  },
);

forEachDatabase(
  'the version grows with each change of configuration, made here or elsewhere',
  async (database) => {
    const { acme, storage } = database;
    const other = await database.open();
    const writers = other.tenant('acme');
    const changes = [
      () => writers.clients.save(SPA),
      () => writers.resourceServers.save(API),
      () => writers.signingKeys.replace('ES256', [key('k1', 'current')], []),
      () => other.tenants.save(tenantNamed('acme')),
      () => other.rollouts.save({ feature: 'f', region: 'us', stage: 'on', percent: 0 }),
      () => acme.clients.save(SPA),
    ];
    for (const change of changes) {
      const before = storage.configurationVersion();
      await change();
      await grown(storage.configurationVersion, before);
    }
  },
);

forEachDatabase('a change by another connection is seen through what was cached', async (database) => {
  const { acme, storage } = database;
  const writer = (await database.open()).tenant('acme');
  await writer.clients.save(SPA);
  for (const client_name of ['one', 'two', 'three']) {
    await acme.clients.find('spa1');
    const before = storage.configurationVersion();
    await writer.clients.save({ ...SPA, client_name });
    await grown(storage.configurationVersion, before);
    assert.equal((await acme.clients.find('spa1'))?.client_name, client_name);
  }
});

const WRITER = `
const [, module, databaseUrl, client] = process.argv;
const { openWritable } = await import(module);
const storage = await openWritable({ databaseUrl, now: () => 0, onError: (error) => { throw error; } });
await storage.tenant('acme').clients.save(JSON.parse(client));
await storage.close();
`;

forEachDatabase('a change by another process is seen through what was cached', async (database) => {
  const { acme, storage, databaseUrl } = database;
  assert.equal(await acme.clients.find('spa1'), undefined);
  const before = storage.configurationVersion();
  const storageModule = import.meta.resolve('../../../test/databases/writable.ts');
  const parameters = [
    '--input-type=module',
    '--eval',
    WRITER,
    storageModule,
    databaseUrl,
    JSON.stringify(SPA),
  ];
  await promisify(execFile)(process.execPath, parameters);
  await grown(storage.configurationVersion, before);
  assert.deepEqual(await acme.clients.find('spa1'), SPA);
});

/** Waits for a notification; it must be here long before the limit that is there for lost ones. */
async function grown(version: () => number, before: number): Promise<void> {
  const deadline_ms = performance.now() + 1_000;
  while (version() === before) {
    assert.ok(performance.now() < deadline_ms, 'The change was not told within a second.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
