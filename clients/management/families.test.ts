/**
 * Every family of the Management API by Auth0's own ManagementClient, unmodified: what is put in comes out again. What support does is
 * in support.test.ts.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { ManagementClient as Version5 } from 'auth0-5';
import { ManagementClient as Version7 } from 'auth0-7';
import { SUPPORT_OPERATIONS } from '../../server/src/management/families/support/support-operations.ts';
import { createMatcher } from '../../server/src/management/match.ts';
import { OPERATIONS } from '../../server/src/management/operations.ts';
import { AUTH0_PATHS } from '../../server/test/management/auth0-paths.ts';
import { walkJobs } from './jobs-family.ts';
import { walkMails } from './mails-family.ts';
import { managed } from './managed.ts';

const { server, options } = managed();

/** Operations that a client has called. */
const called = new Set<string>();
const matcher = createMatcher(OPERATIONS);
const send = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const found = matcher.find(init?.method ?? 'GET', pathname.replace('/api/v2', ''));
  if (found && 'operation' in found) called.add(found.operation.id);
  return send(input, init);
};
after(() => {
  globalThis.fetch = send;
});

const CONNECTION = 'Username-Password-Authentication';
const API = 'https://api.acme.test';
/** Of what is not here: these clients take it for an outage, and ask again. */
const ONCE = { maxRetries: 0 };

const PERMISSION = { resource_server_identifier: API, permission_name: 'read:a' };

type Client = Version5 | Version7;

async function all<T>(page: Promise<AsyncIterable<T>>): Promise<readonly T[]> {
  const entries: T[] = [];
  for await (const one of await page) entries.push(one);
  return entries;
}

const pem = () =>
  String(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }),
  );

/** A row a family: all that its client can do. */
const FAMILIES: Readonly<Record<string, (client: Client, name: string) => Promise<unknown>>> = {
  async clients({ clients }) {
    const { client_id: id = '' } = await clients.create({
      ...{ name: 'Shop', app_type: 'regular_web', callbacks: ['https://shop.test/cb'] },
      grant_types: ['authorization_code', 'client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
    });
    assert.deepEqual((await clients.get(id)).callbacks, ['https://shop.test/cb']);
    assert.deepEqual(Object.keys(await clients.get(id, { fields: 'name', include_fields: true })), ['name']);
    assert.equal((await clients.update(id, { description: 'Sells' })).description, 'Sells');
    const listed = await all(clients.list({ per_page: 9, app_type: 'regular_web' }));
    assert.ok(listed.some(({ client_id }) => client_id === id));
    assert.equal(typeof (await clients.rotateSecret(id)).client_secret, 'string');
    const made = await clients.credentials.create(id, {
      credential_type: 'public_key',
      name: 'first',
      pem: pem(),
    });
    const key = made.id ?? '';
    assert.equal((await clients.credentials.get(id, key)).id, key);
    assert.equal((await clients.credentials.list(id)).length, 1);
    await clients.credentials.update(id, key, {});
    await clients.credentials.delete(id, key);
    assert.deepEqual(await clients.credentials.list(id), []);
    assert.equal((await all(clients.connections.get(id, { take: 5 })))[0]?.name, CONNECTION);
    await clients.delete(id);
    await assert.rejects(clients.get(id), { statusCode: 404 });
  },

  async resourceServers({ resourceServers, clientGrants, clients }, name) {
    const identifier = `https://shop.test/${name}`;
    const scopes = [{ value: 'read:orders', description: 'Read' }];
    const { id = '' } = await resourceServers.create({ identifier, name: 'Shop', scopes });
    assert.deepEqual((await resourceServers.get(id)).scopes, scopes);
    assert.equal((await resourceServers.update(id, { token_lifetime: 90_000 })).token_lifetime, 90_000);
    assert.ok((await all(resourceServers.list({ per_page: 2 }))).some((one) => one.id === id));
    const { client_id = '' } = await clients.create({
      name: 'Worker',
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
    });
    const grant = await clientGrants.create({ client_id, audience: identifier, scope: ['read:orders'] });
    const granted = await all(clientGrants.list({ client_id, take: 1 }));
    assert.deepEqual(granted[0]?.scope, ['read:orders']);
    const changed = await clientGrants.update(grant.id ?? '', { allow_all_scopes: true });
    assert.equal(changed.allow_all_scopes, true);
    if ('get' in clientGrants) assert.equal((await clientGrants.get(grant.id ?? '')).client_id, client_id);
    await clientGrants.delete(grant.id ?? '');
    await resourceServers.delete(id);
    assert.deepEqual(await all(clientGrants.list({ client_id })), []);
    await clients.delete(client_id);
  },

  async users({ users, roles }, name) {
    const email = `ann${name}@people.test`;
    const { user_id: id = '' } = await users.create({ connection: CONNECTION, email, name: 'Ann' });
    assert.equal((await users.get(id)).email, email);
    assert.deepEqual((await users.update(id, { user_metadata: { a: 1 } })).user_metadata, { a: 1 });
    assert.deepEqual(
      (await all(users.list({ q: `email:"${email}"` }))).map(({ user_id }) => user_id),
      [id],
    );
    assert.equal((await users.listUsersByEmail({ email }))[0]?.user_id, id);
    const { id: role = '' } = await roles.create({ name: `Readers ${name}` });
    assert.equal((await roles.get(role)).id, role);
    assert.equal((await roles.update(role, { description: 'Read' })).description, 'Read');
    assert.ok((await all(roles.list({ per_page: 4 }))).some((one) => one.id === role));
    await roles.permissions.add(role, { permissions: [PERMISSION] });
    assert.equal((await all(roles.permissions.list(role)))[0]?.permission_name, 'read:a');
    await roles.users.assign(role, { users: [id] });
    assert.deepEqual(
      (await all(roles.users.list(role, { take: 1 }))).map(({ user_id }) => user_id),
      [id],
    );
    assert.equal((await all(users.roles.list(id)))[0]?.id, role);
    await users.permissions.create(id, { permissions: [PERMISSION] });
    assert.equal((await all(users.permissions.list(id)))[0]?.permission_name, 'read:a');
    await users.permissions.delete(id, { permissions: [PERMISSION] });
    await users.roles.delete(id, { roles: [role] });
    await users.roles.assign(id, { roles: [role] });
    if ('effectiveRoles' in users) {
      assert.equal((await all(users.effectiveRoles.list(id)))[0]?.id, role);
      const at = { resource_server_identifier: API };
      assert.equal((await all(users.effectivePermissions.list(id, at)))[0]?.permission_name, 'read:a');
      await all(users.effectivePermissions.sources.roles.list(id, { ...at, permission_name: 'read:a' }));
    }
    await roles.permissions.delete(role, { permissions: [PERMISSION] });
    await roles.delete(role);
    await all(users.logs.list(id, { per_page: 2 }));
    await users.delete(id);
    await assert.rejects(users.get(id), { statusCode: 404 });
  },

  async connections({ connections, clients }) {
    const [database] = await all(connections.list({ strategy: ['auth0'], take: 5 }));
    const id = database?.id ?? '';
    assert.equal((await connections.get(id)).name, CONNECTION);
    const changed = await connections.update(id, {
      options: { password_complexity_options: { min_length: 11 } },
    });
    assert.deepEqual(Object(changed.options).password_complexity_options, { min_length: 11 });
    await assert.rejects(connections.create({ name: 'second', strategy: 'auth0' }, ONCE), {
      statusCode: 501,
    });
    await assert.rejects(connections.delete(id, ONCE), { statusCode: 501 });
    const [client] = (await clients.list({ per_page: 1 })).data;
    assert.ok((await all(connections.clients.get(id, { take: 5 }))).length > 0);
    await connections.clients.update(id, [{ client_id: client?.client_id ?? '', status: true }]);
  },

  async tenant({ tenants, branding, prompts, customDomains }) {
    assert.equal((await tenants.settings.update({ friendly_name: 'Acme' })).friendly_name, 'Acme');
    assert.equal((await tenants.settings.get({ fields: 'friendly_name' })).friendly_name, 'Acme');
    await branding.update({ colors: { primary: '#112233' } });
    assert.equal((await branding.get()).colors?.primary, '#112233');
    const settings = await prompts.updateSettings({ identifier_first: true });
    assert.equal(settings.identifier_first, true);
    assert.equal((await prompts.getSettings()).identifier_first, true);
    await prompts.customText.set('login', 'de', { login: { title: 'Guten Tag' } });
    assert.deepEqual(await prompts.customText.get('login', 'de'), { login: { title: 'Guten Tag' } });
    await customDomains.list();
    const { domain = '' } = await customDomains.getDefault();
    assert.equal((await customDomains.setDefault({ domain })).domain, domain);
    await customDomains.get('cd_nobody').catch(refusal);
    await customDomains.update('cd_nobody', {}).catch(refusal);
    await branding.themes.getDefault(ONCE).catch(refusal);
    await branding.templates.getUniversalLogin(ONCE).catch(refusal);
  },

  mails: walkMails,

  async protection({ attackProtection, guardian }) {
    for (const part of [
      attackProtection.bruteForceProtection,
      attackProtection.suspiciousIpThrottling,
      attackProtection.breachedPasswordDetection,
      attackProtection.botDetection,
      attackProtection.captcha,
    ] as const)
      assert.deepEqual(await part.update({}), await part.get());
    assert.ok((await guardian.factors.list()).some(({ name }) => name === 'otp'));
    assert.equal((await guardian.factors.set('otp', { enabled: true })).enabled, true);
    assert.deepEqual(await guardian.policies.set(['all-applications']), await guardian.policies.list());
    await guardian.policies.set([]);
  },

  async streams({ logStreams, stats }) {
    const { id = '' } = await logStreams.create({
      ...{ name: 'Datadog', type: 'datadog' },
      sink: { datadogApiKey: 'key', datadogRegion: 'eu' },
    });
    assert.deepEqual((await logStreams.get(id)).status, 'active');
    assert.ok((await logStreams.list()).some((one) => one.id === id));
    const filters = [{ type: 'category', name: 'user.fail' }] as const;
    const changed = await logStreams.update(id, { status: 'paused', filters: [...filters] });
    assert.deepEqual([changed.status, changed.filters], ['paused', filters]);
    const sink = { awsAccountId: '123456789012', awsRegion: 'eu-west-1' } as const;
    await assert.rejects(logStreams.create({ name: 'AWS', type: 'eventbridge', sink }), { statusCode: 400 });
    await logStreams.delete(id);
    await assert.rejects(logStreams.get(id), { statusCode: 404 });
    assert.deepEqual(await stats.getDaily({ from: '20260101', to: '20260102' }), []);
    assert.equal(await stats.getActiveUsersCount(), 0);
  },

  jobs: walkJobs,

  async logs({ logs }) {
    const [event] = (await logs.list({ per_page: 1 })).data;
    assert.equal((await logs.get(event?.log_id ?? '')).log_id, event?.log_id);
  },

  // The last: a key that is revoked takes along what it has signed, the token of this client among it.
  async keys({ keys }) {
    // The key that is next is in every copy of the JWKS by then.
    server().stack.clock.now += 7_200;
    const rotated = await keys.signing.rotate();
    assert.equal((await keys.signing.get(rotated.kid ?? '')).kid, rotated.kid);
    assert.ok((await keys.signing.list()).some(({ kid }) => kid === rotated.kid));
    const before = (await keys.signing.list()).find(
      ({ current, next, revoked }) => !current && !next && !revoked,
    );
    if (before?.kid !== undefined) assert.ok((await keys.signing.revoke(before.kid)).kid);
  },
};

/** What is no use here is said so, and is no failure. */
function refusal(error: unknown): void {
  assert.ok([400, 404, 501].includes(Object(error).statusCode), String(error));
}

for (const [name, ManagementClient] of [
  ['5', Version5],
  ['7', Version7],
] as const)
  describe(`auth0 ${name}`, () => {
    for (const [family, walk] of Object.entries(FAMILIES))
      test(family, async () => {
        await walk(new ManagementClient(options()), name);
      });
  });

/** Auth0 has it, and its clients have no word for it. */
const WITHOUT_WORD = 'email_provider_delete';

test('each operation that Auth0’s client knows was called', () => {
  const bySupport = new Set(SUPPORT_OPERATIONS.map(({ id }) => id));
  const left = OPERATIONS.filter(
    ({ id, method, path }) =>
      !called.has(id) &&
      id !== WITHOUT_WORD &&
      !bySupport.has(id) &&
      AUTH0_PATHS.some((one) => one.method === method && shapeOf(one.path) === shapeOf(path)),
  );
  assert.deepEqual(
    left.map(({ id }) => id),
    [],
  );
});

function shapeOf(path: string): string {
  return path.replaceAll(/\{[^}]+\}/g, '{}');
}
