import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { startOperator } from '../../../test/operator/operator.ts';
import { planStart } from './plan-start.ts';
import { type Start, type StartTenant, startRecords } from './start-records.ts';
import { chooseStartTenant, hasUsers, listStartTenants } from './start-tenant.ts';
import { startText } from './start-text.ts';

const TENANT: StartTenant = { name: 'dev', region: 'us', domain: 'localhost', isNew: true };

const START: Start = {
  tenant: TENANT,
  page: 'http://localhost:5173',
  api: 'urn:my:api',
  flow: 'code',
  isOfArticle: false,
};

const WRONG: readonly (readonly [Partial<Start> & { user?: string }, readonly string[]])[] = [
  [{ page: 'http://app.example' }, ['spa: uses http: only localhost may']],
  [{ page: 'http://app.example/cb' }, ['spa: uses http: only localhost may']],
  [{ page: 'http://localhost:5173/#here' }, ['spa: has a fragment (RFC 6749 §3.1.2)']],
  [{ page: 'http://localhost:*' }, ['spa: has a wildcard: list every URI']],
  [
    { page: 'http://localhost:5173/?code=1' },
    ['spa: has code in its query, which is a name of the response'],
  ],
  [{ page: 'http://LOCALHOST:5173/cb' }, ['spa: is not in normal form: write http://localhost:5173/cb']],
  [{ page: 'http://me@localhost:5173/' }, ['spa: has user information before the host']],
  [{ page: 'myapp://cb' }, ['spa: has the scheme myapp: only a native client may use another than https']],
  [
    { page: 'localhost:5173' },
    ['spa: has the scheme localhost: only a native client may use another than https'],
  ],
  [
    { page: 'my page' },
    ['spa: has a character that a URI cannot hold: use ASCII, punycode, percent-encoding'],
  ],
  [{ page: '' }, ['spa: must not be empty']],
  [{ api: 'my api' }, ['api: must be ASCII without spaces']],
  [{ api: '' }, ['api: must not be empty']],
  [{ api: 'my-page' }, ['api: is also a client_id: an ID token would name it as its audience']],
  [{ user: 'nobody' }, ['user: must be an e-mail address']],
  [
    { tenant: { ...TENANT, name: 'My', region: 'E U' }, page: 'http://app.example', api: 'my api', user: '' },
    [
      'tenant: must be lower-case letters, digits and hyphens, with no hyphen at either end, and have at least 3 characters',
      'region: must be lower-case letters, digits and hyphens, with no hyphen at either end',
      'spa: uses http: only localhost may',
      'api: must be ASCII without spaces',
      'user: must not be empty',
    ],
  ],
];

test('each answer that cannot be meant is refused in the words of its rule, beside all others, and no database is made', async (t) => {
  const { config, database } = await startOperator(t);
  const said: (readonly string[])[] = [];
  for (const [{ user, ...wrong }] of WRONG) {
    const planned = await planStart(config, { ...START, ...wrong }, user);
    said.push(planned.ok ? [] : planned.error.map(({ answer, message }) => `${answer}: ${message}`));
  }
  assert.deepEqual(
    said,
    WRONG.map(([, lines]) => lines),
  );
  assert.equal(existsSync(database), false);
});

test('where APIs have not arrived the answer about the API is refused', async (t) => {
  const { config, rollout } = await startOperator(t);
  await rollout('us', 'off');
  const planned = await planStart(config, START, undefined);
  assert.ok(!planned.ok);
  assert.match(
    planned.error.map(({ answer, message }) => `${answer}: ${message}`).join('\n'),
    /^api: feature_not_enabled/,
  );
});

const STARTS: readonly Partial<Start>[] = [
  {},
  { flow: 'implicit' },
  { flow: 'implicit', isOfArticle: true },
  { page: 'http://localhost:5173/', api: '##HOME##' },
  { page: 'https://app.example/back?from=us', api: "https://api.example/'#:-{x}" },
  { tenant: { name: 'null', region: '0', domain: undefined, isNew: true }, api: 'yes' },
];

for (const said of STARTS) {
  test(`the file says what was judged, changes nothing twice, and is what export keeps: ${JSON.stringify(said)}`, async (t) => {
    const { apply, config } = await startOperator(t, { HOME: 'another' });
    const start = { ...START, ...said };
    const text = startText(start, 'tacit.yaml');
    const [tenant] = parse(text.replaceAll('##_##', '##')).tenants;
    const { settings, clients, resourceServers, ...own } = tenant;
    assert.deepEqual(
      [own, settings, ...clients, ...resourceServers],
      startRecords(start).map(({ document }) => document),
    );
    const planned = await planStart(config, start, undefined);
    assert.ok(planned.ok);
    const applied = await apply(text, { env: { HOME: 'another' } });
    assert.equal(applied.length, planned.value.length);
    assert.deepEqual(
      await apply(text, { dryRun: true }),
      // What the server chose for what was made is told once.
      applied.map((step) => step.replace('create', 'unchanged').replace(/ domain$/, '')),
    );
  });
}

test('the page is answered at its origin in each spelling of an SDK, or at the one address that was said', () => {
  const callbacks = (page: string) =>
    startRecords({ ...START, page }).find(({ kind }) => kind === 'client')?.document;
  for (const page of ['http://localhost:5173', 'http://localhost:5173/']) {
    assert.deepEqual(callbacks(page)?.['callbacks'], [
      'http://localhost:5173/',
      'http://localhost:5173',
      'http://localhost:5173/callback',
    ]);
  }
  const one = callbacks('https://app.example/back');
  assert.deepEqual(
    [one?.['callbacks'], one?.['web_origins'], one?.['allowed_logout_urls']],
    [['https://app.example/back'], ['https://app.example'], ['https://app.example', 'https://app.example/']],
  );
});

test('the tenant is the one that is named, the only one there is, or a new one at localhost', async (t) => {
  const { apply, config } = await startOperator(t);
  const choose = async (said: { tenant?: string; region?: string; isMeant?: boolean } = {}) => {
    const chosen = await chooseStartTenant(config, {
      tenant: undefined,
      region: undefined,
      isMeant: false,
      ...said,
    });
    return chosen.ok ? chosen.value : chosen.error.map(({ message }) => message).join();
  };
  assert.deepEqual(await choose(), TENANT);
  assert.deepEqual(await choose({ tenant: 'shop.eu' }), { ...TENANT, name: 'shop', region: 'eu' });
  await apply('tenants: [{ name: acme, region: eu, domain: id.example, users: [{ email: a@b.example }] }]');
  const acme = { name: 'acme', region: 'eu', domain: 'id.example', isNew: false };
  assert.deepEqual([await choose(), await listStartTenants(config)], [acme, ['acme.eu']]);
  assert.deepEqual(
    [
      await hasUsers(config, acme),
      await hasUsers(config, acme, 'c@b.example'),
      await hasUsers(config, TENANT),
    ],
    [true, false, false],
  );
  assert.equal(
    await choose({ tenant: 'acne' }),
    'is not there: did you mean acme? A new one is made with --force',
  );
  assert.deepEqual(await choose({ tenant: 'acne', isMeant: true }), { ...TENANT, name: 'acne' });
  await apply('tenants: [{ name: acme, region: us, domain: localhost }]');
  assert.equal(await choose(), 'is to be one of acme.eu, acme.us');
  assert.equal(await choose({ tenant: 'acme' }), 'is to be one of acme.eu, acme.us');
  assert.deepEqual(await choose({ tenant: 'acme', region: 'eu' }), acme);
  assert.deepEqual(await choose({ tenant: 'shop' }), { ...TENANT, name: 'shop', domain: undefined });
});

test('a tenant that is there keeps its settings and its domain', async (t) => {
  const { apply, config } = await startOperator(t);
  await apply('tenants: [{ name: acme, region: us, domain: id.example, settings: { session_lifetime: 9 } }]');
  const chosen = await chooseStartTenant(config, { tenant: undefined, region: undefined, isMeant: false });
  assert.ok(chosen.ok);
  assert.deepEqual(
    await apply(startText({ ...START, tenant: chosen.value }, 'tacit.yaml'), { dryRun: true }),
    ['unchanged tenant acme.us', 'create resource_server urn:my:api', 'create client my-page'],
  );
});
