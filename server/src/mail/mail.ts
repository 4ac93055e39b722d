/**
 * Mail as the rest of the server knows it: something is composed here, written by the caller with what it carries, and
 * sent by the courier.
 */
import type { Config } from '../config.ts';
import type { Exchange } from '../deps.ts';
import type { Look } from '../pages/look.ts';
import { type MailFacts, mailDocument } from '../pages/mail.ts';
import type { NewMail } from '../storage/storage.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { createSmtp } from './smtp.ts';
import { NO_TRANSPORT, type Transport } from './transport.ts';

export type Mail = {
  readonly transport: Transport;
  /** Where somebody develops: what was sent can be read here. */
  readonly mailbox: Mailbox | undefined;
  /** Who mails are from, unless the tenant says otherwise. */
  readonly from: string;
  /** Hears `composed` when a mail is about to be written, so that nobody waits for the courier's next round. */
  readonly composed: EventTarget;
};

type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'insecureSmtp' | 'baseUrl'>;

/** The way out that the configuration names; without a mail server a mailbox in memory, on a machine of one's own. */
export function createMail(config: MailConfig, now: () => number): Mail {
  const { smtpUrl, insecureSmtp, mailFrom, baseUrl } = config;
  const from = mailFrom ?? `no-reply@${baseUrl.hostname}`;
  const composed = new EventTarget();
  if (smtpUrl !== undefined) {
    const transport = createSmtp(smtpUrl, { insecure: insecureSmtp, host: baseUrl.hostname });
    return { transport, mailbox: undefined, from, composed };
  }
  if (!isDevelopment(config)) return { transport: NO_TRANSPORT, mailbox: undefined, from, composed };
  const mailbox = createMailbox(now);
  return { transport: mailbox, mailbox, from, composed };
}

/** A base URL on loopback without a mail server: nobody but who sits at this machine can read the mailbox. */
export function isDevelopment({ smtpUrl, baseUrl }: Pick<Config, 'smtpUrl' | 'baseUrl'>): boolean {
  return smtpUrl === undefined && /^(.+\.)?localhost$/.test(baseUrl.hostname);
}

/** Seconds a notice is tried for; what holds a link or a code is worth nothing after that has ended. */
const NOTICE_LIFETIME = 3 * 86_400;

/**
 * Composes a mail, ready to be written with the token or code it carries (`records.oneTimeTokens.issue`,
 * `records.oneTimeCodes.issue`) or alone (`records.outbox.add`). It is sealed: a link opens an account.
 */
export async function composeMail(
  mail: MailFacts & { readonly to: string },
  look: Look,
  { deps, tenant }: Pick<Exchange, 'deps' | 'tenant'>,
): Promise<NewMail> {
  const { to, ...facts } = mail;
  const site = look.site ?? tenant.name;
  const message = {
    to,
    from: tenant.settings.mail_from ?? deps.mail.from,
    ...mailDocument(facts, { ...look, site }),
  };
  const sealed = await deps.seal.seal({ purpose: 'mail', tenant_id: tenant.tenant_id }, message);
  const lifetime = facts.minutes === undefined ? NOTICE_LIFETIME : facts.minutes * 60;
  deps.mail.composed.dispatchEvent(new Event('composed'));
  return { mail_id: deps.random(16), sealed, expires_at: deps.now() + lifetime };
}
