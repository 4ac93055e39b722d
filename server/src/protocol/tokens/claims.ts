/**
 * Which claims about the End-User a scope gives access to (OIDC Core §5.4).
 */

import type { StandardClaims } from '../../resources/end-user/claims.ts';
import type { ClaimName, EndUser } from '../end-user/end-user.ts';

/** A row a scope of OpenID Connect; `openid` gives `sub`, which every token has. */
export const SCOPE_CLAIMS: ReadonlyMap<string, readonly ClaimName[]> = new Map<string, readonly ClaimName[]>([
  ['openid', []],
  [
    'profile',
    [
      'name',
      'family_name',
      'given_name',
      'middle_name',
      'nickname',
      'preferred_username',
      'profile',
      'picture',
      'website',
      'gender',
      'birthdate',
      'zoneinfo',
      'locale',
      'updated_at',
    ],
  ],
  ['email', ['email', 'email_verified']],
  ['address', ['address']],
  ['phone', ['phone_number', 'phone_number_verified']],
]);

const CLAIM_NAMES: ReadonlySet<string> = new Set([...SCOPE_CLAIMS.values()].flat());

/** Whether a name is that of a claim about the End-User. */
export function isClaimName(name: string): name is ClaimName {
  return CLAIM_NAMES.has(name);
}

/** The claims of a user that the scopes give, with those that were asked for by name; a claim the user has no value for is left out (OIDC Core §5.3.2). */
export function claimsOf(
  user: EndUser,
  scope: readonly string[],
  named: readonly ClaimName[] = [],
): StandardClaims {
  const names = [...scope.flatMap((value) => SCOPE_CLAIMS.get(value) ?? []), ...named];
  return Object.fromEntries(
    names.filter((name) => user.claims[name] !== undefined).map((name) => [name, user.claims[name]]),
  );
}
