/**
 * Sending a link. The same work is done for an address that nothing is sent to: its token and its mail end as they are
 * written, so that neither the answer nor its time tells which addresses have an account (ASVS 6.3.8).
 */
import type { Exchange } from '../deps.ts';
import { composeMail } from '../mail/mail.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { MAIL_TEMPLATES } from '../resources/tenant/mail-templates.ts';
import { lookOf } from '../walk/reply.ts';
import type { LinkKind } from './mailed-link.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export type LinkMail = {
  readonly mail: 'verify_email' | 'reset_password' | 'change_email' | 'account_exists' | 'login_link';
  /** The address as canonicalEmail() spells it, and as its owner does. */
  readonly email: string;
  readonly to: string;
  /** Whose it is; undefined: nobody's yet. */
  readonly user: (Pick<EndUser, 'sub' | 'epoch'> & Partial<Pick<EndUser, 'claims'>>) | undefined;
  /** Who is told, where the link is for somebody else. */
  readonly told?: string | undefined;
  /** What the page behind the link needs to go on. */
  readonly data: { readonly [name: string]: unknown };
  /** The link is good for something. */
  readonly isLive: boolean;
  /** The mail leaves. */
  readonly isMailed: boolean;
  readonly ui_locales: string | undefined;
};

/** Writes token and mail in one transaction. */
export async function sendLink(kind: LinkKind, link: LinkMail, exchange: Exchange): Promise<void> {
  const { deps, records } = exchange;
  const token = deps.random(32);
  const now = deps.now();
  const lifetime_seconds = lifetimeOf(kind, link.mail, exchange);
  const expires_at = now + lifetime_seconds;
  const mail = composeMail(
    {
      to: link.to,
      sub: link.user?.sub ?? link.told,
      claims: link.user?.claims,
      kind: link.mail,
      ...linkOf({ ...kind, lifetime_seconds }, { mail: link.mail, token }, exchange),
    },
    lookOf(exchange, link.ui_locales),
    exchange,
  );
  await records.oneTimeTokens.issue(
    {
      token_hash: sha256(token),
      purpose: kind.purpose,
      sub: link.user?.sub,
      epoch: link.user?.epoch,
      // Without an address nothing that was sent before ends, for nothing takes its place.
      email: link.isLive ? link.email : '',
      data: link.data,
      expires_at: link.isLive ? expires_at : now,
    },
    { ...mail, expires_at: link.isMailed ? mail.expires_at : now },
  );
}

/** As the tenant's template of the mail says, or as the server does. */
function lifetimeOf(
  { lifetime_seconds }: LinkKind,
  mail: LinkMail['mail'],
  { tenant: { settings } }: Exchange,
): number {
  const own = settings.mail_templates.find(({ template }) => MAIL_TEMPLATES[template].mail === mail);
  return own?.url_lifetime ?? lifetime_seconds;
}

/** The mail to the owner of an account leads to the page for a new password, and holds no token. */
function linkOf(
  { path, lifetime_seconds }: LinkKind,
  { mail, token }: { readonly mail: LinkMail['mail']; readonly token: string },
  { issuer }: Exchange,
): { readonly link: string; readonly minutes?: number } {
  if (mail === 'account_exists') return { link: `${issuer}reset-password` };
  return { link: `${issuer}${path.slice(1)}?token=${token}`, minutes: minutesOf(lifetime_seconds) };
}

/** As a mail says it, and never more than it is: whole minutes, of an hour and more whole hours. */
function minutesOf(seconds: number): number {
  const step = seconds < HOUR ? MINUTE : HOUR;
  return (Math.floor(seconds / step) * step) / MINUTE;
}
