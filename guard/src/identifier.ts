/**
 * Names as tokens carry them: issuers, subjects, clients, key ids. They are compared code point by code point, and one
 * that holds what nobody sees is refused, so that two names which look alike cannot be two names (RFC 8725 §3.9).
 */

/** Control and format characters, lone surrogates, line and paragraph separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const MAX_LENGTH = 2048;

/** Whether a value is a name: a string with something to see in it and nothing hidden. */
export function isIdentifier(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length <= MAX_LENGTH && value.trim() !== '' && !UNSEEN.test(value)
  );
}
