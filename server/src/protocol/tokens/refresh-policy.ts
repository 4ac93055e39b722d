/**
 * A refresh token for another API than the one it was given for (Auth0's multi-resource refresh tokens): where the operator has
 * a policy that says so, with the scopes that the policy names.
 */
import type { Client } from '../../resources/client/client.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import { OFFLINE_ACCESS } from '../authorization/scope.ts';
import type { Parameters } from '../parameters.ts';
import { SCOPE_CLAIMS } from './claims.ts';
import { namedTargets } from './target-api.ts';

export type RefreshPolicy = Client['refresh_token_policies'][number];

/**
 * The policy for the API that a request names. Without one an `audience` says nothing, as at Auth0, and the token is for the API
 * of the grant. A third party has what its End-User agreed to, and no policy adds to that (RFC 6749 §6).
 */
export function findRefreshPolicy(parameters: Parameters, client: Client): RefreshPolicy | undefined {
  const asked = namedTargets(parameters);
  return client.is_first_party
    ? client.refresh_token_policies.find(({ audience }) => asked.includes(audience))
    : undefined;
}

/**
 * What can be given for an API by a policy: scopes that the policy names and that exist there today, beside those of the grant
 * that belong to no API, or to this one. Undefined: the policy named something, and nothing of it is left.
 */
export function policyScope(
  policy: RefreshPolicy,
  { granted, api, isOfGrant }: Granted,
): readonly string[] | undefined {
  const existing = policy.scope.filter((value) => api.scopes.some((scope) => scope.value === value));
  if (existing.length === 0 && policy.scope.length > 0) return undefined;
  const kept = granted.filter((value) => isOfGrant || SCOPE_CLAIMS.has(value) || value === OFFLINE_ACCESS);
  return [...new Set([...kept, ...existing])];
}

type Granted = {
  readonly granted: readonly string[];
  readonly api: ResourceServer;
  /** The API is the one of the grant. */
  readonly isOfGrant: boolean;
};
