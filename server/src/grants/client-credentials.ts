/**
 * grant_type=client_credentials (RFC 6749 §4.4): a token for the client itself, for the APIs it was given.
 */
import { ok } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { clientTokenSet } from '../tokens/client-token.ts';
import type { GrantHandler } from './grant-handler.ts';

export const clientCredentials: GrantHandler = async (request) => {
  const { deps, tenant } = request.exchange;
  const allowed = await clientTokenSet(request, { jti: deps.random(16) });
  if (!allowed.ok) return allowed;
  const { resource_server, scope, typ, claims } = allowed.value;
  const { signing_alg: alg, token_lifetime: expires_in, identifier: audience } = resource_server;
  const value = await deps.keys.sign(tenant.tenant_id, { alg, typ, claims });
  return ok({ access_token: { value: new Secret(value), expires_in }, scope, audience });
};
