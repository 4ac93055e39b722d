/**
 * The page behind the link of a verification mail. It verifies the address the mail was sent to and no other, and makes
 * the account that waited for it.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { emailVerifiedPage, verifyEmailPage } from '../../pages/mail/verify-email.ts';
import { type EndUser, normalizedPassword } from '../../protocol/end-user/end-user.ts';
import { newEndUser, type PendingSignUp, readPendingSignUp } from '../../protocol/end-user/sign-up.ts';
import { parameter } from '../../protocol/parameters.ts';
import { Secret } from '../../protocol/secret.ts';
import { readAuthorizationRequest } from '../../walk/authorization-request.ts';
import { beginInteraction } from '../../walk/interaction.ts';
import { lookOf, show } from '../../walk/reply.ts';
import { findSession } from '../../walk/session.ts';
import { attemptAt, refundAttempt, tryPassword } from '../attempts.ts';
import { completeFirstFactor } from '../complete.ts';
import {
  linkEnded,
  type OpenedLink,
  openLink,
  openSentLink,
  requestToResume,
  resultUrl,
  VERIFY_EMAIL,
} from '../mailed-link.ts';
import { mayResetPassword } from '../passwords/password-reset.ts';

type Failure = 'wrong_password' | 'throttled' | 'busy';

/** GET /verify-email. */
export const showVerifyEmail: Handler = async (exchange) => {
  const link = await openLink(VERIFY_EMAIL, exchange);
  return link.ok ? render(link.value, exchange) : link.error;
};

/** POST /verify-email. */
export const submitVerifyEmail: Handler = async (exchange) => {
  const link = await openSentLink(VERIFY_EMAIL, exchange);
  if (!link.ok) return link.error;
  const { token, form } = link.value;
  const typed = parameter(form, 'password') ?? '';
  const pending = readPendingSignUp(token.data['sign_up']);
  if (!pending) return verify(link.value, typed, exchange);
  const isHere = requestToResume(token, exchange) !== undefined;
  const { password_hash } = pending;
  const failure = isHere ? undefined : await checkPassword(typed, { token, password_hash }, exchange);
  if (failure) return render(link.value, exchange, failure);
  return makeUser(link.value, pending, exchange);
};

/** The address of somebody who has an account. */
async function verify(link: OpenedLink, typed: string, exchange: Exchange): Promise<Response> {
  const { records, request_id, address } = exchange;
  const { token, token_hash } = link;
  const asked = await passwordAsked(token, exchange);
  const { password_hash } = (await records.users.findByEmail(token.email)) ?? {};
  const isShown = asked === undefined || typed !== '';
  const failure =
    asked && isShown ? await checkPassword(typed, { token, password_hash }, exchange) : undefined;
  if (failure) return render(link, exchange, failure);
  const consumed = await records.oneTimeTokens.consume(VERIFY_EMAIL.purpose, token_hash);
  const { sub } = token;
  if (!consumed || sub === undefined) return linkEnded(VERIFY_EMAIL, exchange, { sub });
  const proved = isShown
    ? await keep(sub, token.email, exchange)
    : await records.users.proveMailbox(sub, token.email);
  if (proved === 'moved') return linkEnded(VERIFY_EMAIL, exchange, { sub });
  const type = proved === 'reclaimed' ? 'account_reclaimed' : 'email_verified';
  await records.audit.record({ type, request_id, ip: address, sub });
  const needsPassword = proved === 'reclaimed' && mayResetPassword(exchange);
  return done(exchange, { needsPassword, continueAt: resultUrl(token) });
}

/** Whoever reads the mail is whoever made the account, and keeps what is in it. */
async function keep(sub: string, email: string, { records }: Exchange): Promise<'verified' | 'moved'> {
  return (await records.users.verifyEmail(sub, email)) ? 'verified' : 'moved';
}

/**
 * Where the account was made before anybody had shown its mailbox, the reader of the mail may be somebody else than its
 * maker: outside of the maker's browser they show the password, or take the account back whole.
 */
async function passwordAsked(
  token: OpenedLink['token'],
  exchange: Exchange,
): Promise<'required' | 'optional' | undefined> {
  if (requestToResume(token, exchange) !== undefined) return undefined;
  if (readPendingSignUp(token.data['sign_up'])) return 'required';
  const { sub, email } = token;
  const session = await findSession(exchange, { silent: false });
  if (sub === undefined || session?.user.sub === sub) return undefined;
  return (await exchange.records.users.isAnybodys(sub, email)) ? 'optional' : undefined;
}

/** The sign-up that waited becomes an account; this browser goes on with its request, if it is the one that signed up. */
async function makeUser(
  { token, token_hash }: OpenedLink,
  pending: PendingSignUp,
  exchange: Exchange,
): Promise<Response> {
  const { records, request_id, address, deps } = exchange;
  const { sub, password_hash, user_metadata, profile } = pending;
  const now = deps.now();
  const user = newEndUser({ email: token.email, profile }, { sub, email_verified: true, now });
  const consumed = await records.oneTimeTokens.consume(VERIFY_EMAIL.purpose, token_hash);
  if (!consumed) return linkEnded(VERIFY_EMAIL, exchange);
  // Somebody may have been given the address meanwhile, by the operator or by another sign-up.
  const made = await records.users.create({ user, password_hash, user_metadata, created_at: now });
  if (!made) return linkEnded(VERIFY_EMAIL, exchange);
  await records.audit.record({ type: 'signed_up', request_id, ip: address, sub });
  return goOn(token, made, exchange);
}

/** The request starts anew: what it asks for is judged as it is now, and it is answered in this browser only. */
async function goOn(token: OpenedLink['token'], user: EndUser, exchange: Exchange): Promise<Response> {
  const parameters = requestToResume(token, exchange);
  if (parameters === undefined) return done(exchange);
  const read = await readAuthorizationRequest(parameters, exchange);
  if (!read.ok) return done(exchange);
  const { interaction } = beginInteraction(parameters, exchange);
  return completeFirstFactor({ ...read.value, interaction }, { user, amr: ['pwd'] }, exchange);
}

/**
 * Whoever signed up with the address of somebody else knows the password, and whoever reads the mail does not: outside
 * of the browser that signed up, the button of the mail's reader makes no account with a password of another's choice.
 */
async function checkPassword(
  typed: string,
  {
    token,
    password_hash,
  }: { readonly token: OpenedLink['token']; readonly password_hash: string | undefined },
  exchange: Exchange,
): Promise<Failure | undefined> {
  const { records } = exchange;
  if (normalizedPassword(typed) === undefined) return 'wrong_password';
  const found = await records.users.findByEmail(token.email);
  const attempt = attemptAt(token.email, found?.user, exchange);
  const verdict = await tryPassword(attempt, { password: new Secret(typed), hash: password_hash }, exchange);
  if (typeof verdict === 'object') return 'throttled';
  if (verdict === 'busy') return 'busy';
  if (verdict !== 'match') return 'wrong_password';
  await refundAttempt(attempt, exchange);
  return undefined;
}

const STATUS: Readonly<Record<Failure, number>> = { wrong_password: 400, throttled: 429, busy: 503 };

async function render(link: OpenedLink, exchange: Exchange, failure?: Failure): Promise<Response> {
  const look = lookOf(exchange);
  const { verifyEmail, signUp } = look.text;
  const { token, csrf } = link;
  const document = verifyEmailPage({
    look,
    action: VERIFY_EMAIL.path,
    csrf,
    email: token.email,
    password: await passwordAsked(token, exchange),
    error: failure && (failure === 'wrong_password' ? verifyEmail.wrong_password : signUp.failures[failure]),
  });
  return show(document, look, { status: failure ? STATUS[failure] : 200 });
}

type Done = { readonly needsPassword?: boolean; readonly continueAt?: string | undefined };

function done(exchange: Exchange, { needsPassword = false, continueAt }: Done = {}): Response {
  const look = lookOf(exchange);
  const reset = needsPassword ? '/reset-password' : undefined;
  return show(emailVerifiedPage({ look, reset, continueAt: needsPassword ? undefined : continueAt }), look);
}
