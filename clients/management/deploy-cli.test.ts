/**
 * Auth0's own deploy-cli, unmodified: what it exports of a tenant it imports into one that has lost it, and exports again the same.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ManagementClient } from 'auth0-7';
import { ADMIN, type ManagedServer, startManagedServer } from '../../server/test/management/server.ts';
import { deployCli, filesOf } from './deploy-cli.ts';

// The certificate of the fixture is its own.
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';

let server: ManagedServer;
let folder: string;
before(async () => {
  server = await startManagedServer();
  folder = await mkdtemp(join(tmpdir(), 'deploy-cli-'));
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const client = () =>
  new ManagementClient({
    domain: server.domain,
    clientId: ADMIN.client_id,
    clientSecret: ADMIN.client_secret,
  });

const PROVIDER = {
  name: 'smtp',
  credentials: {
    smtp_host: 'mail.shop.test',
    smtp_port: 587,
    smtp_user: 'shop',
    smtp_pass: 'secret-of-mail',
  },
} as const;

/** Something of each kind that is not as it is made by itself. */
async function furnish(management: ManagementClient): Promise<void> {
  await management.tenants.settings.update({
    friendly_name: 'Acme',
    // Texts are asked for by language and prompt, eight requests a second.
    enabled_locales: ['de'],
    session_lifetime: 24,
  });
  await management.branding.update({ colors: { primary: '#112233' } });
  await management.prompts.customText.set('login', 'de', { login: { title: 'Guten Tag' } });
  await management.guardian.factors.set('email', { enabled: false });
  await management.guardian.policies.set(['all-applications']);
  await management.emails.provider.create({ ...PROVIDER, default_from_address: 'no-reply@shop.test' });
  await management.emailTemplates.create({
    ...{ template: 'verify_email', subject: 'Verify', body: '<p>{{ url }}</p>', from: 'hello@shop.test' },
    ...{ syntax: 'liquid', enabled: true, urlLifetimeInSeconds: 432_000 },
  });
  const identifier = 'https://shop.test/api';
  await management.resourceServers.create({
    identifier,
    name: 'Shop',
    scopes: [{ value: 'read:orders', description: 'Read orders' }],
    token_lifetime: 600,
  });
  const { client_id = '' } = await management.clients.create({
    name: 'Worker',
    description: 'Sends orders',
    client_metadata: { team: 'shop' },
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  await management.clientGrants.create({ client_id, audience: identifier, scope: ['read:orders'] });
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
  await management.clients.create({
    name: 'Signer',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    client_authentication_methods: {
      private_key_jwt: { credentials: [{ credential_type: 'public_key', name: 'first', pem }] },
    },
  });
  const [database] = (await management.connections.list({ strategy: ['auth0'] })).data;
  await management.connections.update(database?.id ?? '', {
    options: { disable_signup: false, password_complexity_options: { min_length: 10 } },
  });
}

/** All that can be lost is lost, or is otherwise than it was. */
async function wipe(management: ManagementClient): Promise<void> {
  for await (const { id = '' } of await management.clientGrants.list())
    await management.clientGrants.delete(id);
  const clients = [];
  for await (const { client_id = '' } of await management.clients.list()) clients.push(client_id);
  for (const client_id of clients) await management.clients.delete(client_id);
  const apis = [];
  for await (const { id = '' } of await management.resourceServers.list()) apis.push(id);
  for (const id of apis) await management.resourceServers.delete(id);
  await management.tenants.settings.update({ friendly_name: 'Lost', session_lifetime: 100 });
  await management.branding.update({ colors: { primary: '#445566' } });
  await management.prompts.customText.set('login', 'de', {});
  await management.guardian.factors.set('email', { enabled: true });
  await management.guardian.policies.set([]);
  await management.emailTemplates.set('verify_email', {
    ...{ template: 'verify_email', subject: 'Lost', body: null as never, syntax: 'liquid', enabled: true },
  });
  await management.emails.provider.update({
    ...{ ...PROVIDER, default_from_address: 'lost@shop.test' },
    credentials: { ...PROVIDER.credentials, smtp_host: 'lost.shop.test' },
  });
  const [database] = (await management.connections.list({ strategy: ['auth0'] })).data;
  await management.connections.update(database?.id ?? '', {
    options: { disable_signup: true, password_complexity_options: { min_length: 20 } },
  });
}

async function exported(name: string) {
  const to = join(folder, name);
  await mkdir(to);
  await deployCli('export', { domain: server.domain, folder: to });
  return filesOf(to);
}

test('export, wipe, import, export: the same', async () => {
  const management = client();
  await furnish(management);
  const first = await exported('first');
  assert.match(first['tenant.json'] ?? '', /"friendly_name": "Acme"/);
  assert.match(first['clients/Worker.json'] ?? '', /"team": "shop"/);
  assert.match(first['emails/provider.json'] ?? '', /"smtp_host": "mail.shop.test"/);
  assert.match(first['emails/verify_email.json'] ?? '', /"urlLifetimeInSeconds": 432000/);
  assert.doesNotMatch(JSON.stringify(first), /client_secret"|PRIVATE|secret-of-mail/);
  await wipe(management);
  // What it does not export it is told, as its users do.
  const { smtp_user, smtp_pass } = PROVIDER.credentials;
  const said = JSON.stringify({ SMTP_USER: smtp_user, SMTP_PASS: smtp_pass });
  const settings = { AUTH0_KEYWORD_REPLACE_MAPPINGS: said };
  await deployCli('import', { domain: server.domain, folder: join(folder, 'first'), settings });
  assert.deepEqual(await exported('second'), first);
});
