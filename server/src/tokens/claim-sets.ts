/**
 * What tokens claim (RFC 9068 §2.2, OIDC Core §2): computed here for those that are issued and for those that somebody only wants to
 * see, so that the two cannot differ.
 */
import type { Exchange } from '../deps.ts';
import type { ClaimsRequest } from '../protocol/authorization/claims-request.ts';
import type { ClaimName, EndUser, Session } from '../protocol/end-user/end-user.ts';
import { myAccountAudience } from '../protocol/tenant/names.ts';
import { POLICIES } from '../protocol/tenant/policy.ts';
import { accessToken } from '../protocol/tokens/access-token.ts';
import { claimsOf } from '../protocol/tokens/claims.ts';
import { ID_TOKEN_TYP, idTokenClaims } from '../protocol/tokens/id-token.ts';
import { accessTokenLifetime } from '../protocol/tokens/lifetimes.ts';
import type { Client } from '../resources/client/client.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';

export type Issue = {
  readonly client: Client;
  readonly scope: readonly string[];
  /** The API; undefined: /userinfo alone. */
  readonly resource_server: ResourceServer | undefined;
  /** What the End-User may do there; undefined: the API does not care. */
  readonly permissions: readonly string[] | undefined;
  readonly session: Session;
  readonly nonce: string | undefined;
  readonly claims: ClaimsRequest;
  readonly acr_values: readonly string[];
  /** What the tokens end with, where they are fetched from the token endpoint; undefined: they travel through a browser. */
  readonly grant_id: string | undefined;
};

/** For which tenant, and when. */
type Made = Pick<Exchange, 'tenant' | 'issuer' | 'deps'> & { readonly now: number };

/** Seconds that the access token of an issue is good. */
export function lifetimeOf({ resource_server, grant_id }: Issue): number {
  return accessTokenLifetime({ resource_server }, grant_id === undefined ? 'browser' : 'token endpoint');
}

/** The header's type and the claims of an access token for an API. */
export function accessTokenSet(
  issue: Issue & { readonly resource_server: ResourceServer },
  { jti, ...made }: Made & { readonly jti: string },
) {
  const { resource_server, client, scope, permissions } = issue;
  const { deps, tenant, issuer, now } = made;
  const { user, sid, auth_time, amr } = issue.session;
  const isOfAccount = resource_server.identifier === myAccountAudience(issuer);
  return accessToken({
    issuer,
    sub: deps.subjects.of(user.sub, client, tenant.tenant_id),
    sealed_sub: deps.subjects.seal(user.sub, client, tenant.tenant_id),
    client_id: client.client_id,
    resource_server,
    policy: tenant.settings.policy,
    scope,
    permissions,
    lifetime: lifetimeOf(issue),
    jti,
    userinfo_claims: issue.claims.userinfo,
    login: isOfAccount ? { sid, auth_time, amr } : undefined,
    now,
  });
}

/** The same of an ID token, with what leaves beside it and is bound to it. */
export function idTokenSet(
  issue: Issue,
  { access_token, code, ...made }: Made & { readonly access_token?: string; readonly code?: string },
) {
  const { deps, tenant, issuer, now } = made;
  const { client, session, grant_id } = issue;
  const fetched = grant_id !== undefined && POLICIES[tenant.settings.policy].claims_in_fetched_id_token;
  return {
    typ: ID_TOKEN_TYP,
    claims: idTokenClaims({
      issuer,
      policy: tenant.settings.policy,
      client,
      session,
      sub: deps.subjects.of(session.user.sub, client, tenant.tenant_id),
      scope: issue.scope,
      nonce: issue.nonce,
      access_token,
      code,
      with_claims: fetched,
      named: issue.claims.id_token,
      acr_values: issue.acr_values,
      now,
    }),
  };
}

type Told = {
  readonly user: EndUser;
  readonly client: Client | undefined;
  readonly scope: readonly string[];
  /** Claims that were asked for by name (OIDC Core §5.5). */
  readonly named: readonly ClaimName[];
};

/** What /userinfo tells (OIDC Core §5.3.2). */
export function userinfoSet(
  { user, client, scope, named }: Told,
  { deps, tenant, issuer }: Pick<Exchange, 'deps' | 'tenant' | 'issuer'>,
) {
  const sub = deps.subjects.of(user.sub, client, tenant.tenant_id);
  return { sub, ...claimsOf(user, { scope, named }, { issuer, policy: tenant.settings.policy }) };
}
