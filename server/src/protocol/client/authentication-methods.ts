/**
 * How a client may authenticate (RFC 7591 §2, `token_endpoint_auth_method`). Every endpoint that authenticates clients asks here
 * (RFC 6749 §3.2.1, RFC 7009 §2.1, RFC 7662 §2.1).
 */
import { ASSERTION_ALGS, type RegisteredAuthMethod, type TokenEndpointAuthMethod } from './client.ts';

type Registered = {
  readonly token_endpoint_auth_method: RegisteredAuthMethod;
  readonly token_endpoint_auth_signing_alg?: string | undefined;
};

/** The ways that are good for this client; who did not choose is told the first of them. */
export function authMethods({
  token_endpoint_auth_method: method,
}: Registered): readonly [TokenEndpointAuthMethod, ...TokenEndpointAuthMethod[]] {
  return method === 'client_secret_basic_or_post' ? ['client_secret_basic', 'client_secret_post'] : [method];
}

/** Whether it has nothing to prove who it is by, so that anybody could be it (RFC 6749 §2.1). */
export function isPublicClient(client: { readonly token_endpoint_auth_method?: unknown }): boolean {
  return client.token_endpoint_auth_method === 'none';
}

/** The algorithms of this client's assertions, by its registration alone (RFC 8725 §3.1); none: it makes no assertions. */
export function assertionAlgs(client: Registered): readonly string[] {
  const algs = authMethods(client).flatMap((method) => ASSERTION_ALGS[method] ?? []);
  const { token_endpoint_auth_signing_alg: registered } = client;
  return registered === undefined ? algs : algs.filter((alg) => alg === registered);
}
