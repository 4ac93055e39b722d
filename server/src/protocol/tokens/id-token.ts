/**
 * Claims of an ID token (OIDC Core §2, §3.2.2.10) and what an ID token hint says (§3.1.2.1).
 */

import type { Client } from '../../resources/client/client.ts';
import { reachedAcrs } from '../authorization/acr.ts';
import { leftHalfHash } from '../digest.ts';
import type { ClaimName, Session } from '../end-user/end-user.ts';
import type { PolicyName } from '../tenant/policy.ts';
import { claimsOf, type ToldClaims } from './claims.ts';

export const ID_TOKEN_TYP = 'JWT';

export type IdTokenClaims = ToldClaims & {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
  readonly auth_time: number;
  readonly sid: string;
  readonly nonce?: string;
  readonly at_hash?: string;
  readonly c_hash?: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
};

/**
 * Builds the claims. Beside an access token the End-User's claims belong to /userinfo (OIDC Core §5.4); a client that
 * is not `oidc_conformant` finds them here too, as Auth0 puts them, and so does every client that fetched the token itself
 * (`with_claims`): Auth0's SDKs look nowhere else.
 */
export function idTokenClaims(input: {
  readonly issuer: string;
  readonly policy: PolicyName;
  readonly client: Client;
  readonly session: Session;
  /** What this client knows the End-User by. */
  readonly sub: string;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  readonly access_token: string | undefined;
  readonly code?: string | undefined;
  readonly with_claims?: boolean;
  /** Claims asked for by name (OIDC Core §5.5). */
  readonly named?: readonly ClaimName[];
  readonly acr_values?: readonly string[];
  readonly now: number;
}): IdTokenClaims {
  const { client, session, access_token, code } = input;
  const alg = client.id_token_signed_response_alg;
  const elsewhere = access_token !== undefined || code !== undefined;
  const withClaims = input.with_claims === true || !elsewhere || !client.oidc_conformant;
  return {
    ...claimsOf(session.user, { scope: withClaims ? input.scope : [], named: input.named }, input),
    iss: input.issuer,
    sub: input.sub,
    aud: client.client_id,
    iat: input.now,
    exp: input.now + client.id_token_lifetime,
    auth_time: session.auth_time,
    sid: session.sid,
    ...(input.nonce === undefined ? {} : { nonce: input.nonce }),
    ...acrClaim(session, input.acr_values ?? []),
    ...amrClaim(session),
    ...(access_token === undefined ? {} : { at_hash: leftHalfHash(access_token, alg) }),
    ...(code === undefined ? {} : { c_hash: leftHalfHash(code, alg) }),
  };
}

/** Named only to who asked: the first context wanted that was reached, else the best there is (OIDC Core §5.5.1.1). */
function acrClaim(session: Session, wanted: readonly string[]): { readonly acr?: string } {
  if (wanted.length === 0) return {};
  const reached = reachedAcrs(session);
  const acr = wanted.find((one) => reached.includes(one)) ?? reached.at(-1);
  return acr === undefined ? {} : { acr };
}

/** How they signed in (RFC 8176), told where it was more than one factor: that is what Auth0's applications look for. */
function amrClaim({ amr }: Session): { readonly amr?: readonly string[] } {
  return amr.includes('mfa') ? { amr } : {};
}

/**
 * The End-User a verified token names if it is an ID token for this client, else undefined. A hint only narrows, and may be of a
 * session that is over (OIDC Core §3.1.2.1: "current or past"), so it may have expired.
 */
export function hintedSub(
  token: {
    readonly header: { readonly [name: string]: unknown };
    readonly claims: { readonly [name: string]: unknown };
  },
  expected: { readonly issuer: string; readonly client_id: string },
): string | undefined {
  const { iss, aud, sub, azp } = token.claims;
  if (token.header['typ'] !== ID_TOKEN_TYP || iss !== expected.issuer || aud !== expected.client_id)
    return undefined;
  // An access token in Auth0's dialect has the same type, and it has `azp` (access-token.ts).
  if (azp !== undefined) return undefined;
  return typeof sub === 'string' ? sub : undefined;
}
