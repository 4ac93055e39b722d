/**
 * Asking for the link of a lost password, for the page and for Auth0's endpoint. Who has no account, or a blocked one, is
 * sent nothing and answered the same.
 */
import type { Exchange } from '../../deps.ts';
import { reserveForm, reserveMail } from '../account-budgets.ts';
import { RESET_PASSWORD, type Resume } from '../mailed-link.ts';
import { sendLink } from '../send-link.ts';

export type AskedReset = {
  readonly email: string;
  readonly resume: Resume | undefined;
  readonly ui_locales: string | undefined;
};

/** Whether there are passwords here that could be forgotten. */
export function mayResetPassword({ tenant: { settings } }: Exchange): boolean {
  return settings.login_methods.includes('password');
}

/** Sends the link, if there is somebody to send it to. What it answers does not depend on that. */
export async function askForReset(asked: AskedReset, exchange: Exchange): Promise<'throttled' | undefined> {
  const { records, request_id, address } = exchange;
  const { email, resume, ...mail } = asked;
  if (!(await reserveForm(exchange))) return 'throttled';
  const found = await records.users.findByEmail(email);
  const isInBudget = await reserveMail({ email, owner: found?.user }, exchange);
  const user = found?.user.blocked ? undefined : found?.user;
  const isLive = user !== undefined && isInBudget;
  const to = found?.user.claims.email ?? email;
  const link = { ...mail, mail: 'reset_password', email, to, user, data: { ...resume } } as const;
  await sendLink(RESET_PASSWORD, { ...link, isLive, isMailed: isLive }, exchange);
  const sub = found?.user.sub;
  await records.audit.record({ type: 'password_reset_asked', request_id, ip: address, sub });
  return undefined;
}
