/**
 * Which tenant somebody begins in: the one they name, the only one there is, or a new one.
 */
import type { Config } from '../../config.ts';
import { nearestName } from '../../protocol/nearest-name.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { type Tenant, tenantName } from '../../resources/tenant/tenant.ts';
import { withStorageToRead } from '../database.ts';
import { findSub } from '../find-sub.ts';
import { withDeskToRead } from '../open-desk.ts';
import type { StartComplaint } from './plan-start.ts';
import type { StartTenant } from './start-records.ts';

const USUAL_NAME = 'dev';

/** The domain of the one tenant that everything on this machine finds, not browsers alone (RFC 6761 §6.3). */
const LOCALHOST = 'localhost';

type Asked = {
  /** `name` or `name.region`. */
  readonly tenant: string | undefined;
  readonly region: string | undefined;
  /** Whether a name that is nearly another one is meant as it is. */
  readonly isMeant: boolean;
};

type Chosen = Promise<Result<StartTenant, readonly StartComplaint[]>>;

/** The tenant; or why it is not known which one. */
export function chooseStartTenant(config: Config, asked: Asked): Chosen {
  return withStorageToRead(config, async (storage) => choose(await storage.tenants.list(), asked, config));
}

/** How the tenants there are are called. */
export function listStartTenants(config: Config): Promise<readonly string[]> {
  return withStorageToRead(config, async (storage) => (await storage.tenants.list()).map(tenantName));
}

/** Whether there is somebody who could sign in, or this very user. */
export function hasUsers(config: Config, { name, region }: StartTenant, email?: string): Promise<boolean> {
  return withDeskToRead(config, async ({ desk, storage }) => {
    const found = (await storage.tenants.list()).find((one) => one.name === name && one.region === region);
    if (!found) return false;
    if (email !== undefined) return (await findSub(email, storage.tenant(found.tenant_id))) !== undefined;
    return (await desk.list('user', found.tenant_id, { limit: 1 })).length > 0;
  });
}

function choose(
  all: readonly Tenant[],
  { tenant, region, isMeant }: Asked,
  config: Config,
): Result<StartTenant, readonly StartComplaint[]> {
  const [only] = all;
  const names = all.map(tenantName);
  if (tenant === undefined && all.length > 1) return refuse(`is to be one of ${names.join(', ')}`);
  const [name = '', ...ofRegion] = (tenant ?? only?.name ?? USUAL_NAME).split('.');
  const meant = ofRegion.length > 0 ? ofRegion.join('.') : region;
  const found = all.filter((one) => one.name === name && (meant === undefined || one.region === meant));
  const [one] = found;
  if (one && found.length > 1) return refuse(`is to be one of ${found.map(tenantName).join(', ')}`);
  if (one) return ok({ name: one.name, region: one.region, domain: one.domain, isNew: false });
  const near = isMeant
    ? undefined
    : nearestName(
        name,
        all.map((other) => other.name),
      );
  if (near !== undefined && near !== name)
    return refuse(`is not there: did you mean ${near}? A new one is made with --force`);
  const isAtLocalhost =
    config.baseUrl.hostname === LOCALHOST && all.every(({ domain }) => domain !== LOCALHOST);
  return ok({
    name,
    region: meant ?? config.homeRegion,
    domain: isAtLocalhost ? LOCALHOST : undefined,
    isNew: true,
  });
}

function refuse(message: string): Result<never, readonly StartComplaint[]> {
  return err([{ answer: 'tenant', message }]);
}
