/**
 * Making an account, for the page and for Auth0's endpoint. Until its address is verified a sign-up is no account: it
 * waits in the token of the mail, so nobody can take an address that is not theirs, and the answer is the same whether or
 * not there was an account. `unsafe_sign_up_at_once` has it as Auth0 does.
 */
import type { Exchange } from '../deps.ts';
import type { PasswordFailure, SignUpFailure } from '../pages/text/text.ts';
import type { Client } from '../protocol/client.ts';
import type { EndUser } from '../protocol/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { newEndUser, type SignUp } from '../protocol/sign-up.ts';
import { type Resume, sendLink, sendNotice, VERIFY_EMAIL } from './mailed-link.ts';
import { acceptNewPassword } from './new-password.ts';

export type AskedSignUp = Omit<SignUp, 'email'> & {
  /** Undefined where what was typed is no address. */
  readonly email: string | undefined;
  readonly client: Client;
  /** The request to go on with once the address is verified. */
  readonly resume: Resume | undefined;
  readonly ui_locales: string | undefined;
};

export type Refused = {
  readonly error: SignUpFailure | undefined;
  /** What is wrong with the password, all at once. */
  readonly password_failures: readonly PasswordFailure[];
};

export type Made = {
  readonly sub: string;
  readonly email: string;
  /** Who may go on at once; undefined: only by the link of the mail. */
  readonly user: EndUser | undefined;
};

/** Whether somebody without an account can make one here, whatever way they came. */
export function mayMakeAccount({ tenant: { settings } }: Exchange): boolean {
  return settings.sign_up && settings.login_methods.includes('password');
}

/** Makes an account, or has it wait for its link. Everything that is wrong is said at once. */
export async function makeAccount(asked: AskedSignUp, exchange: Exchange): Promise<Result<Made, Refused>> {
  const { email, password, profile } = asked;
  if (!(await reserveSignUp(exchange))) return err({ error: 'throttled', password_failures: [] });
  // The hash is made before anybody looks whether the address is taken: the work is the same.
  const accepted = await acceptNewPassword(password, { email, profile }, exchange);
  const malformed = email === undefined ? ('malformed_email' as const) : undefined;
  if (email === undefined || !accepted.ok) {
    return err({ error: malformed, password_failures: accepted.ok ? [] : accepted.error });
  }
  const sub = newSub(exchange);
  const account = { ...asked, email, sub, password_hash: accepted.value };
  return exchange.tenant.settings.unsafe_sign_up_at_once
    ? createAtOnce(account, exchange)
    : waitForLink(account, exchange);
}

type Account = AskedSignUp & {
  readonly email: string;
  readonly sub: string;
  readonly password_hash: string;
};

/** `auth0|<24 hex>`, as Auth0's applications know it. */
function newSub({ deps }: Exchange): string {
  return `auth0|${Buffer.from(deps.random(12), 'base64url').toString('hex')}`;
}
