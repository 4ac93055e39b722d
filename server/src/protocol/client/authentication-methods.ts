/**
 * How a client may authenticate (RFC 7591 §2, `token_endpoint_auth_method`): in the way that it chose, or by what it was given. Every
 * endpoint that authenticates clients asks here (RFC 6749 §3.2.1, RFC 7009 §2.1, RFC 7662 §2.1).
 */
import { ASSERTION_ALGS, type TokenEndpointAuthMethod } from './client.ts';

type Registered = {
  /** Absent: the client did not choose. */
  readonly token_endpoint_auth_method?: TokenEndpointAuthMethod | undefined;
  readonly client_secret_hash?: string | undefined;
  readonly token_endpoint_auth_signing_alg?: string | undefined;
};

/** Libraries send a secret by the header or in the body, and some by both, endpoint by endpoint; §2 makes the header the default. */
const WITH_SECRET = ['client_secret_basic', 'client_secret_post'] as const;

/** The ways that are good for this client; the first is what it is told where it did not choose. */
export function authMethods(
  client: Registered,
): readonly [TokenEndpointAuthMethod, ...TokenEndpointAuthMethod[]] {
  const { token_endpoint_auth_method: chosen } = client;
  if (chosen !== undefined) return [chosen];
  return isPublicClient(client) ? ['none'] : WITH_SECRET;
}

/** Whether it has nothing to prove who it is by, so that anybody could be it (RFC 6749 §2.1). */
export function isPublicClient(client: {
  readonly token_endpoint_auth_method?: unknown;
  readonly client_secret_hash?: unknown;
}): boolean {
  const { token_endpoint_auth_method: chosen, client_secret_hash } = client;
  return chosen === undefined ? client_secret_hash === undefined : chosen === 'none';
}

/** The algorithms of this client's assertions, by its registration alone (RFC 8725 §3.1); none: it makes no assertions. */
export function assertionAlgs(client: Registered): readonly string[] {
  const algs = authMethods(client).flatMap((method) => ASSERTION_ALGS[method] ?? []);
  const { token_endpoint_auth_signing_alg: registered } = client;
  return registered === undefined ? algs : algs.filter((alg) => alg === registered);
}
