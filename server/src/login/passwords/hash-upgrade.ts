/**
 * A hash is as strong as the day it was made, and only the password can make a better one. So whenever somebody has given the
 * right one, a hash that is not one of today's is replaced.
 */
import type { Exchange } from '../../deps.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import type { Secret } from '../../protocol/secret.ts';

/** A password that was right. */
export type Proved = {
  readonly user: EndUser;
  readonly password: Secret;
  /** What the password matched. */
  readonly password_hash: string | undefined;
};

/** The same password in a new hash: no session ends, nothing is added to the history. Never keeps anybody from signing in. */
export async function upgradeHash(proved: Proved, { records, deps }: Exchange): Promise<void> {
  const { user, password, password_hash: before } = proved;
  if (before === undefined) return;
  try {
    const after = await deps.passwords.renew(password, before);
    // Somebody else may have changed the password, or upgraded the hash, meanwhile: then theirs stays.
    if (after !== undefined) await records.users.replaceHash(user.sub, { before, after });
  } catch (error) {
    // The old hash still verifies, and the next login tries again (LG-25).
    deps.log.warn({ err: error, sub: user.sub }, 'a password hash was not upgraded');
  }
}
