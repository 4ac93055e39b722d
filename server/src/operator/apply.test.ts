/**
 * `tacit apply` on a database in a temporary file: nothing is applied unless all of it can be, and twice is once.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { startOperator } from '../../test/operator.ts';
import { loadMasterKey } from '../keys/master-key.ts';
import { createSeal } from '../keys/seal.ts';
import { createPasswords } from '../passwords/passwords.ts';
import { Secret } from '../protocol/secret.ts';
import { applyFile } from './apply.ts';
import { listKeys } from './signing-keys.ts';

const TENANT = 'tenants:\n  - name: acme\n    region: eu\n';
const API = `${TENANT}    resourceServers: [{ name: Api, identifier: urn:api }]\n`;

test('a file that is missing, no file, too large or not UTF-8 is refused', async (t) => {
  const { apply, config, database } = await startOperator(t);
  const refusal = async (file: string) => {
    const applied = await applyFile({ file, config, env: {}, dryRun: false });
    return applied.ok ? [] : applied.error;
  };
  assert.deepEqual(await refusal('no-such.yaml'), ['no-such.yaml: There is no such file.']);
  assert.deepEqual(await refusal(tmpdir()), [`${tmpdir()}: This is not a file.`]);
  assert.match((await apply(`#${' '.repeat(1_048_576)}`))[0] ?? '', /larger than 1048576 bytes/);
  const latin1 = `${database}.yaml`;
  await writeFile(latin1, Buffer.from([0x23, 0xe9]));
  assert.deepEqual(await refusal(latin1), [`${latin1}: The file is not UTF-8.`]);
  assert.equal(existsSync(database), false);
});

test('a mistake anywhere in the file keeps all of it from being applied', async (t) => {
  const { apply, database } = await startOperator(t);
  const clients =
    '    clients: [{ name: A, client_id: a }, { name: B, client_id: b, callbacks: ["http://b.example/"] }]\n';
  assert.equal((await apply(TENANT + clients)).length, 1);
  assert.equal(existsSync(database), false);
});

test('a master key that is not the one in use is refused before the first write', async (t) => {
  const { apply, config, look } = await startOperator(t);
  await apply(TENANT);
  const other = { ...config, masterKey: Buffer.alloc(32, 1).toString('base64') };
  const file = `${config.databaseUrl.slice('sqlite:'.length)}.yaml`;
  await writeFile(file, 'tenants: [{ name: other, region: us }]');
  await assert.rejects(
    applyFile({ file, config: other, env: {}, dryRun: false }),
    /TACIT_MASTER_KEY is not the one it was sealed with/,
  );
  assert.equal((await look(({ tenants }) => tenants.list())).length, 1);
});

test('RC-05 a file that is applied eight times at once: one of everything, and nothing to change afterwards', async (t) => {
  const { config, database, look, apply } = await startOperator(t);
  const text = `${API}    clients: [{ name: A, client_id: a }]\n    users: [{ email: a@b.c, password: hunter2 }]\n`;
  const file = `${database}.yaml`;
  await writeFile(file, text);
  const options = { file, config, env: {}, dryRun: false };
  const applied = await Promise.allSettled(Array.from({ length: 8 }, () => applyFile(options)));
  for (const one of applied)
    assert.ok(one.status === 'fulfilled' ? one.value.ok : /email_taken|tenant_host_taken/.test(one.reason));
  const tenants = await look((storage) => storage.tenants.list());
  assert.equal(tenants.length, 1);
  const records = await look(async (storage) => {
    const { clients, resourceServers, users, signingKeys } = storage.tenant(tenants[0]?.tenant_id ?? '');
    return Promise.all([clients.list(), resourceServers.list(), users.list(), signingKeys.list()]);
  });
  assert.deepEqual(
    records.map(({ length }) => length),
    [1, 1, 1, 6],
  );
  assert.ok((await apply(text)).every((step) => step.startsWith('unchanged')));
});

test('a dry run gives the plan and writes nothing: no database, no key, no record', async (t) => {
  const { apply, database, look } = await startOperator(t);
  const plan = ['create tenant acme.eu', 'create api urn:api'];
  assert.deepEqual(await apply(API, { dryRun: true }), plan);
  assert.deepEqual([existsSync(database), existsSync(`${database}.key`)], [false, false]);
  assert.deepEqual(await apply(API), plan);
  const more = API.replace('name: Api', 'name: Other');
  assert.deepEqual(await apply(more, { dryRun: true }), [
    'unchanged tenant acme.eu',
    'update api urn:api name',
  ]);
  const [tenant] = await look(({ tenants }) => tenants.list());
  const apis = await look((storage) => storage.tenant(tenant?.tenant_id ?? '').resourceServers.list());
  assert.deepEqual(
    apis.map(({ name }) => name),
    ['Api'],
  );
});

const WHOLE = `
tenants:
  - name: acme
    region: eu
    domain: login.acme.example
    settings: { idle_session_lifetime: 1, allowed_logout_urls: ["https://acme.example/"] }
    clients:
      - name: Spa
        client_id: spa
        callbacks: ["https://acme.example/cb"]
        grant_types: [implicit]
        jwt_configuration: { alg: ES256, lifetime_in_seconds: 600 }
    resourceServers:
      - { name: Api, identifier: urn:api, token_lifetime: 600, scopes: [{ value: a }, { value: b, description: B }] }
    users:
      - { email: Alice@Example.com, password: "##PASSWORD##", address: { country: PT, locality: Lisbon } }
rollouts:
  - { feature: api_authorization, region: eu, stage: percent, percent: 100 }
`;

test('applied twice, a file changes nothing the second time; a tenant has its keys and what was defaulted', async (t) => {
  const { apply, look, config } = await startOperator(t);
  const env = { PASSWORD: 'correct horse' };
  assert.deepEqual(await apply(WHOLE, { env }), [
    'create rollout api_authorization in eu: 100 percent',
    'create tenant acme.eu',
    'create api urn:api',
    'create client spa',
    'create user Alice@Example.com',
  ]);
  const version = await look(async (storage) => JSON.stringify([await storage.tenants.list()]));
  assert.ok((await apply(WHOLE, { env })).every((step) => step.startsWith('unchanged ')));
  assert.equal(await look(async (storage) => JSON.stringify([await storage.tenants.list()])), version);
  const keys = await listKeys(config, 'acme');
  assert.ok(keys.ok);
  assert.equal(keys.value.length, 6);
  const [tenant] = await look(({ tenants }) => tenants.list());
  const { api, client } = await look(async (storage) => {
    const records = storage.tenant(tenant?.tenant_id ?? '');
    return { api: await records.resourceServers.find('urn:api'), client: await records.clients.find('spa') };
  });
  assert.deepEqual([api?.token_lifetime, api?.token_lifetime_for_web], [600, 600]);
  assert.deepEqual([client?.oidc_conformant, client?.id_token_signed_response_alg], [true, 'ES256']);
  assert.deepEqual(client?.redirect_uris, ['https://acme.example/cb']);
});

test('a password is stored as a hash, changed when the file changes it, and left alone when the file names none', async (t) => {
  const { apply, look } = await startOperator(t);
  const user = (fields: string) => `${TENANT}    users: [{ email: a@example.com, ${fields} }]\n`;
  const passwords = createPasswords({ threads: 1 });
  t.after(() => passwords.close());
  const stored = async () => {
    const [tenant] = await look(({ tenants }) => tenants.list());
    const found = await look((storage) =>
      storage.tenant(tenant?.tenant_id ?? '').users.findByEmail('a@example.com'),
    );
    return found?.password_hash;
  };
  await apply(user('password: one'));
  assert.equal(await passwords.verify(new Secret('one'), await stored()), 'match');
  assert.equal((await apply(user('password: two')))[1], 'update user a@example.com password');
  assert.equal(await passwords.verify(new Secret('two'), await stored()), 'match');
  assert.equal((await apply(user('name: A')))[1], 'update user a@example.com name');
  assert.equal(await passwords.verify(new Secret('two'), await stored()), 'match');
  const hash = await passwords.hash(new Secret('three'));
  assert.equal((await apply(user(`password_hash: "${hash}"`)))[1], 'update user a@example.com password');
  assert.equal(await stored(), hash);
  assert.equal((await apply(user(`password_hash: "${hash}"`)))[1], 'unchanged user a@example.com');
  // The user has chosen another password: the file that brought the old one does not bring it back.
  const [tenant] = await look(({ tenants }) => tenants.list());
  const own = await passwords.hash(new Secret('four'));
  await look(async (storage) => {
    const { users } = storage.tenant(tenant?.tenant_id ?? '');
    const found = await users.findByEmail('a@example.com');
    assert.ok(found);
    await users.replaceHash(found.user.sub, { before: hash, after: own });
  });
  assert.equal((await apply(user(`password_hash: "${hash}"`)))[1], 'unchanged user a@example.com');
  assert.equal(await stored(), own);
});

test('a secret that signs is sealed once and opened by the server alone; a client of OpenID Connect is stored whole', async (t) => {
  const { apply, look, config } = await startOperator(t);
  const secret = 'a'.repeat(32);
  const file = (method: string) => `${TENANT}    clients:
      - name: Signs
        client_id: signs
        client_secret: ${secret}
        token_endpoint_auth_method: ${method}
        oidc_logout: { backchannel_logout_urls: ["https://rp.example/out"] }
        jwks_uri: https://rp.example/jwks
`;
  const stored = async () => {
    const [tenant] = await look(({ tenants }) => tenants.list());
    const tenant_id = tenant?.tenant_id ?? '';
    return { tenant_id, client: await look((storage) => storage.tenant(tenant_id).clients.find('signs')) };
  };
  await apply(file('client_secret_jwt'));
  const { tenant_id, client } = await stored();
  assert.equal(client?.backchannel_logout_uri, 'https://rp.example/out');
  const seal = createSeal(loadMasterKey(config));
  const opened = seal.open({ purpose: 'client-secret', tenant_id }, client?.client_secret_sealed ?? '');
  assert.deepEqual(opened, { client_secret: secret });
  assert.ok((await apply(file('client_secret_jwt'))).includes('unchanged client signs'));
  assert.deepEqual((await stored()).client, client);
  await apply(file('client_secret_basic'));
  assert.equal((await stored()).client?.client_secret_sealed, undefined);
});

test('a field that is taken out of the file has its default again; of a person it stays', async (t) => {
  const { apply, look } = await startOperator(t);
  await apply(WHOLE, { env: { PASSWORD: 'x' } });
  const less = `
tenants:
  - name: acme
    region: eu
    clients: [{ name: Spa, client_id: spa }]
    users: [{ email: alice@example.com }]
`;
  assert.deepEqual(await apply(less), [
    'update tenant acme.eu settings.allowed_logout_urls settings.idle_session_lifetime domain',
    'update client spa callbacks grant_types jwt_configuration.alg jwt_configuration.lifetime_in_seconds',
    'update user alice@example.com email',
  ]);
  const [tenant] = await look(({ tenants }) => tenants.list());
  const user = await look((storage) =>
    storage.tenant(tenant?.tenant_id ?? '').users.findByEmail('alice@example.com'),
  );
  assert.deepEqual(user?.user.claims.address, { country: 'PT', locality: 'Lisbon' });
  assert.ok(user?.password_hash);
});

test('what the file does not name is not touched', async (t) => {
  const { apply, look } = await startOperator(t);
  await apply('tenants: [{ name: first, region: us, clients: [{ name: A, client_id: a }] }]');
  await apply('tenants: [{ name: second, region: us }]');
  assert.deepEqual((await look(({ tenants }) => tenants.list())).map(({ name }) => name).sort(), [
    'first',
    'second',
  ]);
});

test('every change is in the audit table of its tenant, with names and no values', async (t) => {
  const { apply, look } = await startOperator(t);
  await apply(WHOLE, { env: { PASSWORD: 'hunter2' } });
  await apply(WHOLE, { env: { PASSWORD: 'hunter3' } });
  const [tenant] = await look(({ tenants }) => tenants.list());
  const events = await look((storage) => storage.tenant(tenant?.tenant_id ?? '').audit.list(10));
  assert.deepEqual(events.map(({ type, detail }) => `${type} ${detail}`).reverse(), [
    'configuration_changed create tenant acme.eu',
    'configuration_changed create api urn:api',
    'configuration_changed create client spa',
    'configuration_changed create user Alice@Example.com',
    'configuration_changed update user Alice@Example.com password',
  ]);
});
