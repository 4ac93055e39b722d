/**
 * The requests that Auth0's provider for Terraform makes to create, read, change and remove what it manages, in its order and in our own
 * words: every member that it sends is answered with the value that it sent, or its plan would not settle.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Api, startApi } from '../../server/test/management/api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

type Document = Readonly<Record<string, unknown>>;

/** Asserts that what was sent is in what was answered. */
function assertHolds(answered: unknown, sent: Document, at = ''): void {
  for (const [name, value] of Object.entries(sent)) {
    const here: unknown = Reflect.get(Object(answered), name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      assertHolds(here, { ...value }, `${at}${name}.`);
    else assert.deepEqual(here, value, `${at}${name}`);
  }
}

/** Sends, and sees that it is answered and then read again as it was sent. */
async function settle(
  method: 'POST' | 'PATCH',
  path: string,
  sent: Document,
  id?: (made: Document) => string,
) {
  const { status, body } = await api.call(method, path, sent);
  assert.equal(status, method === 'POST' ? 201 : 200, JSON.stringify(body));
  assertHolds(body, sent);
  const address = id ? `${path}/${encodeURIComponent(id(body))}` : path;
  const read = await api.call('GET', address);
  assert.equal(read.status, 200);
  assertHolds(read.body, sent);
  return { address, body };
}

const clientId = ({ client_id }: Document) => String(client_id);
const ownId = ({ id }: Document) => String(id);

test('auth0_client: made with its defaults said, emptied, rotated and removed', async () => {
  const { address, body } = await settle(
    'POST',
    '/clients',
    {
      name: 'Terraform',
      description: 'By a plan',
      app_type: 'non_interactive',
      is_first_party: true,
      is_token_endpoint_ip_header_trusted: false,
      oidc_conformant: true,
      callbacks: ['https://shop.test/cb'],
      allowed_origins: ['https://shop.test'],
      web_origins: ['https://shop.test'],
      allowed_logout_urls: ['https://shop.test'],
      allowed_clients: [],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      jwt_configuration: { lifetime_in_seconds: 300, secret_encoded: false, alg: 'RS256' },
      sso_disabled: false,
      cross_origin_authentication: false,
      custom_login_page_on: true,
      require_pushed_authorization_requests: false,
      organization_usage: 'deny',
      organization_require_behavior: 'no_prompt',
      client_metadata: { foo: 'zoo' },
      initiate_login_uri: 'https://shop.test/login',
      native_social_login: { apple: { enabled: false }, facebook: { enabled: false } },
      refresh_token: {
        leeway: 15,
        token_lifetime: 84_600,
        rotation_type: 'rotating',
        expiration_type: 'expiring',
        infinite_token_lifetime: false,
        infinite_idle_token_lifetime: false,
        idle_token_lifetime: 72_000,
      },
    },
    clientId,
  );
  await settle('PATCH', address, { description: '', client_metadata: {}, custom_login_page: '' });
  await settle('PATCH', address, { callbacks: [], allowed_origins: [], web_origins: [] });
  // What its plan says of what was removed, and of what it knows and is not here.
  const cleared = {
    ...{ sso: false, form_template: '', cross_origin_loc: '', initiate_login_uri: '' },
    ...{ skip_non_verifiable_callback_uri_confirmation_prompt: null, signed_request_object: null },
    ...{ token_vault_privileged_access: null, default_organization: null, token_quota: null },
    ...{ session_transfer: null, fedcm_login: null, async_approval_notification_channels: null },
    ...{ organization_discovery_methods: null, jwt_configuration: { alg: 'RS256', scopes: {} } },
    oidc_logout: { backchannel_logout_urls: [], backchannel_logout_initiators: { mode: 'all' } },
  };
  const after = await api.call('PATCH', address, cleared);
  assert.equal(after.status, 200, JSON.stringify(after.body));
  assert.deepEqual([after.body.initiate_login_uri, after.body.sso], [undefined, undefined]);
  for (const said of [{ sso: true }, { session_transfer: { can_create_session_transfer_token: true } }])
    assert.equal((await api.call('PATCH', address, said)).status, 400, JSON.stringify(said));
  const rotated = await api.call('POST', `${address}/rotate-secret`);
  assert.notEqual(rotated.body.client_secret, body['client_secret']);
  assert.equal((await api.call('DELETE', address)).status, 204);
  assert.equal((await api.call('GET', address)).body.errorCode, 'inexistent_client');
});

test('auth0_client_credentials: a key, then the method that uses it', async () => {
  const { address } = await settle(
    'POST',
    '/clients',
    { name: 'Keyed', app_type: 'non_interactive' },
    clientId,
  );
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
  const credential = { name: 'first', credential_type: 'public_key', pem, alg: 'RS256' };
  const { status, body } = await api.call('POST', `${address}/credentials`, credential);
  assert.equal(status, 201);
  await settle('PATCH', address, {
    client_authentication_methods: { private_key_jwt: { credentials: [{ id: body.id }] } },
  });
  const { body: client } = await api.call('GET', address);
  assert.equal(client.token_endpoint_auth_method, 'private_key_jwt');
  assert.equal((await api.call('GET', `${address}/credentials/${body.id}`)).body.name, 'first');
  // Its client asks for totals of every list, and reads a list here.
  const { body: all } = await api.call('GET', `${address}/credentials?include_totals=true&per_page=50`);
  assert.deepEqual(
    all.map(({ name }: { readonly name: string }) => name),
    ['first'],
  );
  assert.deepEqual((await api.call('GET', `${address}/credentials?page=1`)).body, []);
});

test('auth0_resource_server with its scopes apart, and a grant of them', async () => {
  const identifier = 'https://terraform.test/api';
  const { address, body } = await settle(
    'POST',
    '/resource-servers',
    {
      identifier,
      signing_alg: 'RS256',
      allow_offline_access: false,
      token_lifetime: 7_200,
      token_lifetime_for_web: 3_600,
      skip_consent_for_verifiable_first_party_clients: true,
      subject_type_authorization: {
        user: { policy: 'allow_all' },
        client: { policy: 'require_client_grant' },
      },
    },
    ownId,
  );
  assert.equal(body['name'], identifier);
  const scopes = [
    { value: 'create:foo', description: 'Create foos' },
    { value: 'create:bar', description: 'Create bars' },
  ];
  await settle('PATCH', `/resource-servers/${encodeURIComponent(identifier)}`, { scopes });
  const undescribed = { scopes: [scopes[0], { value: 'create:bar', description: '' }] };
  const { status, body: written } = await api.call('PATCH', address, undescribed);
  assert.deepEqual([status, written.scopes], [200, [scopes[0], { value: 'create:bar' }]]);
  const { body: client } = await api.call('POST', '/clients', { name: 'Granted' });
  const asked = `/client-grants?audience=${encodeURIComponent(identifier)}&client_id=${client.client_id}`;
  const { body: none } = await api.call('GET', `${asked}&include_totals=true&per_page=50`);
  assert.deepEqual([none.total, none.client_grants], [0, []]);
  const grant = { client_id: client.client_id, audience: identifier, scope: ['create:foo'] };
  const made = await settle('POST', '/client-grants', { ...grant, subject_type: 'client' }, ownId);
  await settle('PATCH', made.address, { scope: ['create:foo', 'create:bar'] });
  await settle('PATCH', made.address, { scope: [] });
  for (const one of [made.address, address]) assert.equal((await api.call('DELETE', one)).status, 204);
});

test('auth0_tenant, auth0_branding, auth0_prompt and its texts', async () => {
  await settle('PATCH', '/tenants/settings', {
    friendly_name: 'Our house',
    picture_url: 'https://shop.test/logo.png',
    support_email: 'support@shop.test',
    support_url: 'https://shop.test/support',
    allowed_logout_urls: ['https://shop.test/bye'],
    session_lifetime: 720,
    idle_session_lifetime: 72,
    enabled_locales: ['en', 'de'],
    flags: {
      enable_legacy_profile: false,
      enable_client_connections: false,
      revoke_refresh_token_grant: true,
    },
    session_cookie: { mode: 'persistent' },
  });
  await settle('PATCH', '/branding', {
    logo_url: 'https://shop.test/logo.png',
    favicon_url: 'https://shop.test/icon.png',
    colors: { primary: '#0059d6', page_background: '#000000' },
  });
  // Its provider says of every tenant what it knows and has no value for.
  const none = { default_token_quota: null, error_page: null, country_codes: null, mtls: null };
  const { status, body: settings } = await api.call('PATCH', '/tenants/settings', {
    ...{ ...none, skip_non_verifiable_callback_uri_confirmation_prompt: null, default_redirection_uri: '' },
    change_password: { enabled: false, html: '' },
  });
  assert.deepEqual([status, settings.error_page, settings.change_password], [200, undefined, undefined]);
  assert.deepEqual(settings.mtls, { enable_endpoint_aliases: false });
  await settle('PATCH', '/tenants/settings', {
    ephemeral_session_lifetime: 72,
    idle_ephemeral_session_lifetime: 24,
  });
  const page = { change_password: { enabled: true, html: '<html></html>' } };
  assert.equal((await api.call('PATCH', '/tenants/settings', page)).status, 400);
  await settle('PATCH', '/prompts', { universal_login_experience: 'new', identifier_first: true });
  const path = '/prompts/login/custom-text/de';
  const texts = { login: { title: 'Willkommen', buttonText: 'Los' } };
  assert.deepEqual((await api.call('PUT', path, texts)).body, texts);
  assert.deepEqual((await api.call('GET', path)).body, texts);
});

test('auth0_connection: the database is found by its name, and its options are changed', async () => {
  const asked = '/connections?name=Username-Password-Authentication&include_totals=true&per_page=50';
  const { body } = await api.call('GET', asked);
  const [database] = body.connections;
  await settle('PATCH', `/connections/${database.id}`, {
    options: {
      brute_force_protection: true,
      disable_signup: true,
      password_history: { enable: true, size: 5 },
      password_no_personal_info: { enable: true },
      password_dictionary: { enable: true, dictionary: ['swordfish'] },
      password_complexity_options: { min_length: 10 },
    },
  });
  const { body: enabled } = await api.call('GET', `/connections/${database.id}/clients?take=50`);
  assert.ok(enabled.clients.some(({ client_id }: { client_id: string }) => client_id === 'spa1'));
});

test('auth0_role: of the tenant, of a long name, and none of an organization', async () => {
  const name = `The one of ${'many '.repeat(12)}words`;
  const made = await api.call('POST', '/roles', { name, type: 'tenant' });
  assert.deepEqual([made.status, made.body.name], [200, name], JSON.stringify(made.body));
  const elsewhere = { name: 'Other', type: 'organization', owner_id: 'org_1' };
  assert.equal((await api.call('POST', '/roles', elsewhere)).status, 400);
  const asked = '/roles?type=organization&owner_id=org_1&include_totals=true&per_page=100&page=0';
  assert.deepEqual((await api.call('GET', asked)).body.roles, []);
});

test('auth0_attack_protection and auth0_guardian', async () => {
  await settle('PATCH', '/attack-protection/brute-force-protection', { enabled: true, allowlist: [] });
  await settle('PATCH', '/attack-protection/suspicious-ip-throttling', { enabled: true, shields: ['block'] });
  await settle('PATCH', '/attack-protection/breached-password-detection', { enabled: false });
  for (const [name, enabled] of [
    ['otp', true],
    ['email', false],
    ['sms', false],
    ['duo', false],
    ['recovery-code', true],
  ] as const)
    assert.deepEqual((await api.call('PUT', `/guardian/factors/${name}`, { enabled })).body, { enabled });
  const keys = await api.call('GET', '/guardian/factors/webauthn-roaming/settings');
  assert.deepEqual(keys.body, { overrideRelyingParty: false });
  assert.deepEqual((await api.call('PUT', '/guardian/policies', ['all-applications'])).body, [
    'all-applications',
  ]);
});

test('what is not here fails with its sentence, and removing it again does not hang', async () => {
  const { status, body } = await api.call('POST', '/organizations', { name: 'org' });
  assert.equal(status, 501);
  assert.match(body.message, /no organizations/);
  assert.equal((await api.call('GET', '/emails/provider')).body.errorCode, 'inexistent_email_provider');
});
