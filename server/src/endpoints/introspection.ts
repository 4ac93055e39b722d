/**
 * The introspection endpoint (RFC 7662): whether a token is good now, told to those who have to do with it.
 */
import type { Exchange, Handler } from '../deps.ts';
import { json } from '../http/respond.ts';
import { isPublicClient } from '../protocol/client/authentication-methods.ts';
import { sha256 } from '../protocol/digest.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { Secret } from '../protocol/secret.ts';
import { userinfoAudience } from '../protocol/tenant/names.ts';
import { type ActiveToken, introspectionResponse } from '../protocol/tokens/introspection.ts';
import { requiredParameter } from '../protocol/tokens/token-request.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { readClientRequest, refuseClient } from '../walk/client-request.ts';

/** POST /oauth/introspect. No page may ask (§2.1): whoever holds a secret is no page. */
export const introspection: Handler = async (exchange) => {
  const type = 'introspection_refused';
  const asked = await readClientRequest(exchange);
  if (!asked.ok) return refuseClient(asked.error, exchange, { type });
  const { client, parameters } = asked.value;
  // §2.1: whoever could be anybody could try tokens until one is good.
  if (isPublicClient(client)) {
    const error = oauthError('unauthorized_client', 'a public client cannot introspect tokens');
    return refuseClient(error, exchange, { type, client });
  }
  const token = requiredParameter(parameters, 'token');
  if (!token.ok) return refuseClient(token.error, exchange, { type, client });
  const found = await findToken(new Secret(token.value), exchange);
  const told = found && (await withToldSubject(found, exchange));
  return json(introspectionResponse(told, { client, issuer: exchange.issuer }));
};

/** An API hears of an End-User by the name that the token has (OIDC Core §8). */
async function withToldSubject(token: ActiveToken, exchange: Exchange): Promise<ActiveToken> {
  const { deps, tenant } = exchange;
  const client = await deps.clients.find(token.client_id, exchange);
  return { ...token, sub: deps.subjects.of(token.sub, client, tenant.tenant_id) };
}

/** `token_type_hint` is not needed to find a token, and may be wrong (§2.1). */
async function findToken(token: Secret, exchange: Exchange): Promise<ActiveToken | undefined> {
  const found = await findAccessToken(token, exchange);
  if (!found) return findRefreshToken(token, exchange);
  const { grant_id: _, userinfo_claims: __, sealed_sub: ___, ...access_token } = found;
  return { ...access_token, token_type: 'Bearer' };
}

async function findRefreshToken(
  token: Secret,
  { records, issuer }: Exchange,
): Promise<ActiveToken | undefined> {
  const live = await records.refreshTokens.findUnspent(sha256(token.reveal()));
  if (!live) return undefined;
  const { client_id, sub, scope, audience } = live.grant;
  return { client_id, sub, scope, aud: [audience ?? userinfoAudience(issuer)], exp: live.expires_at };
}
