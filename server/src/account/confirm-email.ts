/**
 * The page behind the link that goes to a new address. It is opened by whoever asked for it, signed in: an address that was
 * mistyped gives its owner no account. The token proves the address it was sent to and no other.
 */
import type { Exchange, Handler } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import {
  CHANGE_EMAIL,
  clearedLink,
  findLink,
  linkEnded,
  type OpenedLink,
  openLink,
} from '../login/mailed-link.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import { composeNotice } from '../mail/mail.ts';
import { inSession } from '../own-account/in-session.ts';
import { audit } from '../own-account/record.ts';
import { confirmEmailPage } from '../pages/account/email.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { parseParameters } from '../protocol/parameters.ts';
import { err, type Result } from '../protocol/result.ts';
import { lookOf } from '../walk/reply.ts';
import { nextSessionId } from '../walk/session.ts';
import { goesOn } from './goes-on.ts';
import { backTo, openSection, openSentSection, showSection } from './open.ts';

/** GET /account/confirm-email. The token leaves the address first: whoever has to sign in comes back without it. */
export const showConfirmEmail: Handler = async (exchange) => {
  const query = parseParameters(queryOf(exchange.request));
  if (query.ok && query.value.values.has('token')) {
    const moved = await openLink(CHANGE_EMAIL, exchange);
    if (!moved.ok) return moved.error;
  }
  const opened = await openSection('confirm-email', exchange);
  if (!opened.ok) return opened.error;
  const { session, frame } = opened.value;
  const link = await findOwnLink(session, exchange);
  if (!link.ok) return link.error;
  return showSection(confirmEmailPage(frame, { email: link.value.token.email, is_taken: false }), frame);
};

/** POST /account/confirm-email. */
export const submitConfirmEmail: Handler = async (exchange) => {
  const sent = await openSentSection('confirm-email', exchange);
  if (!sent.ok) return sent.error;
  const { session, frame } = sent.value;
  const link = await findOwnLink(session, exchange);
  if (!link.ok) return link.error;
  const { token, token_hash } = link.value;
  const cleared = clearedLink(CHANGE_EMAIL, exchange);
  const next = nextSessionId(exchange);
  const from = typeof token.data['from'] === 'string' ? token.data['from'] : undefined;
  const outcome = await exchange.records.users.changeEmail({
    sub: session.user.sub,
    from,
    to: token.email,
    link: token_hash,
    session: inSession({ session, next }),
    notice: from === undefined ? undefined : noticeTo(session, from, exchange),
  });
  if (outcome === 'ended') return linkEnded(CHANGE_EMAIL, exchange, session.user);
  if (outcome === 'taken') {
    const document = confirmEmailPage(frame, { email: token.email, is_taken: true });
    return showSection(document, frame, { status: 409, cookies: [cleared] });
  }
  await audit('email_changed', { session }, exchange);
  deliverLogouts(exchange.deps);
  return backTo('email', 'email_changed', [cleared, ...(await goesOn(session, next, exchange))]);
};

/** A link of somebody else is as good as none. */
async function findOwnLink({ user }: Session, exchange: Exchange): Promise<Result<OpenedLink, Response>> {
  const link = await findLink(CHANGE_EMAIL, exchange);
  if (!link.ok || link.value.token.sub === user.sub) return link;
  return err(await linkEnded(CHANGE_EMAIL, exchange, user));
}

/** Whoever had the address until now is told, at that address (OWASP ASVS 6.3.7). */
function noticeTo({ user }: Session, email: string, exchange: Exchange) {
  const before = { ...user, claims: { ...user.claims, email } };
  return composeNotice({ kind: 'email_changed' }, { user: before, look: lookOf(exchange) }, exchange);
}
