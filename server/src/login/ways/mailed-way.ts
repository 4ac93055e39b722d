/**
 * What the ways in by mail share: the form with the address, and the page that comes after it. Who has no account is
 * answered the same, in the same time: what is written for them is worth nothing (OWASP ASVS 6.3.8).
 */
import type { Exchange } from '../../deps.ts';
import { parseEmailAddress } from '../../protocol/end-user/email-address.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { parameter } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { isMailedMethod, type MailedMethod } from '../../protocol/tenant/tenant.ts';
import { goTo } from '../../walk/interaction.ts';
import { reserveForm } from '../account-budgets.ts';
import type { Page, SentPage } from '../interaction-page.ts';
import type { LoginRefusal, LoginWay } from './login-way.ts';

/** Minutes that a code or a link is good for (OWASP ASVS 6.5.5). */
export const MAIL_MINUTES = 10;

/** How a code or a link by mail is named: a one-time password, whichever way it came (RFC 8176 §2). */
export const MAIL_AMR: readonly string[] = ['otp'];

/** Sends a mail to an address, as parseEmailAddress() spells it, for what waits; false: it has had enough. */
export type SendMail = (email: string, page: Page, exchange: Exchange) => Promise<boolean>;

/** The row of a way in by mail. */
export function mailedWay(method: MailedMethod, send: SendMail): LoginWay {
  return {
    method,
    action: method,
    takesIdentifier: true,
    submit: (sent, exchange) => askByMail({ method, send }, sent, exchange),
  };
}

async function askByMail(
  { method, send }: { readonly method: MailedMethod; readonly send: SendMail },
  sent: SentPage,
  exchange: Exchange,
): Promise<Result<Response, LoginRefusal>> {
  const typed = parameter(sent.form, 'username');
  const email = typed === undefined ? undefined : parseEmailAddress(typed);
  if (email === undefined)
    return err({ failure: 'malformed_email', reason: 'malformed', detail: `${method}: malformed` });
  if (!(await reserveForm(exchange)))
    return err({ failure: 'throttled', reason: 'too_many_mails', detail: `${method}: throttled` });
  // An address that has had its mails is answered as before: whoever floods it learns nothing.
  await send(email, sent, exchange);
  const interaction = { ...sent.interaction, identifier: email, mailed: method };
  return ok(await goTo('/passwordless', interaction, exchange));
}

/** Whether a mail to this address leads anywhere: to the account, or to a new one. */
export function isWelcome(owner: EndUser | undefined, { tenant: { settings } }: Exchange): boolean {
  if (owner) return !owner.blocked;
  return settings.sign_up && settings.login_methods.some(isMailedMethod);
}
