/**
 * The user that a command of support means, and who does it.
 */
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { type Tenant, tenantName } from '../../resources/tenant/tenant.ts';
import type { TenantStorage } from '../../storage/storage.ts';
import type { SupportCase } from '../../support/support-case.ts';
import { chooseTenant, chooseTenants } from '../choose-tenant.ts';
import { withStorage } from '../database.ts';
import { findSub } from '../find-sub.ts';
import { caseBy, type Ground } from '../ground.ts';

/** Whom a command is about. */
export type AskedUser = {
  /** By name or name.region; left out where there is one. */
  readonly tenant: string | undefined;
  /** An e-mail address or a user_id. */
  readonly user: string;
};

export type UserCase = {
  readonly tenant: Tenant;
  readonly records: TenantStorage;
  readonly user: EndUser;
  readonly at: SupportCase;
};

/** Finds the user and works for them. A running server sees it with its next request, and tells applications of sessions that ended. */
export function forUser<T>(
  config: Ground,
  { tenant, user }: AskedUser,
  work: (found: UserCase) => Promise<Result<T, string>>,
): Promise<Result<T, string>> {
  return withStorage(config, async (storage) => {
    const chosen = await onlyTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const records = storage.tenant(chosen.value.tenant_id);
    const sub = await findSub(user, records);
    const found = sub === undefined ? undefined : await records.users.find(sub);
    if (!found)
      return err(`There is no user ${user} in ${tenantName(chosen.value)}; \`tacit users\` lists them.`);
    return work({
      tenant: chosen.value,
      records,
      user: found,
      at: { records, by: caseBy('support', config) },
    });
  });
}

type OpenStorage = Parameters<typeof chooseTenant>[0];

async function onlyTenant(storage: OpenStorage, name: string | undefined): Promise<Result<Tenant, string>> {
  if (name !== undefined) return chooseTenant(storage, name);
  const all = await chooseTenants(storage, undefined);
  if (!all.ok) return all;
  const [one, ...others] = all.value;
  if (!one) return err('There is no tenant.');
  return others.length === 0
    ? ok(one)
    : err(`Say which tenant: --tenant ${all.value.map(tenantName).join(' or --tenant ')}.`);
}

/** What a person calls a user: the address, or the id. */
export function nameOf({ sub, claims: { email = sub } }: EndUser): string {
  return email;
}
