/**
 * Claims of an access token in JWT form: as Auth0 has them, or by RFC 9068 §2.2 with Auth0's `azp` beside `client_id`.
 */

import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { ClaimName } from '../end-user/end-user.ts';
import { wholeNumber } from '../octets.ts';
import { clientSubject, userinfoAudience } from '../tenant/names.ts';
import { POLICIES, type PolicyName } from '../tenant/policy.ts';
import { hasPermissions, type TokenDialect } from '../tenant/resource-server.ts';
import { isClaimName } from './claims.ts';

/** Media type of the header (RFC 9068 §2.1), which no ID token has. */
const ACCESS_TOKEN_TYP = 'at+jwt';

/**
 * What the header of an access token says in each dialect. Auth0's own has the type of any JWT: there its claims keep it apart
 * from an ID token (RFC 8725 §3.12). It has `azp` and `jti`, and no ID token of ours has; its `aud` is an API, and an ID token's
 * is a client, of which none has the name of an API (names.ts).
 */
const TYPS: Readonly<Record<TokenDialect, string>> = {
  rfc9068_profile: ACCESS_TOKEN_TYP,
  access_token: 'JWT',
  rfc9068_profile_authz: ACCESS_TOKEN_TYP,
  access_token_authz: 'JWT',
};

type AccessTokenClaims = {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | readonly string[];
  readonly azp: string;
  readonly client_id?: string;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly scope?: string;
  /** What its bearer may do at the API, asked for or not (Auth0: RBAC). */
  readonly permissions?: readonly string[];
  /** Auth0's mark of a token that stands for no user. */
  readonly gty?: 'client-credentials';
  /** Claims that /userinfo gives for this token beside those of its scopes (OIDC Core §5.5). */
  readonly userinfo_claims?: readonly ClaimName[];
  /** The End-User, sealed, where `sub` is a name for one sector alone. */
  readonly sealed_sub?: string;
  /** The login that it comes from (RFC 9068 §2.2.1), where its API asks how fresh that is (RFC 9470). */
  readonly auth_time?: number;
  readonly amr?: readonly string[];
  readonly sid?: string;
};

type AccessToken = { readonly typ: string; readonly claims: AccessTokenClaims };

type Input = {
  readonly issuer: string;
  readonly client_id: string;
  readonly resource_server: ResourceServer;
  /** Says in which dialect, where the API does not. */
  readonly policy: PolicyName;
  readonly scope: readonly string[];
  /** What its bearer may do at the API; undefined: the API does not care. */
  readonly permissions?: readonly string[] | undefined;
  /** Seconds the token is valid. */
  readonly lifetime: number;
  readonly jti: string;
  readonly now: number;
};

/** The session in which a token is given, and how its End-User was authenticated there. */
export type TokenLogin = {
  readonly sid: string;
  readonly auth_time: number;
  readonly amr: readonly string[];
};

/** A token for an End-User; `openid` beside an API makes it good for /userinfo too. */
export function accessToken(
  input: Input & {
    readonly sub: string;
    readonly sealed_sub?: string | undefined;
    readonly userinfo_claims: readonly ClaimName[];
    readonly login?: TokenLogin | undefined;
  },
): AccessToken {
  const { identifier } = input.resource_server;
  const aud = input.scope.includes('openid') ? [identifier, userinfoAudience(input.issuer)] : identifier;
  const { userinfo_claims, sealed_sub, login } = input;
  return inDialect(input, {
    ...claimsFor(input, { sub: input.sub, aud }),
    ...(userinfo_claims.length === 0 ? {} : { userinfo_claims }),
    ...(sealed_sub === undefined ? {} : { sealed_sub }),
    ...login,
  });
}

/** A token for the client itself. */
export function clientToken(input: Input): AccessToken {
  const subject = { sub: clientSubject(input.client_id), aud: input.resource_server.identifier };
  return inDialect(input, { ...claimsFor(input, subject), gty: 'client-credentials' });
}

/** In Auth0's dialect the client is named by `azp` alone; `jti` stays, which Auth0 has no use for and we do. */
function inDialect(
  { resource_server, policy, permissions = [] }: Input,
  claims: AccessTokenClaims,
): AccessToken {
  const { token_dialect = POLICIES[policy].token_dialect } = resource_server;
  const { client_id: _, ...auth0 } = claims;
  const said = TYPS[token_dialect] === ACCESS_TOKEN_TYP ? claims : auth0;
  return {
    typ: TYPS[token_dialect],
    claims: hasPermissions({ token_dialect }) ? { ...said, permissions } : said,
  };
}

function claimsFor(
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

/**
 * The `jti` of a token that is made of a grant, or for whoever is proved under an epoch: what it ends with is in its name,
 * so that this server knows of its end without a row for each token.
 */
export function tokenId(
  { grant_id, epoch }: { readonly grant_id: string | undefined; readonly epoch: number },
  random: string,
): string {
  return grant_id === undefined ? `${EPOCH_MARK}${epoch}.${random}` : `${grant_id}.${random}`;
}

/** No grant begins with it: their ids are base64url. */
const EPOCH_MARK = '~';

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
  /** The epoch of its user that it ends with, if it came from no grant. */
  readonly epoch?: number;
  /** Claims that /userinfo gives beside those of the scopes. */
  readonly userinfo_claims: readonly ClaimName[];
  /** The End-User, sealed, where `sub` is a name for one sector alone. */
  readonly sealed_sub?: string;
  /** Where its API asks for it. */
  readonly login?: TokenLogin;
};

/** Reads a verified JWT; undefined unless it is an access token of this issuer that has not expired (RFC 9068 §4). */
export function liveAccessToken(
  token: {
    readonly header: { readonly [name: string]: unknown };
    readonly claims: { readonly [name: string]: unknown };
  },
  expected: { readonly issuer: string; readonly now: number },
): (LiveAccessToken & { readonly jti: string }) | undefined {
  const { iss, exp, sub, azp, client_id = azp, jti, iat } = token.claims;
  // An ID token has no `jti` and no `azp`, so in Auth0's dialect too it is never taken for an access token.
  if (!isAccessTokenTyp(token) || iss !== expected.issuer) return undefined;
  if (typeof exp !== 'number' || exp <= expected.now || typeof iat !== 'number') return undefined;
  if (typeof sub !== 'string' || typeof client_id !== 'string' || typeof jti !== 'string') return undefined;
  const { scope = '', aud, userinfo_claims, sealed_sub } = token.claims;
  return {
    client_id,
    sub,
    scope: typeof scope === 'string' && scope !== '' ? scope.split(' ') : [],
    aud: (Array.isArray(aud) ? aud : [aud]).filter((value) => typeof value === 'string'),
    exp,
    iat,
    jti,
    ...endsWith(jti),
    ...(typeof sealed_sub === 'string' ? { sealed_sub } : {}),
    userinfo_claims: Array.isArray(userinfo_claims) ? userinfo_claims.filter(isClaimName) : [],
    ...loginIn(token.claims),
  };
}

function loginIn({
  sid,
  auth_time,
  amr,
}: {
  readonly [name: string]: unknown;
}): Pick<LiveAccessToken, 'login'> {
  if (typeof sid !== 'string' || typeof auth_time !== 'number' || !Array.isArray(amr)) return {};
  return { login: { sid, auth_time, amr: amr.filter((value) => typeof value === 'string') } };
}

/** What is in the name of a token; one for a client itself, or of an older version, has nothing in it. */
function endsWith(jti: string): Pick<LiveAccessToken, 'grant_id' | 'epoch'> {
  const end = jti.indexOf('.');
  if (end === -1) return {};
  const name = jti.slice(0, end);
  if (!name.startsWith(EPOCH_MARK)) return { grant_id: name };
  // What cannot be read was not written by us, and is the epoch of nobody.
  return { epoch: wholeNumber(name.slice(EPOCH_MARK.length)) ?? -1 };
}

function isAccessTokenTyp({ header, claims }: Parameters<typeof liveAccessToken>[0]): boolean {
  if (header['typ'] === TYPS.rfc9068_profile) return true;
  return header['typ'] === TYPS.access_token && typeof claims['azp'] === 'string';
}
