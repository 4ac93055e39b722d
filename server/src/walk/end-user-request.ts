/**
 * A request as it is for the End-User of a session: what its API lets them do is known once they are.
 */
import type { Exchange } from '../deps.ts';
import {
  type AuthorizationRequest,
  consentAudience,
  permittedRequest,
} from '../protocol/authorization/authorization-request.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { asksForPermissions } from '../protocol/tenant/resource-server.ts';
import { permissionsAt } from '../tokens/permissions.ts';

/** The request with the scopes that this End-User can be given; nobody is asked where its API does not care. */
export async function forEndUser(
  request: AuthorizationRequest,
  session: Session | undefined,
  exchange: Exchange,
): Promise<AuthorizationRequest> {
  const api = request.resource_server;
  if (!session || !api || !asksForPermissions(api)) return request;
  return permittedRequest(request, await permissionsAt(api, session.user.sub, exchange));
}

/** Under what the agreement of this End-User to such a request is kept. */
export function consentKey(
  request: AuthorizationRequest,
  session: Session,
  { issuer }: Exchange,
): { readonly sub: string; readonly client_id: string; readonly audience: string } {
  const audience = consentAudience(request, issuer);
  return { sub: session.user.sub, client_id: request.client.client_id, audience };
}
