/**
 * Digests and comparisons: the one file of protocol that reaches node:crypto.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import type { SigningAlg } from './client.ts';

/** SHA-256, base64url: how a value that must only be recognised is kept (cookies, opaque tokens). */
export function sha256(value: string): string {
  return hash('sha256', value, 'base64url');
}

/** The hash of each algorithm's signature, whose left half is an `at_hash` (OIDC Core §3.2.2.9; Ed25519 uses SHA-512). */
const HASHES: Readonly<Record<SigningAlg, string>> = { RS256: 'sha256', ES256: 'sha256', EdDSA: 'sha512' };

/** `at_hash` of an access token beside an ID token signed with `alg` (OIDC Core §3.2.2.9). */
export function accessTokenHash(access_token: string, alg: SigningAlg): string {
  const digest = hash(HASHES[alg], access_token, 'buffer');
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

/** Compares two secrets in a time that tells nothing about them, whatever their lengths. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}
