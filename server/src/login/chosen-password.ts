/**
 * A password that somebody chooses: judged by the tenant's policy, and hashed.
 */
import type { Exchange } from '../deps.ts';
import type { NewPasswordField } from '../pages/new-password.ts';
import type { Text } from '../pages/text/text.ts';
import { type EndUser, MAX_PASSWORD_BYTES } from '../protocol/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import type { TenantSettings } from '../protocol/tenant.ts';

export type PasswordFailure = 'too_short';

/** The hash of a password that may be used here, or all that is wrong with it. */
export async function acceptPassword(
  password: string,
  _about: { readonly email: string | undefined },
  { deps, tenant: { settings } }: Exchange,
): Promise<Result<string, readonly PasswordFailure[] | 'busy'>> {
  const isShort = [...password].length < settings.password_min_length;
  if (isShort || Buffer.byteLength(password) > MAX_PASSWORD_BYTES) return err(['too_short']);
  return ok(await deps.passwords.hash(new Secret(password)));
}

/** What a form says of the password it asks for. */
export function passwordFacts(
  failures: readonly PasswordFailure[],
  { signUp }: Text,
  { password_min_length }: TenantSettings,
): Omit<NewPasswordField, 'label'> {
  const hint = signUp.passwordHint(password_min_length);
  return { hint, failures: failures.map(() => hint) };
}

/** Puts a password in the place of the old one. */
export async function replacePassword(
  { user, password_hash }: { readonly user: EndUser; readonly password_hash: string },
  { records }: Exchange,
): Promise<void> {
  await records.users.save(user, password_hash);
}
