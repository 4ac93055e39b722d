/**
 * `tacit mail test`: one mail by the way that the configuration names, and what the mail server said to it.
 */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { isMailbox } from '../mail/message.ts';
import { remedyFor } from '../mail/outage.ts';
import { isLocalhost } from '../protocol/host-name.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { chooseTenant } from './choose-tenant.ts';
import { withStorageToRead } from './database.ts';

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
  config: Config,
  { to, tenant }: { readonly to: string; readonly tenant: string | undefined },
): Promise<Result<TestMail, readonly string[]>> {
  const { smtpUrl, insecureSmtp: insecure, baseUrl } = config;
  if (!isMailbox(to)) return err([`${to} is not one address, as alice@example.com is.`]);
  if (smtpUrl === undefined) return err([withoutServer(config)]);
  const sender = await senderOf(tenant, config);
  if (!sender.ok) return err([sender.error]);
  const from = sender.value;
  const server = placeOf(new URL(smtpUrl));
  // Read only where it is used: what speaks SMTP is forty files.
  const { trySmtp } = await import('../mail/smtp.ts');
  const id = `test-${randomBytes(8).toString('hex')}`;
  const { why, step, said } = await trySmtp(
    smtpUrl,
    { insecure, host: baseUrl.hostname, id },
    { to, from, ...TEXT },
  );
  if (why === undefined) return ok({ server, from, said });
  const refusal = REFUSALS.get(/ 4\d\d$/.test(why) ? `${step} for now` : step);
  return err([`${server}: ${refusal?.({ from, to }) ?? remedyFor(why)}.`, `${why}: ${said}`]);
}

const TEXT = {
  subject: 'Tacit sends mail',
  text: 'Somebody who operates Tacit sent this to see whether mail arrives. It does; there is nothing to do.\n',
  html: '<p>Somebody who operates Tacit sent this to see whether mail arrives. It does; there is nothing to do.</p>\n',
};

function withoutServer({ baseUrl }: Config): string {
  const elsewhere = isLocalhost(baseUrl.hostname)
    ? 'what a server on this machine would send is read at /dev/mailbox of the tenant'
    : 'nobody can reset a password';
  return `TACIT_SMTP_URL is not set: no mail is sent, and ${elsewhere}.`;
}

/** As mails are composed (mail/mail.ts). */
async function senderOf(name: string | undefined, config: Config): Promise<Result<string, string>> {
  const usual = config.mailFrom ?? `no-reply@${config.baseUrl.hostname}`;
  if (name === undefined) return ok(usual);
  return withStorageToRead(config, async (storage) => {
    const tenant = await chooseTenant(storage, name);
    return tenant.ok ? ok(tenant.value.settings.mail_from ?? usual) : tenant;
  });
}

function placeOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'smtps:' ? 465 : 587)}`;
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
