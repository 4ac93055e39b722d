/**
 * Change of password on the account page (own-account/password.ts); the session goes on under a new id (ASVS 7.4.3).
 */
import type { Exchange, Handler } from '../deps.ts';
import { passwordFacts } from '../login/passwords/chosen-password.ts';
import { mayResetPassword } from '../login/passwords/password-reset.ts';
import { changeOwnPassword, storedHash } from '../own-account/password.ts';
import { accountPasswordPage } from '../pages/account/password.ts';
import type { NewPasswordField } from '../pages/login/new-password.ts';
import type { PasswordChangeFailure } from '../pages/text/account/account-text.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse } from '../walk/reply.ts';
import { nextSessionId } from '../walk/session.ts';
import { goesOn } from './goes-on.ts';
import { backTo, type Opened, openSection, openSentSection, showSection, signInAgain } from './open.ts';

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
  const next = nextSessionId(exchange);
  const passwords = {
    password: parameter(form, 'password') ?? '',
    current: parameter(form, 'current_password') ?? '',
  };
  const changed = await changeOwnPassword({ session, next }, passwords, exchange);
  if (changed.ok) return backTo('password', 'password_changed', await goesOn(session, next, exchange));
  const { error } = changed;
  if (error === 'stale') return signInAgain('password', exchange);
  if (typeof error === 'string') return render(sent.value, { error }, exchange);
  const { failures } = passwordFacts(error, sent.value.frame.look.text, exchange.tenant.settings);
  return render(sent.value, { failures }, exchange);
};

function refuseHere(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('invalid_request', 'there are no passwords here'), exchange, {
    kind: 'off',
    status: 404,
  });
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
