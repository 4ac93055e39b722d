/**
 * Claim sets -> signed, stored tokens (RFC 6749 §4.2.2, OIDC Core §3.2.2.5). The one place where tokens are made.
 */
import type { Deps } from '../deps.ts';
import { ACCESS_TOKEN_TYP, accessTokenClaims } from '../protocol/access-token.ts';
import type { AuthorizationRequest } from '../protocol/authorization-request.ts';
import type { IssuedTokens } from '../protocol/authorization-response.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Session } from '../protocol/end-user.ts';
import { ID_TOKEN_TYP, idTokenClaims } from '../protocol/id-token.ts';
import { MAX_TOKEN_LIFETIME_FOR_WEB } from '../protocol/resource-server.ts';
import { Secret } from '../protocol/secret.ts';

type Issue = {
  readonly request: AuthorizationRequest;
  readonly session: Session;
  readonly tenant_id: string;
  readonly issuer: string;
};

/** Makes what the response type asks for; the ID token comes second, because its `at_hash` covers the access token. */
export async function issueTokens(issue: Issue, deps: Deps): Promise<IssuedTokens> {
  const { request } = issue;
  const now = deps.now();
  const access_token = request.response_type.access_token
    ? await issueAccessToken(issue, deps, now)
    : undefined;
  if (!request.response_type.id_token) return access_token ? { access_token } : {};
  const id_token = await deps.keys.sign(issue.tenant_id, {
    alg: request.client.id_token_signed_response_alg,
    typ: ID_TOKEN_TYP,
    claims: idTokenClaims({
      issuer: issue.issuer,
      client: request.client,
      session: issue.session,
      scope: request.scope,
      nonce: request.nonce,
      access_token: access_token?.value.reveal(),
      now,
    }),
  });
  return { ...(access_token ? { access_token } : {}), id_token: new Secret(id_token) };
}

async function issueAccessToken(
  issue: Issue,
  deps: Deps,
  now: number,
): Promise<IssuedTokens['access_token']> {
  const { resource_server, client, scope } = issue.request;
  if (!resource_server) return issueOpaqueToken(issue, deps, now);
  const value = await deps.keys.sign(issue.tenant_id, {
    alg: resource_server.signing_alg,
    typ: ACCESS_TOKEN_TYP,
    claims: accessTokenClaims({
      issuer: issue.issuer,
      sub: issue.session.user.sub,
      client_id: client.client_id,
      resource_server,
      scope,
      jti: deps.random(16),
      now,
    }),
  });
  return { value: new Secret(value), expires_in: resource_server.token_lifetime_for_web };
}

/** Without an API the token is only a name for what is stored here, and good for /userinfo alone. */
async function issueOpaqueToken(
  issue: Issue,
  deps: Deps,
  now: number,
): Promise<IssuedTokens['access_token']> {
  const value = deps.random(32);
  await deps.storage.tenant(issue.tenant_id).accessTokens.save({
    token_hash: sha256(value),
    sub: issue.session.user.sub,
    client_id: issue.request.client.client_id,
    scope: issue.request.scope.join(' '),
    expires_at: now + MAX_TOKEN_LIFETIME_FOR_WEB,
  });
  return { value: new Secret(value), expires_in: MAX_TOKEN_LIFETIME_FOR_WEB };
}
