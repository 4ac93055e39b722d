/**
 * What changes the second factors of an account. The caller has made sure that the End-User signed in a short while ago
 * (OWASP ASVS 7.5.1); whoever owns the account is told by mail.
 */
import type { Exchange } from '../deps.ts';
import { composeNotice } from '../mail/mail.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { SecondFactor } from '../protocol/tenant/tenant.ts';
import { lookOf } from '../walk/reply.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

type Authenticators = Exchange['records']['authenticators'];

/** An authenticator that was confirmed and is to be stored. */
export type ConfirmedFactor = {
  readonly authenticator_id: string;
  readonly document: { readonly [name: string]: unknown };
  readonly counter: number;
  /** How it was shown just now (RFC 8176), without `mfa`. */
  readonly amr: readonly string[];
};

/**
 * The name of an authenticator of ours. The id of a credential is chosen by its authenticator and is base64url, which has no
 * colon: nobody's security key can take the name of somebody's mailbox, however well it can be computed.
 */
export function authenticatorId(kind: Exclude<SecondFactor, 'webauthn'>, id: string): string {
  return `${kind}:${id}`;
}

type Added = {
  readonly user: EndUser;
  readonly kind: SecondFactor;
  readonly name: string;
  readonly confirmed: ConfirmedFactor;
  /** The session in which it is added, where there is one. */
  readonly sid?: string | undefined;
};

/**
 * Stores an authenticator. Answers with recovery codes, to be shown once, where the account had none left. Of two that are
 * confirmed at once, as by a button that is pressed twice, one brings the codes, and one of the same id is refused.
 */
export async function addFactor(
  { user, kind, name, confirmed, sid }: Added,
  exchange: Exchange,
): Promise<Result<readonly string[], 'stale' | 'taken' | 'full'>> {
  const { authenticators } = exchange.records;
  const { sub, epoch } = user;
  const { amr: _, ...authenticator } = confirmed;
  const { codes, hashes } = makeRecoveryCodes(exchange);
  const addition = await authenticators.add({ ...authenticator, sub, epoch, sid, kind, name }, hashes);
  if (addition !== 'added' && addition !== 'added_with_codes') return err(addition);
  await tell('second_factor_added', { user, detail: kind }, exchange);
  return ok(addition === 'added' ? [] : codes);
}

type Removed = { readonly user: EndUser } & Parameters<Authenticators['remove']>[1];

/** Removes one of the user's authenticators; every device is asked again, and other sessions end. */
export async function removeFactor(
  { user, ...removed }: Removed,
  exchange: Exchange,
): Promise<Awaited<ReturnType<Authenticators['remove']>>> {
  const { authenticator_id } = removed;
  const removal = await exchange.records.authenticators.remove(user.sub, removed);
  if (removal !== 'removed') return removal;
  await tell('second_factor_removed', { user, detail: authenticator_id }, exchange);
  return removal;
}

async function tell(
  kind: 'second_factor_added' | 'second_factor_removed',
  { user, detail }: { readonly user: EndUser; readonly detail: string },
  exchange: Exchange,
): Promise<void> {
  const { records, request_id, address } = exchange;
  await records.audit.record({ type: kind, request_id, ip: address, sub: user.sub, detail });
  const notice = composeNotice({ kind }, { user, look: lookOf(exchange) }, exchange);
  if (notice) await records.outbox.add(notice);
}
