/**
 * `tacit sign-out`: the end of whatever a user could go on with, for one or for all (OWASP ASVS 7.4.5).
 */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { chooseTenant } from './choose-tenant.ts';
import { withStorage } from './database.ts';
import { findSub } from './find-sub.ts';

/** How many users of which tenant were signed out, and of how many sessions. */
export type SignedOut = { readonly tenant: string; readonly users: number; readonly sessions: number };

/** `user` is an e-mail address or a user_id; undefined: everybody. A running server refuses them with their next request. */
export function signOut(
  config: Config,
  { tenant, user }: { readonly tenant: string; readonly user: string | undefined },
): Promise<Result<SignedOut, string>> {
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const records = storage.tenant(chosen.value.tenant_id);
    const name = tenantName(chosen.value);
    if (user === undefined) return ok({ tenant: name, ...(await signOutEverybody(records)) });
    const sub = await findSub(user, records);
    if (sub === undefined) return err(`There is no user ${user} in ${name}; \`tacit users\` lists them.`);
    return ok({ tenant: name, users: 1, sessions: await end([sub], records) });
  });
}

/** In pages, so that as many may be signed in as will. */
async function signOutEverybody(records: TenantStorage): Promise<Omit<SignedOut, 'tenant'>> {
  let [users, sessions] = [0, 0];
  let page = await records.sessions.signedIn('');
  while (page.length > 0) {
    sessions += await end(page, records);
    users += page.length;
    page = await records.sessions.signedIn(page.at(-1) ?? '');
  }
  return { users, sessions };
}

/** Clients that listen in the background are told by the next server that looks (OIDC Back-Channel Logout §2.5). */
async function end(subs: readonly string[], records: TenantStorage): Promise<number> {
  const request_id = `sign-out-${randomBytes(8).toString('hex')}`;
  let sessions = 0;
  for (const sub of subs) {
    sessions += await records.sessions.endAll(sub);
    await records.audit.record({ type: 'signed_out_by_operator', request_id, sub, actor: 'operator' });
  }
  return sessions;
}
