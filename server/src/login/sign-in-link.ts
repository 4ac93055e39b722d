/**
 * /passwordless/link: the page behind a link that signs in. Only the browser that asked for it goes on, with the request
 * it asked for: in any other somebody could be signed in to an account of another's choice (RFC 9700 §4.7).
 */
import type { Exchange, Handler } from '../deps.ts';
import { elsewherePage, signInLinkPage } from '../pages/passwordless.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { readAuthorizationRequest } from '../walk/authorization-request.ts';
import { beginInteraction } from '../walk/interaction.ts';
import { lookOf, show } from '../walk/reply.ts';
import { completeFirstFactor } from './complete.ts';
import type { Page } from './interaction-page.ts';
import {
  linkEnded,
  type OpenedLink,
  openLink,
  openSentLink,
  requestToResume,
  SIGN_IN,
} from './mailed-link.ts';
import { MAIL_AMR } from './mailed-way.ts';
import { userOfProvedAddress } from './proved-address.ts';

/** GET /passwordless/link. */
export const showSignInLink: Handler = async (exchange) => {
  const link = await openLink(SIGN_IN, exchange);
  if (!link.ok) return link.error;
  const look = lookOf(exchange);
  const { token, csrf } = link.value;
  if (requestToResume(token, exchange) === undefined) return show(elsewherePage({ look }), look);
  return show(signInLinkPage({ look, action: SIGN_IN.path, csrf, email: token.email }), look);
};

/** POST /passwordless/link. */
export const submitSignInLink: Handler = async (exchange) => {
  const link = await openSentLink(SIGN_IN, exchange);
  if (!link.ok) return link.error;
  const page = await resume(link.value, exchange);
  if (!page.ok) return page.error;
  const { oneTimeTokens } = exchange.records;
  const { settings } = exchange.tenant;
  const consumed = await oneTimeTokens.consume(SIGN_IN.purpose, link.value.token_hash);
  if (!consumed || !settings.login_methods.includes('email_link')) return linkEnded(SIGN_IN, exchange);
  const user = await userOfProvedAddress(consumed.email, exchange);
  if (!user) return linkEnded(SIGN_IN, exchange);
  return completeFirstFactor(page.value, { user, amr: MAIL_AMR }, exchange);
};

/** The request starts anew: what it asks for is judged as it is now. */
async function resume({ token }: OpenedLink, exchange: Exchange): Promise<Result<Page, Response>> {
  const look = lookOf(exchange);
  const parameters = requestToResume(token, exchange);
  if (parameters === undefined) return err(show(elsewherePage({ look }), look));
  const read = await readAuthorizationRequest(parameters, exchange);
  if (!read.ok) return err(linkEnded(SIGN_IN, exchange));
  return ok({ ...read.value, interaction: beginInteraction(parameters, exchange).interaction });
}
