/**
 * What a mail says before anybody is sent it: filled in for somebody who does not exist, with a link and a code that are good for
 * nothing.
 */
import type { Exchange } from '../deps.ts';
import type { Look } from '../pages/look/look.ts';
import { type MailDocument, type MailFacts, mailDocument } from '../pages/mail/mail.ts';
import {
  MAIL_TEMPLATES,
  type MailTemplate,
  type MailTemplateName,
} from '../resources/tenant/mail-templates.ts';
import type { NewMail } from '../storage/storage.ts';
import { composeMail } from './mail.ts';
import { ownMail } from './own-mail.ts';

const PERSON = {
  to: 'alice@example.com',
  sub: 'auth0|example',
  claims: { name: 'Alice Example', given_name: 'Alice', family_name: 'Example', nickname: 'alice' },
} as const;

const DAY = 86_400;

export type Sample = {
  readonly template: MailTemplateName;
  /** In the words of the tenant; undefined: what the server says. */
  readonly own: MailTemplate | undefined;
  readonly look: Look;
};

/** The mail, and whose words it has. */
export function sampleMail(
  { template, own, look }: Sample,
  exchange: Exchange,
): MailDocument & { readonly words: 'tenant' | 'server' } {
  const { deps, tenant } = exchange;
  const named = { ...look, site: look.site ?? tenant.name };
  const facts = factsOf(template, exchange);
  const at = { tenant: withTemplate(tenant, own), log: deps.log };
  const filled = ownMail(facts, { ...PERSON, look: named }, at);
  if (!filled) return { ...mailDocument(facts, named), words: 'server' };
  const { subject, text, html } = filled;
  return { subject, text, html, words: 'tenant' };
}

/** The same, ready to be written, for somebody who wants to see it in their mailbox. */
export function sampleToSend({ template, own, look }: Sample, to: string, exchange: Exchange): NewMail {
  const { deps, tenant } = exchange;
  const facts = { ...factsOf(template, exchange), claims: PERSON.claims, to };
  return composeMail(facts, look, { deps, tenant: withTemplate(tenant, own) });
}

function withTemplate(tenant: Exchange['tenant'], own: MailTemplate | undefined): Exchange['tenant'] {
  return { ...tenant, settings: { ...tenant.settings, mail_templates: own ? [own] : [] } };
}

function factsOf(template: MailTemplateName, { deps, issuer }: Exchange): MailFacts {
  const { mail: kind, needs } = MAIL_TEMPLATES[template];
  const now = deps.now();
  const occasion = { at: now, device: 'Firefox/130.0 Linux', address: '192.0.2.1' };
  const needed = {
    url: { link: `${issuer}?example`, minutes: 60 },
    code: { code: '123456', minutes: 10 },
  };
  if (kind === 'account_deleted') return { kind };
  if (kind === 'deletion_asked')
    return { kind, ...occasion, link: `${issuer}account`, deletes_at: now + 14 * DAY };
  return needs === undefined ? { kind, ...occasion } : { kind, ...needed[needs] };
}
