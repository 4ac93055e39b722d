/**
 * /passwordless/link: the page behind a link that signs in. Only the browser that asked for it goes on, with the request
 * it asked for: in any other somebody could be signed in to an account of another's choice (RFC 9700 §4.7). A link that
 * an application asked for belongs to no browser; its page says as whom, and the application knows its own requests by
 * `state`.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { elsewherePage, signInLinkPage } from '../../pages/login/passwordless.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { type ReadRequest, readAuthorizationRequest } from '../../walk/authorization-request.ts';
import { beginInteraction } from '../../walk/interaction.ts';
import { lookOf, show } from '../../walk/reply.ts';
import { ownerOf, userOfProvedAddress } from '../accounts/proved-address.ts';
import { completeFirstFactor } from '../complete.ts';
import {
  linkEnded,
  type OpenedLink,
  openLink,
  openSentLink,
  requestToResume,
  SIGN_IN,
} from '../mailed-link.ts';
import { MAIL_AMR } from './mailed-way.ts';

/** GET /passwordless/link. */
export const showSignInLink: Handler = async (exchange) => {
  const link = await openLink(SIGN_IN, exchange);
  if (!link.ok) return link.error;
  const read = await resume(link.value, exchange);
  if (!read.ok) return read.error;
  const look = lookOf(exchange);
  const { token, csrf } = link.value;
  const { client_name } = read.value.request.client;
  const document = signInLinkPage({ look, action: SIGN_IN.path, csrf, email: token.email, client_name });
  // An application's link may be the first that a browser sees of us: what follows is bound to its cookie.
  return show(document, look, { cookies: beginInteraction(read.value.encoded, exchange).cookies });
};

/** POST /passwordless/link. */
export const submitSignInLink: Handler = async (exchange) => {
  const link = await openSentLink(SIGN_IN, exchange);
  if (!link.ok) return link.error;
  const read = await resume(link.value, exchange);
  if (!read.ok) return read.error;
  const { oneTimeTokens } = exchange.records;
  // Read before the link is found to be there still: once the account is changed, its links are gone.
  const owner = await ownerOf(link.value.token.email, exchange);
  const consumed = await oneTimeTokens.consume(SIGN_IN.purpose, link.value.token_hash);
  const user = consumed && (await userOfProvedAddress(consumed.email, owner, exchange));
  const reason = owner?.blocked ? 'blocked' : 'link_ended';
  if (!user) return linkEnded(SIGN_IN, exchange, { sub: owner?.sub, reason });
  const { interaction } = beginInteraction(read.value.encoded, exchange);
  return completeFirstFactor({ ...read.value, interaction }, { user, amr: MAIL_AMR }, exchange);
};

/** The request, judged as it is now; the other side of the result is the answer to give instead. */
async function resume({ token }: OpenedLink, exchange: Exchange): Promise<Result<ReadRequest, Response>> {
  const look = lookOf(exchange);
  const { application, parameters } = token.data;
  const asked = typeof application === 'string' ? parameters : requestToResume(token, exchange);
  if (typeof asked !== 'string') return err(show(elsewherePage({ look }), look));
  const read = await readAuthorizationRequest(asked, exchange);
  const isOpen = exchange.tenant.settings.login_methods.includes('email_link');
  return read.ok && isOpen ? ok(read.value) : err(await linkEnded(SIGN_IN, exchange));
}
