/**
 * All records, on SQLite or PostgreSQL. What belongs to a tenant is reached by `storage.tenant(id)` and in no other way.
 * Each method is a whole step: it has happened when its promise resolves, and not at all when it rejects.
 */
import { type Audit, openAudit } from './audit.ts';
import { type AuditRows, createAuditRows } from './audit-rows.ts';
import type { DueWork } from './background/due-work.ts';
import { type IdempotencyKeys, openIdempotencyKeys } from './background/idempotency-keys.ts';
import { type DueJob, type Jobs, openDueJobs, openJobs } from './background/jobs.ts';
import { type LogStreams, openLogStreams } from './background/log-streams.ts';
import { type LogoutDelivery, openLogoutDeliveries } from './background/logout-deliveries.ts';
import { type DueMail, type Outbox, openMails, openOutbox } from './background/mails.ts';
import { type ClientGrants, openClientGrants } from './configuration/client-grants.ts';
import { type Clients, openClients } from './configuration/clients.ts';
import { type InitialAccessTokens, openInitialAccessTokens } from './configuration/initial-access-tokens.ts';
import { type Names, openNames } from './configuration/names.ts';
import { openResourceServers, type ResourceServers } from './configuration/resource-servers.ts';
import { openRollouts, type Rollouts } from './configuration/rollouts.ts';
import { openSigningKeys, type SigningKeys } from './configuration/signing-keys.ts';
import { openTenants, type TenantRecords } from './configuration/tenants.ts';
import type { Database, OpenOptions } from './database.ts';
import { openDatabase } from './dialects/open-database.ts';
import type { PostgresChoice } from './dialects/postgres.ts';
import { type AccessTokens, openAccessTokens } from './grants/access-tokens.ts';
import { type Consents, openConsents } from './grants/consents.ts';
import { type Grants, openGrants } from './grants/grants.ts';
import { openRefreshTokens, type RefreshTokens } from './grants/refresh-tokens.ts';
import { type KeptRequests, openKeptRequests } from './login/kept-requests.ts';
import { type LoginAttempts, openLoginAttempts } from './login/login-attempts.ts';
import { type OneTimeCodes, openOneTimeCodes } from './login/one-time-codes.ts';
import { type OneTimeTokens, openOneTimeTokens } from './login/one-time-tokens.ts';
import { type Outage, outageOf } from './outages.ts';
import { OWN_DATABASE, type OwnDatabase } from './own-database.ts';
import { openSealedValues, type SealedValues } from './sealed/sealed-values.ts';
import { seldom } from './seldom.ts';
import { createIdleEnds, type IdleEnds } from './sessions/idle-ends.ts';
import { openSpentIds, type SpentIds } from './spent-ids.ts';
import { openCounters, type Stats } from './stats/counters.ts';
import { openSupport, type Support } from './support/support.ts';
import { startHousekeeping } from './upkeep/housekeeping.ts';
import type { Retention } from './upkeep/sweeper.ts';
import { type DueDeletion, openDueDeletions } from './users/account-deletions.ts';
import { type OwnData, openOwnData } from './users/own-data.ts';
import { openPeople, type People } from './users/people.ts';
import { openRoleLists, type RoleLists } from './users/role-lists.ts';
import { openRoles, type Roles } from './users/roles.ts';
import { openUserSearch, type UserSearch } from './users/user-search.ts';

export type { AuditEvent } from './audit-rows.ts';
export type { JobStep } from './background/jobs.ts';
export type { DueStream } from './background/log-streams.ts';
export type { LogoutDelivery } from './background/logout-deliveries.ts';
export type { DueMail, NewMail } from './background/mails.ts';
export type { Rollout } from './configuration/rollouts.ts';
export type { StoredSigningKey } from './configuration/signing-keys.ts';
export type { Authenticator } from './factors/authenticators.ts';
export type { OpaqueAccessToken } from './grants/access-tokens.ts';
export type { SealedPlace } from './sealed/sealed-places.ts';
export type { UserRecord } from './users/users.ts';

/** The records of one tenant. */
export type TenantStorage = People & {
  readonly clients: Clients;
  readonly clientGrants: ClientGrants;
  readonly resourceServers: ResourceServers;
  readonly names: Names;
  readonly roles: Roles & RoleLists;
  readonly consents: Consents;
  readonly interactions: SpentIds;
  readonly keptRequests: KeptRequests;
  readonly assertions: SpentIds;
  /** By their `jti`. */
  readonly revokedAccessTokens: SpentIds;
  readonly initialAccessTokens: InitialAccessTokens;
  readonly accessTokens: AccessTokens;
  readonly grants: Grants;
  readonly refreshTokens: RefreshTokens;
  readonly signingKeys: SigningKeys;
  readonly loginAttempts: LoginAttempts;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly oneTimeTokens: OneTimeTokens;
  readonly oneTimeCodes: OneTimeCodes;
  readonly ownData: OwnData;
  /** What is done for users by somebody else. */
  readonly support: Support;
  readonly audit: Audit;
  readonly stats: Stats;
};

export type Storage = {
  readonly [OWN_DATABASE]: OwnDatabase;
  readonly dialect: 'sqlite' | 'postgres';
  /** The database was begun when it was opened. */
  readonly isNew: boolean;
  readonly tenants: TenantRecords;
  readonly rollouts: Rollouts;
  readonly logoutDeliveries: DueWork<LogoutDelivery>;
  readonly mails: DueWork<DueMail>;
  /** Those that go by the mail servers of their tenants. */
  readonly tenantMails: DueWork<DueMail>;
  readonly logStreams: LogStreams;
  readonly jobs: DueWork<DueJob>;
  /** Of all tenants. */
  readonly sealedValues: SealedValues;
  /** Accounts that their users want deleted and whose time has come, the longest due first: the page behind one. */
  dueDeletions(after: DueDeletion | undefined, limit: number): Promise<readonly DueDeletion[]>;
  tenant(tenant_id: string): TenantStorage;
  /**
   * Grows whenever configuration (tenants, rollouts, clients, resource servers, signing keys) was changed, by this process
   * or another; readers drop what they cached under an older number. Cheap enough for every request.
   */
  configurationVersion(): number;
  /** Deletes all expired rows, in steps that nobody waits for; returns how many. */
  sweep(now: number, retention?: Retention): Promise<number>;
  /** Writes a row, as durably as any; throws when the database does not take it. */
  ping(): Promise<void>;
  /** What is wrong with the database, when that is what an error says; undefined: the error is a bug. */
  outageOf(error: unknown): Outage | undefined;
  /** Waits for audit events under way, then lets go of the database. */
  close(): Promise<void>;
};

type StorageOptions = Omit<OpenOptions, 'mayBegin'> & {
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  /** Unless said otherwise, one is begun where there is none. */
  readonly mayBegin?: boolean | undefined;
  /** As many people as a search may look at. */
  readonly searchedPeople?: number | undefined;
} & PostgresChoice;

/** Tenants whose storage is kept at hand; it is cheap to make anew. */
const MAX_TENANTS = 1_000;

/** Opens the database, migrates it, and gives access to its records. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const onError = seldom(options.onError);
  const database = await openDatabase({ ...options, onError, mayBegin: options.mayBegin ?? true });
  const { kysely } = database;
  const housekeeping = await startHousekeeping(database, onError).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const auditRow = createAuditRows(options.now);
  const counters = openCounters(database, options.now, onError);
  const audit = openAudit(database, options.now, { rowOf: auditRow, count: counters.count });
  const idleEnds = createIdleEnds(database, onError);
  const userSearch = openUserSearch(database, options.searchedPeople);
  const parts = { now: options.now, audit: audit.of, auditRow, idleEnds, stats: counters.of, userSearch };
  const openTenant = tenantStorage(database, parts);
  const tenants = new Map<string, TenantStorage>();
  return {
    [OWN_DATABASE]: { database, now: options.now, auditRow },
    dialect: database.dialect,
    isNew: database.isNew,
    tenants: openTenants(database),
    rollouts: openRollouts(database),
    logoutDeliveries: openLogoutDeliveries(database, options.now),
    mails: openMails(database, options.now, 'server'),
    tenantMails: openMails(database, options.now, 'tenant'),
    logStreams: openLogStreams(database, options.now),
    jobs: openDueJobs(database, options.now),
    sealedValues: openSealedValues(database),
    dueDeletions: openDueDeletions(database, options.now),
    tenant(tenant_id) {
      const known = tenants.get(tenant_id);
      if (known) return known;
      if (tenants.size >= MAX_TENANTS) tenants.clear();
      const opened = openTenant(tenant_id);
      tenants.set(tenant_id, opened);
      return opened;
    },
    configurationVersion: database.configurationVersion,
    async sweep(now, retention) {
      // A session in use is not swept because its new end waits to be written.
      await idleEnds.write();
      const deleted = await housekeeping.sweep(now, retention);
      await audit.writeCounts();
      await counters.write();
      return deleted;
    },
    async ping() {
      const written_at = options.now();
      await kysely
        .insertInto('readiness')
        .values({ id: 1, written_at })
        .onConflict((row) => row.column('id').doUpdateSet({ written_at }))
        .execute();
    },
    outageOf,
    async close() {
      const ended = await Promise.allSettled([
        audit.close(),
        idleEnds.close(),
        counters.close(),
        housekeeping.close(),
      ]);
      await database.close();
      const failed = ended.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

type Parts = {
  readonly now: () => number;
  readonly audit: (tenant_id: string) => Audit;
  readonly auditRow: AuditRows;
  readonly idleEnds: IdleEnds;
  readonly stats: (tenant_id: string) => Stats;
  readonly userSearch: (tenant_id: string) => UserSearch;
};

function tenantStorage(database: Database, parts: Parts): (tenant_id: string) => TenantStorage {
  const { now, audit } = parts;
  const [clients, clientGrants] = [openClients(database), openClientGrants(database)];
  const [resourceServers, names] = [openResourceServers(database), openNames(database)];
  const [roles, roleLists] = [openRoles(database), openRoleLists(database)];
  const people = openPeople(database, parts);
  const [consents, grants] = [openConsents(database, now), openGrants(database, now)];
  const interactions = openSpentIds(database, 'spent_interactions');
  const keptRequests = openKeptRequests(database, now);
  const assertions = openSpentIds(database, 'spent_assertions');
  const revokedAccessTokens = openSpentIds(database, 'revoked_access_tokens');
  const initialAccessTokens = openInitialAccessTokens(database, now);
  const accessTokens = openAccessTokens(database, now);
  const refreshTokens = openRefreshTokens(database, now);
  const [signingKeys, loginAttempts] = [openSigningKeys(database, parts), openLoginAttempts(database, now)];
  const [outbox, jobs] = [openOutbox(database, now), openJobs(database, now)];
  const idempotencyKeys = openIdempotencyKeys(database, now);
  const [oneTimeTokens, oneTimeCodes] = [openOneTimeTokens(database, now), openOneTimeCodes(database, now)];
  const ownData = openOwnData(database);
  const support = openSupport({ database, ...parts }, parts.idleEnds);
  return (tenant_id) => ({
    ...{ clients: clients(tenant_id), clientGrants: clientGrants(tenant_id) },
    ...{ resourceServers: resourceServers(tenant_id), names: names(tenant_id) },
    roles: { ...roles(tenant_id), ...roleLists(tenant_id) },
    ...people(tenant_id),
    consents: consents(tenant_id),
    interactions: interactions(tenant_id),
    keptRequests: keptRequests(tenant_id),
    assertions: assertions(tenant_id),
    revokedAccessTokens: revokedAccessTokens(tenant_id),
    initialAccessTokens: initialAccessTokens(tenant_id),
    accessTokens: accessTokens(tenant_id),
    ...{ grants: grants(tenant_id), refreshTokens: refreshTokens(tenant_id) },
    signingKeys: signingKeys(tenant_id),
    loginAttempts: loginAttempts(tenant_id),
    outbox: outbox(tenant_id),
    ...{ jobs: jobs(tenant_id), idempotencyKeys: idempotencyKeys(tenant_id) },
    ...{ oneTimeTokens: oneTimeTokens(tenant_id), oneTimeCodes: oneTimeCodes(tenant_id) },
    ownData: ownData(tenant_id),
    support: support(tenant_id),
    audit: audit(tenant_id),
    stats: parts.stats(tenant_id),
  });
}
