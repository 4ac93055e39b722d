/**
 * The revocation endpoint (RFC 7009): a client gives back a token, and a refresh token takes its whole grant along (§2.1).
 */
import type { Exchange, Handler } from '../deps.ts';
import { jsonText } from '../http/respond.ts';
import { sha256 } from '../protocol/digest.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { err, type Result } from '../protocol/result.ts';
import { requiredParameter } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { type ClientRequest, readClientRequest, refuseClient } from '../walk/client-request.ts';

/** POST /oauth/revoke. */
export const revocation: Handler = async (exchange) => {
  const type = 'revocation_refused';
  const asked = await readClientRequest(exchange);
  if (!asked.ok) return refuseClient(asked.error, exchange, { type });
  const { client } = asked.value;
  const token = readToken(asked.value);
  if (!token.ok) return refuseClient(token.error, exchange, { type, client });
  await revoke(token.value, client, exchange);
  return jsonText('', { headers: { 'content-type': NOTHING } });
};

/**
 * §2.2: the status says it all. Clients read the type before they look whether there is anything to read, and those that
 * read JSON (okta-auth-js) take nothing at all for an error, so nothing is text.
 */
const NOTHING = 'text/plain; charset=utf-8';

/** §2.2.1: a JWT is checked by its API alone, which would not hear of it. `token_type_hint` is not needed to find one. */
function readToken({ parameters }: ClientRequest): Result<string, OAuthError> {
  const token = requiredParameter(parameters, 'token');
  if (!token.ok || !token.value.includes('.')) return token;
  return err(oauthError('unsupported_token_type', 'a JWT cannot be revoked: revoke the refresh token'));
}

/** §2.2: a token that nobody knows is as good as revoked, and so, to this client, is one of another client. */
async function revoke(token: string, client: Client, exchange: Exchange): Promise<void> {
  const { records, request_id, address } = exchange;
  const { client_id } = client;
  const token_hash = sha256(token);
  const grant = await records.refreshTokens.find(token_hash);
  const given = grant ?? (await records.accessTokens.find(token_hash));
  if (given?.client_id !== client_id) return;
  if (grant) await records.grants.end(grant.grant_id);
  else await records.accessTokens.end(token_hash);
  await records.audit.record({ type: 'token_revoked', request_id, ip: address, client_id, sub: given.sub });
}
