/**
 * Claims of an access token in JWT form (RFC 9068 §2.2), with Auth0's `azp` beside `client_id`.
 */
import { userinfoAudience } from './authorization-request.ts';
import type { ResourceServer } from './resource-server.ts';

/** Media type of the header (RFC 9068 §2.1): what keeps an ID token from being taken for one. */
export const ACCESS_TOKEN_TYP = 'at+jwt';

export type AccessTokenClaims = {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | readonly string[];
  readonly azp: string;
  readonly client_id: string;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly scope?: string;
  /** Auth0's mark of a token that stands for no user. */
  readonly gty?: 'client-credentials';
};

type Input = {
  readonly issuer: string;
  readonly client_id: string;
  readonly resource_server: ResourceServer;
  readonly scope: readonly string[];
  /** Seconds the token is valid. */
  readonly lifetime: number;
  readonly jti: string;
  readonly now: number;
};

/** Claims of a token for an End-User; `openid` beside an API makes it good for /userinfo too. */
export function accessTokenClaims(input: Input & { readonly sub: string }): AccessTokenClaims {
  const { identifier } = input.resource_server;
  const aud = input.scope.includes('openid') ? [identifier, userinfoAudience(input.issuer)] : identifier;
  return claims(input, { sub: input.sub, aud });
}

/** Claims of a token for the client itself (RFC 9068 §2.2: `sub` then names the client, here in Auth0's spelling). */
export function clientTokenClaims(input: Input): AccessTokenClaims {
  const subject = { sub: `${input.client_id}@clients`, aud: input.resource_server.identifier };
  return { ...claims(input, subject), gty: 'client-credentials' };
}

function claims(
  { issuer, client_id, scope, lifetime, jti, now }: Input,
  { sub, aud }: Pick<AccessTokenClaims, 'sub' | 'aud'>,
): AccessTokenClaims {
  return {
    iss: issuer,
    sub,
    aud,
    azp: client_id,
    client_id,
    jti,
    iat: now,
    exp: now + lifetime,
    ...(scope.length > 0 ? { scope: scope.join(' ') } : {}),
  };
}

/** What an access token that is good now says, wherever it was read from. */
export type LiveAccessToken = {
  readonly client_id: string;
  readonly sub: string;
  readonly scope: readonly string[];
  readonly aud: readonly string[];
  readonly exp: number;
  readonly iat?: number;
  readonly jti?: string;
  /** The grant it ends with, if it came from one. */
  readonly grant_id?: string;
};

/** Reads a verified JWT; undefined unless it is an access token of this issuer that has not expired (RFC 9068 §4). */
export function liveAccessToken(
  token: {
    readonly header: { readonly [name: string]: unknown };
    readonly claims: { readonly [name: string]: unknown };
  },
  expected: { readonly issuer: string; readonly now: number },
): LiveAccessToken | undefined {
  const { iss, exp, sub, client_id, jti, iat } = token.claims;
  if (token.header['typ'] !== ACCESS_TOKEN_TYP || iss !== expected.issuer) return undefined;
  if (typeof exp !== 'number' || exp <= expected.now || typeof iat !== 'number') return undefined;
  if (typeof sub !== 'string' || typeof client_id !== 'string' || typeof jti !== 'string') return undefined;
  const grant_id = jti.includes('.') ? jti.split('.')[0] : undefined;
  const { scope = '', aud } = token.claims;
  return {
    client_id,
    sub,
    scope: typeof scope === 'string' && scope !== '' ? scope.split(' ') : [],
    aud: (Array.isArray(aud) ? aud : [aud]).filter((value) => typeof value === 'string'),
    exp,
    iat,
    jti,
    ...(grant_id === undefined ? {} : { grant_id }),
  };
}
