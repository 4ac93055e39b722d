/**
 * The configuration of a tenant at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ABSENT } from '../../src/management/absent/absent.ts';
import { OPERATIONS } from '../../src/management/operations.ts';
import { B0 } from '../attacks/requests.ts';
import { type Api, mistakesOf, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

test('what is not here is 501 with a sentence, and 401 without a token; what is only read is empty', async () => {
  for (const [method, path] of [
    ['POST', '/organizations'],
    ['GET', '/organizations/org_1'],
    ['POST', '/actions/actions'],
    ['POST', '/event-streams'],
    ['PUT', '/keys/custom-signing'],
    ['POST', '/users/auth0%7Cx/risk-assessments/clear'],
  ] as const) {
    const { status, body } = await api.call(method, path, method === 'GET' ? undefined : {});
    assert.equal(status, 501, path);
    assert.equal(body.errorCode, 'not_here');
    assert.match(body.message, /^[A-Z].*\.$/);
    assert.equal((await api.callAs(undefined, method, path)).status, 401);
  }
  assert.deepEqual((await api.call('GET', '/organizations')).body, { organizations: [] });
  assert.deepEqual((await api.call('PATCH', '/risk-assessments/settings', { enabled: false })).status, 200);
  assert.deepEqual((await api.call('PATCH', '/risk-assessments/settings', { enabled: true })).status, 501);
});

test('what is here is not said to be absent', () => {
  const here = new Set(OPERATIONS.map(({ method, path }) => `${method} ${path}`));
  assert.deepEqual(
    ABSENT.map(({ method, path }) => `${method} ${path}`).filter((one) => here.has(one)),
    [],
  );
  assert.equal(new Set(OPERATIONS.map(({ id }) => id)).size, OPERATIONS.length);
});

test('MG-02 each view has the scope of its subject', async () => {
  for (const [path, scope] of [
    ['/tenants/settings', 'read:tenant_settings'],
    ['/branding', 'read:branding'],
    ['/prompts', 'read:prompts'],
    ['/connections', 'read:connections'],
    ['/attack-protection/brute-force-protection', 'read:attack_protection'],
    ['/guardian/factors', 'read:guardian_factors'],
    ['/guardian/policies', 'read:mfa_policies'],
    ['/keys/signing', 'read:signing_keys'],
    ['/custom-domains', 'read:custom_domains'],
    ['/clients/spa1/credentials', 'read:client_credentials'],
  ] as const) {
    const other = await api.token(['read:users']);
    assert.equal((await api.callAs(other, 'GET', path)).status, 403, path);
    const own = await api.token([scope]);
    assert.equal((await api.callAs(own, 'GET', path)).status, 200, path);
  }
});

test('settings are changed by Auth0’s names, each mistake at its place', async () => {
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', '/tenants/settings', {
      frendly_name: 'x',
      session_lifetime: 0,
      flags: { enable_legacy_profile: true, nothing: true },
      session_lifetime_in_minutes: 90,
      default_audience: 'https://nowhere.test',
    }),
    [
      'flags.enable_legacy_profile',
      'frendly_name',
      'session_lifetime',
      'session_lifetime_in_minutes',
      'flags.nothing',
      'default_audience',
    ],
  );
  const change = {
    friendly_name: 'Acme',
    session_lifetime_in_minutes: 600,
    flags: { enable_dynamic_client_registration: true },
  };
  const { body } = await api.call('PATCH', '/tenants/settings', change);
  assert.equal(body.session_lifetime, 10);
  assert.equal(body.flags.enable_dynamic_client_registration, true);
  assert.equal(
    (await api.call('PATCH', '/tenants/settings', { friendly_name: null })).body.friendly_name,
    undefined,
  );
  const fields = await api.call('GET', '/tenants/settings?fields=session_lifetime');
  assert.deepEqual(fields.body, { session_lifetime: 10 });
});

test('XS-05 branding has colours and addresses, and no markup', async () => {
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', '/branding', {
      colors: { primary: 'red;}', page_background: { type: 'linear-gradient' } },
      logo_url: 'javascript:alert(1)',
      font: { url: 'https://evil.test/f.woff2' },
    }),
    ['colors.primary', 'colors.page_background', 'logo_url', 'font'],
  );
  const colors = { primary: '#112233', page_background: '#ffffff' };
  assert.deepEqual((await api.call('PATCH', '/branding', { colors })).body.colors, colors);
  const { body } = await api.call('PATCH', '/branding', { colors: { primary: null } });
  assert.deepEqual(body.colors, { page_background: '#ffffff' });
});

test('XS-02 XS-07 a page says the tenant’s words as text, in its language alone', async () => {
  const path = '/prompts/login/custom-text/en';
  assert.deepEqual(
    await mistakesOf(api, 'PUT', path, { login: { titel: 'x', title: 7 }, other: { title: 'x' } }),
    ['login.titel', 'login.title', 'other.title'],
  );
  assert.equal((await api.call('PUT', '/prompts/login/custom-text/xx', {})).status, 400);
  assert.deepEqual((await api.call('GET', '/prompts/organizations/custom-text/en')).body, {});
  const title = '<script>alert(1)</script>{{7*7}}#{7*7}';
  const { status, body } = await api.call('PUT', path, { login: { title } });
  assert.equal(status, 200);
  assert.deepEqual(body, { login: { title } });
  const page = async (language: string) => {
    const browser = api.stack.browser();
    const answer = await browser.authorize({ ...B0, ui_locales: language });
    return answer.body;
  };
  const english = await page('en');
  assert.doesNotMatch(english, /<script>alert/);
  assert.match(english, /&lt;script&gt;alert\(1\)&lt;\/script&gt;\{\{7\*7\}\}#\{7\*7\}/);
  assert.doesNotMatch(await page('de'), /7\*7/);
  await api.call('PUT', path, {});
  assert.doesNotMatch(await page('en'), /7\*7/);
});

test('the database: its options are settings; another source is a record', async () => {
  const { body: all } = await api.call('GET', '/connections?take=50&strategy=auth0');
  const [database] = all.connections;
  assert.equal(database.name, 'Username-Password-Authentication');
  const path = `/connections/${database.id}`;
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', path, {
      options: {
        passwordPolicy: 'excellent',
        password_complexity_options: { min_length: 4 },
        authentication_methods: { password: { enabled: false } },
        brute_force_protection: false,
        customScripts: { login: 'x' },
      },
    }),
    [
      'options.passwordPolicy',
      'options.brute_force_protection',
      'options.password_complexity_options.min_length',
      'options.authentication_methods.password.enabled',
      'options.customScripts',
    ],
  );
  const options = {
    disable_signup: false,
    password_complexity_options: { min_length: 12 },
    password_history: { enable: true, size: 3 },
    authentication_methods: { passkey: { enabled: true } },
  };
  const { status, body: changed } = await api.call('PATCH', path, { options });
  assert.equal(status, 200);
  assert.equal(changed.options.disable_signup, false);
  assert.deepEqual(changed.options.password_history, { enable: true, size: 3 });
  assert.equal(changed.options.authentication_methods.passkey.enabled, true);
  assert.equal((await api.call('DELETE', path)).status, 501);
  assert.equal((await api.call('POST', '/connections', { name: 'x', strategy: 'auth0' })).status, 501);
  const other = { name: 'partner', strategy: 'samlp', options: { domain_aliases: ['partner.test'] } };
  const secret = { ...other, options: { client_secret: 'x' } };
  assert.equal((await api.call('POST', '/connections', secret)).status, 501);
  const { body: made } = await api.call('POST', '/connections', other);
  assert.deepEqual(made.options, { domain_aliases: ['partner.test'] });
  assert.equal((await api.call('POST', '/connections', other)).status, 409);
  for (const [domain, found] of [
    ['Partner.test', 1],
    ['partner', 0],
  ] as const)
    assert.equal((await api.call('GET', `/connections?domain_alias=${domain}`)).body.length, found);
  const renamed = await api.call('PATCH', `/connections/${made.id}`, { display_name: 'Partner' });
  assert.equal(renamed.body.display_name, 'Partner');
  assert.equal((await api.call('DELETE', `/connections/${made.id}`)).status, 202);
  assert.equal((await api.call('GET', `/connections/${made.id}`)).status, 404);
  const statuses = [{ client_id: 'spa1', status: true }];
  assert.equal((await api.call('PATCH', `${path}/clients`, statuses)).status, 204);
  assert.equal(
    (await api.call('PATCH', `${path}/clients`, [{ client_id: 'spa1', status: false }])).status,
    501,
  );
});

test('second factors and when they are asked for', async () => {
  assert.equal((await api.call('PUT', '/guardian/factors/sms', { enabled: true })).status, 501);
  assert.equal((await api.call('PUT', '/guardian/factors/sms', { enabled: false })).status, 200);
  assert.equal((await api.call('PUT', '/guardian/factors/recovery-code', { enabled: false })).status, 400);
  assert.equal((await api.call('PUT', '/guardian/factors/nothing', { enabled: true })).status, 404);
  assert.equal((await api.call('PUT', '/guardian/factors/email', { enabled: false })).status, 200);
  const { body } = await api.call('GET', '/guardian/factors');
  const enabled = body
    .filter((one: { enabled: boolean }) => one.enabled)
    .map(({ name }: { name: string }) => name);
  assert.deepEqual(enabled, ['otp', 'webauthn-roaming', 'webauthn-platform', 'recovery-code']);
  assert.equal((await api.call('PUT', '/guardian/policies', ['confidence-score'])).status, 400);
  assert.equal((await api.call('PUT', '/guardian/policies', {})).status, 400);
  const { body: policies } = await api.call('PUT', '/guardian/policies', ['all-applications']);
  assert.deepEqual(policies, ['all-applications']);
  assert.deepEqual((await api.call('PUT', '/guardian/policies', [])).body, []);
});

test('guessing is answered whatever is said; stolen passwords need somebody to ask', async () => {
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', '/attack-protection/brute-force-protection', { enabled: false }),
    ['enabled'],
  );
  const breached = '/attack-protection/breached-password-detection';
  assert.deepEqual(await mistakesOf(api, 'PATCH', breached, { enabled: true }), ['enabled']);
  assert.equal((await api.call('GET', breached)).body.enabled, false);
});

test('signing keys: seen, too young to rotate, revoked for ever', async () => {
  const { body: keys } = await api.call('GET', '/keys/signing');
  const current = keys.find((one: { current: boolean }) => one.current);
  assert.match(current.cert, /^-----BEGIN CERTIFICATE-----/);
  assert.match(current.fingerprint, /^([0-9A-F]{2}:){19}[0-9A-F]{2}$/);
  assert.deepEqual((await api.call('GET', `/keys/signing/${current.kid}`)).body, current);
  assert.doesNotMatch(JSON.stringify(keys), /PRIVATE|"d":/);
  assert.equal((await api.call('POST', '/keys/signing/rotate')).status, 409);
  const foreign = await api.call('GET', '/keys/signing', undefined, { tenant: 'globex' });
  assert.equal((await api.call('PUT', `/keys/signing/${foreign.body[0].kid}/revoke`)).status, 404, 'MG-03');
  const previous = keys.find((one: { next: boolean }) => one.next);
  assert.equal((await api.call('PUT', `/keys/signing/${previous.kid}/revoke`)).status, 200);
  assert.equal((await api.call('GET', `/keys/signing/${previous.kid}`)).status, 404);
});

test('MG-02 of all settings a token sees and changes what its scopes reach, and mail is sent elsewhere', async () => {
  const look = await api.token(['read:connections']);
  const seen = await api.callAs(look, 'GET', '/settings');
  assert.equal(typeof seen.body.password_min_length, 'number');
  for (const name of ['policy', 'branding', 'mail_from']) assert.equal(seen.body[name], undefined, name);
  assert.equal((await api.callAs(look, 'PATCH', '/settings', { sign_up: true })).status, 403);
  const token = await api.token(['update:connections']);
  for (const body of [{ policy: 'strict' }, { sign_up: true, second_factor: 'never' }, { branding: null }])
    assert.equal((await api.callAs(token, 'PATCH', '/settings', body)).status, 403, JSON.stringify(body));
  assert.deepEqual(await mistakesOf(api, 'PATCH', '/settings', { mail_provider: { host: 'x', port: 25 } }), [
    'mail_provider',
  ]);
});

test('all settings are one document: changed by the version it was read in, wrong ones are named', async () => {
  const { body, headers } = await api.call('GET', '/settings');
  assert.equal(body.second_factor, 'when_enrolled');
  assert.doesNotMatch(JSON.stringify(body), /mail_provider/);
  const version = { 'if-match': String(headers['etag']) };
  const change = { password_min_length: 13, remember_device_days: 7 };
  const changed = await api.call('PATCH', '/settings', change, { headers: version });
  assert.equal(changed.body.password_min_length, 13);
  assert.notEqual(changed.headers['etag'], headers['etag']);
  assert.equal((await api.call('PATCH', '/settings', change, { headers: version })).status, 412);
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', '/settings', {
      password_min_length: 1,
      polcy: 'strict',
      login_methods: [],
    }),
    ['polcy', 'login_methods', 'password_min_length'],
  );
  const back = await api.call('PATCH', '/settings', {
    password_min_length: null,
    remember_device_days: null,
  });
  assert.equal(back.body.password_min_length, 8);
});

test('what the operator sets is shown, and is not changed here', async () => {
  assert.equal((await api.call('GET', '/email-templates/verify_email')).status, 404);
  assert.equal((await api.call('POST', '/custom-domains', { domain: 'x.test' })).status, 501);
  for (const [query, status] of [
    ['take=5', 200],
    ['q=domain:login.*&take=5', 200],
    ['q=domain:a.test&fields=domain', 200],
    ['sort=domain:1&take=50', 200],
    ['sort=type:1', 400],
    ['q=type:x', 400],
    ['q=domain:a*b*', 400],
    ['from=x&take=1', 400],
  ] as const)
    assert.equal((await api.call('GET', `/custom-domains?${query}`)).status, status, query);
  assert.deepEqual((await api.call('GET', '/custom-domains?take=5')).body, { custom_domains: [] });
  assert.equal((await api.call('GET', '/branding/themes/default')).body.errorCode, 'theme_not_found');
});
