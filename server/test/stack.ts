/**
 * The fixture of the attack catalogue as a running server: two tenants, their clients, APIs and users, on a database in
 * a temporary file. Real storage, real keys, real HTTP; only the clock can be moved.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Config } from '../src/config.ts';
import { serve } from '../src/main.ts';
import { CLIENT_DEFAULTS, type Client } from '../src/resources/client/client.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from '../src/resources/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../src/resources/tenant/settings.ts';
import { openStorage } from '../src/storage/storage.ts';
import { testConfig } from './config.ts';
import { beginDatabase, giveKeys, PASSWORD, passwordHash } from './databases/seeds.ts';
import { type WritableStorage, writable } from './databases/writable.ts';
import { freePort } from './ports.ts';
import { UserAgent } from './user-agent.ts';

export { PASSWORD };

export type Stack = {
  readonly port: number;
  /** Host header of a tenant. */
  readonly host: (tenant: string) => string;
  /** Issuer of a tenant, with its slash. */
  readonly issuer: (tenant: string) => string;
  /** A browser with an empty cookie jar, at a tenant. */
  readonly browser: (tenant?: string) => UserAgent;
  /** The same database by a connection of its own, as another process would have it. */
  readonly storage: WritableStorage;
  /** What it runs with, for the operator's tool beside it. */
  readonly config: Config;
  readonly clock: { now: number };
  /** Every line that was logged so far. */
  readonly logged: () => string;
  readonly close: () => Promise<void>;
};

/** A client of the fixture: implicit, callbacks on https, unless said otherwise. */
export function implicitClient(client_id: string, differences: Partial<Client> = {}): Client {
  return { ...CLIENT_DEFAULTS, client_id, client_name: client_id, grant_types: ['implicit'], ...differences };
}

/** An API of the fixture. */
export function api(identifier: string, scopes: readonly string[]): ResourceServer {
  return {
    ...RESOURCE_SERVER_DEFAULTS,
    identifier,
    name: identifier,
    scopes: scopes.map((value) => ({ value, description: `${value} of ${identifier}` })),
    skip_consent_for_verifiable_first_party_clients: true,
  };
}

const SPA1 = {
  redirect_uris: ['https://app.acme.test/cb'],
  web_origins: ['https://app.acme.test'],
  allowed_logout_urls: ['https://app.acme.test/bye'],
} as const;

/** Clients of the tenant `acme` (attack catalogue, section 0.4), and two for the article's own behaviour. */
export const CLIENTS: readonly Client[] = [
  implicitClient('spa1', SPA1),
  implicitClient('spa2', { is_first_party: false, redirect_uris: ['https://third.test/cb?x=1'] }),
  implicitClient('nat1', { app_type: 'native', redirect_uris: ['com.example.app:/cb'] }),
  implicitClient('dev1', { app_type: 'native', redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]/cb'] }),
  implicitClient('local1', { redirect_uris: ['http://localhost:3000/cb'] }),
  implicitClient('code1', {
    grant_types: ['authorization_code'],
    redirect_uris: ['https://code.acme.test/cb'],
  }),
  implicitClient('article1', { ...SPA1, oidc_conformant: false }),
];

const APIS = [
  api('https://api.acme.test', ['read:a', 'write:a']),
  api('https://billing.acme.test', ['read:a', 'read:b']),
];

const USERS = [
  { tenant: 'acme', sub: 'auth0|a11ce0000000000000000001', email: 'alice@acme.test' },
  { tenant: 'acme', sub: 'auth0|b0b000000000000000000002', email: 'bob@acme.test' },
  { tenant: 'globex', sub: 'auth0|ca4010000000000000000003', email: 'carol@globex.test' },
] as const;

/** Starts the fixture; the caller closes it. */
export async function startStack(
  options: {
    readonly settings?: Partial<TenantSettings>;
    readonly https?: boolean;
    readonly logLevel?: string;
    readonly databaseUrl?: string;
    readonly databaseConnections?: number;
    /** Told of what the fixture's own storage reports; absent: it fails the test. */
    readonly onError?: (error: unknown) => void;
    readonly unsafeOutboundHosts?: readonly string[];
    /** Who is believed from where a request comes. */
    readonly trustProxy?: readonly string[];
    readonly proxyHeader?: string;
    /** The port of its addresses, where something else listens there and hands on what comes. */
    readonly publicPort?: number;
    readonly adminClient?: Config['adminClient'];
    readonly operatorTenant?: string;
    /** Address that it listens at. */
    readonly listenAt?: string;
    readonly mailboxForEverybody?: boolean;
    /** People that a search may look at. */
    readonly searchedPeople?: number;
    /** A mail server that speaks no TLS; without one mail lies at /dev/mailbox. */
    readonly smtpUrl?: string;
    /** Master keys that are known beside the one of sevens. */
    readonly otherMasterKeys?: readonly string[];
  } = {},
): Promise<Stack> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-test-'));
  const port = await freePort();
  const scheme = options.https ? 'https' : 'http';
  const config = testConfig({
    port,
    host: options.listenAt ?? '127.0.0.1',
    databaseUrl: options.databaseUrl ?? `sqlite:${join(directory, 'tacit.db')}`,
    databaseConnections: options.databaseConnections ?? 10,
    baseUrl: new URL(`${scheme}://auth.localhost:${options.publicPort ?? port}`),
    adminClient: options.adminClient,
    operatorTenant: options.operatorTenant,
    otherMasterKeys: options.otherMasterKeys ?? [],
    trustProxy: options.trustProxy ?? [],
    proxyHeader: options.proxyHeader,
    logLevel: options.logLevel ?? 'trace',
    unsafeOutboundHosts: options.unsafeOutboundHosts ?? [],
    smtpUrl: options.smtpUrl,
    insecureSmtp: options.smtpUrl !== undefined,
    mailboxForEverybody: options.mailboxForEverybody ?? false,
    ...(options.searchedPeople === undefined ? {} : { searchedPeople: options.searchedPeople }),
  });
  const clock = { now: Math.floor(Date.now() / 1000) };
  const now = () => clock.now;
  const onError = options.onError ?? fail;
  await beginDatabase(config.databaseUrl);
  const storage = writable(await openStorage({ databaseUrl: config.databaseUrl, now, onError }));
  await seed(storage, options.settings ?? {});
  await giveKeys(['t-acme', 't-globex'], { storage, config, now });
  const lines: string[] = [];
  const log = pino({ level: config.logLevel }, { write: (line: string) => void lines.push(line) });
  const server = await serve({ config, log, now });
  const host = (tenant: string) => `${tenant}.us.auth.localhost:${options.publicPort ?? port}`;
  return {
    port,
    host,
    issuer: (tenant) => `${scheme}://${host(tenant)}/`,
    browser: (tenant = 'acme') => new UserAgent({ port, host: host(tenant) }),
    storage,
    config,
    clock,
    logged: () => lines.join(''),
    close: async () => {
      await server.close();
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function fail(error: unknown): never {
  throw error;
}

async function seed(storage: WritableStorage, settings: Partial<TenantSettings>): Promise<void> {
  const hash = await passwordHash();
  for (const name of ['acme', 'globex']) {
    const tenant_settings = { ...TENANT_SETTINGS_DEFAULTS, ...settings };
    await storage.tenants.save({ tenant_id: `t-${name}`, name, region: 'us', settings: tenant_settings });
    const records = storage.tenant(`t-${name}`);
    for (const one of APIS) await records.resourceServers.save(one);
    const clients = name === 'acme' ? CLIENTS : [implicitClient('spaG', SPA1)];
    for (const client of clients) await records.clients.save(client);
  }
  for (const { tenant, sub, email } of USERS) {
    const claims = { email, email_verified: true, name: email.split('@')[0] ?? email };
    await storage.tenant(`t-${tenant}`).users.save({ sub, blocked: false, claims }, hash);
  }
}
