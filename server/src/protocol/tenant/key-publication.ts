/**
 * For how long others keep our JWK Set (RFC 7517 §5), and so for how long a key is published before it signs.
 */

/** Seconds for which a cache may keep the JWK Set, by its own header. */
export const JWKS_MAX_AGE = 300;

/**
 * Seconds for which a key is published before it signs. A verifier that never asks for a kid it does not know has heard of it by
 * then: it keeps the set for its max-age, behind a cache that does so too (600), or for ten minutes as `@tacit/guard` (600), and may
 * have been answered by a machine that had not heard of the key, with a clock that runs late (300). Half of the hour is to spare.
 */
const NEXT_KEY_LEAD = 3_600;

/** From when on a key that was made then may sign. */
export function maySignFrom(created_at: number): number {
  return created_at + NEXT_KEY_LEAD;
}
