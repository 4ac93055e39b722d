/**
 * Tokens for a grant, by its code or by a refresh token (RFC 6749 §4.1.4, §6; OIDC Core §3.1.3.3, §12.2).
 */
import type { Exchange } from '../deps.ts';
import { NO_CLAIMS } from '../protocol/authorization/claims-request.ts';
import { permittedScope } from '../protocol/authorization/scope.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { type Grant, livingScope } from '../protocol/tokens/grant.ts';
import { refreshTokenLifetime } from '../protocol/tokens/refresh-token.ts';
import type { IssuedAtTokenEndpoint } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import type { Issue } from './claim-sets.ts';
import { issueTokens } from './issue.ts';
import { permissionsAt } from './permissions.ts';

/** Those whom a grant speaks of, as they are now, and what of it can still be given. */
export type OpenGrant = {
  readonly user: EndUser;
  readonly resource_server: ResourceServer | undefined;
  /** What the user may do there; undefined: the API does not care. */
  readonly permissions: readonly string[] | undefined;
  readonly scope: readonly string[];
};

/** Refuses a grant whose user was blocked, whose API is gone since, or of whose scopes none is left. */
export async function openGrant(
  grant: Grant,
  client: Client,
  exchange: Exchange,
): Promise<Result<OpenGrant, OAuthError>> {
  const { records, deps, tenant } = exchange;
  const { sub, audience } = grant;
  const user = await records.users.find(sub);
  if (!user || user.blocked) return err({ ...noLongerValid(), ...(user && { reason: 'user_blocked', sub }) });
  const resource_server =
    audience === undefined ? undefined : await deps.tenants.findResourceServer(tenant, audience);
  if (audience !== undefined && !resource_server)
    return err(oauthError('invalid_grant', 'the API of the grant does not exist'));
  const living = livingScope(grant.scope, { client, api: resource_server });
  if (!living) return err(oauthError('invalid_grant', 'no scope of the grant exists any more'));
  const permissions = await permissionsAt(resource_server, sub, exchange);
  const scope = permittedScope(living, { api: resource_server, permissions });
  return ok({ user, resource_server, permissions, scope });
}

function noLongerValid(): OAuthError {
  return oauthError('invalid_grant', 'the grant is no longer valid');
}

type GrantIssue = {
  readonly grant: Grant;
  readonly client: Client;
  readonly opened: OpenGrant;
  readonly scope: readonly string[];
};

/** What is issued for a grant. */
export function issueOf({ grant, client, opened, scope }: GrantIssue): Issue {
  const { sid, auth_time, amr, nonce, grant_id, claims = NO_CLAIMS, acr_values = [] } = grant;
  const { resource_server, permissions, user } = opened;
  const session = { sid, user, auth_time, amr };
  return { client, scope, resource_server, permissions, session, nonce, claims, acr_values, grant_id };
}

/** An access token, and an ID token where `openid` was granted; refused when the grant has ended meanwhile. */
export async function issueForGrant(
  granted: GrantIssue,
  exchange: Exchange,
): Promise<Result<IssuedAtTokenEndpoint, OAuthError>> {
  const { grant, opened, scope } = granted;
  const wanted = { access_token: true, id_token: scope.includes('openid') };
  const issued = await issueTokens(issueOf(granted), wanted, exchange);
  if (!issued) return err(noLongerValid());
  const { access_token, id_token } = issued;
  if (!access_token) throw new Error('An access token was wanted.');
  return ok({ access_token, scope, id_token, sub: grant.sub, audience: opened.resource_server?.identifier });
}

/** When a refresh token that is made now ends unless it is used. */
export function idleEnd(client: Client, now: number): number {
  return now + refreshTokenLifetime(client).idle;
}
