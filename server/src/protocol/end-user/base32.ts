/**
 * Base 32 (RFC 4648 §6): five bits a character, for what a person types.
 */

/** The alphabet of RFC 4648, which authenticator apps read. */
export const RFC4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Crockford's alphabet: without I, L, O and U, which are mistaken for others. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Writes bytes without padding; bits that are left over are filled with zeros. */
export function encodeBase32(bytes: Uint8Array, alphabet: string): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** The bytes of a text, with padding and spaces or without, in capitals or not; undefined: it is none. Bits left over are dropped. */
export function decodeBase32(text: string, alphabet: string): Uint8Array | undefined {
  const digits = [...text.replace(/[\s=]/g, '').toUpperCase()].map((digit) => alphabet.indexOf(digit));
  if (digits.includes(-1)) return undefined;
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

/** In groups of four, as people read aloud. */
export function inGroups(text: string, separator: string): string {
  return (text.match(/.{1,4}/g) ?? []).join(separator);
}
