/**
 * Base 32 as an authenticator app reads it (RFC 4648 §6).
 */
import { RFC4648 } from '../../src/protocol/end-user/base32.ts';

/** The bytes of a key. */
export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((character) => RFC4648.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
