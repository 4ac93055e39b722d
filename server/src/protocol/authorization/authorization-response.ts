/**
 * The parameters of an authorization response (RFC 6749 §4.2.2, §4.2.2.1; OIDC Core §3.2.2.5), with the issuer of
 * RFC 9207 in every one, so that a client of two servers knows which of them answered.
 */

import type { OAuthError } from '../oauth-error.ts';
import type { Secret } from '../secret.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { RedirectTarget, ResponseParameters } from './response-mode.ts';
import type { ResponseName } from './response-parameters.ts';

export type IssuedTokens = {
  readonly code?: Secret;
  readonly access_token?: { readonly value: Secret; readonly expires_in: number };
  readonly id_token?: Secret;
};

/** A successful response; `scope` is named only where it differs from what was asked (RFC 6749 §4.2.2). */
export function successParameters(
  request: AuthorizationRequest,
  tokens: IssuedTokens,
  issuer: string,
): ResponseParameters {
  const { code, access_token, id_token } = tokens;
  const given = request.scope.join(' ');
  return [
    ...parameters([
      ['code', code?.reveal()],
      ['access_token', access_token?.value.reveal()],
      ['scope', access_token && given !== (request.requested_scope ?? '') ? given : undefined],
      ['expires_in', access_token && String(access_token.expires_in)],
      ['token_type', access_token && 'Bearer'],
      ['id_token', id_token?.reveal()],
    ]),
    ...sealOfOrigin(request.target, issuer),
  ];
}

/** A refusal; it travels in the mode the response would have used. */
export function errorParameters(
  error: OAuthError,
  target: RedirectTarget,
  issuer: string,
): ResponseParameters {
  return [
    ['error', error.error],
    ['error_description', error.error_description],
    ...sealOfOrigin(target, issuer),
  ];
}

function sealOfOrigin(target: RedirectTarget, issuer: string): ResponseParameters {
  return parameters([
    ['state', target.state],
    ['iss', issuer],
  ]);
}

function parameters(
  pairs: readonly (readonly [name: ResponseName, value: string | undefined])[],
): ResponseParameters {
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
