/**
 * Digests and comparisons: the one file of protocol that reaches node:crypto.
 */

import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { SigningAlg } from './client/client.ts';
import { asciiUpperCase } from './octets.ts';

/** SHA-256, base64url: how a value that must only be recognised is kept (cookies, opaque tokens). */
export function sha256(value: string): string {
  return hash('sha256', value, 'base64url');
}

/** The hash of each algorithm's signature, whose left half is an `at_hash` or `c_hash` (OIDC Core §3.2.2.9; Ed25519 uses SHA-512). */
const HASHES: Readonly<Record<SigningAlg, string>> = { RS256: 'sha256', ES256: 'sha256', EdDSA: 'sha512' };

/** `at_hash` or `c_hash`: what ties an access token or code to the ID token signed with `alg` beside it (OIDC Core §3.3.2.11). */
export function leftHalfHash(value: string, alg: SigningAlg): string {
  const digest = hash(HASHES[alg], value, 'buffer');
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

/** Compares two secrets in a time that tells nothing about them, whatever their lengths. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}

/** SHA-1, hexadecimal and upper case: what range services for breached passwords are asked with, and for nothing else. */
export function sha1(value: string): string {
  return asciiUpperCase(hash('sha1', value, 'hex'));
}

/** HMAC-SHA-1, for one-time passwords alone (RFC 4226 §5.2): HMAC does not need what SHA-1 has lost. */
export function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  return createHmac('sha1', key).update(message).digest();
}
