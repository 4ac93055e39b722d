/**
 * Mail as the rest of the server knows it: something is composed here, written by the caller with what it carries, and
 * sent by the courier.
 */
import type { Deps, Exchange } from '../deps.ts';
import type { Look } from '../pages/look/look.ts';
import { type MailFacts, mailDocument } from '../pages/mail/mail.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { UNKNOWN_ADDRESS } from '../protocol/host-name.ts';
import { ownMailServer } from '../resources/tenant/mail-provider.ts';
import type { NewMail } from '../storage/storage.ts';
import { ownMail } from './own-mail.ts';

export type { NewMail };

/** Seconds a notice is tried for; what holds a link or a code is worth nothing after that has ended. */
const NOTICE_LIFETIME = 3 * 86_400;

/** What a mail is composed with. */
type Composing = Pick<Exchange, 'tenant'> & {
  readonly deps: Pick<Deps, 'seal' | 'mail' | 'random' | 'now' | 'log'>;
};

type Notice = Pick<MailFacts, 'link' | 'deletes_at'> & {
  readonly kind:
    | 'email_changed'
    | 'password_changed'
    | 'second_factor_added'
    | 'second_factor_removed'
    | 'new_sign_in'
    | 'deletion_asked';
};

/**
 * Whether a notice may go to the address. One of which we know that nobody has proved it may be a stranger's, who would be
 * told what happens in an account that is not theirs. Where an operator wrote the address and says nothing of it, its owner
 * is told what is changed; of a sign-in, which anybody with the password brings about, only somebody who has proved it.
 */
function mayBeTold({ kind }: Notice, { email_verified }: EndUser['claims']): boolean {
  return kind === 'new_sign_in' ? email_verified === true : email_verified !== false;
}

/** A mail that tells the owner of an account of something, ready to be written; undefined where nobody is told. */
export function composeNotice(
  notice: Notice,
  { user: { sub, claims }, look }: { readonly user: EndUser; readonly look: Look },
  exchange: Exchange,
): NewMail | undefined {
  const { email, zoneinfo } = claims;
  if (email === undefined || !mayBeTold(notice, claims)) return undefined;
  const facts = { ...notice, ...occasionOf(exchange), time_zone: zoneinfo };
  return composeMail({ ...facts, to: email, sub, claims }, look, exchange);
}

/** The last mail about an account that is gone: that it is, and nothing else about whoever had it. */
export function composeFarewell(
  { email, email_verified }: Readonly<Record<string, unknown>>,
  look: Look,
  at: Composing,
): NewMail | undefined {
  if (typeof email !== 'string' || email_verified === false) return undefined;
  return composeMail({ kind: 'account_deleted', to: email }, look, at);
}

/** When something was done, and from where: what a notice of it says. */
function occasionOf({ deps, request, address }: Exchange) {
  // Neither a word of one language nor the proxy's address, which is not where it was.
  const known = address === UNKNOWN_ADDRESS ? {} : { address };
  return { at: deps.now(), ...known, device: request.headers.get('user-agent') ?? '' };
}

/**
 * Composes a mail, ready to be written with the token or code it carries (`records.oneTimeTokens.issue`,
 * `records.oneTimeCodes.issue`) or alone (`records.outbox.add`). It is sealed: a link opens an account.
 */
export function composeMail(
  mail: MailFacts & {
    readonly to: string;
    readonly sub?: string | undefined;
    /** Of whoever reads it, where somebody is known to. */
    readonly claims?: EndUser['claims'] | undefined;
  },
  look: Look,
  { deps, tenant }: Composing,
): NewMail {
  const { to, sub, claims, ...facts } = mail;
  const named = { ...look, site: look.site ?? tenant.name };
  const message = {
    to,
    from: tenant.settings.mail_from ?? deps.mail.from,
    ...(ownMail(facts, { to, sub, claims, look: named }, { tenant, log: deps.log }) ??
      mailDocument(facts, named)),
  };
  const sealed = deps.seal.seal({ purpose: 'mail', tenant_id: tenant.tenant_id }, message);
  const lifetime = facts.minutes === undefined ? NOTICE_LIFETIME : facts.minutes * 60;
  deps.mail.composed.dispatchEvent(new Event('composed'));
  const way = ownMailServer(tenant.settings) ? 'tenant' : 'server';
  return { mail_id: deps.random(16), sub, sealed, expires_at: deps.now() + lifetime, way };
}
