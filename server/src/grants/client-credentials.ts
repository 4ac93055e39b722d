/**
 * grant_type=client_credentials (RFC 6749 §4.4): a token for the client itself, for the APIs it was given.
 */

import type { Exchange } from '../deps.ts';
import { isPublicClient } from '../protocol/client/authentication-methods.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { clientToken } from '../protocol/tokens/access-token.ts';
import { checkTarget, targetsOf, unknownTarget } from '../protocol/tokens/target-api.ts';
import { narrowScope } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import type { ClientGrant } from '../resources/client/client-grant.ts';
import { managementApi } from '../resources/tenant/management-api.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import type { GrantHandler } from './grant-handler.ts';

export const clientCredentials: GrantHandler = async ({ parameters, client, exchange }) => {
  const { deps, tenant, issuer, records } = exchange;
  // §4.4: whoever has no secret could be anybody.
  if (isPublicClient(client))
    return err(oauthError('unauthorized_client', 'a public client has no token of its own'));
  const mistake = checkTarget(parameters);
  if (mistake) return err(mistake);
  const targets = targetsOf(parameters, { settings: tenant.settings, issuer });
  const [target] = targets;
  if (target === undefined) return err(oauthError('invalid_request', 'audience is missing'));
  const own = client.is_built_in ? managementApi(issuer, 'all') : deps.tenants.managementApi(tenant);
  const resource_server = targets.includes(own.identifier)
    ? own
    : await deps.tenants.findResourceServer(tenant, ...targets);
  if (!resource_server) return err(unknownTarget(target, { parameters, settings: tenant.settings }));
  const { identifier: audience } = resource_server;
  const grant = await grantOf(client, { own, audience, records });
  if (!grant) {
    const refused = oauthError('access_denied', `the client is not authorized to access ${audience}`);
    return err({ ...refused, reason: 'no_client_grant' });
  }
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
    permissions: scope.value,
    lifetime: resource_server.token_lifetime,
    jti: deps.random(16),
    now: deps.now(),
  });
  const value = await deps.keys.sign(tenant.tenant_id, { alg: resource_server.signing_alg, typ, claims });
  const access_token = { value: new Secret(value), expires_in: resource_server.token_lifetime };
  return ok({ access_token, scope: scope.value });
};

type Where = {
  readonly own: ResourceServer;
  readonly audience: string;
  readonly records: Exchange['records'];
};

/** What a client was given at an API; the one that is built in has all of the Management API, and nothing anywhere else. */
async function grantOf(
  client: Client,
  { own, audience, records }: Where,
): Promise<Pick<ClientGrant, 'scope'> | undefined> {
  if (!client.is_built_in) return records.clientGrants.find(client.client_id, audience);
  return audience === own.identifier ? { scope: own.scopes.map(({ value }) => value) } : undefined;
}
