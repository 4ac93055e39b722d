/**
 * Every reason to refuse a request, a row of the table of findings each, and the error of RFC 6750 §3.1 that the caller sees for it. The reason is for the
 * log of the API; the caller learns the error only, so that an answer never helps to shape the next attempt.
 */

import type { FindingCode } from '../diagnosis/finding.ts';

/** `unauthorized` is ours, for the answer to a request without a token: RFC 6750 §3.1 wants no error code there. */
export type BearerError = 'unauthorized' | 'invalid_request' | 'invalid_token' | 'insufficient_scope';

export const ERROR_OF_REASON = {
  no_token: 'unauthorized',
  more_than_one_token: 'invalid_request',
  malformed_credentials: 'invalid_request',
  token_too_large: 'invalid_token',
  not_a_jws: 'invalid_token',
  malformed_header: 'invalid_token',
  refused_header_parameter: 'invalid_token',
  refused_alg: 'invalid_token',
  refused_typ: 'invalid_token',
  unknown_key: 'invalid_token',
  keys_unavailable: 'invalid_token',
  bad_signature: 'invalid_token',
  malformed_claims: 'invalid_token',
  wrong_iss: 'invalid_token',
  wrong_aud: 'invalid_token',
  invalid_sub: 'invalid_token',
  invalid_client: 'invalid_token',
  invalid_jti: 'invalid_token',
  invalid_scope: 'invalid_token',
  invalid_times: 'invalid_token',
  not_yet_valid: 'invalid_token',
  expired: 'invalid_token',
  looks_like_id_token: 'invalid_token',
  missing_scope: 'insufficient_scope',
  not_a_user: 'insufficient_scope',
} as const satisfies { readonly [code in FindingCode]?: BearerError };

export type Reason = keyof typeof ERROR_OF_REASON;

export type Refusal = {
  readonly reason: Reason;
  /** What the route wanted, when that is why it refused. */
  readonly scope?: readonly string[];
  /** For the log only: what went wrong beside the token, such as the fetch of the keys. It holds nothing of the token. */
  readonly detail?: string;
};
