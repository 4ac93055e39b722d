/**
 * Scopes (RFC 6749 §3.3): reading the parameter, and which of what was asked can be given.
 */

import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import { err, ok, type Result } from '../result.ts';
import { SCOPE_CLAIMS } from '../tokens/claims.ts';
import { isScopeToken } from './scope-token.ts';

/** As many as one request may name: more than the Management API has, so that its owners can ask for all of it. */
const MAX_SCOPES = 200;

/** The scopes of a request, once each, in the order asked. `strict` refuses doubled spaces as the RFC's grammar does. */
export function parseScope(
  scope: string | undefined,
  options: { readonly strict: boolean },
): Result<readonly string[], string> {
  if (scope === undefined) return ok([]);
  const asked = scope.split(' ', MAX_SCOPES + 1);
  const tokens = options.strict ? asked : asked.filter((token) => token !== '');
  if (tokens.length > MAX_SCOPES) return err(`more than ${MAX_SCOPES} scopes`);
  if (!tokens.every(isScopeToken))
    return err('a scope is empty, too long or has a character outside RFC 6749 section 3.3');
  return ok([...new Set(tokens)]);
}

/** The scope that asks for a refresh token (OIDC Core §11). */
export const OFFLINE_ACCESS = 'offline_access';

/** Whether a scope is OpenID Connect's own: it is about the End-User, whatever API is asked for beside it. */
export function isOpenIdScope(value: string): boolean {
  return SCOPE_CLAIMS.has(value) || value === OFFLINE_ACCESS;
}

/**
 * What of the asked scopes exists: OpenID Connect's own and those of the API. The rest is dropped (RFC 6749 §3.3), and so
 * is `offline_access` where no refresh token can be given.
 */
export function grantableScope(
  asked: readonly string[],
  { api, offline }: { readonly api: ResourceServer | undefined; readonly offline: boolean },
): readonly string[] {
  return asked.filter(
    (value) =>
      SCOPE_CLAIMS.has(value) ||
      api?.scopes.some((scope) => scope.value === value) ||
      (offline && (api?.allow_offline_access ?? true) && value === OFFLINE_ACCESS),
  );
}

/**
 * What of some scopes is given to whoever has these permissions at an API that enforces them (Auth0: RBAC); scopes of OpenID Connect
 * are about the End-User, and theirs to give.
 */
export function permittedScope(
  scope: readonly string[],
  {
    api,
    permissions,
  }: { readonly api: ResourceServer | undefined; readonly permissions: readonly string[] | undefined },
): readonly string[] {
  if (!api?.enforce_policies) return scope;
  return scope.filter((value) => isOpenIdScope(value) || permissions?.includes(value));
}
