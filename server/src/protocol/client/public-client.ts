/**
 * Whether a client is public: it has nothing to authenticate with (RFC 6749 §2.1).
 */

/** Whoever has a secret or keys is confidential, and what is given to it is bound to them. */
export function isPublicClient({
  token_endpoint_auth_method,
}: {
  readonly token_endpoint_auth_method?: unknown;
}): boolean {
  return token_endpoint_auth_method === 'none';
}
