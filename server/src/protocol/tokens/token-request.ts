/**
 * The requests that a client makes by itself (RFC 6749 §4.1.3, §4.4.2, §6; RFC 7009 §2.1) and the answer with tokens
 * (RFC 6749 §5.1).
 */

import type { Client } from '../../resources/client/client.ts';
import { parseScope } from '../authorization/scope.ts';
import { isPublicClient } from '../client/authentication-methods.ts';
import { type OAuthError, oauthError } from '../oauth-error.ts';
import { findUnusable, type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { unusableError } from './target-api.ts';

/** Every parameter they may have, with the longest value accepted; others are ignored (RFC 6749 §3.2). */
const PARAMETERS: ReadonlyMap<string, number> = new Map([
  ['grant_type', 128],
  ['client_id', 256],
  ['client_secret', 1_024],
  ['client_assertion', 16_384],
  ['client_assertion_type', 128],
  ['code', 512],
  ['redirect_uri', 2_048],
  ['code_verifier', 256],
  ['refresh_token', 512],
  ['audience', 600],
  ['resource', 600],
  ['scope', 8_192],
  ['token', 16_384],
]);

export type IssuedAtTokenEndpoint = {
  readonly access_token: { readonly value: Secret; readonly expires_in: number };
  readonly scope: readonly string[];
  readonly id_token?: Secret | undefined;
  readonly refresh_token?: Secret | undefined;
  /** Whose the tokens are; absent: the client's own. */
  readonly sub?: string;
  /** The API that they are for; absent: /userinfo. */
  readonly audience?: string | undefined;
};

/** Refuses what cannot be read whole. */
export function checkTokenRequest(parameters: Parameters): OAuthError | undefined {
  const unusable = findUnusable(parameters, PARAMETERS);
  return unusable && unusableError(unusable);
}

/** A client gets tokens in the ways that it names and in no other (RFC 6749 §5.2, RFC 7591 §2). */
export function checkGrantType(
  grant_type: string,
  { grant_types }: { readonly grant_types: readonly string[] },
): OAuthError | undefined {
  return grant_types.includes(grant_type)
    ? undefined
    : oauthError('unauthorized_client', `the grant_types of this client do not hold ${grant_type}`);
}

/** A parameter that the request cannot do without. */
export function requiredParameter(parameters: Parameters, name: string): Result<string, OAuthError> {
  const value = parameter(parameters, name);
  return value === undefined ? err(oauthError('invalid_request', `${name} is missing`)) : ok(value);
}

/**
 * The refusal of a code or token that was sent. A client that proved who it is hears what is wrong with it; from one that could be
 * anybody, whoever found a code or token would hear what it is worth.
 */
export function invalidGrant(client: Client, what: keyof typeof INVALID, why: string): OAuthError {
  return oauthError('invalid_grant', isPublicClient(client) ? INVALID[what] : `${INVALID[what]}: ${why}`);
}

/** Of a refresh token in Auth0's words: auth0-spa-js looks for them, and then renews in a hidden frame where it may. */
const INVALID = {
  code: 'the code is not valid for this client',
  'refresh token': 'Unknown or invalid refresh token',
} as const;

/** The scopes asked of those that may be given, all of them when none is asked; never more (RFC 6749 §6). */
export function narrowScope(
  parameters: Parameters,
  granted: readonly string[],
): Result<readonly string[], OAuthError> {
  const asked = readScope(parameters);
  if (!asked.ok) return asked;
  if (asked.value.length === 0) return ok(granted);
  const beyond = asked.value.find((value) => !granted.includes(value));
  if (beyond !== undefined) return err(oauthError('invalid_scope', `${beyond} was not granted`));
  return ok(asked.value);
}

/** The same, but what may not be given is left out as at the authorization endpoint (§3.3), unless nothing is left. */
export function existingScope(
  parameters: Parameters,
  given: readonly string[],
): Result<readonly string[], OAuthError> {
  const asked = readScope(parameters);
  if (!asked.ok) return asked;
  if (asked.value.length === 0) return ok(given);
  const scope = asked.value.filter((value) => given.includes(value));
  return scope.length > 0 ? ok(scope) : err(oauthError('invalid_scope', 'no scope of these was granted'));
}

function readScope(parameters: Parameters): Result<readonly string[], OAuthError> {
  const asked = parseScope(parameter(parameters, 'scope'), { strict: false });
  return asked.ok ? asked : err(oauthError('invalid_scope', asked.error));
}

/** The answer as JSON (§5.1); `scope` is named always, as Auth0 does. */
export function tokenResponse(issued: IssuedAtTokenEndpoint): Readonly<Record<string, string | number>> {
  const { access_token, scope, id_token, refresh_token } = issued;
  return {
    access_token: access_token.value.reveal(),
    ...(refresh_token ? { refresh_token: refresh_token.reveal() } : {}),
    ...(id_token ? { id_token: id_token.reveal() } : {}),
    ...(scope.length > 0 ? { scope: scope.join(' ') } : {}),
    expires_in: access_token.expires_in,
    token_type: 'Bearer',
  };
}
