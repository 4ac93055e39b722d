/**
 * A code by mail as a second factor: six digits, ten minutes, five tries, kept under a keyed hash (OWASP ASVS 6.6.3).
 */
import { randomInt } from 'node:crypto';
import type { Exchange } from '../deps.ts';
import { composeMail } from '../mail/mail.ts';
import { sha256 } from '../protocol/digest.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import { MAX_AUTHENTICATORS } from '../protocol/end-user/second-factor.ts';
import { readDigits } from '../protocol/end-user/totp.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { lookOf } from '../walk/reply.ts';
import { reserveFactorAttempt } from './attempts.ts';
import { authenticatorId, type ConfirmedFactor } from './enrolment.ts';

/** What the code is for, and in what it was asked for: an interaction, or a visit to the account page. */
export type EmailCodeUse = {
  readonly purpose: 'second_factor' | 'enrol_email';
  readonly asked_in: string;
};

const MINUTES = 10;

/** How a code by mail is named: a one-time password, whichever way it came (RFC 8176 §2). */
const AMR = ['otp'];

/** Sends a code to the address of the account; an older one is worth nothing from then on. False: sent too often. */
export async function sendEmailCode(use: EmailCodeUse, user: EndUser, exchange: Exchange): Promise<boolean> {
  const { email } = user.claims;
  if (email === undefined) return false;
  const attempt = { sub: user.sub, interaction: use.asked_in };
  if (!(await reserveFactorAttempt('mail', attempt, exchange))) return false;
  const { deps, records } = exchange;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const mail = { kind: 'second_factor_code', to: email, code, minutes: MINUTES } as const;
  await records.oneTimeCodes.issue(
    {
      code_id: codeId(use, user),
      purpose: use.purpose,
      code_mac: codeMac(use, { user, code }, exchange),
      sub: user.sub,
      epoch: user.epoch,
      email: canonicalEmail(email),
      expires_at: deps.now() + MINUTES * 60,
    },
    composeMail({ ...mail, sub: user.sub, claims: user.claims }, lookOf(exchange), exchange),
  );
  return true;
}

/** Verifies a code and uses it up. */
export async function verifyEmailCode(
  use: EmailCodeUse,
  { user, typed }: { readonly user: EndUser; readonly typed: string | undefined },
  exchange: Exchange,
): Promise<Result<readonly string[], string>> {
  const code = readDigits(typed);
  if (code === undefined) return err('email: malformed');
  const redeemed = await exchange.records.oneTimeCodes.redeem(use.purpose, {
    code_id: codeId(use, user),
    code_mac: codeMac(use, { user, code }, exchange),
  });
  if (typeof redeemed === 'string') return err(`email: ${redeemed}`);
  // The address may have changed since: the code proves the old one.
  const isTheirs = redeemed.sub === user.sub && redeemed.email === canonicalEmail(user.claims.email ?? '');
  return isTheirs ? ok(AMR) : err('email: sent to another address');
}

/** Confirms the account's address as a factor. Storing is up to the caller (`addFactor`). */
export async function confirmEmail(
  asked_in: string,
  sent: { readonly user: EndUser; readonly typed: string | undefined },
  exchange: Exchange,
): Promise<Result<ConfirmedFactor, string>> {
  const enrolled = await exchange.records.authenticators.list(sent.user.sub);
  if (enrolled.length >= MAX_AUTHENTICATORS) return err('email: too many');
  if (enrolled.some(({ kind }) => kind === 'email')) return err('email: confirmed before');
  const verified = await verifyEmailCode({ purpose: 'enrol_email', asked_in }, sent, exchange);
  if (!verified.ok) return verified;
  const authenticator_id = authenticatorId('email', sha256(`email ${sent.user.sub}`));
  return ok({ authenticator_id, document: {}, counter: 0, amr: verified.value });
}

function codeId({ purpose, asked_in }: EmailCodeUse, { sub }: EndUser): string {
  return sha256(`${purpose} ${sub} ${asked_in}`);
}

function codeMac(
  use: EmailCodeUse,
  { user, code }: { readonly user: EndUser; readonly code: string },
  { deps, tenant }: Exchange,
): string {
  const context = { purpose: 'code', tenant_id: tenant.tenant_id } as const;
  return deps.seal.mac(context, `${codeId(use, user)} ${code}`);
}
