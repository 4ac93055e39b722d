/**
 * Host -> tenant, issuer, features. The Host header chooses among hosts that configuration names and nothing is ever built
 * from it (RFC 9112 §3.2): an issuer comes from the tenant and the base URL alone.
 */

import type { Config } from '../config.ts';
import { isLocalhost, LOCALHOST } from '../protocol/host-name.ts';
import { asciiLowerCase } from '../protocol/octets.ts';
import type { Feature } from '../protocol/tenant/features.ts';
import { managementApi } from '../resources/tenant/management-api.ts';
import { myAccountApi } from '../resources/tenant/my-account-api.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import { type Tenant, tenantName } from '../resources/tenant/tenant.ts';
import type { Rollout, Storage } from '../storage/storage.ts';
import { evaluateRollout } from './rollout.ts';

type TenantContext = {
  readonly tenant: Tenant;
  /** `https://host/`, with the slash. */
  readonly issuer: string;
};

export type FoundTenant = TenantContext & {
  /** The host that was asked for is the issuer's, where its cookies and forms are; the tenant may have others. */
  readonly isAtIssuer: boolean;
};

export type Tenants = {
  /** The tenant whose authority this is, port included; undefined answers 421. */
  find(host: string): Promise<FoundTenant | undefined>;
  /** All that are there, those that are suspended among them. */
  list(): Promise<readonly TenantContext[]>;
  issuer(tenant: Tenant): string;
  /** Is the feature on for this tenant, in its region and at the stage reached there? */
  featureEnabled(tenant: Tenant, feature: Feature): Promise<boolean>;
  /** The API by which the tenant is administered; at the tenant of the operators, all tenants. */
  managementApi(tenant: Tenant): ResourceServer;
  /** The tenant whose administrators have that API of every other tenant as well. */
  operators(): Promise<FoundTenant | undefined>;
  /**
   * The first of these that is an API of the tenant, those that are built in among them; where APIs are not rolled out there is no
   * other, so that no caller needs a new case for it.
   */
  findResourceServer(tenant: Tenant, ...identifiers: readonly string[]): Promise<ResourceServer | undefined>;
};

type Snapshot = {
  readonly tenants: ReadonlyMap<string, FoundTenant>;
  /** By tenant_id: why one whose hosts are among them cannot be served. */
  readonly unreadable: ReadonlyMap<string, unknown>;
  readonly rollouts: ReadonlyMap<string, Rollout>;
};

export type HostConfig = Pick<Config, 'baseUrl' | 'homeRegion'> & Partial<Pick<Config, 'operatorTenant'>>;

/** Whether it is the tenant that the operators of the server have for themselves. */
function isOperators(tenant: Pick<Tenant, 'name' | 'region'>, { operatorTenant }: HostConfig): boolean {
  return tenantName(tenant) === operatorTenant;
}

/**
 * A host name, perhaps with the dot of the root behind it (RFC 3986 §3.2.2), and perhaps a port, in ASCII: a letter that only
 * lower-cases to ASCII (U+212A) is none.
 */
const AUTHORITY = /^([A-Za-z0-9.-]{1,253}?)(\.?)(?::([0-9]{1,5}))?$/;

/** The port that a scheme has where none is written (RFC 9110 §4.2.1, §4.2.2). */
const OWN_PORTS: ReadonlyMap<string, string> = new Map([
  ['http:', '80'],
  ['https:', '443'],
]);

/** Tenants of a storage, kept in memory while the configuration has not changed. */
export function createTenants({ storage, config }: { storage: Storage; config: HostConfig }): Tenants {
  const snapshot = createSnapshots(storage, config);
  const managementApiOf = (tenant: Tenant) =>
    managementApi(issuerOf(tenant, config), isOperators(tenant, config) ? 'all' : 'tenant');
  async function featureEnabled(tenant: Tenant, feature: Feature): Promise<boolean> {
    const { rollouts } = await snapshot();
    return evaluateRollout(rollouts.get(rolloutKey({ feature, region: tenant.region })), tenant);
  }
  return {
    async find(host) {
      const [, name, dot, port] = AUTHORITY.exec(host) ?? [];
      if (name === undefined) return undefined;
      const isPortImplied = port === undefined || port === OWN_PORTS.get(config.baseUrl.protocol);
      const asked = asciiLowerCase(isPortImplied ? name : `${name}:${port}`);
      const { tenants, unreadable } = await snapshot();
      const found = tenants.get(asked);
      if (found && unreadable.has(found.tenant.tenant_id)) throw unreadable.get(found.tenant.tenant_id);
      // To a browser the dot makes another origin, with other cookies; a port that is implied does not (RFC 6454 §4).
      return found && dot !== '' ? { ...found, isAtIssuer: false } : found;
    },
    async list() {
      const { tenants, unreadable } = await snapshot();
      return [...tenants.values()].filter(
        ({ isAtIssuer, tenant }) => isAtIssuer && !unreadable.has(tenant.tenant_id),
      );
    },
    issuer: (tenant) => issuerOf(tenant, config),
    featureEnabled,
    managementApi: managementApiOf,
    async operators() {
      const { tenants } = await snapshot();
      return tenants.values().find(({ tenant, isAtIssuer }) => isAtIssuer && isOperators(tenant, config));
    },
    async findResourceServer(tenant, ...identifiers) {
      const builtIn = [managementApiOf(tenant), myAccountApi(issuerOf(tenant, config))];
      const own = builtIn.find(({ identifier }) => identifiers.includes(identifier));
      if (own) return own;
      if (!(await featureEnabled(tenant, 'api_authorization'))) return undefined;
      const { resourceServers } = storage.tenant(tenant.tenant_id);
      for (const identifier of identifiers) {
        const found = await resourceServers.find(identifier);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/**
 * For how long the last snapshot goes on being used while the database cannot be read. Discovery and keys are answered by it.
 * Nothing is issued by it: that takes rows that have to be read, and one that has to be written.
 */
const LAST_GOOD_MS = 24 * 3_600_000;

/** Gives the newest snapshot that can be had; one load at a time for each version. */
function createSnapshots(storage: Storage, config: HostConfig): () => Promise<Snapshot> {
  const held: {
    version: number;
    loading: Promise<Snapshot> | undefined;
    good: { readonly snapshot: Snapshot; readonly read_ms: number } | undefined;
  } = { version: 0, loading: undefined, good: undefined };

  async function loadOrKeep(): Promise<Snapshot> {
    const read_ms = performance.now();
    try {
      const snapshot = await loadSnapshot(storage, config);
      held.good = { snapshot, read_ms };
      return snapshot;
    } catch (error) {
      const isKept = held.good && read_ms - held.good.read_ms < LAST_GOOD_MS;
      if (!held.good || !isKept || storage.outageOf(error) === undefined) throw error;
      // Whoever comes next tries again.
      held.loading = undefined;
      return held.good.snapshot;
    }
  }

  return () => {
    // Read before the rows: a change that comes in between makes what we load old, never wrongly new.
    const version = storage.configurationVersion();
    if (held.loading && held.version === version) return held.loading;
    const loading = loadOrKeep();
    held.version = version;
    held.loading = loading;
    loading.catch(() => {
      // Whoever waits gets the error; whoever comes next tries again.
      if (held.loading === loading) held.loading = undefined;
    });
    return loading;
  };
}

async function loadSnapshot(storage: Storage, config: HostConfig): Promise<Snapshot> {
  const [readable, rollouts] = await Promise.all([storage.tenants.list(), storage.rollouts.list()]);
  const unreadable = await storage.tenants.unreadable();
  const hosted = unreadable.map((tenant) => ({ ...tenant, settings: TENANT_SETTINGS_DEFAULTS }));
  return {
    tenants: indexTenants([...readable, ...hosted], config),
    unreadable: new Map(unreadable.map(({ tenant_id, error }) => [tenant_id, error])),
    rollouts: new Map(rollouts.map((rollout) => [rolloutKey(rollout), rollout])),
  };
}

/**
 * Every authority that leads to exactly one tenant. A custom domain never takes a host of the base domain, and what two
 * tenants claim leads to neither; a tenant whose issuer is not its own in this way is not served at all.
 */
function indexTenants(tenants: readonly Tenant[], config: HostConfig): ReadonlyMap<string, FoundTenant> {
  const named = claimedOnce(
    tenants.flatMap((tenant) => baseHosts(tenant, config).map((host) => [host, tenant])),
  );
  const domains = claimedOnce(
    tenants.flatMap((tenant) =>
      tenant.domain === undefined ? [] : [[asciiLowerCase(tenant.domain), tenant]],
    ),
  );
  const owners = new Map([...domains, ...named]);
  return new Map(
    [...owners]
      .filter(([, tenant]) => owners.get(issuerHost(tenant, config)) === tenant)
      .map(([host, tenant]) => [
        authority(host, config),
        {
          tenant,
          issuer: issuerOf(tenant, config),
          isAtIssuer: host === issuerHost(tenant, config),
        },
      ]),
  );
}

function claimedOnce(claims: readonly (readonly [string, Tenant])[]): ReadonlyMap<string, Tenant> {
  return new Map(
    [...Map.groupBy(claims, ([host]) => host)].flatMap(([host, [claim, ...others]]) =>
      claim && others.length === 0 ? [[host, claim[1]] as const] : [],
    ),
  );
}

/** What of a tenant its hosts are made of. */
type Hosted = Pick<Tenant, 'name' | 'region' | 'domain'>;

/** Every host that is to lead to the tenant: by its name, and its domain. */
export function hostsOf(tenant: Hosted, config: HostConfig): readonly string[] {
  return [...new Set([...baseHosts(tenant, config), issuerHost(tenant, config)])];
}

/** The hosts that a tenant has by its name. */
export function baseHosts(tenant: Hosted, config: HostConfig): readonly string[] {
  const { hostname } = config.baseUrl;
  const full = `${tenant.name}.${tenant.region}.${hostname}`;
  return tenant.region === config.homeRegion ? [full, `${tenant.name}.${hostname}`] : [full];
}

function issuerHost(tenant: Hosted, config: HostConfig): string {
  const { domain, name, region } = tenant;
  return domain === undefined ? `${name}.${region}.${config.baseUrl.hostname}` : asciiLowerCase(domain);
}

/** `https://host/`. */
export function issuerOf(tenant: Hosted, config: HostConfig): string {
  return `${config.baseUrl.protocol}//${authority(issuerHost(tenant, config), config)}/`;
}

/**
 * The line of a hosts file by which every program finds an issuer below `localhost`, as browsers do by themselves (RFC 6761
 * §6.3); undefined: all find it.
 */
export function hostsLine(issuer: string): string | undefined {
  const { hostname } = new URL(issuer);
  return isLocalhost(hostname) && hostname !== LOCALHOST ? `127.0.0.1 ${hostname}` : undefined;
}

/** All hosts share the port of the base URL; the scheme's own port is not written (RFC 9110 §4.2.3). */
function authority(host: string, { baseUrl }: HostConfig): string {
  return baseUrl.port === '' ? host : `${host}:${baseUrl.port}`;
}

function rolloutKey({ feature, region }: { feature: string; region: string }): string {
  return `${feature} ${region}`;
}
