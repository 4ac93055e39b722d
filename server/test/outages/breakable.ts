import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { createClients } from '../../src/clients/clients.ts';
import { createBuiltFiles } from '../../src/dashboard/built-files.ts';
import { createDesk } from '../../src/desk/create-desk.ts';
import { createDocuments } from '../../src/http/documents.ts';
import { createOutbound } from '../../src/http/outbound.ts';
import { createUnknownHosts } from '../../src/http/unknown-hosts.ts';
import { createClientKeys } from '../../src/keys/client-keys.ts';
import { createKeys } from '../../src/keys/keys.ts';
import { createSeal } from '../../src/keys/seal.ts';
import { createSubjects } from '../../src/keys/subjects.ts';
import { createPostOffice } from '../../src/mail/post-office.ts';
import { createTails } from '../../src/management/families/logs/tails.ts';
import { createRates } from '../../src/management/rates.ts';
import { createOwnRates } from '../../src/me/own-rates.ts';
import { actsInServer } from '../../src/operator/in-server.ts';
import { createPasswords } from '../../src/passwords/passwords.ts';
import { err } from '../../src/protocol/result.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { openStorage } from '../../src/storage/storage.ts';
import { createTenants } from '../../src/tenants/tenants.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { testConfig } from '../config.ts';
import { writable } from '../databases/writable.ts';
import { freePort } from '../ports.ts';
import { api, CLIENTS, PASSWORD } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';

/** A server whose parts can be broken from the outside, with a database file that another connection can open. */
export async function startBreakable(options: { readonly maxQueue?: number } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-anomaly-'));
  const file = join(directory, 'tacit.db');
  const port = await freePort();
  const now = () => Math.floor(Date.now() / 1000);
  const lines: string[] = [];
  const onError = (error: unknown) => void lines.push(String(error));
  const storage = writable(await openStorage({ databaseUrl: `sqlite:${file}`, now, onError }));
  const settings = { ...TENANT_SETTINGS_DEFAULTS, sign_up: true };
  await storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings });
  const records = storage.tenant('t-acme');
  for (const client of CLIENTS) await records.clients.save(client);
  await records.resourceServers.save(api(B0.audience, ['read:a']));
  const passwords = createPasswords({ threads: 1, ...options });
  const hash = 'maxQueue' in options ? undefined : await passwords.hash(new Secret(PASSWORD));
  await records.users.save({ sub: 'auth0|1', blocked: false, claims: { email: ALICE.username } }, hash);
  const seal = createSeal(new Uint8Array(32).fill(7));
  const keys = createKeys({ storage, seal, now });
  await keys.settle('t-acme');
  const config = testConfig({ port, databaseUrl: `sqlite:${file}` });
  const outbound = createOutbound({ unsafeHosts: [] });
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const documents = createDocuments({ outbound, now });
  const { isReachable } = outbound;
  const desk = createDesk({ storage, config, seal, keys, passwords, now, random, isReachable });
  const app = createApp({
    config,
    storage,
    desk,
    clients: createClients({ adminClient: undefined, desk, documents, now, log }),
    tenants: createTenants({ storage, config }),
    keys,
    seal,
    clientKeys: createClientKeys({ seal, now, fetchText: async () => err('there is no network') }),
    subjects: createSubjects(seal),
    outbound,
    documents,
    sessionsEnded: new EventTarget(),
    jobsBegun: new EventTarget(),
    passwords,
    mail: await createPostOffice(config, now),
    unknownHosts: createUnknownHosts({ log, now }),
    managementRates: createRates({ limit: config.managementRate, now }),
    tails: createTails(),
    ownRates: createOwnRates(now),
    operatorActs: actsInServer({ config, storage, desk, keys }),
    dashboard: createBuiltFiles([]),
    log,
    now,
    random,
    isDraining: () => false,
  });
  const server = await listening(createServer(getRequestListener(app.fetch)), port);
  return {
    browser: () => new UserAgent({ port, host: `acme.us.auth.localhost:${port}` }),
    storage,
    database: new DatabaseSync(file),
    logged: () => lines.join(''),
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await passwords.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function listening(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
