/**
 * `tacit sign-out`: the end of whatever a user could go on with, for one or for all (OWASP ASVS 7.4.5).
 */
import { err, ok, type Result } from '../protocol/result.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { endAccess } from '../support/access.ts';
import type { SupportCase } from '../support/support-case.ts';
import { chooseTenant } from './choose-tenant.ts';
import { withStorage } from './database.ts';
import { findSub } from './find-sub.ts';
import { caseBy, type Ground } from './ground.ts';

/** How many users of which tenant were signed out, or would be, and of how many sessions. */
export type SignedOut = { readonly tenant: string; readonly users: number; readonly sessions: number };

type Asked = {
  readonly tenant: string;
  /** An e-mail address or a user_id; undefined: everybody. */
  readonly user?: string | undefined;
  /** Only say of how much. */
  readonly dryRun?: boolean;
};

/**
 * A running server refuses them with their next request. Clients that listen in the background are told by the next server that looks
 * (OIDC Back-Channel Logout §2.5).
 */
export function signOut(
  config: Ground,
  { tenant, user, dryRun = false }: Asked,
): Promise<Result<SignedOut, string>> {
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const records = storage.tenant(chosen.value.tenant_id);
    const name = tenantName(chosen.value);
    const at = { records, by: caseBy('sign-out', config) };
    const end = (sub: string) => (dryRun ? countSessions(sub, records) : endSessions(sub, at));
    if (user === undefined) return ok({ tenant: name, ...(await forEverybody(end, records)) });
    const sub = await findSub(user, records);
    if (sub === undefined) return err(`There is no user ${user} in ${name}; \`tacit users\` lists them.`);
    return ok({ tenant: name, users: 1, sessions: await end(sub) });
  });
}

/** In pages, so that as many may be signed in as will. */
async function forEverybody(
  end: (sub: string) => Promise<number>,
  { sessions: { signedIn } }: TenantStorage,
): Promise<Omit<SignedOut, 'tenant'>> {
  let [users, sessions] = [0, 0];
  let page = await signedIn('');
  while (page.length > 0) {
    for (const sub of page) sessions += await end(sub);
    users += page.length;
    page = await signedIn(page.at(-1) ?? '');
  }
  return { users, sessions };
}

async function endSessions(sub: string, at: SupportCase): Promise<number> {
  return (await endAccess(sub, at)) ?? 0;
}

/** More than anybody has. */
const MOST = 1_000;

async function countSessions(sub: string, { support }: TenantStorage): Promise<number> {
  return (await support.sessions(sub, { limit: MOST })).length;
}
