/**
 * The `claims` parameter (OIDC Core §5.5): single claims asked for by name, beside those that scopes give.
 */

import type { ClaimName } from '../end-user/end-user.ts';
import { err, ok, type Result } from '../result.ts';
import { isClaimName, SCOPE_CLAIMS } from '../tokens/claims.ts';

export type ClaimsRequest = {
  readonly id_token: readonly ClaimName[];
  readonly userinfo: readonly ClaimName[];
  /** The End-User who must be the one that answers (§5.5.1, a `sub` with a value). */
  readonly sub?: string;
  /** Contexts of authentication of which one is to be reached (§5.5.1.1). */
  readonly acr?: { readonly values: readonly string[]; readonly essential: boolean };
};

export const NO_CLAIMS: ClaimsRequest = { id_token: [], userinfo: [] };

type Wish = { readonly [name: string]: unknown };

const MAX_VALUES = 20;

/** Reads the parameter; a claim that nobody knows is not given, and asking for it is no mistake (§5.5.1). */
export function readClaimsRequest(document: Wish): Result<ClaimsRequest, string> {
  const { id_token = {}, userinfo = {} } = document;
  if (!isWishes(id_token) || !isWishes(userinfo)) return err('its members are not objects of claims');
  const { sub, acr } = id_token;
  return ok({
    id_token: Object.keys(id_token).filter(isClaimName),
    userinfo: Object.keys(userinfo).filter(isClaimName),
    ...(typeof sub?.['value'] === 'string' ? { sub: sub['value'] } : {}),
    ...(acr ? { acr: { values: valuesOf(acr), essential: acr['essential'] === true } } : {}),
  });
}

function isWishes(value: unknown): value is Readonly<Record<string, Wish | null>> {
  return isObject(value) && Object.values(value).every((wish) => wish === null || isObject(wish));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesOf({ value, values }: Wish): readonly string[] {
  const all = Array.isArray(values) ? values : [value];
  return all.filter((one) => typeof one === 'string').slice(0, MAX_VALUES);
}

/** The scopes whose claims were asked for one by one: what an End-User agrees to is said in scopes. */
export function scopesOfClaims({ id_token, userinfo }: ClaimsRequest): readonly string[] {
  const asked = new Set([...id_token, ...userinfo]);
  return [...SCOPE_CLAIMS]
    .filter(([, names]) => names.some((name) => asked.has(name)))
    .map(([scope]) => scope);
}
