/**
 * Sending a link. The same work is done for an address that nothing is sent to: its token and its mail end as they are
 * written, so that neither the answer nor its time tells which addresses have an account (ASVS 6.3.8).
 */
import type { Exchange } from '../deps.ts';
import { composeMail } from '../mail/mail.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { lookOf } from '../walk/reply.ts';
import type { LinkKind } from './mailed-link.ts';

export type LinkMail = {
  readonly mail: 'verify_email' | 'reset_password' | 'change_email' | 'account_exists' | 'login_link';
  /** The address as canonicalEmail() spells it, and as its owner does. */
  readonly email: string;
  readonly to: string;
  /** Whose it is; undefined: nobody's yet. */
  readonly user: Pick<EndUser, 'sub' | 'epoch'> | undefined;
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
  const expires_at = now + kind.lifetime_seconds;
  const mail = composeMail(
    {
      to: link.to,
      sub: link.user?.sub ?? link.told,
      kind: link.mail,
      ...linkOf(kind, { mail: link.mail, token }, exchange),
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

/** The mail to the owner of an account leads to the page for a new password, and holds no token. */
function linkOf(
  { path, lifetime_seconds }: LinkKind,
  { mail, token }: { readonly mail: LinkMail['mail']; readonly token: string },
  { issuer }: Exchange,
): { readonly link: string; readonly minutes?: number } {
  if (mail === 'account_exists') return { link: `${issuer}reset-password` };
  return { link: `${issuer}${path.slice(1)}?token=${token}`, minutes: lifetime_seconds / 60 };
}
