/**
 * What makes a `tacit.yaml` wrong for this database and this region, although it is right by itself. Pure, and judged
 * before the first write.
 */
import type { Config } from '../config.ts';
import type { Tenant } from '../protocol/tenant.ts';
import type { Feature } from '../tenants/features.ts';
import { evaluateRollout } from '../tenants/rollout.ts';
import { tenantName } from './plan.ts';
import type { Stored, StoredTenant } from './stored.ts';
import type { Wanted, WantedTenant } from './wanted.ts';
import type { Finding } from './yaml-source.ts';

type HostConfig = Pick<Config, 'baseUrl' | 'homeRegion'>;

const API_AUTHORIZATION: Feature = 'api_authorization';

/** Everything that stands against carrying the file out here. */
export function judgeAgainstDatabase(wanted: Wanted, stored: Stored, config: HostConfig): readonly Finding[] {
  const allTenants = merge(stored.tenants, wanted);
  return wanted.tenants.flatMap((tenant, index) => {
    const at = ['tenants', index];
    const before = stored.wanted[index];
    return [
      ...judgeDomain(tenant.tenant, allTenants, config).map((message) => ({
        path: [...at, 'domain'],
        message,
      })),
      ...judgeApis(tenant, before, !hasApis(tenant.tenant, wanted, stored)).map(({ path, message }) => ({
        path: [...at, ...path],
        message,
      })),
      ...(before?.takenBy ?? []).flatMap((sub, user) =>
        sub === undefined
          ? []
          : [{ path: [...at, 'users', user, 'email'], message: `email belongs to the user ${sub} already` }],
      ),
    ];
  });
}

/** The tenants as they will be. */
function merge(stored: readonly Tenant[], wanted: Wanted): readonly Tenant[] {
  const changed = wanted.tenants.map(({ tenant }) => tenant);
  return [
    ...stored.filter(({ tenant_id }) => !changed.some((tenant) => tenant.tenant_id === tenant_id)),
    ...changed,
  ];
}

/** What two tenants claim leads to neither, so one of them would be gone without a word. */
function judgeDomain(
  { tenant_id, domain }: Tenant,
  all: readonly Tenant[],
  config: HostConfig,
): readonly string[] {
  if (domain === undefined) return [];
  const owner = all.find((other) => other.tenant_id !== tenant_id && other.domain === domain);
  if (owner) return [`domain ${JSON.stringify(domain)} belongs to the tenant ${tenantName(owner)}`];
  const host = all.find((other) => baseHosts(other, config).includes(domain));
  return host
    ? [`domain ${JSON.stringify(domain)} is a host of the tenant ${tenantName(host)} by its name`]
    : [];
}

function baseHosts(tenant: Tenant, { baseUrl: { hostname }, homeRegion }: HostConfig): readonly string[] {
  const full = `${tenantName(tenant)}.${hostname}`;
  return tenant.region === homeRegion ? [full, `${tenant.name}.${hostname}`] : [full];
}

function hasApis(tenant: Tenant, wanted: Wanted, stored: Stored): boolean {
  // The file's rows come last and win: they are written before the tenant.
  const row = [...stored.rollouts, ...wanted.rollouts].findLast(
    ({ feature, region }) => feature === API_AUTHORIZATION && region === tenant.region,
  );
  return evaluateRollout(row, tenant);
}

/** Limited region support: no API where the feature has not arrived, and no default audience that is none. */
function judgeApis(
  { tenant, resourceServers }: WantedTenant,
  before: StoredTenant | undefined,
  isOff: boolean,
): readonly Finding[] {
  const path = ['settings', 'default_audience'];
  const { default_audience } = tenant.settings;
  if (isOff) {
    const message = `feature_not_enabled: This feature is not enabled for this tenant. ${API_AUTHORIZATION} is off in region ${tenant.region}.`;
    return [
      ...resourceServers.map((_, index) => ({ path: ['resourceServers', index], message })),
      ...(default_audience === undefined ? [] : [{ path, message }]),
    ];
  }
  const apis = [...resourceServers, ...(before?.resourceServers ?? [])];
  if (default_audience === undefined || apis.some(({ identifier }) => identifier === default_audience))
    return [];
  return [
    { path, message: `default_audience ${JSON.stringify(default_audience)} is not an API of this tenant` },
  ];
}
