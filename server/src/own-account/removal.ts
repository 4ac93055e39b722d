/**
 * The end of an account at the wish of its user (GDPR Art. 17): asked for after a fresh login, told by mail, and waited for, so
 * that whoever was not asked, or thinks better of it, can keep it.
 */
import type { Exchange } from '../deps.ts';
import { reserveForm, reserveNotice } from '../login/account-budgets.ts';
import { composeNotice } from '../mail/mail.ts';
import type { RemovalFailure } from '../pages/text/own-data/own-data-text.ts';
import { deletionTime } from '../protocol/end-user/account.ts';
import { canonicalEmail, type Session } from '../protocol/end-user/end-user.ts';
import { lookOf } from '../walk/reply.ts';
import { deleteAccount } from './deletions.ts';
import type { Self } from './in-session.ts';
import { audit } from './record.ts';

/** What the end of the account is confirmed by: its address, or its name where it has none. */
function accountAddress({ user: { claims, sub } }: Session): string {
  return claims.email ?? sub;
}

/** `waits`: it will be deleted. `not_yet`: it is to be now, and cannot be at this moment. `stale`: the session has ended. */
type Removal = 'waits' | 'deleted' | 'not_yet' | 'stale' | RemovalFailure;

/** Asks for the end of the account; what was typed shows that it is this one that is meant. */
export async function askForRemoval({ session }: Self, typed: string, exchange: Exchange): Promise<Removal> {
  if (canonicalEmail(typed) !== canonicalEmail(accountAddress(session))) return 'mismatch';
  if (!(await mayBeTold(session, exchange))) return 'throttled';
  const deletes_at = whenDeleted(exchange);
  const look = lookOf(exchange);
  const { user, sid } = session;
  const told = { kind: 'deletion_asked', link: `${exchange.issuer}account`, deletes_at } as const;
  const asked = await exchange.records.users.askForDeletion(user.sub, {
    session: { sid, epoch: user.epoch },
    deletes_at: deletes_at ?? exchange.deps.now(),
    language: look.text.language,
    notice: deletes_at === undefined ? undefined : composeNotice(told, { user, look }, exchange),
  });
  if (!asked) return 'stale';
  await audit('account_deletion_asked', { session }, exchange);
  return deletes_at === undefined ? deleteNow(session, exchange) : 'waits';
}

/** Takes the wish back; false: there is none, or the session has ended. */
export async function keepAccount({ session }: Self, exchange: Exchange): Promise<boolean> {
  const { user, sid } = session;
  const isKept = await exchange.records.users.keepAccount(user.sub, { sid, epoch: user.epoch });
  if (isKept) await audit('account_kept', { session }, exchange);
  return isKept;
}

/** Nobody asks for the end of an account without a mail about it, and nobody has many of them sent. */
async function mayBeTold({ user }: Session, exchange: Exchange): Promise<boolean> {
  if (!(await reserveForm(exchange))) return false;
  const { email } = user.claims;
  return email === undefined || reserveNotice(canonicalEmail(email), exchange);
}

/** When an account that is asked for now will be gone; undefined: at once. */
export function whenDeleted({ deps, tenant }: Exchange): number | undefined {
  return deletionTime(tenant.settings.account_deletion_wait_days, deps.now());
}

/**
 * Where it cannot be done now, because somebody changes the account at this moment, it is done in the next minute; until then
 * nobody is told that it has been, and it can be kept.
 */
async function deleteNow({ user }: Session, exchange: Exchange): Promise<'deleted' | 'not_yet'> {
  const { tenant, deps, request_id, address } = exchange;
  const isDone = await deleteAccount({ tenant, sub: user.sub, by: { request_id, address } }, deps);
  return isDone ? 'deleted' : 'not_yet';
}
