/**
 * The words in which the settings of a tenant (RFC 8414 §2, `issuer`) are described, and what they mean together. What a tenant is made of stands in
 * resources/tenant/tenant.ts and resources/tenant/settings.ts.
 */

/** Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody. */
export type DynamicRegistration = 'off' | 'initial_access_token' | 'open';

export const DYNAMIC_REGISTRATION: readonly DynamicRegistration[] = ['off', 'initial_access_token', 'open'];

/** When a second factor is asked for. */
export type SecondFactorPolicy = 'never' | 'when_enrolled' | 'always';

export const SECOND_FACTOR_POLICIES: readonly SecondFactorPolicy[] = ['never', 'when_enrolled', 'always'];

/** TOTP (RFC 6238), a security key or passkey (WebAuthn Level 3), a code by mail. */
export type SecondFactor = 'otp' | 'webauthn' | 'email';

export const SECOND_FACTORS: readonly SecondFactor[] = ['otp', 'webauthn', 'email'];

export type LoginMethod = 'password' | 'passkey' | 'email_code' | 'email_link';

export const LOGIN_METHODS: readonly LoginMethod[] = ['password', 'passkey', 'email_code', 'email_link'];

/** The ways in that show a mailbox instead of a password. */
export type MailedMethod = 'email_code' | 'email_link';

const MAILED_METHODS: readonly MailedMethod[] = ['email_code', 'email_link'];

/** Whether a value names a way in by mail. */
export function isMailedMethod(value: unknown): value is MailedMethod {
  return MAILED_METHODS.some((method) => method === value);
}

type SignUp = { readonly sign_up: boolean; readonly login_methods: readonly LoginMethod[] };

/** Whether somebody without an account can make one by choosing a password. */
export function hasPasswordSignUp({ sign_up, login_methods }: SignUp): boolean {
  return sign_up && login_methods.includes('password');
}

/** Whether a user name can be typed in place of an address. */
export function takesUsername({
  username_login,
  login_methods,
}: Pick<SignUp, 'login_methods'> & { readonly username_login: boolean }): boolean {
  return username_login && login_methods.includes('password');
}

/** The connection that addresses of this domain belong to; undefined: the tenant's own database. */
export function connectionOfAddress<T extends { readonly domains: readonly string[] }>(
  email: string,
  { connections }: { readonly connections: readonly T[] },
): T | undefined {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return connections.find(({ domains }) => domains.includes(domain));
}
