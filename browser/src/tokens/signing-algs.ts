/**
 * Algorithms an ID token may be signed with (RFC 7518 §3.1, RFC 8037 §3.1): a row each. Symmetric ones are missing on
 * purpose: a page can keep no secret.
 */

export type SigningAlg = 'RS256' | 'ES256' | 'EdDSA';

export type SigningAlgRow = {
  /** For both importing the key and verifying with it. */
  readonly algorithm: { readonly name: string; readonly hash?: string; readonly namedCurve?: string };
  /** What `at_hash` is half of (OIDC Core §3.2.2.9). */
  readonly hash: string;
};

const SHA_256 = 'SHA-256';

const ROWS: Readonly<Record<SigningAlg, SigningAlgRow>> = {
  RS256: { algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: SHA_256 }, hash: SHA_256 },
  ES256: { algorithm: { name: 'ECDSA', namedCurve: 'P-256', hash: SHA_256 }, hash: SHA_256 },
  // Ed25519 hashes with SHA-512 inside, so at_hash does too.
  EdDSA: { algorithm: { name: 'Ed25519' }, hash: 'SHA-512' },
};

/** Asked with whatever a header says, so it is a Map: `constructor` is not a row. */
export const SIGNING_ALGS: ReadonlyMap<unknown, SigningAlgRow> = new Map(Object.entries(ROWS));
