/**
 * Which user a command means.
 */
import { canonicalEmail } from '../protocol/end-user/end-user.ts';
import type { TenantStorage } from '../storage/storage.ts';

/** The `sub` of whoever has it, or has the e-mail address or user name. */
export async function findSub(
  user: string,
  { users }: Pick<TenantStorage, 'users'>,
): Promise<string | undefined> {
  const found = (await users.find(user)) ?? (await users.findByAccount(canonicalEmail(user)))?.user;
  return found?.sub;
}
