/**
 * The authorization request: RFC 6749 §4.2.1, OIDC Core §3.2.2.1, Auth0's `audience`. Trust is settled first
 * (`redirectTarget`): until a client and one of its registered redirect URIs are known, an error has no address.
 */

import type { Client } from '../../resources/client/client.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import { matchRedirectUri, originOf } from '../client/redirect-uri.ts';
import { addressForLog } from '../diagnosis/address-for-log.ts';
import { missingRedirectUri, unregisteredRedirectUri } from '../diagnosis/diagnose-redirect-uri.ts';
import { unregisteredOrigin } from '../diagnosis/diagnose-request.ts';
import { type OAuthError, oauthError, refusal } from '../oauth-error.ts';
import { isReadable, type Parameters, parameter } from '../parameters.ts';
import { err, granted, ok, type Result } from '../result.ts';
import { userinfoAudience } from '../tenant/names.ts';
import { type AuthenticationRequest, acrValues } from './authentication-request.ts';
import { scopesOfClaims } from './claims-request.ts';
import { type Input, type Reading, readRequest } from './request-reading.ts';
import { refusalsOf } from './request-rules.ts';
import { needsWebOrigin, type RedirectTarget, responseModeFor } from './response-mode.ts';
import type { ResponseType } from './response-type.ts';
import { grantableScope, permittedScope } from './scope.ts';

export type AuthorizationRequest = AuthenticationRequest & {
  readonly client: Client;
  readonly target: RedirectTarget;
  readonly response_type: ResponseType;
  /** What was asked, as it came; what is given is `scope`. */
  readonly requested_scope: string | undefined;
  readonly scope: readonly string[];
  /** The API the access token is for; undefined: /userinfo alone. */
  readonly resource_server: ResourceServer | undefined;
  /** What the End-User may do at that API; undefined: nobody has asked, or the API does not care. */
  readonly permissions: readonly string[] | undefined;
  readonly nonce: string | undefined;
  readonly code_challenge: string | undefined;
};

/** The client_id of a request, if it came once and can be read. */
export function requestedClientId(parameters: Parameters): string | undefined {
  return parameter(parameters, 'client_id');
}

/**
 * Settles trust: the redirect URI is one the client registered, and a page that gets a message stands at a registered
 * origin. A refusal here is for the End-User's eyes and is never redirected (RFC 6749 §4.2.2.1).
 */
export function redirectTarget(parameters: Parameters, client: Client): Result<RedirectTarget, OAuthError> {
  if (!isReadable(parameters, 'redirect_uri')) {
    const why = 'redirect_uri was sent more than once or is not percent-encoded UTF-8';
    return err(refusal('invalid_request', why, 'redirect_uri_unreadable'));
  }
  const requested = parameter(parameters, 'redirect_uri');
  if (requested === undefined)
    return err(refusal('invalid_request', 'redirect_uri is missing', missingRedirectUri(client)));
  const redirect_uri = matchRedirectUri(requested, client);
  if (redirect_uri === undefined) {
    const why = 'redirect_uri is not one of the callbacks registered for this client';
    const detail = `not among the callbacks of ${client.client_id}: ${addressForLog(requested)}`;
    const diagnosis = unregisteredRedirectUri(requested, client);
    return err({ ...oauthError('invalid_request', why, detail), diagnosis });
  }
  const response_mode = responseModeFor(parameters);
  if (needsWebOrigin(response_mode) && !client.web_origins.includes(originOf(redirect_uri))) {
    const description = `response_mode=${response_mode} needs the origin of redirect_uri among the web_origins of the client`;
    return err(refusal('invalid_request', description, unregisteredOrigin(redirect_uri, client)));
  }
  return ok({ redirect_uri, response_mode, state: parameter(parameters, 'state') });
}

/** What consent is remembered for beside user and client: the API, or /userinfo where there is none. */
export function consentAudience(request: AuthorizationRequest, issuer: string): string {
  return request.resource_server?.identifier ?? userinfoAudience(issuer);
}

/** What an End-User agrees to in scopes: those that are given, and those whose claims are asked for by name. */
export function consentScopes({
  scope,
  claims,
}: Pick<AuthorizationRequest, 'scope' | 'claims'>): readonly string[] {
  return [...new Set([...scope, ...scopesOfClaims(claims)])];
}

/** The request as it is for an End-User who may do so much at its API. */
export function permittedRequest(
  request: AuthorizationRequest,
  permissions: readonly string[] | undefined,
): AuthorizationRequest {
  const { scope, resource_server: api } = request;
  return { ...request, permissions, scope: permittedScope(scope, { api, permissions }) };
}

/** Judges everything else of the request; a refusal goes to the target. */
export function validateAuthorizationRequest(
  input: Input & { readonly client: Client; readonly target: RedirectTarget },
): Result<AuthorizationRequest, OAuthError> {
  const reading = readRequest(input);
  const [refused] = refusalsOf(reading);
  return refused ? err(refused) : ok(requestOf(reading));
}

/** The request that a reading without a refusal is. */
export function requestOf(reading: Reading): AuthorizationRequest {
  const { client, parameters, target, resource_server } = reading;
  const response_type = granted(reading.response_type);
  const claims = granted(reading.claimed);
  const prompt = granted(reading.prompt);
  return {
    client,
    target,
    response_type,
    requested_scope: parameter(parameters, 'scope'),
    scope: grantableScope(granted(reading.scope), {
      api: resource_server,
      offline: response_type.code && client.grant_types.includes('refresh_token'),
    }),
    resource_server,
    permissions: undefined,
    nonce: parameter(parameters, 'nonce'),
    code_challenge: granted(reading.code_challenge),
    prompt,
    begins_with_sign_up: prompt.has('create') || parameter(parameters, 'screen_hint') === 'signup',
    // What the client registered stands where the request does not say.
    max_age: granted(reading.max_age) ?? client.default_max_age,
    id_token_hint: parameter(parameters, 'id_token_hint'),
    claims,
    acr_values: acrValues(parameters, { client, claims }),
  };
}
