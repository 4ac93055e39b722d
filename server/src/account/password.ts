/**
 * Change of password: the current one is asked for and counted like a login, because whoever sits at an open browser may
 * try it too (OWASP ASVS 6.2.3). What the old password led to ends, and the session goes on under a new id (ASVS 7.4.3).
 */
import type { Exchange, Handler } from '../deps.ts';
import { attemptAt, refundAttempt, reserveAttempt } from '../login/attempts.ts';
import { acceptPassword, changePassword, passwordFacts } from '../login/passwords/chosen-password.ts';
import { mayResetPassword } from '../login/passwords/password-reset.ts';
import { accountPasswordPage } from '../pages/account/password.ts';
import type { NewPasswordField } from '../pages/login/new-password.ts';
import type { PasswordChangeFailure } from '../pages/text/account/account-text.ts';
import { accountName, type EndUser, normalizedPassword } from '../protocol/end-user/end-user.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { Secret } from '../protocol/secret.ts';
import { refuse } from '../walk/reply.ts';
import { nextSessionId } from '../walk/session.ts';
import { goesOn, inSession } from './in-session.ts';
import {
  audit,
  backTo,
  type Opened,
  openSection,
  openSentSection,
  showSection,
  signInAgain,
} from './open.ts';

/** GET /account/password. */
export const showPassword: Handler = async (exchange) => {
  if (!mayResetPassword(exchange)) return refuseHere(exchange);
  const opened = await openSection('password', exchange);
  return opened.ok ? render(opened.value, {}, exchange) : opened.error;
};

/** POST /account/password. */
export const submitPassword: Handler = async (exchange) => {
  if (!mayResetPassword(exchange)) return refuseHere(exchange);
  const sent = await openSentSection('password', exchange);
  if (!sent.ok) return sent.error;
  const { session, form } = sent.value;
  const { user } = session;
  const error = await checkCurrent(user, parameter(form, 'current_password') ?? '', exchange);
  if (error) {
    await audit('password_change_failed', { session, detail: error, reason: 'password_change' }, exchange);
    return render(sent.value, { error }, exchange);
  }
  const password = parameter(form, 'password') ?? '';
  const accepted = await acceptPassword(password, { user }, exchange);
  if (!accepted.ok) {
    if (accepted.error === 'busy') return render(sent.value, { error: 'busy' }, exchange);
    const { failures } = passwordFacts(accepted.error, sent.value.frame.look.text, exchange.tenant.settings);
    return render(sent.value, { failures }, exchange);
  }
  const next = nextSessionId(exchange);
  const by = { session: inSession(session, next) };
  if (!(await changePassword({ user, password_hash: accepted.value, by }, exchange)))
    return signInAgain('password', exchange);
  await audit('password_changed', { session }, exchange);
  return backTo('password', 'password_changed', await goesOn(session, next, exchange));
};

function refuseHere(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('invalid_request', 'there are no passwords here'), exchange, {
    kind: 'off',
    status: 404,
  });
}

/** Whoever has no password cannot type it; the login of such a session is a fresh one all the same. */
async function checkCurrent(
  user: EndUser,
  typed: string,
  exchange: Exchange,
): Promise<PasswordChangeFailure | undefined> {
  const { deps } = exchange;
  const stored = await storedHash(user, exchange);
  if (stored === undefined) return undefined;
  const attempt = attemptAt(accountName(user) ?? '', user, exchange);
  if (await reserveAttempt(attempt, exchange)) return 'throttled';
  if (normalizedPassword(typed) === undefined) return 'wrong_current';
  const verdict = await deps.passwords.verify(new Secret(typed), stored);
  if (verdict === 'busy') return 'busy';
  if (verdict !== 'match') return 'wrong_current';
  await refundAttempt(attempt, exchange);
  return undefined;
}

/** The hash of the user's password; without an address and a user name nobody signs in with one. */
async function storedHash(user: EndUser, { records }: Exchange): Promise<string | undefined> {
  const account = accountName(user);
  const found = account === undefined ? undefined : await records.users.findByAccount(account);
  return found?.password_hash;
}

const STATUS: Readonly<Record<PasswordChangeFailure, number>> = {
  wrong_current: 400,
  throttled: 429,
  busy: 503,
};

async function render(
  { session, frame }: Opened,
  shown: Partial<Pick<NewPasswordField, 'failures'>> & { readonly error?: PasswordChangeFailure },
  exchange: Exchange,
): Promise<Response> {
  const { error, failures = [] } = shown;
  const { hint } = passwordFacts([], frame.look.text, exchange.tenant.settings);
  const has_password = (await storedHash(session.user, exchange)) !== undefined;
  const document = accountPasswordPage(frame, { has_password, password: { hint, failures }, error });
  const refused = failures.length > 0 ? 400 : 200;
  return showSection(document, frame, { status: error ? STATUS[error] : refused });
}
