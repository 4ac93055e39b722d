/**
 * The revocation endpoint (RFC 7009): a client gives back a token. An access token ends by itself, a refresh token takes its whole
 * grant along (§2.1).
 */
import type { Exchange, Handler } from '../deps.ts';
import { json } from '../http/respond.ts';
import { sha256 } from '../protocol/digest.ts';
import { Secret } from '../protocol/secret.ts';
import { requiredParameter } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { readClientRequest, refuseClient } from '../walk/client-request.ts';

/** POST /oauth/revoke. */
export const revocation: Handler = async (exchange) => {
  const type = 'revocation_refused';
  const asked = await readClientRequest(exchange);
  if (!asked.ok) return refuseClient(asked.error, exchange, { type });
  const { client } = asked.value;
  const token = requiredParameter(asked.value.parameters, 'token');
  if (!token.ok) return refuseClient(token.error, exchange, { type, client });
  await revoke(new Secret(token.value), client, exchange);
  // §2.2: the status says it all. Libraries read JSON before they ask whether there is anything to read (simple-oauth2, okta-auth-js).
  return json({});
};

/**
 * §2.2: a token that nobody knows is as good as revoked, and so, to this client, is one of another client. What it is follows from
 * where it is found, not from `token_type_hint` (§2.1). APIs that check a JWT by themselves do not hear of it before it expires.
 */
async function revoke(token: Secret, client: Client, exchange: Exchange): Promise<void> {
  const { records, request_id, address } = exchange;
  const { client_id } = client;
  const token_hash = sha256(token.reveal());
  const grant = await records.refreshTokens.find(token_hash);
  const access_token = grant ? undefined : await findAccessToken(token, exchange);
  const given = grant ?? access_token;
  if (given?.client_id !== client_id) return;
  if (grant) await records.grants.end(grant.grant_id);
  else if (access_token?.jti === undefined) await records.accessTokens.end(token_hash);
  else await records.revokedAccessTokens.spend(access_token.jti, access_token.exp);
  await records.audit.record({ type: 'token_revoked', request_id, ip: address, client_id, sub: given.sub });
}
