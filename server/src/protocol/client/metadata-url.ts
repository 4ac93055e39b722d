/**
 * Client identifiers that are the address of a document with the client's metadata (OAuth Client ID Metadata Document §3).
 */

import { hostMistake } from '../host-name.ts';

/**
 * Whether a client_id may be such an address, as far as its spelling tells: a URL in its one spelling, so that it can be compared
 * byte for byte, with a path, without dot segments, user information and fragment. Whether it may be asked is the outbound's
 * to say, which lets http pass for hosts of a development machine alone.
 */
export function isMetadataUrl(client_id: string): boolean {
  const url =
    /^https?:\/\/[^#]+$/.test(client_id) && URL.canParse(client_id) ? new URL(client_id) : undefined;
  if (!url || url.href !== client_id || url.pathname === '/') return false;
  return url.username === '' && url.password === '' && hostMistake(url) === undefined;
}

/** The host that answers for a client that is known by its address; undefined for any other. */
export function metadataHost(client_id: string): string | undefined {
  return isMetadataUrl(client_id) ? new URL(client_id).host : undefined;
}
