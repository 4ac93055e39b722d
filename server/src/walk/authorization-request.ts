/**
 * Steps 3 to 5 of the walk: from parameters to a request that was judged. /authorize, /login and /consent all start
 * here, so a client that was changed half-way is judged as it is now.
 */
import type { Exchange } from '../deps.ts';
import {
  type AuthorizationRequest,
  redirectTarget,
  requestedAudience,
  requestedClientId,
  validateAuthorizationRequest,
} from '../protocol/authorization-request.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import type { Parameters } from '../protocol/parameters.ts';
import type { RedirectTarget } from '../protocol/response-mode.ts';
import { err, type Result } from '../protocol/result.ts';

/** A refusal with the address it may go to; without one it is shown to the End-User. */
export type Refusal = { readonly error: OAuthError; readonly target?: RedirectTarget };

/** Finds the client, settles trust, judges the rest. */
export async function readAuthorizationRequest(
  parameters: Parameters,
  exchange: Exchange,
): Promise<Result<AuthorizationRequest, Refusal>> {
  const { records, tenant, issuer, deps } = exchange;
  const client_id = requestedClientId(parameters);
  const client = client_id === undefined ? undefined : await records.clients.find(client_id);
  if (!client) return err({ error: oauthError('invalid_request', 'client_id is missing or unknown') });

  const target = redirectTarget(parameters, client);
  if (!target.ok) return err({ error: target.error });

  const audience = requestedAudience(parameters, { settings: tenant.settings, issuer });
  const request = validateAuthorizationRequest({
    parameters,
    client,
    target: target.value,
    settings: tenant.settings,
    audience,
    resource_server:
      audience === undefined ? undefined : await deps.tenants.findResourceServer(tenant, audience),
  });
  return request.ok ? request : err({ error: request.error, target: target.value });
}
