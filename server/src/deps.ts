/**
 * All that an endpoint may touch of the outside world, built once in main.ts and handed to every handler.
 */
import type { Logger } from 'pino';
import type { Clients } from './clients/clients.ts';
import type { Config } from './config.ts';
import type { BuiltFiles } from './dashboard/built-files.ts';
import type { Desk } from './desk/desk.ts';
import type { Documents } from './http/documents.ts';
import type { Outbound } from './http/outbound.ts';
import type { UnknownHosts } from './http/unknown-hosts.ts';
import type { ClientKeys } from './keys/client-keys.ts';
import type { Keys } from './keys/keys.ts';
import type { Seal } from './keys/seal.ts';
import type { Subjects } from './keys/subjects.ts';
import type { PostOffice } from './mail/post-office.ts';
import type { Tails } from './management/families/logs/tails.ts';
import type { Rates } from './management/rates.ts';
import type { actsInServer } from './operator/in-server.ts';
import type { Passwords } from './passwords/passwords.ts';
import type { Storage, TenantStorage } from './storage/storage.ts';
import type { FoundTenant, Tenants } from './tenants/tenants.ts';

export type Deps = {
  readonly config: Config;
  readonly storage: Storage;
  /** Where everything that is administered is changed. */
  readonly desk: Desk;
  readonly tenants: Tenants;
  /** Who a client_id is: registered, or known by a document. */
  readonly clients: Clients;
  readonly keys: Keys;
  readonly seal: Seal;
  /** What clients signed, verified. */
  readonly clientKeys: ClientKeys;
  /** By what name a client knows an End-User. */
  readonly subjects: Subjects;
  /** The way to addresses that others named. */
  readonly outbound: Outbound;
  /** What clients keep at addresses of theirs. */
  readonly documents: Documents;
  /** Hears `ended` when clients are to be told that a session has ended. */
  readonly sessionsEnded: EventTarget;
  /** Hears `begun` when there is a job to do. */
  readonly jobsBegun: EventTarget;
  readonly passwords: Passwords;
  readonly mail: PostOffice;
  /** The built files of the dashboard. */
  readonly dashboard: BuiltFiles;
  /** Warns of requests for hosts that are no tenant's. */
  readonly unknownHosts: UnknownHosts;
  /** Of the Management API. */
  readonly managementRates: Rates;
  /** Of the log, by whoever looks on. */
  readonly tails: Tails;
  /** Of the My Account API. */
  readonly ownRates: Rates;
  /** What the operator's tool does, for whoever asks over the Management API. */
  readonly operatorActs: ReturnType<typeof actsInServer>;
  readonly log: Logger;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  /** `bytes` of CSPRNG output, base64url. */
  readonly random: (bytes: number) => string;
  /** Whether the process was told to end. */
  readonly isDraining: () => boolean;
};

/** One request on its way through the server, with all that is known of it before its handler runs. */
export type Exchange = FoundTenant & {
  readonly request: Request;
  /** The path that was asked for, without the query. */
  readonly path: string;
  /** The request's name in logs, in the audit table and on error pages. */
  readonly request_id: string;
  /** Address of the client, as far as the configured proxies vouch for it. */
  readonly address: string;
  /** Whether a developer at this very machine asks, who may be told what is registered. */
  readonly isDeveloper: boolean;
  /** Whether the issuer is https, which decides names and flags of cookies. */
  readonly secure: boolean;
  /** The tenant's records; there is no way to another tenant's. */
  readonly records: TenantStorage;
  readonly deps: Deps;
};

/** Reads a request, answers it. Refusals are answers; only bugs and outages throw. */
export type Handler = (exchange: Exchange) => Promise<Response>;
