/**
 * Digests and comparisons: the one file of protocol that reaches node:crypto.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SigningAlg } from './client.ts';

/** SHA-256, base64url: how a value that must only be recognised is kept (cookies, opaque tokens). */
export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

/** The hash of each algorithm's signature, whose left half is an `at_hash` (OIDC Core §3.2.2.9; Ed25519 uses SHA-512). */
const HASHES: Readonly<Record<SigningAlg, string>> = { RS256: 'sha256', ES256: 'sha256', EdDSA: 'sha512' };

/** `at_hash` of an access token beside an ID token signed with `alg` (OIDC Core §3.2.2.9). */
export function accessTokenHash(access_token: string, alg: SigningAlg): string {
  const hash = createHash(HASHES[alg]).update(access_token, 'ascii').digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

/** Compares two secrets in a time that tells nothing about them, whatever their lengths. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
