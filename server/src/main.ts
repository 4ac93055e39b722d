/**
 * Composition root: config -> storage -> keys -> mail -> passwords -> Deps -> listen. The one file that knows how the
 * parts are put together; what has to end is registered with the lifecycle as soon as it is there.
 */

import { join } from 'node:path';
import type { Logger } from 'pino';
import { createClients } from './clients/clients.ts';
import type { Config } from './config.ts';
import { hidePassword } from './config-urls.ts';
import { createBuiltFiles } from './dashboard/built-files.ts';
import type { Deps } from './deps.ts';
import { createDesk } from './desk/create-desk.ts';
import { createDocuments, type Documents, type FetchFor } from './http/documents.ts';
import { createOutbound } from './http/outbound.ts';
import { createUnknownHosts } from './http/unknown-hosts.ts';
import { createClientKeys } from './keys/client-keys.ts';
import { createKeys } from './keys/keys.ts';
import { openSeal } from './keys/open-seal.ts';
import { createSubjects } from './keys/subjects.ts';
import { createLifecycle, type Ending, type GivenUp, type Lifecycle } from './lifecycle.ts';
import { listen } from './listen.ts';
import { startLogoutDeliveries } from './logout/deliver.ts';
import { startCourier } from './mail/courier.ts';
import { createPostOffice } from './mail/post-office.ts';
import { startJobs } from './management/families/jobs/run-jobs.ts';
import { createTails } from './management/families/logs/tails.ts';
import { createRates } from './management/rates.ts';
import { createOwnRates } from './me/own-rates.ts';
import { openTenant } from './open-tenant.ts';
import { actsInServer } from './operator/in-server.ts';
import { startAccountDeletions } from './own-account/deletions.ts';
import { createPasswords } from './passwords/passwords.ts';
import { createLog } from './process/log.ts';
import { startWatchdog } from './process/watchdog.ts';
import { sha256 } from './protocol/digest.ts';
import { err, type Result } from './protocol/result.ts';
import { createRandom } from './random.ts';
import { adminClient } from './resources/client/admin-client.ts';
import type { Client } from './resources/client/client.ts';
import { type Tenant, tenantName } from './resources/tenant/tenant.ts';
import { openStorage } from './storage/storage.ts';
import { startLogStreams } from './streams/deliver.ts';
import { createTenants } from './tenants/tenants.ts';

export type RunningServer = {
  /** Origin it listens at. */
  readonly url: string;
  /** Ends as a signal asks for it, in phases; what had to be given up, if anything had. */
  stop(how: Pick<Ending, 'drain_ms'>): Promise<GivenUp | undefined>;
  /** Finishes what is under way, then lets go of everything. Rejects when something had to be given up. */
  close(): Promise<void>;
  /** Says in the log what nobody caught; the process is to end then. */
  report(error: unknown): Promise<void>;
};

const SWEEP_EVERY_MS = 60_000;

/** Where the dashboard lies as it was built: in the package, in the repository. */
const DASHBOARD = ['../dashboard', '../../dashboard/dist'].map((path) => join(import.meta.dirname, path));

/** A client that writes at this moment has written within the first, and its request has arrived within both. */
const PATIENCE = { idle_ms: 1_000, arrival_ms: 4_000 };

type Serving = {
  readonly config: Config;
  readonly log?: Logger;
  /** Told once that the database is waited for, and why. */
  readonly onWait?: (error: unknown) => void;
  /** Whole seconds since the epoch; a test may bring its own clock. */
  readonly now?: () => number;
};

/** Starts the authorization server, or lets go of all that was begun and throws. */
export async function serve({ config, ...given }: Serving): Promise<RunningServer> {
  const { log, flush } = given.log ? { log: given.log, flush: async () => {} } : createLog(config.logLevel);
  const now = given.now ?? (() => Math.floor(Date.now() / 1000));
  const lifecycle = createLifecycle(log);
  const { onWait = () => undefined } = given;
  const url = await start({ config, log, now, lifecycle, onWait }).catch(async (error: unknown) => {
    await lifecycle.abandon();
    throw error;
  });
  const limit_ms = config.stopSeconds * 1_000;
  return {
    url,
    stop: ({ drain_ms }) => lifecycle.end({ ...PATIENCE, drain_ms, limit_ms }).finally(flush),
    report(error) {
      log.fatal({ err: error }, 'an error that nobody caught: the process ends');
      return flush();
    },
    async close() {
      const givenUp = await lifecycle.end({ ...PATIENCE, drain_ms: 0, idle_ms: 0, limit_ms });
      if (givenUp) throw new Error(`Given up on their way: ${JSON.stringify(givenUp)}.`);
    },
  };
}

type Starting = Omit<Outside, 'storage'> & Required<Pick<Serving, 'onWait'>>;

/** Everything that can be wrong is tried before the port opens; where it listens. */
async function start({ lifecycle, onWait, ...given }: Starting): Promise<string> {
  const { config, log, now } = given;
  const { register } = lifecycle;
  const storage = await openStorage({
    databaseUrl: config.databaseUrl,
    connections: config.databaseConnections,
    patience: { seconds: config.databaseWaitSeconds, onWait },
    mayBegin: config.mayBegin,
    searchedPeople: config.searchedPeople,
    now,
    onError: (error) => log.error({ err: error }, 'storage'),
  });
  register({ stage: 'storage', name: 'databases', end: storage.close });
  const deps = await assemble({ config, log, now, storage, lifecycle });
  const url = await listen(deps, register);
  register({ stage: 'work', name: 'mails', end: startCourier(deps).close });
  register({ stage: 'work', name: 'logout tokens', end: startLogoutDeliveries(deps).close });
  register({ stage: 'work', name: 'account deletions', end: startAccountDeletions(deps).close });
  register({ stage: 'work', name: 'log streams', end: startLogStreams(deps).close });
  register({ stage: 'work', name: 'jobs', end: startJobs(deps).close });
  const stopSweeping = startSweeping(deps);
  register({ stage: 'work', name: 'sweeps', end: async () => stopSweeping() });
  const stopWatching = startWatchdog(log);
  register({ stage: 'means', name: 'watchdogs', end: async () => stopWatching() });
  log.info({ url: config.baseUrl.origin, database: storage.dialect }, 'listening');
  return url;
}

type Outside = Pick<Deps, 'config' | 'log' | 'now' | 'storage'> & { readonly lifecycle: Lifecycle };

async function assemble({ config, log, now, storage, lifecycle }: Outside): Promise<Deps> {
  // With another master key than the database's it could sign nothing: whoever starts it hears of it, before anybody is served.
  const seal = await openSeal(storage, config);
  const keys = createKeys({ storage, seal, now });
  const outbound = createOutbound({ unsafeHosts: config.unsafeOutboundHosts });
  const documents = createDocuments({ outbound, now });
  const tenants = await storage.tenants.list();
  if (storage.isNew && tenants.length === 0) warnOfNewDatabase(config, log);
  warnOfNoOperators(config, tenants, log);
  for (const tenant of tenants) await openTenant(tenant, { keys, storage, log });
  const passwords = createPasswords({ niceness: config.hashingNiceness });
  lifecycle.register({ stage: 'means', name: 'password threads', end: passwords.close });
  const mail = await createPostOffice(config, now);
  lifecycle.register({ stage: 'means', name: 'mail servers', end: async () => mail.transport.close() });
  const random = createRandom();
  const { isReachable } = outbound;
  const desk = createDesk({ storage, config, seal, keys, passwords, now, random, isReachable });
  return {
    config,
    storage,
    desk,
    tenants: createTenants({ storage, config }),
    clients: createClients({ adminClient: adminClientOf(config), desk, documents, now, log }),
    keys,
    seal,
    clientKeys: createClientKeys({ seal, now, fetchText: createKeyFetcher({ documents, log }) }),
    subjects: createSubjects(seal),
    outbound,
    documents,
    sessionsEnded: new EventTarget(),
    jobsBegun: new EventTarget(),
    passwords,
    mail,
    dashboard: createBuiltFiles(DASHBOARD),
    unknownHosts: createUnknownHosts({ log, now }),
    managementRates: createRates({ limit: config.managementRate, now }),
    tails: createTails(),
    ownRates: createOwnRates(now),
    operatorActs: actsInServer({ config, storage, desk, keys }),
    log,
    now,
    random,
    isDraining: lifecycle.isDraining,
  };
}

function adminClientOf({ adminClient: named }: Config): Client | undefined {
  return named && adminClient({ ...named, client_secret_hash: sha256(named.client_secret) });
}

/** A slip in its name would leave the operators without what they set up, and without a word. */
function warnOfNoOperators({ operatorTenant }: Config, tenants: readonly Tenant[], log: Logger): void {
  if (operatorTenant === undefined || tenants.some((one) => tenantName(one) === operatorTenant)) return;
  log.warn(
    { tenant: operatorTenant },
    'TACIT_OPERATOR_TENANT names no tenant: nobody administers all of them',
  );
}

/** An operator who has another one finds this line first. */
function warnOfNewDatabase({ databaseUrl }: Config, log: Logger): void {
  log.warn({ database: hidePassword(databaseUrl) }, 'a new, empty database was made');
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

/** Sweeps now and then, one sweep at a time; one that is under way ends after its step, when storage closes. */
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
      counters: config.counterRetentionDays * DAY,
    });
  } catch (error) {
    log.error({ err: error }, 'sweep');
  }
}
