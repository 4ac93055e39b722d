/**
 * Change of password: the current one is asked for and counted like a login, because whoever sits at an open browser may
 * try it too (OWASP ASVS 6.2.3). What the old password led to ends, and the session goes on (ASVS 7.4.3).
 */
import type { Exchange } from '../deps.ts';
import { attemptAt, refundAttempt, tryPassword } from '../login/attempts.ts';
import { acceptPassword, changePassword } from '../login/passwords/chosen-password.ts';
import type { PasswordChangeFailure } from '../pages/text/account/account-text.ts';
import { accountName, type EndUser, normalizedPassword } from '../protocol/end-user/end-user.ts';
import type { PasswordFailure } from '../protocol/end-user/password-policy.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { type GoingOn, inSession } from './in-session.ts';
import { audit } from './record.ts';

/** The password that is to be, and that which there is; undefined: the door knows that it was shown just now. */
type Passwords = { readonly password: string; readonly current: string | undefined };

/** Changes the password; else why not, or all that is wrong with the new one. `stale`: the session has ended. */
export async function changeOwnPassword(
  self: GoingOn,
  { password, current }: Passwords,
  exchange: Exchange,
): Promise<Result<undefined, PasswordChangeFailure | 'stale' | readonly PasswordFailure[]>> {
  const { session } = self;
  const { user } = session;
  const error = current === undefined ? undefined : await checkCurrent(user, current, exchange);
  if (error) {
    await audit('password_change_failed', { session, detail: error, reason: 'password_change' }, exchange);
    return err(error);
  }
  const accepted = await acceptPassword(password, { user }, exchange);
  if (!accepted.ok) return accepted;
  const by = { session: inSession(self) };
  if (!(await changePassword({ user, password_hash: accepted.value, by }, exchange))) return err('stale');
  await audit('password_changed', { session }, exchange);
  return ok(undefined);
}

/** Whoever has no password cannot type it; the login of such a session is a fresh one all the same. */
async function checkCurrent(
  user: EndUser,
  typed: string,
  exchange: Exchange,
): Promise<PasswordChangeFailure | undefined> {
  const stored = await storedHash(user, exchange);
  if (stored === undefined) return undefined;
  if (normalizedPassword(typed) === undefined) return 'wrong_current';
  const attempt = attemptAt(accountName(user) ?? '', user, exchange);
  const verdict = await tryPassword(attempt, { password: new Secret(typed), hash: stored }, exchange);
  if (typeof verdict === 'object') return 'throttled';
  if (verdict === 'busy') return 'busy';
  if (verdict !== 'match') return 'wrong_current';
  await refundAttempt(attempt, exchange);
  return undefined;
}

/** The hash of the user's password; without an address and a user name nobody signs in with one. */
export async function storedHash(user: EndUser, { records }: Exchange): Promise<string | undefined> {
  const account = accountName(user);
  const found = account === undefined ? undefined : await records.users.findByAccount(account);
  return found?.password_hash;
}
