/**
 * /dev/mailbox: the mail (RFC 5322) of a tenant, for whoever sits at the machine and develops. For anybody else there is no
 * such page: the links and codes in it open accounts.
 */
import type { Exchange, Handler } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import { empty, json, page } from '../http/respond.ts';
import { MAIL_CSP } from '../pages/mail/mail.ts';
import { mailboxPage } from '../pages/mail/mailbox.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { lookOf, show } from '../walk/reply.ts';

/** A mail is somebody else's document: it may be looked at and its links opened, and it runs nothing. */
const POLICY = `${MAIL_CSP}; sandbox allow-popups allow-top-navigation-by-user-activation`;

/** GET /dev/mailbox: the list, or one mail as HTML. */
export const mailbox: Handler = async (exchange) => {
  const mails = mailsOf(exchange);
  if (!mails) return empty(404);
  const query = parseParameters(queryOf(exchange.request));
  const id = query.ok ? parameter(query.value, 'html') : undefined;
  if (id !== undefined) {
    const mail = mails.find((one) => one.id === id);
    return mail ? page(mail.html, { status: 200, csp: POLICY }) : empty(404);
  }
  const look = lookOf(exchange);
  return show(mailboxPage({ look, mails }), look);
};

/** GET /dev/mailbox.json: the same for a test. */
export const mailboxJson: Handler = async (exchange) => {
  const mails = mailsOf(exchange);
  return mails ? json(mails) : empty(404);
};

/** The host chooses the tenant, here too. */
function mailsOf({ deps, tenant, isDeveloper }: Exchange) {
  if (!isDeveloper && !deps.config.mailboxForEverybody) return undefined;
  return deps.mail.mailbox?.list().filter(({ tenant_id }) => tenant_id === tenant.tenant_id);
}
