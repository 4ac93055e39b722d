/**
 * Making an account, for the page and for Auth0's endpoint. Until its address is verified a sign-up is no account: it
 * waits in the token of the mail, so nobody can take an address that is not theirs, and the answer is the same whether or
 * not there was an account. `unsafe_sign_up_at_once` has it as Auth0 does.
 */
import type { Exchange } from '../../deps.ts';
import type { SignUpFailure } from '../../pages/text/text.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import type { PasswordFailure } from '../../protocol/end-user/password-policy.ts';
import { newEndUser, type PendingSignUp, type SignUp } from '../../protocol/end-user/sign-up.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { hasPasswordSignUp } from '../../protocol/tenant/tenant.ts';
import type { Client } from '../../resources/client/client.ts';
import { reserveForm, reserveMail } from '../account-budgets.ts';
import { type Resume, VERIFY_EMAIL } from '../mailed-link.ts';
import { acceptPassword } from '../passwords/chosen-password.ts';
import { sendLink } from '../send-link.ts';

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
  return hasPasswordSignUp(settings);
}

/** Makes an account, or has it wait for its link. Everything that is wrong is said at once. */
export async function makeAccount(asked: AskedSignUp, exchange: Exchange): Promise<Result<Made, Refused>> {
  const { email, password } = asked;
  if (!(await reserveForm(exchange))) return err({ error: 'throttled', password_failures: [] });
  // The hash is made before anybody looks whether the address is taken: the work is the same.
  const accepted = await acceptPassword(password, { email }, exchange);
  if (!accepted.ok && accepted.error === 'busy') return err({ error: 'busy', password_failures: [] });
  if (email === undefined || !accepted.ok) {
    const error = email === undefined ? 'malformed_email' : undefined;
    return err({ error, password_failures: accepted.ok || accepted.error === 'busy' ? [] : accepted.error });
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

async function createAtOnce(account: Account, exchange: Exchange): Promise<Result<Made, Refused>> {
  const { records, deps, request_id, address } = exchange;
  const { sub, email, password_hash, user_metadata } = account;
  const now = deps.now();
  const made = newEndUser(account, { sub, email_verified: false, now });
  const user = await records.users.create({ user: made, password_hash, user_metadata, created_at: now });
  if (!user) return err({ error: 'taken', password_failures: [] });
  const { client_id } = account.client;
  await records.audit.record({ type: 'signed_up', request_id, ip: address, client_id, sub });
  const isLive = await reserveMail({ email, owner: user }, exchange);
  const { resume, ui_locales } = account;
  const link = { mail: 'verify_email', to: email, email, user, data: { ...resume }, ui_locales } as const;
  await sendLink(VERIFY_EMAIL, { ...link, isLive, isMailed: isLive }, exchange);
  return ok({ sub, email, user });
}

/** A link for a free address; for a taken one the same work, and a mail to its owner that somebody tried. */
async function waitForLink(account: Account, exchange: Exchange): Promise<Result<Made, Refused>> {
  const { records } = exchange;
  const { email, sub, password_hash, profile, user_metadata, resume, ui_locales } = account;
  const owner = await records.users.findByEmail(email);
  const isMailed = await reserveMail({ email, owner: owner?.user }, exchange);
  const sign_up: PendingSignUp = { sub, password_hash, profile, user_metadata };
  await sendLink(
    VERIFY_EMAIL,
    {
      mail: owner ? 'account_exists' : 'verify_email',
      email,
      to: owner?.user.claims.email ?? email,
      told: owner?.user.sub,
      user: undefined,
      data: { sign_up, ...resume },
      isLive: !owner && isMailed,
      isMailed,
      ui_locales,
    },
    exchange,
  );
  return ok({ sub, email, user: undefined });
}

/** `auth0|<24 hex>`, as Auth0's applications know it. */
export function newSub({ deps }: Exchange): string {
  return `auth0|${Buffer.from(deps.random(12), 'base64url').toString('hex')}`;
}
