/**
 * The way mail goes out, as the configuration names it.
 */
import type { Config } from '../config.ts';
import { isLocalhost } from '../protocol/host-name.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { NO_TRANSPORT, type Transport } from './transport.ts';

export type PostOffice = {
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
export async function createPostOffice(config: MailConfig, now: () => number): Promise<PostOffice> {
  const { smtpUrl, insecureSmtp, mailFrom, baseUrl } = config;
  const from = mailFrom ?? `no-reply@${baseUrl.hostname}`;
  const composed = new EventTarget();
  if (smtpUrl !== undefined) {
    // Read only where it is used: what speaks SMTP is forty files, which a server without mail would hold for nothing.
    const { createSmtp } = await import('./smtp.ts');
    const transport = createSmtp(smtpUrl, { insecure: insecureSmtp, host: baseUrl.hostname });
    return { transport, mailbox: undefined, from, composed };
  }
  if (!isDevelopment(config)) return { transport: NO_TRANSPORT, mailbox: undefined, from, composed };
  const mailbox = createMailbox(now);
  return { transport: mailbox, mailbox, from, composed };
}

/** A base URL on loopback without a mail server: nobody but who sits at this machine can read the mailbox. */
function isDevelopment({ smtpUrl, baseUrl }: Pick<Config, 'smtpUrl' | 'baseUrl'>): boolean {
  return smtpUrl === undefined && isLocalhost(baseUrl.hostname);
}
