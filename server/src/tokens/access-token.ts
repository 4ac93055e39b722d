/**
 * A token that somebody brings back -> what it allows now. A JWT says it itself, an opaque token is looked up, and both end
 * with the grant they came from (RFC 6749 §4.1.2).
 */
import type { Exchange } from '../deps.ts';
import { type LiveAccessToken, liveAccessToken } from '../protocol/access-token.ts';
import { userinfoAudience } from '../protocol/authorization-request.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Secret } from '../protocol/secret.ts';

/** The access token if this tenant issued it and it is good now, else undefined. */
export async function findAccessToken(
  token: Secret,
  exchange: Exchange,
): Promise<LiveAccessToken | undefined> {
  const found = await readAccessToken(token.reveal(), exchange);
  // A client that was deleted leaves tokens behind that are good for nothing (RFC 7592 §2.3).
  if (!found || !(await exchange.records.clients.find(found.client_id))) return undefined;
  if (found.grant_id === undefined) return found;
  return (await exchange.records.grants.isLive(found.grant_id)) ? found : undefined;
}

async function readAccessToken(
  token: string,
  { deps, tenant, issuer, records }: Exchange,
): Promise<LiveAccessToken | undefined> {
  if (token.includes('.')) {
    const jwt = await deps.keys.verify(tenant.tenant_id, token);
    return jwt && liveAccessToken(jwt, { issuer, now: deps.now() });
  }
  const stored = await records.accessTokens.find(sha256(token));
  if (!stored) return undefined;
  const { scope, expires_at, userinfo_claims = [], ...rest } = stored;
  return {
    ...rest,
    userinfo_claims,
    scope: scope.split(' '),
    exp: expires_at,
    aud: [userinfoAudience(issuer)],
  };
}
