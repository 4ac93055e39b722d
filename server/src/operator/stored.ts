/**
 * What the database has of that which a `tacit.yaml` speaks of, read before anything is decided.
 */
import type { Passwords } from '../passwords/passwords.ts';
import type { Client } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import type { NameKind } from '../protocol/tenant/names.ts';
import type { ResourceServer } from '../protocol/tenant/resource-server.ts';
import type { Tenant } from '../protocol/tenant/tenant.ts';
import type { Rollout, Storage, TenantStorage } from '../storage/storage.ts';
import { type HostConfig, issuerOf } from '../tenants/tenants.ts';
import { namesOfInterest } from './name-rules.ts';
import type { Wanted, WantedUser } from './wanted.ts';

export type StoredUser = {
  readonly user: EndUser;
  readonly password_hash: string | undefined;
  /** Whether the password or hash that the file gives was brought before: its user may have chosen another since. */
  readonly is_brought: boolean;
};

export type StoredTenant = {
  readonly clients: readonly Client[];
  readonly resourceServers: readonly ResourceServer[];
  /** One for each user that is wanted, in that order. */
  readonly users: readonly (StoredUser | undefined)[];
  /** For each user that is wanted: the sub of somebody else who has the e-mail address. */
  readonly takenBy: readonly (string | undefined)[];
};

export type Stored = {
  readonly tenants: readonly Tenant[];
  readonly rollouts: readonly Rollout[];
  /** One for each tenant that is wanted, in that order. */
  readonly wanted: readonly StoredTenant[];
};

/** What of the names that matter to the file is taken; one for each tenant that is wanted, in that order. */
export type TakenNames = { readonly names: readonly ReadonlyMap<string, NameKind>[] };

type Reading = {
  readonly storage: Storage;
  readonly passwords: Passwords;
  readonly config: HostConfig;
};

/** Reads all that a plan needs. Passwords are compared here, because that takes threads and time. */
export async function readStored(
  wanted: Wanted,
  { storage, passwords, config }: Reading,
): Promise<Stored & TakenNames> {
  const stored: StoredTenant[] = [];
  const names: ReadonlyMap<string, NameKind>[] = [];
  for (const one of wanted.tenants) {
    const { tenant, users } = one;
    const records = storage.tenant(tenant.tenant_id);
    names.push(await records.names.find(namesOfInterest(one, issuerOf(tenant, config))));
    stored.push({
      clients: await records.clients.list(),
      resourceServers: await records.resourceServers.list(),
      ...(await readUsers(users, records, passwords)),
    });
  }
  const [tenants, rollouts] = [await storage.tenants.list(), await storage.rollouts.list()];
  return { tenants, rollouts, wanted: stored, names };
}

async function readUsers(
  wanted: readonly WantedUser[],
  records: TenantStorage,
  passwords: Passwords,
): Promise<Pick<StoredTenant, 'users' | 'takenBy'>> {
  const users: (StoredUser | undefined)[] = [];
  const takenBy: (string | undefined)[] = [];
  // One after the other: the queue of passwords is short.
  for (const user of wanted) {
    const holder = await records.users.findByEmail(canonicalEmail(user.claims.email));
    const isAnother = user.user_id !== undefined && holder !== undefined && holder.user.sub !== user.user_id;
    const found = user.user_id === undefined ? holder : await findBySub(user.user_id, records);
    takenBy.push(isAnother ? holder.user.sub : undefined);
    users.push(
      found && {
        ...found,
        is_brought: await isBrought(user, await records.users.lastBrought(found.user.sub), passwords),
      },
    );
  }
  return { users, takenBy };
}

async function findBySub(
  sub: string,
  { users }: TenantStorage,
): Promise<Pick<StoredUser, 'user' | 'password_hash'> | undefined> {
  const user = await users.find(sub);
  if (!user?.claims.email) return user && { user, password_hash: undefined };
  return users.findByEmail(canonicalEmail(user.claims.email));
}

/**
 * A hash is remembered by its digest, a password by a hash with a salt of its own: whether it is the same can only be tried.
 */
async function isBrought(
  { password, password_hash }: WantedUser,
  brought: string | undefined,
  passwords: Passwords,
): Promise<boolean> {
  if (brought === undefined) return false;
  if (password_hash !== undefined) return brought === sha256(password_hash) || brought === password_hash;
  return password !== undefined && (await passwords.verify(password, brought)) === 'match';
}
