/**
 * What an access token must be to be good for /userinfo (OIDC Core §5.3).
 */
import { ACCESS_TOKEN_TYP } from './access-token.ts';
import { userinfoAudience } from './authorization-request.ts';

/** Whose claims, given to whom, under which scopes. */
export type UserinfoGrant = {
  readonly sub: string;
  readonly client_id: string;
  readonly scope: readonly string[];
  /** The grant the token ends with, if it came from one. */
  readonly grant_id?: string;
};

/** Reads the claims of a verified JWT; undefined unless it is a live access token of this issuer for /userinfo. */
export function userinfoGrant(
  token: {
    readonly header: { readonly [name: string]: unknown };
    readonly claims: { readonly [name: string]: unknown };
  },
  expected: { readonly issuer: string; readonly now: number },
): UserinfoGrant | undefined {
  const { iss, aud, exp, sub, client_id, scope, jti } = token.claims;
  if (token.header['typ'] !== ACCESS_TOKEN_TYP || iss !== expected.issuer) return undefined;
  if (!Array.isArray(aud) || !aud.includes(userinfoAudience(expected.issuer))) return undefined;
  if (typeof exp !== 'number' || exp <= expected.now) return undefined;
  if (typeof sub !== 'string' || typeof client_id !== 'string' || typeof scope !== 'string') return undefined;
  const grant_id = typeof jti === 'string' && jti.includes('.') ? jti.split('.')[0] : undefined;
  return { sub, client_id, scope: scope.split(' '), ...(grant_id === undefined ? {} : { grant_id }) };
}
