/**
 * What makes a `tacit.yaml` wrong for this database and this region, although it is right by itself. Pure, and judged
 * before the first write.
 */
import { type NameKind, nameMistake, ownNames } from '../protocol/tenant/names.ts';
import type { Tenant } from '../protocol/tenant/tenant.ts';
import type { Feature } from '../tenants/features.ts';
import { evaluateRollout } from '../tenants/rollout.ts';
import { baseHosts, type HostConfig, issuerOf } from '../tenants/tenants.ts';
import { judgeNamesOfDatabase } from './name-rules.ts';
import { tenantName } from './plan.ts';
import type { Stored, StoredTenant, TakenNames } from './stored.ts';
import type { Wanted, WantedTenant } from './wanted.ts';
import type { Finding } from './yaml-source.ts';

const API_AUTHORIZATION: Feature = 'api_authorization';

/** Everything that stands against carrying the file out here. */
export function judgeAgainstDatabase(
  wanted: Wanted,
  stored: Stored & TakenNames,
  config: HostConfig,
): readonly Finding[] {
  const untouched = untouchedTenants(stored.tenants, wanted);
  const allTenants = [...untouched, ...wanted.tenants.map(({ tenant }) => tenant)];
  const issuers = allTenants.map((tenant) => issuerOf(tenant, config));
  return wanted.tenants.flatMap((tenant, index) => {
    const at = ['tenants', index];
    const before = stored.wanted[index];
    return [
      ...[
        ...judgeDomain(tenant.tenant, allTenants, config),
        ...judgeHosts(tenant.tenant, untouched, config),
        ...judgeIssuer(tenant.tenant, stored.names[index], config),
        ...judgeNamesOfDatabase(tenant, {
          taken: stored.names[index] ?? new Map(),
          issuers,
        }),
        ...judgeApis(tenant, before, !hasApis(tenant.tenant, wanted, stored)),
      ].map(({ path, message }) => ({ path: [...at, ...path], message })),
      ...(before?.takenBy ?? []).flatMap((sub, user) =>
        sub === undefined
          ? []
          : [{ path: [...at, 'users', user, 'email'], message: `email belongs to the user ${sub} already` }],
      ),
    ];
  });
}

/** The tenants that the file does not name. */
function untouchedTenants(stored: readonly Tenant[], wanted: Wanted): readonly Tenant[] {
  return stored.filter(
    ({ tenant_id }) => !wanted.tenants.some(({ tenant }) => tenant.tenant_id === tenant_id),
  );
}

/** What two tenants claim leads to neither, so one of them would be gone without a word. */
function judgeDomain(
  { tenant_id, domain }: Tenant,
  all: readonly Tenant[],
  config: HostConfig,
): readonly Finding[] {
  if (domain === undefined) return [];
  const path = ['domain'];
  const said = `domain ${JSON.stringify(domain)}`;
  const owner = all.find(
    (other) => other.tenant_id !== tenant_id && other.domain?.toLowerCase() === domain.toLowerCase(),
  );
  if (owner) return [{ path, message: `${said} belongs to the tenant ${tenantName(owner)}` }];
  const host = all.find((other) => baseHosts(other, config).includes(domain.toLowerCase()));
  return host ? [{ path, message: `${said} is a host of the tenant ${tenantName(host)} by its name` }] : [];
}

/** The issuer comes from the domain or the name, and is a name in the tenant as well. */
function judgeIssuer(
  tenant: Tenant,
  taken: ReadonlyMap<string, NameKind> = new Map(),
  config: HostConfig,
): readonly Finding[] {
  const issuer = issuerOf(tenant, config);
  const kind = ownNames(issuer)
    .map((name) => taken.get(name))
    .find((found) => found !== undefined);
  if (kind === undefined) return [];
  const field = tenant.domain === undefined ? 'name' : 'domain';
  return [
    { path: [field], message: `${field} makes the issuer ${issuer}, which ${nameMistake('issuer', kind)}` },
  ];
}

/** The other way round: a host that comes with the name and is somebody's domain already. */
function judgeHosts(tenant: Tenant, untouched: readonly Tenant[], config: HostConfig): readonly Finding[] {
  const hosts = baseHosts(tenant, config);
  const owner = untouched.find(({ domain }) => domain !== undefined && hosts.includes(domain.toLowerCase()));
  if (!owner) return [];
  const message = `name ${JSON.stringify(tenant.name)} makes ${owner.domain} a host of the tenant, which is the domain of the tenant ${tenantName(owner)}`;
  return [{ path: ['name'], message }];
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
