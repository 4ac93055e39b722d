/**
 * The authorization request: RFC 6749 §4.2.1, OIDC Core §3.2.2.1, Auth0's `audience`. Trust is settled first
 * (`redirectTarget`): until a client and one of its registered redirect URIs are known, an error has no address.
 */

import type { Client } from '../../resources/client/client.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { isPublicClient } from '../client/authentication-methods.ts';
import { matchRedirectUri, originOf } from '../client/redirect-uri.ts';
import { addressForLog } from '../diagnosis/address-for-log.ts';
import { missingRedirectUri, unregisteredRedirectUri } from '../diagnosis/diagnose-redirect-uri.ts';
import {
  unknownApi,
  unregisteredGrantType,
  unregisteredOrigin,
  unregisteredResponseType,
  unusableParameter,
} from '../diagnosis/diagnose-request.ts';
import { diagnose, listed } from '../diagnosis/diagnosis.ts';
import { type OAuthError, oauthError, refusal } from '../oauth-error.ts';
import { findUnusable, isReadable, type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { connectionMistake } from '../tenant/connection.ts';
import { userinfoAudience } from '../tenant/names.ts';
import { checkOrganization } from '../tenant/organization.ts';
import { POLICIES } from '../tenant/policy.ts';
import { checkTarget, unknownTarget, unusableError } from '../tokens/target-api.ts';
import {
  type AuthenticationRequest,
  type ClaimsParameter,
  readAuthentication,
} from './authentication-request.ts';
import { scopesOfClaims } from './claims-request.ts';
import { readCodeChallenge } from './pkce.ts';
import { needsWebOrigin, type RedirectTarget, responseModeFor } from './response-mode.ts';
import { findResponseType, grantTypesOf, RESPONSE_TYPES, type ResponseType } from './response-type.ts';
import { grantableScope, parseScope, permittedScope } from './scope.ts';

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

/** Every parameter the request may have, with the longest value accepted. What is not in the table is ignored (RFC 6749 §3.1). */
const PARAMETERS: ReadonlyMap<string, number> = new Map([
  ['client_id', 256],
  ['redirect_uri', 2_048],
  ['response_type', 64],
  ['response_mode', 64],
  // As long as a request may be (interaction.ts): whatever is refused, it goes back (RFC 6749 §4.1.2.1).
  ['state', Number.POSITIVE_INFINITY],
  ['scope', 8_192],
  ['nonce', 2_048],
  ['code_challenge', 128],
  ['code_challenge_method', 16],
  ['audience', 600],
  ['resource', 600],
  ['prompt', 64],
  ['max_age', 16],
  ['login_hint', 512],
  ['id_token_hint', 8_192],
  ['ui_locales', 256],
  ['screen_hint', 64],
  ['connection', 128],
  ['organization', 256],
  ['invitation', 256],
  ['display', 64],
  ['acr_values', 1_024],
  ['claims', 8_192],
  ['claims_locales', 256],
  ['registration', 65_536],
]);

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
export function consentScopes({ scope, claims }: AuthorizationRequest): readonly string[] {
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
export function validateAuthorizationRequest(input: {
  readonly parameters: Parameters;
  readonly client: Client;
  readonly target: RedirectTarget;
  readonly settings: TenantSettings;
  readonly audience: string | undefined;
  /** What the tenant has under that audience, where the feature is rolled out. */
  readonly resource_server: ResourceServer | undefined;
  /** The `claims` parameter as JSON has it; `malformed` where it is no JSON object. */
  readonly claims?: ClaimsParameter;
}): Result<AuthorizationRequest, OAuthError> {
  const { parameters, client, target, settings, audience, resource_server } = input;
  const unusable =
    checkParameters(parameters) ??
    checkSelfIssued(parameters) ??
    checkOrganization(parameters) ??
    checkConnection(parameters, settings);
  if (unusable) return err(unusable);

  const response_type = validateResponseType(parameters, client, settings);
  if (!response_type.ok) return response_type;
  const mode = checkResponseMode(parameters, target);
  if (mode) return err(mode);

  const requested_scope = parameter(parameters, 'scope');
  const asked = parseScope(requested_scope, { strict: client.oidc_conformant });
  if (!asked.ok) return err(refusal('invalid_scope', asked.error, 'scope_malformed'));
  const nonce = parameter(parameters, 'nonce');
  const incomplete = checkOpenIdRequest({
    response_type: response_type.value,
    client,
    scope: asked.value,
    nonce,
  });
  if (incomplete) return err(incomplete);

  const code_challenge = readCodeChallenge(parameters, {
    required: response_type.value.code && isPublicClient(client),
  });
  if (!code_challenge.ok) return code_challenge;
  const authentication = readAuthentication(parameters, { client, claims: input.claims });
  if (!authentication.ok) return authentication;
  const mismatch = checkTarget(parameters);
  if (mismatch) return err(mismatch);
  if (audience !== undefined && resource_server === undefined) {
    return err({ ...unknownTarget(audience, { parameters, settings }), diagnosis: unknownApi(audience) });
  }

  return ok({
    client,
    target,
    response_type: response_type.value,
    requested_scope,
    scope: grantableScope(asked.value, {
      api: resource_server,
      offline: response_type.value.code && client.grant_types.includes('refresh_token'),
    }),
    resource_server,
    permissions: undefined,
    nonce,
    code_challenge: code_challenge.value,
    ...authentication.value,
  });
}

function checkParameters(parameters: Parameters): OAuthError | undefined {
  const unusable = findUnusable(parameters, PARAMETERS);
  if (!unusable) return undefined;
  // A malformed scope has a code of its own (RFC 6749 §4.2.2.1).
  if (unusable.tooLong && unusable.name === 'scope')
    return refusal('invalid_scope', `scope ${unusable.why}`, unusableParameter(unusable));
  return { ...unusableError(unusable), diagnosis: unusableParameter(unusable) };
}

/** OIDC Core §7.2.1: what cannot be honoured is refused, never half read. Request objects were opened before (§6). */
function checkSelfIssued(parameters: Parameters): OAuthError | undefined {
  if (!parameters.values.has('registration')) return undefined;
  const why = 'the registration parameter is not supported';
  return refusal('registration_not_supported', why, 'registration_unsupported');
}

/** Auth0's error for a name that leads nowhere, before anybody has typed a password. */
function checkConnection(parameters: Parameters, settings: TenantSettings): OAuthError | undefined {
  const name = parameter(parameters, 'connection');
  const mistake = name === undefined ? undefined : connectionMistake(name, settings);
  if (name === undefined || mistake === undefined) return undefined;
  const there = settings.connections.map((connection) => connection.name);
  return refusal(
    'invalid_request',
    mistake,
    diagnose('connection_unknown', { sentence: mistake, sent: name, ...listed(there) }),
  );
}

function validateResponseType(
  parameters: Parameters,
  client: Client,
  settings: TenantSettings,
): Result<ResponseType, OAuthError> {
  const requested = parameter(parameters, 'response_type');
  if (requested === undefined)
    return err(refusal('invalid_request', 'response_type is missing', 'response_type_missing'));
  const response_type = findResponseType(requested);
  if (!response_type) {
    const why = `response_type ${requested} is not supported`;
    const known = { sent: requested, ...listed([...RESPONSE_TYPES.keys()]) };
    return err(refusal('unsupported_response_type', why, diagnose('response_type_unknown', known)));
  }
  const { client_id, response_types } = client;
  if (response_types && !response_types.includes(response_type.response_type)) {
    const why = 'the client is not registered for this response_type';
    const registered = { client_id, response_types };
    return err(
      refusal('unauthorized_client', why, unregisteredResponseType(response_type.response_type, registered)),
    );
  }
  const lacking = grantTypesOf(response_type).find((name) => !client.grant_types.includes(name));
  if (lacking !== undefined) {
    const why = `the grant_types of this client do not hold ${lacking}`;
    return err(
      refusal(
        'unauthorized_client',
        why,
        unregisteredGrantType(response_type.response_type, lacking, client),
      ),
    );
  }
  const bare = response_type.response_type === 'token';
  const forbidden = settings.forbid_token_response_type || !POLICIES[settings.policy].token_response_type;
  if (bare && (forbidden || client.oidc_conformant)) {
    const why = 'response_type=token gives a token that nothing ties to the request: ask for id_token token';
    return err(refusal('unauthorized_client', why, 'token_response_type_forbidden'));
  }
  return ok(response_type);
}

function checkResponseMode(parameters: Parameters, target: RedirectTarget): OAuthError | undefined {
  const asked = parameter(parameters, 'response_mode');
  if (asked === undefined || asked === target.response_mode) return undefined;
  const why = `response_mode ${asked} cannot be used with this response_type`;
  return refusal('invalid_request', why, diagnose('response_mode_unusable', { sent: asked }));
}

/**
 * OIDC Core §3.2.2.1: an ID token needs `openid` and a nonce. The article's own link has neither; a client that is not
 * `oidc_conformant` gets its tokens all the same, and no protection against a replayed ID token with them.
 */
function checkOpenIdRequest(request: {
  readonly response_type: ResponseType;
  readonly client: Client;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
}): OAuthError | undefined {
  if (!request.response_type.id_token || !request.client.oidc_conformant) return undefined;
  if (!request.scope.includes('openid')) {
    return refusal('invalid_request', 'an ID token needs openid among the scopes', 'openid_missing');
  }
  if (request.nonce === undefined)
    return refusal('invalid_request', 'an ID token needs a nonce', 'nonce_missing');
  return undefined;
}
