/**
 * Where Auth0's habits and the letter of OpenID Connect differ for a whole tenant: one table, a column a policy. What a
 * single client chooses is its `oidc_conformant`.
 */

import type { TokenDialect } from './resource-server.ts';

type Policy = {
  /**
   * The End-User's claims stand in an ID token that was fetched beside an access token. OIDC Core §5.4 puts them at
   * /userinfo; Auth0's SDKs look for them in the ID token and nowhere else.
   */
  readonly claims_in_fetched_id_token: boolean;
  /** Responses carry `session_state`, and `check_session_iframe` is offered (OIDC Session Management §2, §3). */
  readonly session_state: boolean;
  /** The error for an API that does not exist: Auth0's, or that of RFC 8707 §2. */
  readonly unknown_audience: 'access_denied' | 'invalid_target';
  /** `response_type=token` alone, which OIDC Core §3 does not have, can be had by clients that are not `oidc_conformant`. */
  readonly token_response_type: boolean;
  /**
   * The form of an API's access tokens where the API does not choose: Auth0's, which other resource servers than those of RFC
   * 9068 take, or that of RFC 9068.
   */
  readonly token_dialect: TokenDialect;
  /** How `updated_at` is told: as text in ISO 8601, as Auth0's SDKs type it, or as a number (OIDC Core §5.1). */
  readonly updated_at: 'text' | 'number';
  /**
   * Of somebody who has no `name`, `nickname` or `picture`, and of whom it is not known whether the address is theirs, something
   * is told all the same, as Auth0 does: applications rely on it. OIDC Core §5.3.2 leaves such claims out.
   */
  readonly fills_in_profile: boolean;
};

export type PolicyName = 'compatible' | 'oidc';

export const POLICIES: Readonly<Record<PolicyName, Policy>> = {
  compatible: {
    claims_in_fetched_id_token: true,
    session_state: false,
    unknown_audience: 'access_denied',
    token_response_type: true,
    token_dialect: 'access_token',
    updated_at: 'text',
    fills_in_profile: true,
  },
  oidc: {
    claims_in_fetched_id_token: false,
    session_state: true,
    unknown_audience: 'invalid_target',
    token_response_type: false,
    token_dialect: 'rfc9068_profile',
    updated_at: 'number',
    fills_in_profile: false,
  },
};

export const POLICY_NAMES: readonly PolicyName[] = ['compatible', 'oidc'];
