/**
 * A mail in the words of the tenant. What cannot be filled in is no reason to send none: it is told in the log, and the mail says
 * what the server says.
 */
import type { Logger } from 'pino';
import type { Exchange } from '../deps.ts';
import { displayName } from '../pages/look/display-name.ts';
import type { Look } from '../pages/look/look.ts';
import { type MailFacts, occasion } from '../pages/mail/mail.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { fillLiquid, MAX_MAIL_TEMPLATE } from '../resources/tenant/mail-liquid.ts';
import { MAIL_TEMPLATES, type MailTemplate, USER_VARIABLES } from '../resources/tenant/mail-templates.ts';
import type { Message } from './message.ts';
import { textOfHtml } from './text-of-html.ts';

export type Reader = {
  readonly to: string;
  readonly sub: string | undefined;
  readonly claims: EndUser['claims'] | undefined;
  readonly look: Look;
};

type OwnMail = Omit<Message, 'to' | 'from'> & Partial<Pick<Message, 'from'>>;

/** The mail by the tenant's template; undefined where it has none, or none that can be sent. */
export function ownMail(
  facts: MailFacts,
  reader: Reader,
  { tenant, log }: Pick<Exchange, 'tenant'> & { readonly log: Pick<Logger, 'warn'> },
): OwnMail | undefined {
  const own = tenant.settings.mail_templates.find(
    ({ template }) => MAIL_TEMPLATES[template].mail === facts.kind,
  );
  if (!own) return undefined;
  const filled = fill(own, valuesOf(facts, reader, tenant), facts);
  if (typeof filled !== 'string') return filled;
  const told = { tenant: tenant.name, template: own.template, why: filled };
  log.warn(told, 'a mail says what the server says, for the template of the tenant cannot be filled in');
  return undefined;
}

/** The mail, or why there is none. It never says what it was filled with. */
function fill(
  { subject, body, from }: MailTemplate,
  values: object,
  { link, code }: MailFacts,
): OwnMail | string {
  const title = filledIn('subject', subject, values);
  const html = filledIn('body', body, values);
  if (title === undefined || html === undefined) return 'it asks for more than it may';
  const text = textOfHtml(html);
  const isWhole = [link, code].every((part) => part === undefined || text.includes(part));
  if (!isWhole) return 'it has no link or no code for this mail';
  if (html.length > MAX_MAIL_TEMPLATE * 2) return 'it is too long';
  return { subject: displayName(title), text, html, ...(from === undefined ? {} : { from }) };
}

function filledIn(part: 'subject' | 'body', source: string, values: object): string | undefined {
  try {
    return fillLiquid(part, source, values);
  } catch {
    return undefined;
  }
}

/** By Auth0's names; a name that somebody else chose is a line without what cannot be seen. */
function valuesOf(
  facts: MailFacts,
  { to, sub, claims, look }: Reader,
  { name, settings }: Exchange['tenant'],
): object {
  const { logo_url, primary_color } = look.branding;
  const site = displayName(look.site ?? name);
  const known = USER_VARIABLES.map((claim) => [claim, shownClaim(claims?.[claim])]);
  return {
    ...{ url: facts.link, code: facts.code, minutes: facts.minutes, email: to, address: facts.address },
    ...occasion(facts, look),
    user: { email: to, user_id: sub, ...Object.fromEntries(known) },
    application: { name: site },
    ...{ tenant: name, friendly_name: site, request_language: look.text.language },
    ...{ support_email: settings.support_email, support_url: settings.support_url },
    branding: { logo_url, colors: { primary: primary_color } },
  };
}

function shownClaim(value: unknown): unknown {
  return typeof value === 'string' ? displayName(value) : value;
}
