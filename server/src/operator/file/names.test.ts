/**
 * A name is one thing in a tenant, and a host leads to one tenant: judged for the file, against what is stored, and by the
 * database itself where two apply at once.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { complaints, ofTenant, startBegun } from '../../../test/operator/operator.ts';
import { readConfig } from '../../config.ts';
import { applyFile } from '../apply.ts';

const CLIENT = 'clients: [{ name: A, client_id: x }]';
const SUBJECT = 'what the tokens of a client are about: in a tenant a name is one thing';

const IN_ONE_FILE: readonly (readonly [lines: readonly string[], complaint: string])[] = [
  [
    [CLIENT, 'users: [{ email: a@b.test, user_id: x }]'],
    '5:41 user_id is also a client_id: in a tenant a name is one thing',
  ],
  [[CLIENT, 'users: [{ email: a@b.test, user_id: x@clients }]'], `5:41 user_id is also ${SUBJECT}`],
  [
    [CLIENT, 'resourceServers: [{ name: B, identifier: x@clients }]'],
    '4:37 client_id is also the identifier of an API: in a tenant a name is one thing',
  ],
  [
    ['clients: [{ name: A, client_id: x }, { name: B, client_id: x@clients }]'],
    `4:64 client_id is also ${SUBJECT}`,
  ],
  [
    ['resourceServers: [{ name: B, identifier: x }]', 'users: [{ email: a@b.test, user_id: x }]'],
    '5:41 user_id is also the identifier of an API: in a tenant a name is one thing',
  ],
  [['clients: [{ name: A, client_id: "tacit:account" }]'], '4:37 client_id is a name of the server itself'],
  [
    ['users: [{ email: a@b.test, user_id: "tacit:account@clients" }]'],
    '4:41 user_id is a name of the server itself',
  ],
];

for (const [lines, complaint] of IN_ONE_FILE) {
  test(`in one file: ${complaint}`, async () =>
    assert.deepEqual(await complaints(ofTenant(...lines)), [complaint]));
}

const TAKERS = {
  client: (name: string) => ofTenant(`clients: [{ name: A, client_id: "${name}" }]`),
  api: (name: string) => ofTenant(`resourceServers: [{ name: A, identifier: "${name}" }]`),
  user: (name: string) => ofTenant(`users: [{ email: a@b.test, user_id: "${name}" }]`),
};

const IN_TWO_FILES = [
  ['client', 'x', 'api', 'x'],
  ['api', 'x', 'client', 'x'],
  ['client', 'x', 'user', 'x'],
  ['user', 'x', 'client', 'x'],
  ['api', 'x', 'user', 'x'],
  ['user', 'x', 'api', 'x'],
  ['client', 'x', 'user', 'x@clients'],
  ['user', 'x@clients', 'client', 'x'],
  ['client', 'x', 'api', 'x@clients'],
  ['api', 'x@clients', 'client', 'x'],
  ['client', 'x', 'client', 'x@clients'],
] as const;

for (const [first, name, second, other] of IN_TWO_FILES) {
  test(`a ${second} called ${other} is refused where a ${first} called ${name} is stored, and nothing is applied`, async (t) => {
    const { apply } = await startBegun(t);
    await apply(TAKERS[first](name));
    const [complaint = '', ...others] = await apply(TAKERS[second](other));
    assert.match(complaint, /^4:\d+ (client_id|identifier|user_id) is also .*: .*$/);
    assert.deepEqual(others, []);
    assert.ok((await apply(TAKERS[first](name))).every((step) => step.startsWith('unchanged')));
  });
}

/** The first tenant of a laptop is at localhost itself. */
const ISSUER = 'http://localhost:4000/';

for (const name of [ISSUER, ISSUER.slice(0, -1), `${ISSUER}userinfo`, ISSUER.toUpperCase()]) {
  test(`nothing is called ${name}, which is a name of the issuer`, async (t) => {
    const { apply } = await startBegun(t);
    for (const take of Object.values(TAKERS)) {
      const found = await apply(take(name));
      assert.ok(found.some((complaint) => complaint.endsWith('is a name of the server itself')));
    }
    const foreign = `tenants: [{ name: other, region: us, domain: other.example, clients: [{ name: A, client_id: "${name}" }] }, { name: dev, region: us }]`;
    assert.match((await apply(foreign)).join(), /is a name of the server itself(,|$)/);
  });
}

test('a domain that makes the name of an API the issuer is refused', async (t) => {
  const { apply } = await startBegun(t);
  await apply(TAKERS.api('http://login.example:4000/userinfo'));
  assert.deepEqual(await apply('tenants: [{ name: dev, region: us, domain: login.example }]'), [
    '1:44 domain makes the issuer http://login.example:4000/, which is also the identifier of an API: in a tenant a name is one thing',
  ]);
});

const SHOP = 'tenants: [{ name: shop, region: us }]';
const TAKEN = (domain: string) => `tenants: [{ name: acme, region: us, domain: ${domain} }]`;

for (const domain of ['shop.us.localhost', 'shop.localhost']) {
  test(`a new tenant does not take over ${domain}, which another has as its domain, in either order`, async (t) => {
    const first = await startBegun(t);
    await first.apply(TAKEN(domain));
    assert.deepEqual(await first.apply(SHOP), [
      `1:19 name makes ${domain} a host of the tenant, which is the domain of the tenant acme.us`,
    ]);
    const second = await startBegun(t);
    await second.apply(SHOP);
    assert.deepEqual(await second.apply(TAKEN(domain)), [
      `1:45 domain is a host of the tenant shop.us by its name`,
    ]);
    const both = await startBegun(t);
    const file = `tenants: [{ name: acme, region: us, domain: ${domain} }, { name: shop, region: us }]`;
    const place = file.indexOf('shop, region') + 1;
    assert.deepEqual(await both.apply(file), [
      '1:45 domain is a host of the tenant shop.us by its name',
      `1:${place} name makes ${domain} a host of the tenant, which is the domain of the tenant acme.us`,
    ]);
  });
}

test('of a tenant and a domain that are applied at once for one host, one is there', async (t) => {
  const { database, config, look } = await startBegun(t);
  const files = [SHOP, TAKEN('shop.us.localhost')].map((text, index) => [`${database}.${index}.yaml`, text]);
  for (const [file = '', text = ''] of files) await writeFile(file, text);
  const applied = await Promise.allSettled(
    files.map(([file = '']) => applyFile({ file, config, env: {}, dryRun: false })),
  );
  for (const one of applied) {
    if (one.status === 'rejected') assert.match(String(one.reason), /tenant_host_taken/);
  }
  assert.equal((await look(({ tenants }) => tenants.list())).length, 1);
});

test('with another base URL, what a domain or a name claims is judged anew', async (t) => {
  const { apply, config, database } = await startBegun(t);
  await apply(TAKEN('shop.us.auth.example'));
  const read = readConfig({
    TACIT_DATABASE_URL: config.databaseUrl,
    TACIT_BASE_URL: 'https://auth.example',
    TACIT_MASTER_KEY: config.masterKey,
  });
  assert.ok(read.ok);
  const file = `${database}.other.yaml`;
  await writeFile(file, SHOP);
  const applied = await applyFile({ file, config: read.value, env: {}, dryRun: true });
  assert.match(String(!applied.ok && applied.error), /which is the domain of the tenant acme\.us/);
});
