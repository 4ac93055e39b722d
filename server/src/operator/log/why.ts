/**
 * `tacit why`: what happened to somebody who could not sign in, and what helps.
 */
import { accountName } from '../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Client } from '../../resources/client/client.ts';
import { type Story, type StoryEvent, storyOf } from '../../resources/computed/story.ts';
import { type Tenant, tenantName } from '../../resources/tenant/tenant.ts';
import type { Logged } from '../../storage/audit-search.ts';
import type { Storage, TenantStorage } from '../../storage/storage.ts';
import { chooseTenant } from '../choose-tenant.ts';
import { withStorageToRead } from '../database.ts';
import { findSub } from '../find-sub.ts';
import type { Ground } from '../ground.ts';

/** A story, and what is so of the user now, whatever the log says. */
export type Told = Story & { readonly user: ToldUser | undefined };

type ToldUser = {
  readonly user_id: string;
  readonly email: string | undefined;
  readonly blocked: boolean;
  readonly has_password: boolean;
};

/** What happened to a user lately: so many rows of the log. */
export function whyUser(
  config: Ground,
  { tenant, user, limit }: { readonly tenant: string; readonly user: string; readonly limit: number },
): Promise<Result<Told, string>> {
  return withStorageToRead(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const records = storage.tenant(chosen.value.tenant_id);
    const sub = (await findSub(user, records)) ?? user;
    const rows = await records.audit.search({ sub, limit });
    const found = await findUser(sub, records);
    if (rows.length === 0 && !found) return err(nobody(user, tenantName(chosen.value)));
    return ok({ ...(await tell(rows, chosen.value, records)), user: found });
  });
}

function nobody(user: string, tenant: string): string {
  return `There is no user ${user} in ${tenant}, and the log has nothing of them: look for a slip in the address, or for another tenant (\`tacit users\` lists them). Of an address that nobody has the log says only that nobody has it: ask for the reference on the page, and say \`tacit why --request REFERENCE\`.`;
}

/** All rows of one sign-in. */
const MAX_ROWS = 200;

/** What happened in the sign-in that a reference is of, whichever of its pages showed it. */
export function whyRequest(
  config: Ground,
  { reference }: { readonly reference: string },
): Promise<Result<Told, string>> {
  return withStorageToRead(config, async (storage) => {
    for (const tenant of await storage.tenants.list()) {
      const told = await tellRequest(reference, tenant, storage);
      if (told) return ok(told);
    }
    return err(
      `The log has nothing of ${reference}: look for a slip (capitals count). A page that was only opened has no row, and rows are kept for TACIT_AUDIT_RETENTION_DAYS.`,
    );
  });
}

async function tellRequest(request_id: string, tenant: Tenant, storage: Storage): Promise<Told | undefined> {
  const records = storage.tenant(tenant.tenant_id);
  const rows = await records.audit.search({ request_id, limit: MAX_ROWS });
  if (rows.length === 0) return undefined;
  const all = new Map(rows.map((row) => [row.id, row]));
  for (const journey of new Set(rows.flatMap((row) => row.journey ?? [])))
    for (const row of await records.audit.search({ journey, limit: MAX_ROWS })) all.set(row.id, row);
  const inOrder = [...all.values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const sub = inOrder.findLast((row) => row.sub !== undefined)?.sub;
  const user = sub === undefined ? undefined : await findUser(sub, records);
  return { ...(await tell(inOrder.toReversed(), tenant, records)), user };
}

/** Of rows, the newest first. */
async function tell(rows: readonly Logged[], tenant: Tenant, records: TenantStorage): Promise<Story> {
  const clients = new Map<string, Client>();
  for (const client_id of new Set(rows.flatMap((row) => row.client_id ?? []))) {
    const client = await records.clients.find(client_id);
    if (client) clients.set(client_id, client);
  }
  const events: readonly StoryEvent[] = rows.toReversed();
  return storyOf(events, { tenant: tenantName(tenant), clients });
}

async function findUser(sub: string, { users }: TenantStorage): Promise<ToldUser | undefined> {
  const user = await users.find(sub);
  if (!user) return undefined;
  const { email } = user.claims;
  const name = accountName(user);
  const found = name === undefined ? undefined : await users.findByAccount(name);
  const has_password = found?.user.sub === sub && found.password_hash !== undefined;
  return { user_id: sub, email, blocked: user.blocked, has_password };
}
