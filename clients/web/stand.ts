/**
 * The fixture of clients that run on a server: the authorization server at http://localhost, as a developer has it on a
 * laptop, a user, an API, and applications that are registered with their address and nothing else that they did not
 * choose.
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { isSamePlace } from '../../conformance/walk/user-agent.ts';
import { sha256 } from '../../server/src/protocol/digest.ts';
import { CLIENT_DEFAULTS, type Client } from '../../server/src/resources/client/client.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../server/src/resources/tenant/settings.ts';
import { passwordHash } from '../../server/test/databases/seeds.ts';
import { listen } from '../../server/test/e2e/harness.ts';
import { api, PASSWORD, startStack } from '../../server/test/stack.ts';
import { newBrowser } from '../browser.ts';

export const AUDIENCE = 'appointments:api';

/** Of every application: with what an operator may well have in it, and a header or a form has to be careful of. */
export const CLIENT_SECRET = 'correct+horse/battery%2Bstaple=0123456789';

/** Who signs in. */
export const ALICE = {
  sub: 'auth0|000000000000000000000001',
  email: 'alice@example.com',
  name: 'Alice Example',
};

/** A tenant of the stack, which is given localhost as a domain of its own. */
const TENANT = 't-acme';

/** The same, at a form. */
export const PERSON = { user: ALICE.email, password: PASSWORD };

export type Stand = {
  /** The authorization server, with the slash. */
  readonly issuer: string;
  /** Registers an application that has a secret, by what its registration says. */
  readonly register: (client_id: string, differences: Partial<Client>) => Promise<void>;
  /** Starts an application at a port of its own and registers it with its callback. */
  readonly serve: (client_id: string, path: string, application: Application) => Promise<string>;
  /** Lets a client get tokens for the API on its own account. */
  readonly allow: (client_id: string, scope: readonly string[]) => Promise<void>;
  /** Takes an authorization request to the address that the client is called at. */
  readonly callback: (request: string | URL) => Promise<URL>;
  readonly close: () => Promise<void>;
};

/** The application, once it knows its own address. */
type Application = (origin: string) => RequestListener;

/** A callback where nobody listens, for a library without an application around it. */
export const REDIRECT_URI = 'http://localhost:3999/callback';

/** Starts the authorization server; the caller closes it. */
export async function openStand(): Promise<Stand> {
  const stack = await startStack({ logLevel: 'silent' });
  const { storage } = stack;
  const records = storage.tenant(TENANT);
  await storage.tenants.save({
    tenant_id: TENANT,
    name: 'acme',
    region: 'us',
    domain: 'localhost',
    settings: TENANT_SETTINGS_DEFAULTS,
  });
  await records.resourceServers.save(api(AUDIENCE, ['appointments']));
  const { sub, ...claims } = ALICE;
  const user = { sub, blocked: false, claims: { ...claims, email_verified: true } };
  await records.users.save(user, await passwordHash());
  const closing: (() => Promise<void>)[] = [stack.close];

  const register: Stand['register'] = (client_id, differences) =>
    records.clients.save({
      ...CLIENT_DEFAULTS,
      client_id,
      client_name: client_id,
      app_type: 'regular_web',
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_basic_or_post',
      client_secret_hash: sha256(CLIENT_SECRET),
      ...differences,
    });
  const serve: Stand['serve'] = async (client_id, path, application) => {
    const served: { listener?: RequestListener } = {};
    const { origin, close } = await listen((request, response) => served.listener?.(request, response));
    served.listener = application(origin);
    closing.unshift(close);
    await register(client_id, { redirect_uris: [`${origin}${path}`], allowed_logout_urls: [origin] });
    return origin;
  };
  return {
    issuer: `http://localhost:${stack.port}/`,
    register,
    serve,
    allow: (client_id, scope) => records.clientGrants.save({ client_id, audience: AUDIENCE, scope }),
    callback: async (request) => {
      const browser = newBrowser((url) => isSamePlace(url, REDIRECT_URI));
      const arrival = await browser.proceed(await browser.open(new URL(request)), PERSON);
      assert.ok(arrival.kind === 'client', arrival.kind === 'page' ? arrival.page.html : '');
      return arrival.request.url;
    },
    close: async () => {
      for (const close of closing) await close();
    },
  };
}
