/**
 * A verifier for the requests that are built here, so that what they are answered with can be redeemed here (RFC 7636 §4.1). It lives
 * as long as the page, and nowhere else.
 */
import { useEffect, useState } from 'react';
import { base64url, sha256 } from './tokens.ts';

export type Pkce = { readonly verifier: string; readonly challenge: string };

/** Undefined for the moment that it takes to make one. */
export function usePkce(): Pkce | undefined {
  const [pkce, setPkce] = useState<Pkce | undefined>(undefined);
  useEffect(() => {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
    void sha256(verifier).then((hash) => setPkce({ verifier, challenge: base64url(hash) }));
  }, []);
  return pkce;
}
