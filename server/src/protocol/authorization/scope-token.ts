/**
 * The name of one scope (RFC 6749 §3.3, `scope-token`).
 */

const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]{1,280}$/;

/** Whether a value may be the name of a scope. */
export function isScopeToken(value: string): boolean {
  return SCOPE_TOKEN.test(value);
}
