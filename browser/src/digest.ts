/**
 * Hashes of text: for the challenge of a code (RFC 7636 §4.2) and the hash of an access token (OIDC Core §3.2.2.9).
 */
import type { Environment } from './environment.ts';

/** The digest of the text in UTF-8; `hash` as Web Cryptography names it. */
export async function digestText(
  text: string,
  hash: string,
  { crypto }: Pick<Environment, 'crypto'>,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(text)));
}
