/**
 * A code by mail that signs in: six digits, ten minutes, five tries, under a keyed hash (OWASP ASVS 6.6.3). It belongs to
 * what it was asked for in, so a code that was asked for in one browser is worth nothing in another.
 */
import { randomInt } from 'node:crypto';
import type { Exchange } from '../../deps.ts';
import { addressBucket } from '../../http/client-address.ts';
import { composeMail } from '../../mail/mail.ts';
import type { OwnReason } from '../../protocol/diagnosis/reasons.ts';
import { sha256 } from '../../protocol/digest.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { readDigits } from '../../protocol/end-user/totp.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { lookOf } from '../../walk/reply.ts';
import { refundCode, reserveCode, reserveCodeMail } from '../account-budgets.ts';
import { ownerOf, userOfProvedAddress } from '../accounts/proved-address.ts';
import type { Tried } from '../failed-sign-in.ts';
import { isWelcome, MAIL_MINUTES } from './mailed-way.ts';

/** Whom a code is for, and what it was asked for in: an interaction, or an application's own form. */
export type CodeUse = { readonly email: string; readonly asked_in: string };

export type CodeFailure = {
  readonly notice: 'wrong_code' | 'throttled';
  readonly reason: OwnReason;
  readonly detail: string;
  readonly user?: EndUser | undefined;
  readonly tried?: Tried;
};

/** Sends a code; the one before it is worth nothing from then on. False: the address has had enough mails. */
export async function sendSignInCode(
  use: CodeUse,
  ui_locales: string | undefined,
  exchange: Exchange,
): Promise<boolean> {
  const { deps, records } = exchange;
  const now = deps.now();
  const owner = await ownerOf(use.email, exchange);
  if (!(await reserveCodeMail({ email: use.email, owner }, exchange))) return false;
  const isLive = isWelcome(owner, exchange);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const facts = { kind: 'login_code', code, minutes: MAIL_MINUTES } as const;
  const to = owner?.claims.email ?? use.email;
  const mail = composeMail(
    { ...facts, to, sub: owner?.sub, claims: owner?.claims },
    lookOf(exchange, ui_locales),
    exchange,
  );
  await records.oneTimeCodes.issue(
    {
      code_id: codeId(use),
      purpose: 'login_code',
      // Nothing that can be typed is right where nobody was sent a code.
      code_mac: codeMac(use, isLive ? code : 'none', exchange),
      sub: owner?.sub,
      epoch: owner?.epoch,
      email: use.email,
      asked_at: placeName(use, exchange),
      expires_at: now + MAIL_MINUTES * 60,
    },
    { ...mail, expires_at: isLive ? mail.expires_at : now },
  );
  return true;
}

/** Who is signed in by a code, which is used up. Tries are counted before anything is compared, for unknown addresses too. */
export async function redeemSignInCode(
  use: CodeUse,
  typed: string | undefined,
  exchange: Exchange,
): Promise<Result<EndUser, CodeFailure>> {
  // Read before the code is found to be there still: once the account is changed, its codes are gone.
  const owner = await ownerOf(use.email, exchange);
  return judgeCounted({ use, typed, owner }, exchange, async (attempt) => {
    const redeemed = await exchange.records.oneTimeCodes.redeem('login_code', attempt);
    if (typeof redeemed === 'string') return redeemed;
    return (await userOfProvedAddress(use.email, owner, exchange)) ?? 'nobody';
  });
}

/** Whether a code is right, without using it up: an application asks before it sends the End-User on. */
export async function checkSignInCode(
  use: CodeUse,
  typed: string | undefined,
  exchange: Exchange,
): Promise<Result<object, CodeFailure>> {
  const owner = await ownerOf(use.email, exchange);
  return judgeCounted({ use, typed, owner }, exchange, async (attempt) => {
    const checked = await exchange.records.oneTimeCodes.check('login_code', attempt);
    return checked === 'right' ? {} : checked;
  });
}

/** What a code belongs to that an application asked for from its own form, where there is no interaction yet. */
export function askedByApplication(client_id: string): string {
  return `application ${client_id}`;
}

type Typed = {
  readonly use: CodeUse;
  readonly typed: string | undefined;
  readonly owner: EndUser | undefined;
};

type Attempt = { readonly code_id: string; readonly code_mac: string; readonly typed_at: string };

async function judgeCounted<Value extends object>(
  { use, typed, owner }: Typed,
  exchange: Exchange,
  judge: (attempt: Attempt) => Promise<Value | string>,
): Promise<Result<Value, CodeFailure>> {
  const counted = { email: use.email, owner };
  if (!(await reserveCode(counted, exchange)))
    return err({
      ...{ notice: 'throttled', reason: 'too_many_codes', detail: 'email_code: throttled' },
      user: owner,
    });
  const code = readDigits(typed);
  const judged =
    code === undefined
      ? 'malformed'
      : await judge({
          code_id: codeId(use),
          code_mac: codeMac(use, code, exchange),
          typed_at: placeName(use, exchange),
        });
  if (typeof judged === 'string') {
    const notice = judged === 'tried_out' ? 'throttled' : 'wrong_code';
    const tried = { user: owner, reason: 'wrong_code' } as const;
    return err({ notice, reason: reasonOf(judged, owner), detail: `email_code: ${judged}`, tried });
  }
  await refundCode(counted, exchange);
  return ok(judged);
}

const REASONS: ReadonlyMap<string, OwnReason> = new Map([
  ['malformed', 'malformed'],
  ['gone', 'code_ended'],
  ['tried_out', 'code_tried_out'],
]);

/** Nobody is sent a code who could not come in by it. */
function reasonOf(judged: string, owner: EndUser | undefined): OwnReason {
  if (owner?.blocked) return 'blocked';
  return REASONS.get(judged) ?? (judged === 'nobody' ? 'unknown_user' : 'wrong_code');
}

/** Where a code is asked for and typed: the address, as an application's own form sends no cookie by which a device is known. */
function placeName({ email }: CodeUse, { address }: Exchange): string {
  return sha256(`place ${email} ${addressBucket(address) ?? address}`);
}

function codeId({ email, asked_in }: CodeUse): string {
  return sha256(`login_code ${asked_in} ${email}`);
}

function codeMac(use: CodeUse, code: string, { deps, tenant }: Exchange): string {
  const context = { purpose: 'code', tenant_id: tenant.tenant_id } as const;
  return deps.seal.mac(context, `${codeId(use)} ${code}`);
}
