/**
 * `tacit admin create`: somebody who may administer a tenant, or all of them, by a role that every tenant has.
 */
import type { Wish } from '../desk/desk.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { managementAudience } from '../protocol/tenant/names.ts';
import { MAX_ROLES } from '../resources/end-user/role.ts';
import { TENANT_ROLES, tenantRoleId } from '../resources/end-user/tenant-roles.ts';
import { type Tenant, tenantName } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import { issuerOf } from '../tenants/tenants.ts';
import { chooseTenant } from './choose-tenant.ts';
import { findSub } from './find-sub.ts';
import { byOperator, type Ground } from './ground.ts';
import { withDesk } from './open-desk.ts';
import { makeReadablePassword } from './start/readable-password.ts';

export type AskedAdministrator = {
  readonly email: string;
  /** `name` or `name.region`; undefined: the only one there is. */
  readonly tenant: string | undefined;
  /** Of all tenants: at the one that the operators have for themselves. */
  readonly all: boolean;
  readonly role: string;
};

export type Administrator = {
  readonly tenant: string;
  readonly issuer: string;
  /** What their access tokens are for. */
  readonly audience: string;
  readonly role: string;
  /** Of somebody who was nobody before; told once. */
  readonly password?: Secret;
};

/** Makes the user, or gives one who is there the role; sentences where that cannot be. */
export function makeAdministrator(
  config: Ground,
  asked: AskedAdministrator,
): Promise<Result<Administrator, readonly string[]>> {
  const role = TENANT_ROLES.find((name) => name === asked.role);
  if (!role) return Promise.resolve(err([`--role is to be one of ${TENANT_ROLES.join(', ')}.`]));
  return withDesk(config, async ({ desk, storage }) => {
    const chosen = await choose(storage, asked, config);
    if (!chosen.ok) return err([chosen.error]);
    const tenant = chosen.value;
    const records = storage.tenant(tenant.tenant_id);
    const sub = await findSub(asked.email, records);
    // Of a slip in a user_id nobody is made, least of all an administrator.
    if (sub === undefined && !asked.email.includes('@'))
      return err([
        `${asked.email} is no e-mail address, and nobody of ${tenantName(tenant)} has it as user_id.`,
      ]);
    const password = sub === undefined ? makeReadablePassword() : undefined;
    const held = sub === undefined ? [] : await records.roles.rolesOf(sub, { limit: MAX_ROLES });
    const roles = [...new Set([...held, tenantRoleId(role)])];
    const person = sub === undefined ? { email: asked.email, email_verified: true, password } : { sub };
    const wish: Wish = {
      ...{ kind: 'user', place: { tenant_id: tenant.tenant_id }, verb: 'put', meant: 'patch' },
      said: { ...person, roles },
    };
    const done = await desk.carryOut([wish], byOperator('admin-create', config));
    if (!done.ok) return err(done.error.map(({ path, message }) => `${path.join('.')} ${message}`.trim()));
    const issuer = issuerOf(tenant, config);
    return ok({
      ...{ tenant: tenantName(tenant), issuer, audience: managementAudience(issuer), role },
      ...(password === undefined ? {} : { password: new Secret(password) }),
    });
  });
}

async function choose(
  storage: Storage,
  { tenant, all }: AskedAdministrator,
  { operatorTenant }: Ground,
): Promise<Result<Tenant, string>> {
  if (all && tenant !== undefined) return err('Say --tenant or --all, not both.');
  if (all && operatorTenant === undefined) return err(NO_OPERATORS);
  const named = all ? operatorTenant : tenant;
  if (named !== undefined) return chooseTenant(storage, named);
  const tenants = await storage.tenants.list();
  const [only] = tenants;
  if (!only) return err('There is no tenant yet.');
  return tenants.length === 1
    ? ok(only)
    : err(`There are several tenants: say --tenant ${tenants.map(tenantName).join(' or ')}.`);
}

const NO_OPERATORS =
  'TACIT_OPERATOR_TENANT names no tenant: make one for whoever operates the server (`tacit tenants create`), name it there as NAME.REGION, and begin again.';
