/**
 * A token that somebody brings back -> what it allows now. A JWT says it itself, an opaque token is looked up, and both end
 * with the grant they came from (RFC 6749 §4.1.2) or by themselves, when their client gives them back (RFC 7009).
 */
import type { Exchange } from '../deps.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Secret } from '../protocol/secret.ts';
import { userinfoAudience } from '../protocol/tenant/names.ts';
import { type LiveAccessToken, liveAccessToken } from '../protocol/tokens/access-token.ts';

/** The access token if this tenant issued it and it is good now, with its End-User by the real name; else undefined. */
export async function findAccessToken(
  token: Secret,
  exchange: Exchange,
): Promise<LiveAccessToken | undefined> {
  const text = token.reveal();
  const found = await (text.includes('.') ? readJwt(text, exchange) : readOpaque(text, exchange));
  // A client that was deleted leaves tokens behind that are good for nothing (RFC 7592 §2.3).
  return found && (await exchange.deps.clients.find(found.client_id, exchange)) ? found : undefined;
}

async function readJwt(
  token: string,
  { deps, tenant, issuer, records }: Exchange,
): Promise<LiveAccessToken | undefined> {
  const jwt = await deps.keys.verify(tenant.tenant_id, token);
  const read = jwt && liveAccessToken(jwt, { issuer, now: deps.now() });
  if (!read) return undefined;
  if (read.grant_id !== undefined && !(await records.grants.isLive(read.grant_id))) return undefined;
  if (await records.revokedAccessTokens.isSpent(read.jti)) return undefined;
  const { sealed_sub, epoch, ...found } = read;
  const sub = sealed_sub === undefined ? found.sub : deps.subjects.open(sealed_sub, tenant.tenant_id);
  if (sub === undefined) return undefined;
  // Proved before what proves or bars its user was changed.
  if (epoch !== undefined && (await records.users.find(sub))?.epoch !== epoch) return undefined;
  return { ...found, sub };
}

/** What is stored went with its grant, so that there is nothing more to ask. */
async function readOpaque(
  token: string,
  { issuer, records }: Exchange,
): Promise<LiveAccessToken | undefined> {
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
