/**
 * Composition root: config -> storage -> keys -> mail -> passwords -> Deps -> app -> listen. The one file that knows how the
 * parts are put together.
 */

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { startAccountDeletions } from './account/deletions.ts';
import { createApp, refuseUnreadable } from './app.ts';
import { createClients } from './clients/clients.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createDesk } from './desk/create-desk.ts';
import { createDocuments, type Documents, type FetchFor } from './http/documents.ts';
import { createOutbound } from './http/outbound.ts';
import { createUnknownHosts } from './http/unknown-hosts.ts';
import { createClientKeys } from './keys/client-keys.ts';
import { createKeys } from './keys/keys.ts';
import { loadMasterKey } from './keys/master-key.ts';
import { createSeal, MAX_SEALED_CHARACTERS } from './keys/seal.ts';
import { createSubjects } from './keys/subjects.ts';
import { startLogoutDeliveries } from './logout/deliver.ts';
import { startCourier } from './mail/courier.ts';
import { createPostOffice } from './mail/post-office.ts';
import { createPasswords } from './passwords/passwords.ts';
import { err, type Result } from './protocol/result.ts';
import { unsafeChoices } from './resources/computed/unsafe.ts';
import { KINDS } from './resources/index.ts';
import { type Tenant, tenantName } from './resources/tenant/tenant.ts';
import { openStorage } from './storage/storage.ts';
import { createTenants } from './tenants/tenants.ts';

export type RunningServer = {
  /** Origin it listens at. */
  readonly url: string;
  /** Finishes what is under way, then lets go of everything. Rejects when something had to be given up. */
  close(): Promise<void>;
};

const SWEEP_EVERY_MS = 60_000;

/** Starts the authorization server. */
export async function serve(options: {
  readonly config: Config;
  readonly log?: Logger;
  /** Whole seconds since the epoch; a test may bring its own clock. */
  readonly now?: () => number;
}): Promise<RunningServer> {
  const { config } = options;
  const log = options.log ?? pino({ level: config.logLevel });
  const now = options.now ?? (() => Math.floor(Date.now() / 1000));
  const storage = await openStorage({
    databaseUrl: config.databaseUrl,
    now,
    onError: (error) => log.error({ err: error }, 'storage'),
  });
  const deps = await assemble({ config, log, now, storage }).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const requests = createUnderWay();
  const server = await listening(deps, requests).catch(async (error: unknown) => {
    await letGo(deps);
    throw error;
  });
  const couriers = [startCourier(deps), startLogoutDeliveries(deps), startAccountDeletions(deps)];
  const stopSweeping = startSweeping(deps);
  log.info({ url: config.baseUrl.origin, database: deps.storage.dialect }, 'listening');
  return {
    url: `http://${config.host}:${portOf(server)}`,
    close: async () => {
      stopSweeping();
      const stopped = Promise.all(couriers.map((one) => one.close()));
      await closed(server);
      // Those whose client has hung up go on without a connection.
      await requests.ended();
      const givenUp = (await stopped).reduce((sum, count) => sum + count, 0);
      await letGo(deps);
      if (givenUp > 0) throw new Error(`${givenUp} mails or logout tokens were given up on their way.`);
    },
  };
}

async function letGo({ passwords, mail, storage }: Deps): Promise<void> {
  mail.transport.close();
  await passwords.close();
  await storage.close();
}

type Outside = Pick<Deps, 'config' | 'log' | 'now' | 'storage'>;

async function assemble({ config, log, now, storage }: Outside): Promise<Deps> {
  const seal = createSeal(loadMasterKey(config));
  const keys = createKeys({ storage, seal, now });
  const outbound = createOutbound({ unsafeHosts: config.unsafeOutboundHosts });
  const documents = createDocuments({ outbound, now });
  const tenants = await storage.tenants.list();
  // With another master key than theirs it could sign nothing: whoever starts it should hear of it, not whoever signs in.
  if (tenants[0]) await keys.open(tenants[0].tenant_id);
  for (const tenant of tenants) {
    await keys.settle(tenant.tenant_id);
    await warnOfUnsafe(tenant, { storage, log });
  }
  const passwords = createPasswords({ niceness: config.hashingNiceness });
  const random = createRandom();
  const { isReachable } = outbound;
  const desk = createDesk({ storage, config, seal, keys, passwords, now, random, isReachable });
  return {
    config,
    storage,
    desk,
    tenants: createTenants({ storage, config }),
    clients: createClients({ desk, documents, now, log }),
    keys,
    seal,
    clientKeys: createClientKeys({ seal, now, fetchText: createKeyFetcher({ documents, log }) }),
    subjects: createSubjects(seal),
    outbound,
    documents,
    sessionsEnded: new EventTarget(),
    passwords,
    mail: await createPostOffice(config, now),
    unknownHosts: createUnknownHosts({ log, now }),
    log,
    now,
    random,
  };
}

/** Clients that are named for one setting of a tenant: who has more has been told. */
const MAX_NAMED = 10;

/** Whoever weakens a protection hears of it each time the server starts. */
async function warnOfUnsafe(tenant: Tenant, { storage, log }: Pick<Deps, 'storage' | 'log'>): Promise<void> {
  const name = tenantName(tenant);
  for (const { field, sentence } of unsafeChoices(KINDS.settings, tenant.settings))
    log.warn({ tenant: name, setting: field }, sentence);
  const named = new Map<string, number>();
  for (const client of await storage.tenant(tenant.tenant_id).clients.list()) {
    for (const { field, sentence } of unsafeChoices(KINDS.client, client)) {
      const count = (named.get(field) ?? 0) + 1;
      named.set(field, count);
      if (count <= MAX_NAMED)
        log.warn({ tenant: name, client_id: client.client_id, setting: field }, sentence);
    }
  }
}

/** Why there are no keys is for the log: to others it would tell what can be reached from here (CWE-918). */
function createKeyFetcher({ documents, log }: { readonly documents: Documents; readonly log: Logger }) {
  return async (
    url: string,
    { client, tenant_id }: Pick<FetchFor, 'tenant_id' | 'client'>,
  ): Promise<Result<string, string>> => {
    const document = await documents.fetch(url, { purpose: 'keys', tenant_id, ...(client && { client }) });
    if (document.ok) return document;
    log.info({ url, why: document.error }, 'the keys of a client cannot be fetched');
    return err('the keys cannot be fetched');
  };
}

/** Bytes drawn from the operating system at once: asking for sixteen at a time costs more than they do. */
const RANDOM_POOL_BYTES = 4_096;

/** Random text from a pool of CSPRNG output; no byte is given out twice, and none is kept. */
function createRandom(): Deps['random'] {
  let pool = randomBytes(RANDOM_POOL_BYTES);
  return (bytes) => {
    if (pool.length < bytes) pool = randomBytes(RANDOM_POOL_BYTES);
    const drawn = pool.subarray(0, bytes);
    const text = drawn.toString('base64url');
    drawn.fill(0);
    pool = pool.subarray(bytes);
    return text;
  };
}

/** A request that dawdles is cut off; a header may hold the longest sealed interaction, not more. */
const LIMITS = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  // As much for cookies, and for what browsers say of themselves.
  maxHeaderSize: 2 * MAX_SEALED_CHARACTERS,
};

type UnderWay = {
  readonly add: (one: Response | Promise<Response>) => Response | Promise<Response>;
  readonly ended: () => Promise<unknown>;
};

/** What has begun and not ended. */
function createUnderWay(): UnderWay {
  const begun = new Set<Promise<unknown>>();
  return {
    add(one) {
      const ended = Promise.resolve(one)
        .catch(() => {})
        .finally(() => begun.delete(ended));
      begun.add(ended);
      return one;
    },
    ended: () => Promise.all(begun),
  };
}

function listening(deps: Deps, requests: UnderWay): Promise<Server> {
  const { port, host } = deps.config;
  const app = createApp(deps);
  return new Promise((resolve, reject) => {
    const fetch: typeof app.fetch = (...request) => requests.add(app.fetch(...request));
    const listener = getRequestListener(fetch, { hostname: host, errorHandler: refuseUnreadable(deps) });
    // The listener answers whatever happens, so nobody waits for it.
    const server = createServer(LIMITS, (incoming, outgoing) => void listener(incoming, outgoing));
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function closed(server: Server): Promise<void> {
  server.closeIdleConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}

/** Sweeps now and then, one sweep at a time; one that is under way ends when storage closes. */
function startSweeping(deps: Deps): () => void {
  const state: { sweep: Promise<void> | undefined } = { sweep: undefined };
  const timer = setInterval(() => {
    state.sweep ??= sweep(deps).finally(() => {
      state.sweep = undefined;
    });
  }, SWEEP_EVERY_MS).unref();
  return () => clearInterval(timer);
}

const DAY = 86_400;

async function sweep({ storage, config, now, log }: Deps): Promise<void> {
  try {
    await storage.sweep(now(), {
      audit: config.auditRetentionDays * DAY,
      sign_ins: config.signInRetentionDays * DAY,
    });
  } catch (error) {
    log.error({ err: error }, 'sweep');
  }
}
