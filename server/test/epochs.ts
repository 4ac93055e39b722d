/**
 * What tests write past the pages: under the epoch in which its user is now.
 */
import type { TenantStorage } from '../src/storage/storage.ts';

/** The credential epoch of a user. */
export async function epochOf({ users }: Pick<TenantStorage, 'users'>, sub: string): Promise<number> {
  return (await users.find(sub))?.epoch ?? 0;
}

/** Removes an authenticator as its user does, in a session that is in no browser. */
export async function removeFactor(
  records: Pick<TenantStorage, 'users' | 'authenticators'>,
  sub: string,
  authenticator_id: string,
): Promise<string> {
  const session = { sid: 'none', id_hash: 'none', epoch: await epochOf(records, sub) };
  return records.authenticators.remove(sub, { authenticator_id, session });
}
