/**
 * The ways in which scopes are come by: none is forgotten, and each says what it asks of whoever takes it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { API, FILE, short, tested } from '../../../test/operator/tested-policies.ts';

const OWN = { is_built_in: false };

test('a scope that somebody comes to without a second factor is found by every way that leads there', async () => {
  const [orders, bills] = await tested([
    { about: 'scopes', where: { scope: 'admin:orders', ...OWN }, must: { second_factor: 'always' } },
    { about: 'scopes', where: { scope: 'admin:bills', ...OWN }, must: { second_factor: 'always' } },
  ]);
  // `default_acr_values` is what a request says that says nothing: whoever makes another one is not asked.
  assert.deepEqual(orders?.counterexamples.map(short), [
    [
      ...[`job client_credentials ${API} admin:orders`, 'second_factor', 'must be always'],
      'take admin:orders out of scope',
    ],
    [
      ...[`pages implicit ${API} admin:orders`, 'second_factor', 'when_enrolled', 'must be always'],
      'write second_factor: always',
    ],
  ]);
  assert.match(orders?.counterexamples[1]?.request ?? '', /authorize\?client_id=pages&.*acr_values=1/);
  assert.equal(orders?.selected, 3);
  assert.deepEqual(
    bills?.counterexamples.map(({ key }) => key.join(' ')),
    ['pages implicit urn:billing admin:bills'],
  );
});

test('a way says who is given the scope: by which roles, with which consent, by which grant', async () => {
  const policies = await tested([
    { about: 'scopes', where: { api: 'urn:billing', ...OWN }, must: { enforced: true, roles: ['Clerk'] } },
    { about: 'scopes', where: { api: 'urn:billing', client_id: 'shop', grant: 'refresh_token' }, count: 1 },
    // One callback that can be verified is enough.
    { about: 'scopes', where: { api: API, client_id: 'shop' }, must: { consent: 'skipped' } },
    { about: 'scopes', where: { api: API, grant: 'implicit' }, must: { lifetime: { at_most: 7_200 } } },
    { about: 'scopes', where: { api: { matches: '*/api/v2/' }, comer: 'client' }, count: 0 },
    { about: 'scopes', where: { client_id: '*' }, count: 0 },
  ]);
  assert.deepEqual(
    policies.map(({ outcome }) => outcome),
    Array(6).fill('holds'),
  );
});

test('where anybody registers a client, anybody comes to what an API asks nobody for', async () => {
  const other = '  - { name: globex, region: us, settings: { mcp_clients: true } }\n';
  const file = FILE.replace('settings: {', 'settings: { dynamic_registration: open,') + other;
  const client = { about: 'clients', count: { at_least: 1 } };
  const [policy, api, settings, all, each, oneOf] = await tested(
    [
      { about: 'scopes', where: { scope: 'admin:orders' }, must: { client_id: { not: '*' } } },
      { about: 'scopes', where: { client_id: '*', api: { matches: '*/api/v2/' } }, count: 0 },
      { about: 'settings', must: { dynamic_registration: 'off' } },
      client,
      { ...client, in_each_tenant: true },
      { ...client, where: { tenant: 'acme.us' }, in_each_tenant: true },
    ],
    file,
  );
  assert.deepEqual(
    policy?.counterexamples.map(({ key }) => key.join(' ')),
    [`* authorization_code ${API} admin:orders`, `* implicit ${API} admin:orders`],
  );
  assert.equal(api?.outcome, 'holds');
  // One switch turns it on, and so is the change.
  assert.deepEqual(
    settings?.counterexamples.map(({ tenant, value, helps }) => [tenant, value, helps]),
    [
      ['acme.us', 'open', 'write dynamic_registration: "off"'],
      ['globex.us', 'open', 'write mcp_clients: false'],
    ],
  );
  assert.deepEqual([all?.outcome, oneOf?.outcome], ['holds', 'holds']);
  assert.deepEqual(
    each?.counterexamples.map(({ tenant, value, says }) => [tenant, value, says]),
    [['globex.us', 0, 'must be at least 1']],
  );
});
