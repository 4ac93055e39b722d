/**
 * The page behind the link of a reset mail: a new password. All that the old one led to ends, second factors stay, and
 * nobody is signed in by it (ASVS 6.4.3).
 */
import type { Exchange, Handler } from '../../deps.ts';
import { choosePasswordPage, passwordChangedPage } from '../../pages/login/reset-password.ts';
import { accountName, type EndUser } from '../../protocol/end-user/end-user.ts';
import type { PasswordFailure } from '../../protocol/end-user/password-policy.ts';
import { parameter } from '../../protocol/parameters.ts';
import { lookOf, show } from '../../walk/reply.ts';
import { knownDeviceCookies } from '../known-device.ts';
import {
  clearedLink,
  linkEnded,
  type OpenedLink,
  openLink,
  openSentLink,
  RESET_PASSWORD,
  requestToResume,
  resultUrl,
} from '../mailed-link.ts';
import { acceptPassword, changePassword, passwordFacts } from './chosen-password.ts';
import { mayResetPassword } from './password-reset.ts';

/** GET /reset-password/choose. */
export const showChoosePassword: Handler = async (exchange) => {
  const link = await openLink(RESET_PASSWORD, exchange);
  if (!link.ok) return link.error;
  const user = await findUser(link.value, exchange);
  return user ? render(link.value, exchange) : linkEnded(RESET_PASSWORD, exchange, link.value.token);
};

/** POST /reset-password/choose. */
export const submitChoosePassword: Handler = async (exchange) => {
  const link = await openSentLink(RESET_PASSWORD, exchange);
  if (!link.ok) return link.error;
  const user = await findUser(link.value, exchange);
  if (!user) return linkEnded(RESET_PASSWORD, exchange, link.value.token);
  const password = parameter(link.value.form, 'password') ?? '';
  const accepted = await acceptPassword(password, { user }, exchange);
  if (!accepted.ok) {
    return accepted.error === 'busy'
      ? render(link.value, exchange, { error: 'busy' })
      : render(link.value, exchange, { failures: accepted.error });
  }
  return change(link.value, { user, password_hash: accepted.value }, exchange);
};

async function change(
  { token, token_hash }: OpenedLink,
  { user, password_hash }: { readonly user: EndUser; readonly password_hash: string },
  exchange: Exchange,
): Promise<Response> {
  const { records, request_id, address } = exchange;
  // Whoever opened a link that was mailed reads what is sent to this address.
  const isShown = token.data['proves_mailbox'] !== false;
  const proved = isShown ? { ...user, claims: { ...user.claims, email_verified: true } } : user;
  if (!(await changePassword({ user: proved, password_hash, by: { link: token_hash } }, exchange)))
    return linkEnded(RESET_PASSWORD, exchange, token);
  const changed = await records.users.find(user.sub);
  await records.audit.record({ type: 'password_reset', request_id, ip: address, sub: user.sub });
  const look = lookOf(exchange);
  const parameters = requestToResume(token, exchange);
  const continueAt = parameters === undefined ? undefined : `/authorize?${parameters}`;
  // Whoever has shown the mailbox here is no stranger: devices that were known before are so no longer.
  const known = changed ? knownDeviceCookies(changed, exchange) : [];
  const cookies = [clearedLink(RESET_PASSWORD, exchange), ...known];
  return show(passwordChangedPage({ look, continueAt, resultUrl: resultUrl(token) }), look, { cookies });
}

/** Whose the token is, as long as they are called as they were then. */
async function findUser({ token }: OpenedLink, exchange: Exchange): Promise<EndUser | undefined> {
  const { records } = exchange;
  if (!mayResetPassword(exchange)) return undefined;
  const user = token.sub === undefined ? undefined : await records.users.find(token.sub);
  return user && !user.blocked && accountName(user) === token.email ? user : undefined;
}

function render(
  link: OpenedLink,
  exchange: Exchange,
  shown: { readonly error?: 'busy'; readonly failures?: readonly PasswordFailure[] } = {},
): Response {
  const look = lookOf(exchange);
  const { error, failures = [] } = shown;
  const document = choosePasswordPage({
    look,
    action: RESET_PASSWORD.path,
    csrf: link.csrf,
    email: link.token.email,
    password: passwordFacts(failures, look.text, exchange.tenant.settings),
    error,
  });
  const status = error ? 503 : failures.length > 0 ? 400 : 200;
  return show(document, look, { status });
}
