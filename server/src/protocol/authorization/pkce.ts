/**
 * Proof Key for Code Exchange (RFC 7636), `S256` alone: `plain` protects nothing from whoever reads the request.
 */

import type { DiagnosisCode } from '../diagnosis/diagnoses.ts';
import { equalSecrets, sha256 } from '../digest.ts';
import { type OAuthError, refusal } from '../oauth-error.ts';
import { type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';

export const CODE_CHALLENGE_METHODS: readonly string[] = ['S256'];

/** A SHA-256 in base64url (§4.2). */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** §4.1. */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/** The `code_challenge` of an authorization request; a public client must send one (RFC 9700 §2.1.1). */
export function readCodeChallenge(
  parameters: Parameters,
  options: { readonly required: boolean },
): Result<string | undefined, OAuthError> {
  const code_challenge = parameter(parameters, 'code_challenge');
  const method = parameter(parameters, 'code_challenge_method');
  if (code_challenge === undefined) {
    if (method !== undefined)
      return refuse('code_challenge_method without a code_challenge', 'code_challenge_method_alone');
    if (!options.required) return ok(undefined);
    return refuse('code_challenge is missing: this client must use PKCE', 'code_challenge_missing');
  }
  // A request that names no method means `plain` (§4.3).
  if (method !== 'S256') {
    const isPlain = method === undefined || method === 'plain';
    const code = isPlain ? 'code_challenge_method_plain' : 'code_challenge_method_unknown';
    return refuse('code_challenge_method must be S256', code);
  }
  if (!CHALLENGE.test(code_challenge))
    return refuse('code_challenge is not a SHA-256 in base64url', 'code_challenge_malformed');
  return ok(code_challenge);
}

/**
 * Whether the verifier of a token request is the one behind the challenge (§4.6). A verifier for a code that was asked
 * without a challenge is refused too: somebody took the challenge out of the request (RFC 9700 §4.8.2).
 */
export function isVerified(code_challenge: string | undefined, code_verifier: string | undefined): boolean {
  if (code_challenge === undefined || code_verifier === undefined) return code_challenge === code_verifier;
  return VERIFIER.test(code_verifier) && equalSecrets(sha256(code_verifier), code_challenge);
}

function refuse(description: string, code: DiagnosisCode): Result<never, OAuthError> {
  return err(refusal('invalid_request', description, code));
}
