/**
 * Requests that a browser makes before anybody has gone anywhere (Prefetch §4, `Sec-Purpose`).
 */

/**
 * True for a prefetch or prerender: an answer would be made, and an interaction spent, for a page that perhaps nobody opens.
 * `Purpose` is what browsers sent before the header had its name.
 */
export function isPrefetch({ headers }: Request): boolean {
  return ['sec-purpose', 'purpose'].some((name) => /^prefetch(?:;|$)/.test(headers.get(name) ?? ''));
}
