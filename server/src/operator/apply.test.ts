/**
 * `tacit apply` on a database in a temporary file: nothing is applied unless all of it can be, and twice is once.
 */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startOperator } from '../../test/operator/operator.ts';
import { readMasterKeys } from '../keys/master-key.ts';
import { createSeal } from '../keys/seal.ts';
import { createPasswords } from '../passwords/passwords.ts';
import { Secret } from '../protocol/secret.ts';
import { applyFile } from './apply.ts';
import { listRecords } from './records/looking.ts';

const TENANT = 'tenants:\n  - name: acme\n    region: eu\n';
const API = `${TENANT}    resourceServers: [{ name: Api, identifier: urn:api }]\n`;

test('a step names fields as the file does, with what was and what will be, and holds no secret', async (t) => {
  const { apply, config, database } = await startOperator(t);
  const file = (client: string, user: string) =>
    `${TENANT}    clients: [{ client_id: a, ${client} }]\n    users: [{ email: a@b.c, ${user} }]\n`;
  const [secret, other] = ['s3cret'.repeat(6), 'an0ther'.repeat(6)];
  await apply(
    file(
      `callbacks: ["https://a.test/", "https://b.test/"], jwt_configuration: { alg: ES256 }, client_secret: ${secret}`,
      `password: ${secret}`,
    ),
  );
  await writeFile(
    `${database}.yaml`,
    file(`callbacks: ["https://b.test/", "https://a.test/"], client_secret: ${other}`, `password: ${other}`),
  );
  const steps = await applyFile({ file: `${database}.yaml`, config, env: {}, dryRun: true });
  assert.ok(steps.ok);
  assert.deepEqual(
    steps.value.map(({ action, changes }) => [action, changes]),
    [
      ['unchanged', []],
      [
        'update',
        [
          {
            field: 'callbacks',
            before: ['https://a.test/', 'https://b.test/'],
            after: ['https://b.test/', 'https://a.test/'],
            isSecret: false,
          },
          { field: 'jwt_configuration.alg', before: 'ES256', after: 'RS256', isSecret: false },
          { field: 'client_secret', before: undefined, after: undefined, isSecret: true },
        ],
      ],
      ['update', [{ field: 'password', before: undefined, after: undefined, isSecret: true }]],
    ],
  );
  assert.doesNotMatch(JSON.stringify(steps), /s3cret|an0ther|argon2/);
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
    /TACIT_MASTER_KEY is not the one it was sealed with\. Put that one back/,
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
    [1, 1, 1, 2],
  );
  assert.ok((await apply(text)).every((step) => step.startsWith('unchanged')));
});

test('a dry run gives the plan and writes nothing: no database, no key, no record', async (t) => {
  const { apply, database, look } = await startOperator(t);
  const plan = ['create tenant acme.eu domain', 'create resource_server urn:api'];
  assert.deepEqual(await apply(API, { dryRun: true }), plan);
  assert.deepEqual([existsSync(database), existsSync(`${database}.key`)], [false, false]);
  assert.deepEqual(await apply(API), plan);
  const more = API.replace('name: Api', 'name: Other');
  assert.deepEqual(await apply(more, { dryRun: true }), [
    'unchanged tenant acme.eu',
    'update resource_server urn:api name',
  ]);
  const [tenant] = await look(({ tenants }) => tenants.list());
  const apis = await look((storage) => storage.tenant(tenant?.tenant_id ?? '').resourceServers.list());
  assert.deepEqual(
    apis.map(({ name }) => name),
    ['Api'],
  );
});

test('a dry run makes no key where a secret is to be sealed', async (t) => {
  const { apply, database } = await startOperator(t);
  const client = `{ client_id: a, token_endpoint_auth_method: client_secret_jwt, client_secret: ${'x'.repeat(32)} }`;
  await apply(`${TENANT}    clients: [${client}]`, { dryRun: true });
  assert.deepEqual([existsSync(database), existsSync(`${database}.key`)], [false, false]);
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
    'create rollout api_authorization eu',
    'create tenant acme.eu',
    'create settings acme.eu',
    'create resource_server urn:api',
    'create client spa',
    'create user Alice@Example.com',
  ]);
  const version = await look(async (storage) => JSON.stringify([await storage.tenants.list()]));
  assert.ok((await apply(WHOLE, { env })).every((step) => step.startsWith('unchanged ')));
  assert.equal(await look(async (storage) => JSON.stringify([await storage.tenants.list()])), version);
  const keys = await listRecords(config, {
    kind: 'signing_key',
    tenant: 'acme',
    filter: [],
    after: [],
    limit: 10,
  });
  assert.ok(keys.ok);
  assert.equal(keys.value.records.length, 4);
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
  const seal = createSeal(readMasterKeys(config).first ?? assert.fail('no key'));
  const opened = seal.open({ purpose: 'client-secret', tenant_id }, client?.client_secret_sealed ?? '');
  assert.deepEqual(opened, { client_secret: secret });
  assert.ok((await apply(file('client_secret_jwt'))).includes('unchanged client signs'));
  assert.deepEqual((await stored()).client, client);
  await apply(file('client_secret_basic'));
  assert.equal((await stored()).client?.client_secret_sealed, undefined);
});

test('a field that is taken out of a client has its default again; of a person and of a tenant it stays', async (t) => {
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
    'unchanged tenant acme.eu',
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

test('every change is in the audit table of its tenant, with what was and what will be, of a password only that it changes', async (t) => {
  const { apply, look } = await startOperator(t);
  await apply(WHOLE, { env: { PASSWORD: 'hunter2' } });
  await apply(WHOLE, { env: { PASSWORD: 'hunter3' } });
  const [tenant] = await look(({ tenants }) => tenants.list());
  const events = await look((storage) => storage.tenant(tenant?.tenant_id ?? '').audit.list(10));
  assert.deepEqual(events.map(({ type, detail }) => `${type} ${detail}`).sort(), [
    'configuration_changed create client spa',
    'configuration_changed create resource_server urn:api',
    'configuration_changed create settings acme.eu',
    'configuration_changed create tenant acme.eu',
    'configuration_changed create user Alice@Example.com',
    'configuration_changed update user Alice@Example.com; password: changed',
  ]);
});
