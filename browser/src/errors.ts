/**
 * The one error this package throws, and the list of its codes. Of what was received only the issuer of the metadata is quoted in
 * a message, so no error ever holds a token.
 */

/** Errors an authorization server answers with (RFC 6749 §4.1.2.1, §4.2.2.1 and §5.2, OIDC Core §3.1.2.6). */
const WIRE_ERRORS = [
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'login_required',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
] as const;

type WireError = (typeof WIRE_ERRORS)[number];

/** Every value of `TacitError.code`; they stay the same from release to release. */
export type TacitErrorCode =
  | WireError
  | 'clock_skew'
  | 'id_token_expired'
  | 'invalid_configuration'
  | 'invalid_id_token'
  | 'invalid_issuer'
  | 'invalid_metadata'
  | 'invalid_response'
  | 'invalid_state'
  | 'network_error'
  | 'timeout'
  | 'unknown_error';

type Details = {
  readonly error?: string | undefined;
  readonly error_description?: string | undefined;
  readonly cause?: unknown;
};

/** What every method of this package throws; `code` says which refusal it is. */
export class TacitError extends Error {
  override readonly name = 'TacitError';
  declare readonly code: TacitErrorCode;
  /** The server's own word, when it was the server that refused. */
  declare readonly error: string | undefined;
  /** The server's sentence about it. It is text: show it with `textContent`. */
  declare readonly error_description: string | undefined;

  /** `what` names the rule that was broken, in the specification's word where it has one: `at_hash`. */
  constructor(code: TacitErrorCode, what: string, { cause, error, error_description }: Details = {}) {
    super(`${code}: ${what}`, { cause });
    this.code = code;
    this.error = error;
    this.error_description = error_description;
  }
}

/** Throws the error an error response stands for; a word we do not know is `unknown_error`. */
export function refuseError(response: ReadonlyMap<string, string>): void {
  const error = response.get('error');
  if (error === undefined) return;
  const code = WIRE_ERRORS.find((known) => known === error) ?? 'unknown_error';
  const error_description = response.get('error_description');
  throw new TacitError(code, 'refused', { error, error_description });
}

/** Throws for whatever a promise was rejected with. */
export function failing(code: TacitErrorCode, what: string): (cause: unknown) => never {
  return (cause) => {
    throw new TacitError(code, what, { cause });
  };
}

/** Goes on only if `holds`; `what` names what does not. */
export function demand(holds: boolean, code: TacitErrorCode, what: string): asserts holds {
  if (!holds) throw new TacitError(code, what);
}
