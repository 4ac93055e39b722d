/**
 * Scopes (RFC 6749 §3.3), as tokens and routes spell them.
 */

const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Whether a value may be the name of a scope. */
export function isScopeToken(value: unknown): value is string {
  return typeof value === 'string' && SCOPE_TOKEN.test(value);
}

/** The scopes of a claim, or undefined when it is not a string of scope tokens separated by one space each. */
export function readScope(claim: unknown): readonly string[] | undefined {
  if (claim === undefined || claim === '') return [];
  if (typeof claim !== 'string') return undefined;
  const scope = claim.split(' ');
  return scope.every(isScopeToken) ? scope : undefined;
}
