/**
 * What the guard throws: a mistake in how it was set up or used. A request never makes it throw.
 */

export type GuardErrorCode =
  | 'invalid_issuer'
  | 'insecure_issuer'
  | 'invalid_audience'
  | 'invalid_algorithms'
  | 'invalid_leeway'
  | 'invalid_realm'
  | 'invalid_scope'
  | 'invalid_requirement'
  | 'invalid_resource_metadata'
  | 'invalid_handler'
  | 'unguarded_request';

/** An error with a `code` that stays the same between versions. */
export class GuardError extends Error {
  override readonly name = 'GuardError';
  readonly code: GuardErrorCode;

  constructor(code: GuardErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
