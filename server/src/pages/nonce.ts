/**
 * The nonce that lets one script of ours run (CSP 3 §2.3.1).
 */

/** 128 bits of base64url are 22 characters. */
const NONCE = /^[A-Za-z0-9_-]{22,}$/;

/** The nonce, or a thrown bug: one that is short or could leave its attribute would protect nothing. */
export function checkedNonce(nonce: string): string {
  if (!NONCE.test(nonce))
    throw new Error('A CSP nonce is at least 128 bits of base64url: make it with deps.random(16).');
  return nonce;
}
