import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Config, readConfig } from '../config.ts';
import type { KindName } from '../resources/kind.ts';
import { applyFile } from './apply.ts';
import { withStorage } from './database.ts';
import { listRecords } from './records/looking.ts';
import { rotateKeys } from './signing-keys.ts';

const FILE = `tenants:
  - { name: acme, region: us, clients: [{ name: A, client_id: a }], users: [{ email: a@b.c, password: hunter2 }] }
  - { name: acme, region: eu, resourceServers: [{ name: B, identifier: urn:b, signing_alg: ES256 }] }
  - { name: other, region: us }
`;

async function threeTenants(t: TestContext): Promise<Config> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-keys-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const config = readConfig({ TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}` });
  assert.ok(config.ok);
  const file = join(directory, 'tacit.yaml');
  await writeFile(file, FILE);
  assert.ok((await applyFile({ file, config: config.value, env: {}, dryRun: false })).ok);
  return config.value;
}

async function list(config: Config, kind: KindName, tenant?: string) {
  const listed = await listRecords(config, { kind, tenant, filter: [], after: [], limit: 1_000 });
  assert.ok(listed.ok);
  return listed.value.records;
}

async function kids(config: Config, tenant?: string): Promise<Readonly<Record<string, unknown>>> {
  const keys = await list(config, 'signing_key', tenant);
  return Object.fromEntries(
    keys.map(({ tenant: of, document: { alg, state, kid } }) => [`${of} ${alg} ${state}`, kid]),
  );
}

test('a tenant that does not exist, a name of two tenants and an unknown algorithm are refused and nothing rotates', async (t) => {
  const config = await threeTenants(t);
  const before = await kids(config);
  const refusal = async (tenant: string | undefined, alg?: string) => {
    const rotated = await rotateKeys(config, { tenant, alg });
    return rotated.ok ? '' : rotated.error;
  };
  assert.equal(await refusal('othr'), 'There is no tenant othr: did you mean other?');
  assert.equal(await refusal('nobody'), 'There is no tenant nobody; `tacit tenants` lists them.');
  assert.match(
    await refusal('acme'),
    /^There are several tenants acme: say acme\.(us or acme\.eu|eu or acme\.us)\.$/,
  );
  assert.equal(
    await refusal('other', 'HS256'),
    'There is no algorithm HS256; there are RS256, ES256, EdDSA.',
  );
  assert.equal(
    await refusal('other', 'ES256'),
    'Nothing is signed by ES256 here: no client and no API asks for it.',
  );
  assert.deepEqual(await kids(config), before);
});

test('a master key that is not the one in use is refused before anything rotates', async (t) => {
  const config = await threeTenants(t);
  const before = await kids(config);
  const other = { ...config, masterKey: Buffer.alloc(32, 1).toString('base64') };
  await assert.rejects(
    rotateKeys(other, { tenant: undefined, alg: undefined }),
    /TACIT_MASTER_KEY is not the one/,
  );
  assert.deepEqual(await kids(config), before);
});

test('a rotation moves next to current and current to previous, of the one tenant and algorithm', async (t) => {
  const config = await threeTenants(t);
  const before = await kids(config);
  const rotated = await rotateKeys(config, { tenant: 'acme.eu', alg: 'ES256', force: true });
  assert.ok(rotated.ok);
  const after = await kids(config);
  assert.equal(after['acme.eu ES256 current'], before['acme.eu ES256 next']);
  assert.equal(after['acme.eu ES256 previous'], before['acme.eu ES256 current']);
  assert.notEqual(after['acme.eu ES256 next'], before['acme.eu ES256 next']);
  assert.deepEqual(rotated.value.refused, []);
  assert.deepEqual(rotated.value.rotated, [
    {
      tenant: 'acme.eu',
      alg: 'ES256',
      current: after['acme.eu ES256 current'],
      next: after['acme.eu ES256 next'],
      previous: after['acme.eu ES256 previous'],
    },
  ]);
  const others = (all: Readonly<Record<string, unknown>>) =>
    Object.entries(all)
      .filter(([name]) => !name.startsWith('acme.eu ES256'))
      .sort();
  assert.deepEqual(others(after), others(before));
});

test('without a choice every algorithm by which a tenant signs rotates, and the audit table has each', async (t) => {
  const config = await threeTenants(t);
  const rotated = await rotateKeys(config, { tenant: undefined, alg: undefined, force: true });
  assert.ok(rotated.ok);
  const algs = rotated.value.rotated.map(({ tenant, alg }) => `${tenant} ${alg}`);
  assert.deepEqual(algs.sort(), ['acme.eu ES256', 'acme.eu RS256', 'acme.us RS256', 'other.us RS256']);
  const tenant = (await list(config, 'tenant')).find(({ document }) => document['region'] === 'eu');
  const events = await withStorage(config, (storage) =>
    storage.tenant(String(tenant?.document['tenant_id'])).audit.list(2),
  );
  assert.deepEqual(
    events.map(({ type }) => type),
    ['signing_key_rotated', 'signing_key_rotated'],
  );
});

test('the keys of an algorithm are there as soon as an API asks for it, and stop signing with the last that does', async (t) => {
  const config = await threeTenants(t);
  const states = async () => Object.keys(await kids(config, 'acme.eu')).sort();
  const apply = async (api: string) => {
    const file = join(await mkdtemp(join(tmpdir(), 'tacit-keys-')), 'tacit.yaml');
    t.after(() => rm(dirname(file), { recursive: true }));
    await writeFile(file, `tenants: [{ name: acme, region: eu, resourceServers: [${api}] }]`);
    const yes = { env: {}, dryRun: false, prune: true, confirm: async () => true };
    assert.ok((await applyFile({ file, config, ...yes })).ok);
  };
  const rsa = ['acme.eu RS256 current', 'acme.eu RS256 next'];
  const ec = ['acme.eu ES256 current', 'acme.eu ES256 next'];
  assert.deepEqual(await states(), [...ec, ...rsa]);
  await apply('{ name: B, identifier: urn:b, signing_alg: EdDSA }');
  const ed = ['acme.eu EdDSA current', 'acme.eu EdDSA next'];
  assert.deepEqual(await states(), ['acme.eu ES256 previous', ...ed, ...rsa]);
  await apply('');
  assert.deepEqual(await states(), ['acme.eu ES256 previous', 'acme.eu EdDSA previous', ...rsa]);
});

test('a list is of one tenant or of all, and holds no private key and no password hash', async (t) => {
  const config = await threeTenants(t);
  assert.deepEqual(
    (await list(config, 'tenant')).map(({ beside }) => beside),
    [
      { issuer: 'http://acme.eu.localhost:4000/' },
      // The first that was made on a laptop.
      { issuer: 'http://localhost:4000/' },
      { issuer: 'http://other.us.localhost:4000/' },
    ],
  );
  const clients = await list(config, 'client', 'acme.us');
  const apis = await list(config, 'resource_server');
  const users = await list(config, 'user');
  const of = (records: typeof users, field: string) =>
    records.map(({ tenant, document }) => [tenant, document[field]]);
  assert.deepEqual(of(clients, 'client_id'), [['acme.us', 'a']]);
  assert.deepEqual(of(apis, 'identifier'), [['acme.eu', 'urn:b']]);
  assert.deepEqual(of(users, 'email'), [['acme.us', 'a@b.c']]);
  assert.deepEqual(await list(config, 'user', 'other'), []);
  const keys = await list(config, 'signing_key');
  assert.doesNotMatch(JSON.stringify([clients, apis, users, keys]), /argon2|"d":|sealed|hunter2/);
});
