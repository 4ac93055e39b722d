/**
 * Which claims about the End-User a scope gives access to (OIDC Core §5.4), and how they are told.
 */

import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { localPart } from '../end-user/email-address.ts';
import { type ClaimName, canonicalEmail, type EndUser } from '../end-user/end-user.ts';
import { initialsOf } from '../end-user/initials.ts';
import { POLICIES, type PolicyName } from '../tenant/policy.ts';
import { isoTime } from './iso-time.ts';

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

/** Claims as an application reads them. */
export type ToldClaims = Omit<StandardClaims, 'updated_at'> & { readonly updated_at?: number | string };

/** The claims of a user that the scopes give, with those that were asked for by name; a claim the user has no value for is left out (OIDC Core §5.3.2). */
export function claimsOf(
  user: EndUser,
  {
    scope,
    named = [],
  }: { readonly scope: readonly string[]; readonly named?: readonly ClaimName[] | undefined },
  by: { readonly issuer: string; readonly policy: PolicyName },
): ToldClaims {
  const names = [...scope.flatMap((value) => SCOPE_CLAIMS.get(value) ?? []), ...named];
  if (names.length === 0) return {};
  const told = toldClaims(user.claims, by);
  return Object.fromEntries(
    names.filter((name) => told[name] !== undefined).map((name) => [name, told[name]]),
  );
}

function toldClaims(
  claims: StandardClaims,
  { issuer, policy }: { readonly issuer: string; readonly policy: PolicyName },
): ToldClaims {
  const { fills_in_profile, updated_at: form } = POLICIES[policy];
  const { email, updated_at } = claims;
  return {
    ...(fills_in_profile ? filledIn(claims, issuer) : {}),
    ...claims,
    // The spelling by which this server knows an account, as Auth0 tells it; an application may compare it.
    ...(email === undefined ? {} : { email: canonicalEmail(email) }),
    ...(updated_at !== undefined && form === 'text' ? { updated_at: isoTime(updated_at) } : {}),
  };
}

/** The picture is one of ours and says no more than it shows: Auth0's asks a stranger by a digest of the address. */
function filledIn(claims: StandardClaims, issuer: string): ToldClaims {
  const { email } = claims;
  return {
    ...(email === undefined
      ? {}
      : { name: canonicalEmail(email), nickname: localPart(canonicalEmail(email)), email_verified: false }),
    picture: `${issuer}avatar/${initialsOf(claims)}.svg`,
  };
}
