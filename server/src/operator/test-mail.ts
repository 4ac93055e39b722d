/**
 * `tacit mail test`: one mail by the way that the configuration names, and what the mail server said to it.
 */
import { randomBytes } from 'node:crypto';
import { createOutbound } from '../http/outbound.ts';
import { openSeal } from '../keys/open-seal.ts';
import { isMailbox } from '../mail/message.ts';
import { remedyFor } from '../mail/outage.ts';
import { passwordOf } from '../mail/own-password.ts';
import type { MailServer } from '../mail/smtp.ts';
import { isLocalhost } from '../protocol/host-name.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { ownMailServer } from '../resources/tenant/mail-provider.ts';
import { chooseTenant } from './choose-tenant.ts';
import { withStorageToRead } from './database.ts';
import type { Ground } from './ground.ts';

export type TestMail = {
  /** `HOST:PORT` that took it. */
  readonly server: string;
  readonly from: string;
  /** The server's own words. */
  readonly said: string;
};

/**
 * Sends a mail to an address, from where the mails of a tenant come or, without one, those of the server. Refused with
 * sentences: what is wrong and what to do, then what the mail server said.
 */
export async function sendTestMail(
  config: Ground,
  { to, tenant }: { readonly to: string; readonly tenant: string | undefined },
): Promise<Result<TestMail, readonly string[]>> {
  if (!isMailbox(to)) return err([`${to} is not one address, as alice@example.com is.`]);
  const way = await wayOf(tenant, config);
  if (!way.ok) return err([way.error]);
  const { from, server, where } = way.value;
  // Read only where it is used: what speaks SMTP is forty files.
  const { sendOnce } = await import('../mail/smtp.ts');
  const id = `test-${randomBytes(8).toString('hex')}`;
  const ids = { host: config.baseUrl.hostname, id };
  const { outcome, why = '', step, said } = await sendOnce(server, ids, { to, from, ...TEXT });
  const place = `${server.host}:${server.port}`;
  if (outcome === 'sent') return ok({ server: place, from, said });
  const refusal = REFUSALS.get(/ 4\d\d$/.test(why) ? `${step} for now` : step);
  return err([`${place}: ${refusal?.({ from, to }) ?? remedyFor(why, where)}.`, `${why}: ${said}`]);
}

const TEXT = {
  subject: 'Tacit sends mail',
  text: 'Somebody who operates Tacit sent this to see whether mail arrives. It does; there is nothing to do.\n',
  html: '<p>Somebody who operates Tacit sent this to see whether mail arrives. It does; there is nothing to do.</p>\n',
};

function withoutServer({ baseUrl }: Ground): string {
  const elsewhere = isLocalhost(baseUrl.hostname)
    ? 'what a server on this machine would send is read at /dev/mailbox of the tenant'
    : 'nobody can reset a password';
  return `TACIT_SMTP_URL is not set: no mail is sent, and ${elsewhere}.`;
}

type Way = {
  readonly from: string;
  readonly server: MailServer;
  /** What names it. */
  readonly where: string;
};

/** As mails are composed (mail/mail.ts) and sent: by the mail server of the tenant, where it has one. */
async function wayOf(name: string | undefined, config: Ground): Promise<Result<Way, string>> {
  const usual = config.mailFrom ?? `no-reply@${config.baseUrl.hostname}`;
  if (name === undefined) return serversOwn(usual, config);
  return withStorageToRead(config, async (storage) => {
    const tenant = await chooseTenant(storage, name);
    if (!tenant.ok) return tenant;
    const { settings } = tenant.value;
    const from = settings.mail_from ?? usual;
    const provider = ownMailServer(settings);
    if (!provider) return serversOwn(from, config);
    const { dial } = createOutbound({ unsafeHosts: config.unsafeOutboundHosts });
    const password = passwordOf(tenant.value, await openSeal(storage, config));
    const { tenantServer } = await import('../mail/smtp.ts');
    return ok({ from, server: tenantServer(provider, password, dial), where: 'mail_provider of the tenant' });
  });
}

async function serversOwn(from: string, config: Ground): Promise<Result<Way, string>> {
  const { smtpUrl, insecureSmtp } = config;
  if (smtpUrl === undefined) return err(withoutServer(config));
  const { serverAt } = await import('../mail/smtp.ts');
  return ok({ from, server: serverAt(smtpUrl, insecureSmtp), where: 'TACIT_SMTP_URL' });
}

type Addresses = { readonly from: string; readonly to: string };

/** What a server refuses of a mail, by the step of SMTP (RFC 5321 §3.3); 4yz is for now (§4.2.1). */
const REFUSALS: ReadonlyMap<string, (addresses: Addresses) => string> = new Map<
  string,
  (addresses: Addresses) => string
>([
  [
    'MAIL FROM',
    ({ from }) =>
      `it refuses the sender ${from}: see TACIT_MAIL_FROM and mail_from of the tenant, from which addresses its user may send, and whether it wants user and password`,
  ],
  ['RCPT TO', ({ to }) => `it refuses the recipient ${to}`],
  [
    'RCPT TO for now',
    ({ to }) => `it puts the recipient ${to} off, as for greylisting: try again in some minutes`,
  ],
  ['DATA', () => 'it refuses what is in the mail'],
]);
