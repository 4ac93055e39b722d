/**
 * Text of the wire, by the characters that the specifications name. JavaScript's `trim` and `toLowerCase` know Unicode:
 * they take U+00A0 away and make a `k` of U+212A, and what was another value is then ours.
 */

/** Without OWS around it: SP and HTAB (RFC 9110 §5.6.3). */
export function withoutOws(text: string): string {
  return text.replace(/^[ \t]+/, '').replace(/(?<![ \t])[ \t]+$/, '');
}

/** With A to Z in lower case and nothing else changed (RFC 5234 §2.3). */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
