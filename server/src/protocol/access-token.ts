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
};

/** Builds the claims; `openid` beside an API makes the token good for /userinfo too. */
export function accessTokenClaims(input: {
  readonly issuer: string;
  readonly sub: string;
  readonly client_id: string;
  readonly resource_server: ResourceServer;
  readonly scope: readonly string[];
  readonly jti: string;
  readonly now: number;
}): AccessTokenClaims {
  const { resource_server, scope, issuer } = input;
  return {
    iss: issuer,
    sub: input.sub,
    aud: scope.includes('openid')
      ? [resource_server.identifier, userinfoAudience(issuer)]
      : resource_server.identifier,
    azp: input.client_id,
    client_id: input.client_id,
    jti: input.jti,
    iat: input.now,
    exp: input.now + resource_server.token_lifetime_for_web,
    ...(scope.length > 0 ? { scope: scope.join(' ') } : {}),
  };
}
