/**
 * Change of e-mail address: a link goes to the new one, and nothing changes before it is opened (OWASP ASVS 7.5.1). An
 * address that somebody else has is answered the same, and is sent nothing.
 */
import type { Exchange } from '../deps.ts';
import { reserveForm, reserveMail } from '../login/account-budgets.ts';
import { CHANGE_EMAIL, VERIFY_EMAIL } from '../login/mailed-link.ts';
import { sendLink } from '../login/send-link.ts';
import type { EmailChangeFailure } from '../pages/text/account/account-text.ts';
import { parseEmailAddress } from '../protocol/end-user/email-address.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import type { Self } from './in-session.ts';
import { audit } from './record.ts';

/** Sends the link to another address; why not, else undefined. */
export async function askForEmail(
  { session }: Self,
  typed: string,
  exchange: Exchange,
): Promise<EmailChangeFailure | undefined> {
  const { user } = session;
  const email = parseEmailAddress(typed);
  if (email === undefined) return 'not_an_address';
  if (email === currentEmail(user)) return 'same';
  if (!(await reserveForm(exchange))) return 'throttled';
  const { records } = exchange;
  const owner = (await records.users.findByEmail(email))?.user;
  const isInBudget = await reserveMail({ email, owner }, exchange);
  const isLive = isInBudget && owner === undefined;
  const data = { from: user.claims.email };
  const link = {
    mail: 'change_email',
    email,
    to: email,
    user,
    data,
    ui_locales: undefined,
  } as const;
  await sendLink(CHANGE_EMAIL, { ...link, isLive, isMailed: isLive }, exchange);
  await audit('email_change_asked', { session }, exchange);
  return undefined;
}

/** Sends the link of the address that the account has once more; `none`: there is nothing to verify. */
export async function verifyEmailAgain(
  { session: { user } }: Self,
  exchange: Exchange,
): Promise<'none' | 'throttled' | undefined> {
  const email = currentEmail(user);
  if (email === undefined || user.claims.email_verified === true) return 'none';
  if (!(await reserveForm(exchange))) return 'throttled';
  const to = user.claims.email ?? email;
  const link = { mail: 'verify_email', email, to, user, data: {}, ui_locales: undefined } as const;
  const isLive = await reserveMail({ email, owner: user }, exchange);
  await sendLink(VERIFY_EMAIL, { ...link, isLive, isMailed: isLive }, exchange);
  return undefined;
}

function currentEmail({ claims }: EndUser): string | undefined {
  return claims.email === undefined ? undefined : canonicalEmail(claims.email);
}
