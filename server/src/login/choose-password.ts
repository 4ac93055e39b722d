/**
 * The page behind the link of a reset mail: a new password. All that the old one led to ends, second factors stay, and
 * nobody is signed in by it (ASVS 6.4.3).
 */
import type { Exchange, Handler } from '../deps.ts';
import { choosePasswordPage, passwordChangedPage } from '../pages/reset-password.ts';
import type { SignUpFailure } from '../pages/text/text.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user.ts';
import { parameter } from '../protocol/parameters.ts';
import { lookOf, show } from '../walk/reply.ts';
import { clearedLink, linkEnded, type OpenedLink, openLink, openSentLink, requestToResume, RESET_PASSWORD } from './mailed-link.ts';

/** GET /reset-password/choose. */
export const showChoosePassword: Handler = async (exchange) => {
  const link = await openLink(RESET_PASSWORD, exchange);
  if (!link.ok) return link.error;
  const user = await findUser(link.value, exchange);
  return user ? render(link.value, exchange) : linkEnded(RESET_PASSWORD, exchange);
};

/** POST /reset-password/choose. */
export const submitChoosePassword: Handler = async (exchange) => {
  const link = await openSentLink(RESET_PASSWORD, exchange);
  if (!link.ok) return link.error;
  const user = await findUser(link.value, exchange);
  if (!user) return linkEnded(RESET_PASSWORD, exchange);
};

/** Whose the token is, as long as the mail would still go to the same address. */
async function findUser({ token }: OpenedLink, { records }: Exchange): Promise<EndUser | undefined> {
  const user = token.sub === undefined ? undefined : await records.users.find(token.sub);
  if (!user || user.blocked || user.claims.email === undefined) return undefined;
  return canonicalEmail(user.claims.email) === token.email ? user : undefined;
}
