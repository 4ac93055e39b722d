import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { assert as assertProperty, asyncProperty, oneof, string, webAuthority } from 'fast-check';
import { openWritable, type WritableStorage } from '../../test/databases/writable.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import { createTenants, hostsLine, type Tenants } from './tenants.ts';

const ACME: Tenant = { tenant_id: 't_acme', name: 'acme', region: 'us', settings: TENANT_SETTINGS_DEFAULTS };
const GLOBEX: Tenant = { ...ACME, tenant_id: 't_globex', name: 'globex', region: 'eu' };
const SHOP: Tenant = { ...ACME, tenant_id: 't_shop', name: 'shop', domain: 'login.shop.test' };

const HOSTILE_HOSTS = [
  '',
  ' ',
  'evil.test',
  'auth.test',
  'us.auth.test',
  'acme.us.auth.test:evil',
  'acme.us.auth.test:',
  'acme.us.auth.test:80',
  'acme.us.auth.test:0443',
  'acme.us.auth.test:8443',
  'acme.us.auth.test:443:443',
  'acme.us.auth.test..',
  'acme.us.auth.test.:',
  'acme.us.auth.test.:80',
  '.',
  'auth.test.',
  '.acme.us.auth.test',
  'acme..us.auth.test',
  'acme.us.auth.test/../globex',
  'acme.us.auth.test/',
  'acme.us.auth.test?x',
  'acme.us.auth.test#x',
  'acme.us.auth.test\\@evil.test',
  'user@acme.us.auth.test',
  'acme.us.auth.test@evil.test',
  'evil.test@acme.us.auth.test',
  'http://acme.us.auth.test',
  'acme.us.auth.test, globex.eu.auth.test',
  'acme.us.auth.test globex.eu.auth.test',
  ' acme.us.auth.test',
  'acme.us.auth.test\t',
  'acme.us.auth.test\r\nX: y',
  'acme.us.auth.test\0',
  'acme%2eus.auth.test',
  'acme_us.auth.test',
  '_acme.us.auth.test',
  'acme.us.auth.test.evil.test',
  'xacme.us.auth.test',
  'acme.eu.auth.test',
  '[::1]',
  '127.0.0.1',
  '__proto__',
  'constructor',
  'ａcme.us.auth.test',
  `${'a'.repeat(300)}.us.auth.test`,
];

for (const host of HOSTILE_HOSTS) {
  test(`HH-01 Host ${JSON.stringify(host.slice(0, 60))} chooses no tenant (RFC 9112 §3.2)`, async (t) => {
    const { tenants } = await open(t, { saved: [ACME, GLOBEX, SHOP] });
    assert.equal(await tenants.find(host), undefined);
  });
}

test('HH-01 a letter that only lower-cases to ASCII does not make a known host', async (t) => {
  const { tenants } = await open(t, { saved: [{ ...ACME, name: 'kacme' }] });
  assert.notEqual(await tenants.find('kacme.us.auth.test'), undefined);
  assert.equal(await tenants.find('\u212aacme.us.auth.test'), undefined);
});

test('HH-01 with a port in the base URL, no other port and no missing one is taken', async (t) => {
  const { tenants } = await open(t, { saved: [ACME], baseUrl: 'http://localhost:4000' });
  for (const host of [
    'acme.us.localhost',
    'acme.us.localhost:4001',
    'acme.us.localhost:04000',
    'acme.us.localhost:40000',
  ]) {
    assert.equal(await tenants.find(host), undefined);
  }
  assert.equal((await tenants.find('acme.us.localhost:4000'))?.tenant.tenant_id, 't_acme');
});

const SAME_HOSTS = [
  // The scheme's own port is the one that is meant where none is written (RFC 9110 §4.2.3).
  ['https://auth.test', 'acme.us.auth.test:443', true],
  ['http://auth.test', 'acme.us.auth.test:80', true],
  // The dot of the root is left out or written, and the host is the same (RFC 3986 §3.2.2); a browser keeps other cookies there.
  ['https://auth.test', 'acme.us.auth.test.', false],
  ['https://auth.test', 'acme.us.auth.test.:443', false],
  ['http://auth.test:4000', 'acme.us.auth.test.:4000', false],
  ['https://auth.test', 'acme.auth.test', false],
  ['https://auth.test', 'ACME.us.auth.test', true],
] as const;

for (const [baseUrl, host, isAtIssuer] of SAME_HOSTS) {
  test(`HH-01 ${host} below ${baseUrl} is ${isAtIssuer ? 'the issuer itself' : 'a host of the tenant beside its issuer'}`, async (t) => {
    const { tenants } = await open(t, { saved: [ACME], baseUrl });
    const found = await tenants.find(host);
    assert.deepEqual([found?.tenant.tenant_id, found?.isAtIssuer], ['t_acme', isAtIssuer]);
  });
}

test('HH-01 a domain has the same spellings, and the host by the name is beside it', async (t) => {
  const { tenants } = await open(t, { saved: [SHOP] });
  for (const [host, isAtIssuer] of [
    ['login.shop.test', true],
    ['login.shop.test:443', true],
    ['login.shop.test.', false],
    ['shop.us.auth.test', false],
  ] as const)
    assert.equal((await tenants.find(host))?.isAtIssuer, isAtIssuer, host);
});

test('the tenants that are served are listed once each, whatever hosts they have', async (t) => {
  const { tenants } = await open(t, { saved: [ACME, GLOBEX, SHOP] });
  assert.deepEqual((await tenants.list()).map(({ issuer }) => issuer).sort(), [
    'https://acme.us.auth.test/',
    'https://globex.eu.auth.test/',
    'https://login.shop.test/',
  ]);
});

test('HH-01 no text makes find() throw or find a tenant that is not the one of this host', async (t) => {
  const { tenants } = await open(t, { saved: [ACME] });
  const known = ['acme.us.auth.test', 'acme.auth.test'];
  const hosts = oneof(string({ unit: 'binary' }), webAuthority({ withPort: true, withUserInfo: true }));
  await assertProperty(
    asyncProperty(hosts, async (host) => {
      const found = await tenants.find(host);
      const named = host.toLowerCase().replace(/\.?(?::443)?$/, '');
      assert.ok(found === undefined || known.includes(named));
    }),
  );
});

test('HH-09 the issuer comes from configuration, whichever of its hosts a request names', async (t) => {
  const { tenants } = await open(t, { saved: [ACME, SHOP], baseUrl: 'https://auth.test:8443' });
  for (const host of ['acme.us.auth.test:8443', 'acme.auth.test:8443', 'ACME.US.Auth.Test:8443']) {
    assert.equal((await tenants.find(host))?.issuer, 'https://acme.us.auth.test:8443/');
  }
  for (const host of ['login.shop.test:8443', 'shop.us.auth.test:8443']) {
    assert.equal((await tenants.find(host))?.issuer, 'https://login.shop.test:8443/');
  }
});

test('a region other than the home region cannot be left out of a host', async (t) => {
  const { tenants } = await open(t, { saved: [GLOBEX] });
  assert.equal(await tenants.find('globex.auth.test'), undefined);
  assert.equal((await tenants.find('globex.eu.auth.test'))?.issuer, 'https://globex.eu.auth.test/');
});

test("HH-08 a custom domain cannot take another tenant's host, and its tenant is not served under a foreign issuer", async (t) => {
  const thief: Tenant = { ...SHOP, domain: 'acme.us.auth.test' };
  const { tenants } = await open(t, { saved: [thief, ACME] });
  assert.equal((await tenants.find('acme.us.auth.test'))?.tenant.tenant_id, 't_acme');
  assert.equal(await tenants.find('shop.us.auth.test'), undefined);
});

test('HH-08 a domain that two tenants claim leads to neither', async (t) => {
  const { tenants } = await open(t, { saved: [SHOP, { ...ACME, domain: 'LOGIN.shop.test' }] });
  for (const host of ['login.shop.test', 'shop.us.auth.test', 'acme.us.auth.test']) {
    assert.equal(await tenants.find(host), undefined);
  }
});

test('AU-27 tenants of one name in two regions are two: each host gives its own tenant_id and issuer', async (t) => {
  const { tenants } = await open(t, { saved: [ACME, { ...ACME, tenant_id: 't_new', region: 'eu' }] });
  assert.equal((await tenants.find('acme.us.auth.test'))?.tenant.tenant_id, 't_acme');
  assert.equal((await tenants.find('acme.eu.auth.test'))?.tenant.tenant_id, 't_new');
  assert.equal((await tenants.find('acme.eu.auth.test'))?.issuer, 'https://acme.eu.auth.test/');
});

test('a domain may be the base host itself, as in development', async (t) => {
  const dev: Tenant = { ...ACME, name: 'dev', domain: 'localhost' };
  const { tenants } = await open(t, { saved: [dev, GLOBEX], baseUrl: 'http://localhost:4000' });
  assert.equal((await tenants.find('localhost:4000'))?.issuer, 'http://localhost:4000/');
  assert.equal(tenants.issuer(dev), 'http://localhost:4000/');
  assert.equal((await tenants.find('globex.eu.localhost:4000'))?.tenant.tenant_id, 't_globex');
});

test('a tenant, a domain and a rollout that change are seen without a restart', async (t) => {
  const { tenants, storage } = await open(t);
  assert.equal(await tenants.find('shop.us.auth.test'), undefined);
  await storage.tenants.save({ ...ACME, tenant_id: 't_shop', name: 'shop' });
  assert.equal((await tenants.find('shop.us.auth.test'))?.issuer, 'https://shop.us.auth.test/');
  await storage.tenants.save(SHOP);
  assert.equal((await tenants.find('shop.us.auth.test'))?.issuer, 'https://login.shop.test/');
  assert.equal((await tenants.find('login.shop.test'))?.tenant.tenant_id, 't_shop');
});

test('a feature is switched for one region and no other', async (t) => {
  const { tenants, storage } = await open(t, { saved: [ACME, GLOBEX] });
  assert.equal(await tenants.featureEnabled(GLOBEX, 'api_authorization'), true);
  await storage.rollouts.save({ feature: 'api_authorization', region: 'eu', stage: 'off', percent: 0 });
  assert.equal(await tenants.featureEnabled(GLOBEX, 'api_authorization'), false);
  assert.equal(await tenants.featureEnabled(ACME, 'api_authorization'), true);
  await storage.rollouts.save({ feature: 'api_authorization', region: 'eu', stage: 'on', percent: 0 });
  assert.equal(await tenants.featureEnabled(GLOBEX, 'api_authorization'), true);
});

test('a line of a hosts file is for issuers below localhost alone: every program finds the others', () => {
  assert.equal(hostsLine('http://acme.us.localhost:4000/'), '127.0.0.1 acme.us.localhost');
  for (const issuer of ['http://localhost:4000/', 'https://acme.us.auth.test/', 'https://notlocalhost/'])
    assert.equal(hostsLine(issuer), undefined, issuer);
});

type Setting = { readonly saved?: readonly Tenant[]; readonly baseUrl?: string };

async function open(
  t: TestContext,
  { saved = [], baseUrl = 'https://auth.test' }: Setting = {},
): Promise<{ tenants: Tenants; storage: WritableStorage }> {
  const storage = await openWritable({
    databaseUrl: 'sqlite::memory:',
    now: () => 1_800_000_000,
    onError: (error) => assert.fail(`storage failed: ${error}`),
  });
  t.after(() => storage.close());
  for (const tenant of saved) await storage.tenants.save(tenant);
  const config = { baseUrl: new URL(baseUrl), homeRegion: 'us' };
  return { tenants: createTenants({ storage, config }), storage };
}
