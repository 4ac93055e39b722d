/**
 * Auth0's /v2/logout: ends the session of the browser and goes to a registered address.
 */
import type { Exchange, Handler } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import { page, seeOther } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { loggedOutPage } from '../pages/logged-out.ts';
import { STYLE_HASH } from '../pages/style.ts';
import { returnAddress } from '../protocol/logout.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { refuse, textFor } from '../walk/reply.ts';
import { clearedSessionCookies, findSession, sessionKey } from '../walk/session.ts';

/** GET /v2/logout. Only a page the browser goes to ends a session: an image or a frame on another site does not. */
export const logout: Handler = async (exchange) => {
  const { request, records, tenant, secure } = exchange;
  const parameters = parseParameters(queryOf(request));
  if (!parameters.ok) return refuse(oauthError('invalid_request', parameters.error), exchange);
  const client_id = parameter(parameters.value, 'client_id');
  const client = client_id === undefined ? undefined : await records.clients.find(client_id);
  const address = returnAddress(parameters.value, client, tenant.settings);
  if (!address.ok) return refuse(address.error, exchange);
  if (!isNavigation(request))
    return refuse(oauthError('invalid_request', 'logout is a page to go to'), exchange);

  await endSession(exchange);
  const cookies = clearedSessionCookies(secure);
  if (address.value !== undefined) return seeOther(address.value, cookies);
  const csp = contentSecurityPolicy({ styleHash: STYLE_HASH });
  return page(loggedOutPage({ text: textFor(exchange) }), { status: 200, csp, cookies });
};

/** Fetch Metadata: browsers say what a request is for; a client without a browser says nothing. */
function isNavigation(request: Request): boolean {
  const destination = request.headers.get('sec-fetch-dest');
  return destination === null || destination === 'document';
}

async function endSession(exchange: Exchange): Promise<void> {
  const key = sessionKey(exchange);
  const session = await findSession(exchange, { silent: false });
  if (key === undefined || !session) return;
  await exchange.records.sessions.end(key);
  const { request_id, address } = exchange;
  await exchange.records.audit.record({ type: 'logout', request_id, ip: address, sub: session.user.sub });
}
