/**
 * Claim sets -> signed, stored tokens (RFC 6749 §4.2.2 and §5.1, OIDC Core §3.2.2.5, §3.3.2.5). The one place where
 * tokens are made.
 */
import type { Exchange } from '../deps.ts';
import type { IssuedTokens } from '../protocol/authorization/authorization-response.ts';
import type { ClaimsRequest } from '../protocol/authorization/claims-request.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { Secret } from '../protocol/secret.ts';
import { POLICIES } from '../protocol/tenant/policy.ts';
import { accessToken, tokenId } from '../protocol/tokens/access-token.ts';
import { CODE_LIFETIME, type NewGrant } from '../protocol/tokens/grant.ts';
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

type Wanted = {
  readonly access_token: boolean;
  readonly id_token: boolean;
  /** The code that leaves beside the tokens. */
  readonly code?: Secret | undefined;
};

/** Where tokens are made: for which tenant, and by whose keys. */
type Maker = Pick<Exchange, 'tenant' | 'issuer' | 'records' | 'deps'>;

/**
 * Makes what is wanted; the ID token comes second, because its `at_hash` covers the access token. Undefined when what they
 * would come from has ended meanwhile: the grant, or what proved the user.
 */
export async function issueTokens(
  issue: Issue,
  wanted: Wanted,
  maker: Maker,
): Promise<IssuedTokens | undefined> {
  const { client, grant_id } = issue;
  const { deps, tenant } = maker;
  const now = deps.now();
  const access_token = wanted.access_token ? await issueAccessToken(issue, maker, now) : undefined;
  if (wanted.access_token && !access_token) return undefined;
  const made = { ...(wanted.code ? { code: wanted.code } : {}), ...(access_token ? { access_token } : {}) };
  if (!wanted.id_token) return made;
  const fetched = grant_id !== undefined && POLICIES[tenant.settings.policy].claims_in_fetched_id_token;
  const id_token = await deps.keys.sign(tenant.tenant_id, {
    alg: client.id_token_signed_response_alg,
    typ: ID_TOKEN_TYP,
    claims: idTokenClaims({
      issuer: maker.issuer,
      policy: tenant.settings.policy,
      client,
      session: issue.session,
      sub: deps.subjects.of(issue.session.user.sub, client, tenant.tenant_id),
      scope: issue.scope,
      nonce: issue.nonce,
      access_token: access_token?.value.reveal(),
      code: wanted.code?.reveal(),
      with_claims: fetched,
      named: issue.claims.id_token,
      acr_values: issue.acr_values,
      now,
    }),
  });
  return { ...made, id_token: new Secret(id_token) };
}

/**
 * Writes what was allowed under the hash of a new code, and gives the code; undefined when the session has ended meanwhile,
 * or what proved its user is not worth anything any more.
 */
export async function issueCode(
  grant: Omit<NewGrant, 'grant_id'>,
  { deps, records }: Maker,
): Promise<Secret | undefined> {
  const code = deps.random(32);
  const begun = await records.grants.begin({ ...grant, grant_id: sha256(code) }, deps.now() + CODE_LIFETIME);
  return begun ? new Secret(code) : undefined;
}

async function issueAccessToken(
  issue: Issue,
  maker: Maker,
  now: number,
): Promise<IssuedTokens['access_token']> {
  const { resource_server, client, scope, permissions, grant_id } = issue;
  if (!resource_server) return issueOpaqueToken(issue, maker, now);
  const { deps, tenant, issuer } = maker;
  const lifetime = lifetimeOf(issue);
  const { sub, epoch } = issue.session.user;
  const { typ, claims } = accessToken({
    issuer,
    sub: deps.subjects.of(sub, client, tenant.tenant_id),
    sealed_sub: deps.subjects.seal(sub, client, tenant.tenant_id),
    client_id: client.client_id,
    resource_server,
    policy: tenant.settings.policy,
    scope,
    permissions,
    lifetime,
    jti: tokenId({ grant_id, epoch }, deps.random(16)),
    userinfo_claims: issue.claims.userinfo,
    now,
  });
  const value = await deps.keys.sign(tenant.tenant_id, { alg: resource_server.signing_alg, typ, claims });
  return { value: new Secret(value), expires_in: lifetime };
}

function lifetimeOf({ resource_server, grant_id }: Issue): number {
  return accessTokenLifetime({ resource_server }, grant_id === undefined ? 'browser' : 'token endpoint');
}

/** Without an API the token is only a name for what is stored here, and good for /userinfo alone. */
async function issueOpaqueToken(
  issue: Issue,
  { deps, records }: Maker,
  now: number,
): Promise<IssuedTokens['access_token']> {
  const { grant_id } = issue;
  const lifetime = lifetimeOf(issue);
  const value = deps.random(32);
  const { sub, epoch } = issue.session.user;
  const saved = await records.accessTokens.save({
    token_hash: sha256(value),
    sub,
    epoch,
    client_id: issue.client.client_id,
    scope: issue.scope.join(' '),
    expires_at: now + lifetime,
    userinfo_claims: issue.claims.userinfo,
    ...(grant_id === undefined ? {} : { grant_id }),
  });
  return saved ? { value: new Secret(value), expires_in: lifetime } : undefined;
}
