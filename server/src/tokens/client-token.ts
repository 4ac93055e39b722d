/**
 * What a client is given for itself (RFC 6749 §4.4): whether it may, and what its token claims.
 */
import { isPublicClient } from '../protocol/client/authentication-methods.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import type { Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { myAccountAudience } from '../protocol/tenant/names.ts';
import { clientToken } from '../protocol/tokens/access-token.ts';
import { checkTarget, targetsOf, unknownTarget } from '../protocol/tokens/target-api.ts';
import { narrowScope } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { type ClientGrant, scopesGranted } from '../resources/client/client-grant.ts';
import { managementApi } from '../resources/tenant/management-api.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import type { Asking } from './requested-api.ts';

type ClientRequest = {
  readonly parameters: Parameters;
  readonly client: Client;
  readonly exchange: Asking;
};

type Allowed = { readonly resource_server: ResourceServer; readonly scope: readonly string[] };

/** The header's type and the claims of the token that a client is given, or why it is given none. */
export async function clientTokenSet(
  request: ClientRequest,
  { jti }: { readonly jti: string },
): Promise<Result<Allowed & ReturnType<typeof clientToken>, OAuthError>> {
  const judged = await judge(request);
  if (!judged.ok) return judged;
  const { resource_server, scope } = judged.value;
  const { client, exchange } = request;
  const token = clientToken({
    issuer: exchange.issuer,
    client_id: client.client_id,
    resource_server,
    policy: exchange.tenant.settings.policy,
    scope,
    permissions: scope,
    lifetime: resource_server.token_lifetime,
    jti,
    now: exchange.deps.now(),
  });
  return ok({ ...judged.value, ...token });
}

async function judge({ parameters, client, exchange }: ClientRequest): Promise<Result<Allowed, OAuthError>> {
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
  // What a client was given there is for people: it has no account of its own.
  if (audience === myAccountAudience(issuer))
    return err(
      oauthError('access_denied', `${audience} takes tokens of people, and none of a client itself`),
    );
  const grant = await grantOf(client, { own, audience, records });
  if (!grant) {
    const refused = oauthError('access_denied', `the client is not authorized to access ${audience}`);
    return err({ ...refused, reason: 'no_client_grant' });
  }
  const existing = scopesGranted(grant, resource_server);
  // Nothing is left of what the client was given: a token would be good for whatever the API asks no scope for.
  if (existing.length === 0 && grant.scope.length > 0)
    return err(oauthError('invalid_scope', 'no scope of the client exists any more'));
  const scope = narrowScope(parameters, existing);
  if (!scope.ok) return scope;
  return ok({ resource_server, scope: scope.value });
}

type Where = {
  readonly own: ResourceServer;
  readonly audience: string;
  readonly records: Asking['records'];
};

/** What a client was given at an API; the one that is built in has all of the Management API, and nothing anywhere else. */
async function grantOf(
  client: Client,
  { own, audience, records }: Where,
): Promise<Pick<ClientGrant, 'scope' | 'allow_all_scopes'> | undefined> {
  if (!client.is_built_in) return records.clientGrants.find(client.client_id, audience);
  return audience === own.identifier ? { scope: [], allow_all_scopes: true } : undefined;
}
