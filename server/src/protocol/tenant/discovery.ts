/**
 * The metadata document (OIDC Discovery §3, RFC 8414 §2), computed from the same tables that the endpoints use.
 */

import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { ACR_VALUES } from '../authorization/acr.ts';
import { CODE_CHALLENGE_METHODS } from '../authorization/pkce.ts';
import { PROMPTS } from '../authorization/prompt.ts';
import { ADVERTISED_RESPONSE_MODES } from '../authorization/response-mode.ts';
import { RESPONSE_TYPES } from '../authorization/response-type.ts';
import { OFFLINE_ACCESS } from '../authorization/scope.ts';
import {
  ASSERTION_SIGNING_ALGS,
  CLIENT_SIGNING_ALGS,
  SIGNING_ALGS,
  SUBJECT_TYPES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from '../client/client.ts';
import { SCOPE_CLAIMS } from '../tokens/claims.ts';
import { POLICIES } from './policy.ts';

/** Metadata of one issuer; `issuer` ends with a slash. */
export function discoveryDocument(
  issuer: string,
  {
    settings,
    ui_locales,
    grant_types,
  }: {
    readonly settings: TenantSettings;
    readonly ui_locales: readonly string[];
    readonly grant_types: readonly string[];
  },
): { readonly [name: string]: unknown } {
  return {
    issuer,
    authorization_endpoint: `${issuer}authorize`,
    token_endpoint: `${issuer}oauth/token`,
    revocation_endpoint: `${issuer}oauth/revoke`,
    introspection_endpoint: `${issuer}oauth/introspect`,
    ...(settings.dynamic_registration === 'off' ? {} : { registration_endpoint: `${issuer}oidc/register` }),
    ...(settings.client_id_metadata_documents ? { client_id_metadata_document_supported: true } : {}),
    end_session_endpoint: `${issuer}oidc/logout`,
    ...(POLICIES[settings.policy].session_state ? { check_session_iframe: `${issuer}oidc/session` } : {}),
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    userinfo_endpoint: `${issuer}userinfo`,
    jwks_uri: `${issuer}.well-known/jwks.json`,
    scopes_supported: [...SCOPE_CLAIMS.keys(), OFFLINE_ACCESS],
    response_types_supported: [...RESPONSE_TYPES.keys()],
    response_modes_supported: ADVERTISED_RESPONSE_MODES,
    grant_types_supported: ['implicit', ...grant_types],
    token_endpoint_auth_methods_supported: TOKEN_ENDPOINT_AUTH_METHODS,
    revocation_endpoint_auth_methods_supported: TOKEN_ENDPOINT_AUTH_METHODS,
    // RFC 8414 §2: each endpoint that takes assertions says by which algorithms.
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_SIGNING_ALGS,
    revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_SIGNING_ALGS,
    introspection_endpoint_auth_signing_alg_values_supported: ASSERTION_SIGNING_ALGS,
    introspection_endpoint_auth_methods_supported: TOKEN_ENDPOINT_AUTH_METHODS.filter(
      (method) => method !== 'none',
    ),
    code_challenge_methods_supported: CODE_CHALLENGE_METHODS,
    subject_types_supported: SUBJECT_TYPES,
    id_token_signing_alg_values_supported: SIGNING_ALGS,
    userinfo_signing_alg_values_supported: SIGNING_ALGS,
    prompt_values_supported: PROMPTS,
    display_values_supported: ['page', 'popup', 'touch'],
    acr_values_supported: ACR_VALUES,
    claim_types_supported: ['normal'],
    claims_supported: [
      'iss',
      'sub',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'at_hash',
      'c_hash',
      'sid',
      'acr',
      'amr',
      ...[...SCOPE_CLAIMS.values()].flat(),
    ],
    ui_locales_supported: ui_locales,
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    request_object_signing_alg_values_supported: CLIENT_SIGNING_ALGS,
    authorization_response_iss_parameter_supported: true,
  };
}
