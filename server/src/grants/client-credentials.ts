/**
 * grant_type=client_credentials (RFC 6749 §4.4): a token for the client itself, for the APIs it was given.
 */

import { isPublicClient } from '../protocol/client/authentication-methods.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { clientToken } from '../protocol/tokens/access-token.ts';
import { checkTarget, targetsOf, unknownTarget } from '../protocol/tokens/target-api.ts';
import { narrowScope } from '../protocol/tokens/token-request.ts';
import type { GrantHandler } from './grant-handler.ts';

export const clientCredentials: GrantHandler = async ({ parameters, client, exchange }) => {
  const { deps, tenant, issuer } = exchange;
  // §4.4: whoever has no secret could be anybody.
  if (isPublicClient(client))
    return err(oauthError('unauthorized_client', 'a public client has no token of its own'));
  const mistake = checkTarget(parameters);
  if (mistake) return err(mistake);
  const targets = targetsOf(parameters, { settings: tenant.settings, issuer });
  const [target] = targets;
  if (target === undefined) return err(oauthError('invalid_request', 'audience is missing'));
  const resource_server = await deps.tenants.findResourceServer(tenant, ...targets);
  if (!resource_server) return err(unknownTarget(target, { parameters, settings: tenant.settings }));
  const { identifier: audience } = resource_server;
  const grant = await exchange.records.clientGrants.find(client.client_id, audience);
  if (!grant) return err(oauthError('access_denied', `the client is not authorized to access ${audience}`));
  const existing = grant.scope.filter((value) =>
    resource_server.scopes.some((scope) => scope.value === value),
  );
  // Nothing is left of what the client was given: a token would be good for whatever the API asks no scope for.
  if (existing.length === 0 && grant.scope.length > 0)
    return err(oauthError('invalid_scope', 'no scope of the client exists any more'));
  const scope = narrowScope(parameters, existing);
  if (!scope.ok) return scope;

  const { typ, claims } = clientToken({
    issuer,
    client_id: client.client_id,
    resource_server,
    policy: tenant.settings.policy,
    scope: scope.value,
    lifetime: resource_server.token_lifetime,
    jti: deps.random(16),
    now: deps.now(),
  });
  const value = await deps.keys.sign(tenant.tenant_id, { alg: resource_server.signing_alg, typ, claims });
  const access_token = { value: new Secret(value), expires_in: resource_server.token_lifetime };
  return ok({ access_token, scope: scope.value });
};
