/**
 * A password that somebody chooses: judged by the tenant's policy, hashed, and put in the place of the old one.
 */
import type { Exchange } from '../../deps.ts';
import { deliverLogouts } from '../../logout/deliver.ts';
import { composeNotice, type NewMail } from '../../mail/mail.ts';
import type { NewPasswordField } from '../../pages/login/new-password.ts';
import type { Text } from '../../pages/text/text.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { judgePassword, type PasswordFailure } from '../../protocol/end-user/password-policy.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { Secret } from '../../protocol/secret.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { lookOf } from '../../walk/reply.ts';
import { isBreached } from './breached-passwords.ts';
import { mostUsedPasswords } from './most-used-passwords.ts';

/** Whose password it will be. */
type Owner = {
  /** Absent: somebody who has no account yet. */
  readonly user?: EndUser | undefined;
  readonly email?: string | undefined;
};

/** The hash of a password that may be used here, or all that is wrong with it. What costs the least is asked first. */
export async function acceptPassword(
  password: string,
  owner: Owner,
  exchange: Exchange,
): Promise<Result<string, readonly PasswordFailure[] | 'busy'>> {
  const { deps, tenant } = exchange;
  const { settings } = tenant;
  const common = await mostUsedPasswords();
  const failures = judgePassword({ password, known: knownOf(owner, exchange), common, settings });
  if (failures.length > 0) return err(failures);
  const reused = await isReused(password, owner.user, exchange);
  if (reused === 'busy') return err('busy');
  if (reused) return err(['reused']);
  if (await isBreached(password, exchange)) return err(['breached']);
  const made = await deps.passwords.make(new Secret(password));
  if (made.ok) return ok(made.value);
  return err(made.error === 'busy' ? made.error : [made.error]);
}

/** What an attacker knows of somebody, and tries. */
function knownOf({ user, email }: Owner, { tenant }: Exchange): readonly (string | undefined)[] {
  const { name, given_name, family_name, nickname, preferred_username, phone_number } = user?.claims ?? {};
  const of_user = [
    user?.claims.email,
    name,
    given_name,
    family_name,
    nickname,
    preferred_username,
    phone_number,
  ];
  return [email, ...of_user, tenant.name, tenant.settings.friendly_name];
}

/** One after the other: a hash more or less takes milliseconds, and the pool has others to serve. */
async function isReused(
  password: string,
  user: EndUser | undefined,
  { deps, records, tenant }: Exchange,
): Promise<boolean | 'busy'> {
  const { password_history } = tenant.settings;
  if (!user || password_history === 0) return false;
  for (const hash of await records.users.lastPasswords(user.sub, password_history)) {
    const verdict = await deps.passwords.verify(new Secret(password), hash);
    if (verdict !== 'mismatch') return verdict === 'match' || verdict;
  }
  return false;
}

/** What a form says of the password it asks for. */
export function passwordFacts(
  failures: readonly PasswordFailure[],
  { newPassword }: Text,
  { password_min_length }: TenantSettings,
): Omit<NewPasswordField, 'label'> {
  return {
    hint: newPassword.hint(password_min_length),
    failures: failures.map((failure) =>
      failure === 'too_short' ? newPassword.tooShort(password_min_length) : newPassword.failures[failure],
    ),
  };
}

type Changed = {
  readonly user: EndUser;
  readonly password_hash: string;
  /** The session in which it is changed, which goes on, or the hash of a link, which is used up. */
  readonly by: Parameters<Exchange['records']['users']['changePassword']>[0]['by'];
};

/**
 * Puts a password in the place of the old one, ends all that the old one led to, and tells whoever owns the account. False:
 * the session or the link has ended meanwhile, and nothing has changed.
 */
export async function changePassword(
  { user, password_hash, by }: Changed,
  exchange: Exchange,
): Promise<boolean> {
  const { records, deps, tenant } = exchange;
  const ended = await records.users.changePassword({
    sub: user.sub,
    password_hash,
    history: tenant.settings.password_history,
    by,
    notice: noticeTo(user, exchange),
  });
  if (ended !== undefined && ended > 0) deliverLogouts(deps);
  return ended !== undefined;
}

/** Tells whoever owns the account (OWASP ASVS 6.3.7), with the way back should it have been somebody else. */
function noticeTo(user: EndUser, exchange: Exchange): NewMail | undefined {
  const notice = { kind: 'password_changed', link: `${exchange.issuer}reset-password` } as const;
  return composeNotice(notice, { user, look: lookOf(exchange) }, exchange);
}
