/**
 * The fixture of the browser tests: the authorization server at http://localhost, a server for the pages of its clients,
 * and Chromium. The server is real down to its database; a page's scripts are files of npm as they were published.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { BrowserContext, Page } from 'playwright-core';
import type { Config } from '../../src/config.ts';
import { serve } from '../../src/main.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import type { Client } from '../../src/resources/client/client.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import { testConfig } from '../config.ts';
import { beginDatabase, giveKeys, PASSWORD, passwordHash } from '../databases/seeds.ts';
import { openWritable, type WritableStorage } from '../databases/writable.ts';
import { freePort } from '../ports.ts';
import { api, implicitClient } from '../stack.ts';
import { launch } from './chromium.ts';

export const AUDIENCE = 'appointments:api';

/** An API that the client `code` gets tokens for by refresh alone. */
export const OTHER_AUDIENCE = 'billing:api';

/** Secret of the client `web`. */
export const CLIENT_SECRET = 'correct-horse-battery-staple-0123456789';

/** Somebody with an account and a browser of their own, so that no test meets what another left behind. */
export type Visitor = {
  readonly email: string;
  readonly sub: string;
  readonly context: BrowserContext;
  readonly page: Page;
};

/** Where it stands still, `at` is the second that it stands at, for visitors too. */
type Clock = { ahead: number; readonly at?: number };

export type Place = {
  /** The authorization server, with the slash. */
  readonly issuer: string;
  /** Origin of the clients' pages. */
  readonly pages: string;
  readonly storage: WritableStorage;
  /** Settings of the tenant other than the defaults; a test that chooses some gives none in the end. */
  readonly chooseSettings: (settings: Partial<TenantSettings>) => Promise<void>;
  /** How many seconds the server's clock is ahead; a test that moves it puts it back. */
  readonly clock: Clock;
  /** A new user with a new browser, in which animations are over at once, but where a test has time stand still or go on. */
  readonly visit: (options?: {
    readonly javaScriptEnabled?: boolean;
    readonly ownTime?: boolean;
  }) => Promise<Visitor>;
  readonly close: () => Promise<void>;
};

/** Pages of the clients by their path, and scripts: the text of a bundle, or by its URL a file of npm, a sheet of styles too. */
export type Pages = Readonly<Record<string, Served>>;
type Served = { readonly html: string } | { readonly script: string } | { readonly file: string };

/** A page with a mark to wait for, which shows and does nothing of its own accord. */
export const BLANK = '<!doctype html><meta charset="utf-8"><title>client</title><h1 id="client">client</h1>';

/** Starts everything; the caller closes it. */
export async function openPlace(
  pages: Pages,
  settings: Partial<Config> = {},
  clock: Clock = { ahead: 0 },
): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-e2e-'));
  const clients = await listen(pageListener(pages));
  const now = () => Math.floor(Date.now() / 1000) + clock.ahead;
  const databaseUrl = `sqlite:${join(directory, 'tacit.db')}`;
  await beginDatabase(databaseUrl);
  const storage = await openWritable({ databaseUrl, now, onError: fail });
  const enrol = await seed(storage, clients.origin);
  const port = settings.port ?? (await freePort());
  const config = testConfig({ port, databaseUrl, ...settings });
  await giveKeys(['t-dev'], { storage, config, now });
  const server = await serve({ config, log: pino({ level: 'silent' }), now });
  const browser = await launch();
  return {
    issuer: `http://localhost:${port}/`,
    pages: clients.origin,
    storage,
    chooseSettings: (settings) => saveTenant(storage, settings),
    clock,
    visit: async ({ ownTime = false, ...options } = {}) => {
      const user = await enrol();
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      context.setDefaultTimeout(10_000);
      if (clock.at !== undefined) await context.clock.setFixedTime(clock.at * 1000);
      const page = await context.newPage();
      if (!ownTime) await hurry(page);
      return { ...user, context, page };
    },
    close: async () => {
      await browser.close();
      await clients.close();
      await server.close();
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function fail(error: unknown): never {
  throw error;
}

/** Allow is held for half a second, which held-button.test.ts looks at and everybody else would wait for. */
async function hurry(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Animation.enable');
  await protocol.send('Animation.setPlaybackRate', { playbackRate: 100 });
}

/** Clients on localhost, which anybody can listen at: each is asked for consent once. */
function clientsAt(origin: string): readonly Client[] {
  const allowed = { web_origins: [origin], allowed_logout_urls: [`${origin}/bye`] };
  return [
    implicitClient('spa', { ...allowed, redirect_uris: [`${origin}/callback`, `${origin}/silent`] }),
    implicitClient('code', {
      ...allowed,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [`${origin}/callback`, `${origin}/silent`],
      refresh_token_policies: [{ audience: OTHER_AUDIENCE, scope: ['appointments'] }],
    }),
    implicitClient('web', {
      ...allowed,
      app_type: 'regular_web',
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      redirect_uris: [`${origin}/callback`],
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret_hash: sha256(CLIENT_SECRET),
    }),
    implicitClient('other', { redirect_uris: [`${origin}/other`] }),
    implicitClient('article', {
      oidc_conformant: false,
      redirect_uris: [`${origin}/article`, `${origin}/callback`],
    }),
  ];
}

async function saveTenant(storage: WritableStorage, settings: Partial<TenantSettings>): Promise<void> {
  const tenant = { tenant_id: 't-dev', name: 'dev', region: 'us', domain: 'localhost' };
  await storage.tenants.save({ ...tenant, settings: { ...TENANT_SETTINGS_DEFAULTS, ...settings } });
}

type Account = Pick<Visitor, 'email' | 'sub'>;

/** Registers tenant, APIs and clients; answers with what makes one more user. */
async function seed(storage: WritableStorage, origin: string): Promise<() => Promise<Account>> {
  const hash = await passwordHash();
  await saveTenant(storage, {});
  const records = storage.tenant('t-dev');
  await records.resourceServers.save(api(AUDIENCE, ['appointments', 'contacts']));
  await records.resourceServers.save(api(OTHER_AUDIENCE, ['appointments']));
  for (const client of clientsAt(origin)) await records.clients.save(client);
  await records.clientGrants.save({ client_id: 'web', audience: AUDIENCE, scope: ['contacts'] });
  const enrolled = { count: 0 };
  return async () => {
    enrolled.count += 1;
    const email = `alice${enrolled.count}@example.com`;
    const sub = `auth0|${String(enrolled.count).padStart(24, '0')}`;
    const claims = { email, email_verified: true, name: 'Alice Example' };
    await records.users.save({ sub, blocked: false, claims }, hash);
    return { email, sub };
  };
}

/** A server on a free port of this machine. */
export async function listen(
  listener: RequestListener,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  // A test that fails before it closes this keeps nobody waiting for ever.
  const server: Server = createServer(listener).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    origin: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pageListener(pages: Pages): RequestListener {
  return (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    textOf(page).then(
      (text) => response.writeHead(200, { 'content-type': `${typeOf(page)}; charset=utf-8` }).end(text),
      () => response.writeHead(404).end(),
    );
  };
}

function typeOf(page: Served | undefined): string {
  if (page && 'file' in page && page.file.endsWith('.css')) return 'text/css';
  return page && 'html' in page ? 'text/html' : 'text/javascript';
}

async function textOf(page: Served | undefined): Promise<string> {
  if (!page) throw new Error('There is no page at this path.');
  if ('file' in page) return readFile(new URL(page.file), 'utf8');
  return 'html' in page ? page.html : page.script;
}

/** The address of an authorization request; undefined takes a parameter out. */
export function authorizeUrl(
  { issuer, pages }: Pick<Place, 'issuer' | 'pages'>,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters = {
    response_type: 'id_token token',
    client_id: 'spa',
    redirect_uri: `${pages}/callback`,
    scope: 'openid appointments',
    audience: AUDIENCE,
    state: 'S1',
    nonce: 'N1',
    ...changes,
  };
  const sent = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${issuer}authorize?${sent.join('&')}`;
}

/** Fills in the login page and sends it. */
export async function signIn(
  { email, page }: Pick<Visitor, 'email' | 'page'>,
  password: string = PASSWORD,
): Promise<void> {
  await page.fill('#username', email);
  await page.fill('#password', password);
  await page.click('#login-submit');
}

/** Fills in the login page, then agrees. */
export async function signInAndConsent(visitor: Pick<Visitor, 'email' | 'page'>): Promise<void> {
  await signIn(visitor);
  await visitor.page.click('#consent-accept');
}

/** Somebody new goes to an authorization request, signs in and agrees; gives the address that the client is called at. */
export async function callbackOf({ visit }: Pick<Place, 'visit'>, request: string): Promise<URL> {
  const visitor = await visit();
  await visitor.page.goto(request);
  await signInAndConsent(visitor);
  await visitor.page.waitForSelector('#client');
  const callback = new URL(visitor.page.url());
  await visitor.context.close();
  return callback;
}

/** The parameters of the fragment of the page's address. */
export function fragmentOf(page: Page): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));
}

/** Header or claims of a JWT, unverified. */
export function claimsOf(token: string | undefined): Readonly<Record<string, unknown>> {
  const [, claims = ''] = (token ?? '').split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
}

/** What a promise came to in a page: its value, null where there is none, or the error as OAuth libraries carry it. */
export type Settled = { readonly value?: unknown; readonly error?: string; readonly description?: string };

/** Waits in the page for the promise that an expression gives. */
export function settle(page: Page, promise: string): Promise<Settled> {
  return page.evaluate(`(${promise}).then(
    (value) => ({ value: value === undefined ? null : JSON.parse(JSON.stringify(value)) }),
    (error) => ({ error: error.error || error.message, description: error.error_description }),
  )`);
}

/** The members of the object that a promise in a page was fulfilled with. */
export async function settledObject(page: Page, promise: string): Promise<Readonly<Record<string, unknown>>> {
  const { value, error, description } = await settle(page, promise);
  assert.equal(error, undefined, description);
  assert.ok(typeof value === 'object' && value !== null, `${promise} gave no object`);
  return Object.fromEntries(Object.entries(value));
}

/** Types one of the recovery codes that are shown, which lets a page go on. */
export async function keepCodes(page: Page): Promise<void> {
  await page.fill('#recovery-code', (await page.locator('#recovery-codes code').first().textContent()) ?? '');
  await page.click('#recovery-kept');
}
