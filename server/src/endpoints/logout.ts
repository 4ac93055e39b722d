/**
 * Auth0's /v2/logout: ends the session of the browser and goes to a registered address.
 */
import type { Handler } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import { currentSession, endSession } from '../logout/end-session.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { returnAddress } from '../protocol/session/logout.ts';
import { refuse } from '../walk/reply.ts';

/** GET /v2/logout. Only a page the browser goes to ends a session: an image or a frame on another site does not. */
export const logout: Handler = async (exchange) => {
  const { request, deps, tenant } = exchange;
  const asked = queryOf(request);
  const refused = (error: OAuthError) => refuse(error, exchange, { kind: 'logout', asked });
  const parameters = parseParameters(asked);
  if (!parameters.ok) return refused(oauthError('invalid_request', parameters.error));
  const client_id = parameter(parameters.value, 'client_id');
  const client = client_id === undefined ? undefined : await deps.clients.find(client_id, exchange);
  const address = returnAddress(parameters.value, client, tenant.settings);
  if (!address.ok) return refused(address.error);
  if (!isNavigation(request)) return refused(oauthError('invalid_request', 'logout is a page to go to'));

  return endSession(await currentSession(exchange), address.value, exchange);
};

/** Fetch Metadata: browsers say what a request is for; a client without a browser says nothing. */
function isNavigation(request: Request): boolean {
  const destination = request.headers.get('sec-fetch-dest');
  return destination === null || destination === 'document';
}
