/**
 * Claim sets -> signed, stored tokens (RFC 6749 §4.2.2 and §5.1, OIDC Core §3.2.2.5, §3.3.2.5). The one place where
 * tokens are made.
 */
import type { Exchange } from '../deps.ts';
import type { IssuedTokens } from '../protocol/authorization/authorization-response.ts';
import { sha256 } from '../protocol/digest.ts';
import { Secret } from '../protocol/secret.ts';
import { tokenId } from '../protocol/tokens/access-token.ts';
import { CODE_LIFETIME, type NewGrant } from '../protocol/tokens/grant.ts';
import { accessTokenSet, type Issue, idTokenSet, lifetimeOf } from './claim-sets.ts';

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
  const { deps, tenant } = maker;
  const now = deps.now();
  const access_token = wanted.access_token ? await issueAccessToken(issue, maker, now) : undefined;
  if (wanted.access_token && !access_token) return undefined;
  const made = { ...(wanted.code ? { code: wanted.code } : {}), ...(access_token ? { access_token } : {}) };
  if (!wanted.id_token) return made;
  const bound = {
    ...(access_token ? { access_token: access_token.value.reveal() } : {}),
    ...(wanted.code ? { code: wanted.code.reveal() } : {}),
  };
  const id_token = await deps.keys.sign(tenant.tenant_id, {
    alg: issue.client.id_token_signed_response_alg,
    ...idTokenSet(issue, { ...maker, ...bound, now }),
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
  const { resource_server, grant_id } = issue;
  if (!resource_server) return issueOpaqueToken(issue, maker, now);
  const { deps, tenant } = maker;
  const jti = tokenId({ grant_id, epoch: issue.session.user.epoch }, deps.random(16));
  const value = await deps.keys.sign(tenant.tenant_id, {
    alg: resource_server.signing_alg,
    ...accessTokenSet({ ...issue, resource_server }, { ...maker, jti, now }),
  });
  return { value: new Secret(value), expires_in: lifetimeOf(issue) };
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
