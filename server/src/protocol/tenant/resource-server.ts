/**
 * An API that access tokens are issued for (RFC 6749 §1.1, "resource server"), in Auth0's field names.
 */
import type { SigningAlg } from '../client/client.ts';

export type ResourceServerScope = { readonly value: string; readonly description?: string };

/** The form of an API's tokens, in Auth0's names: RFC 9068 with Auth0's `azp` beside `client_id`, or Auth0's own. */
export type TokenDialect = 'rfc9068_profile' | 'access_token';

export const TOKEN_DIALECTS: readonly TokenDialect[] = ['rfc9068_profile', 'access_token'];

export type ResourceServer = {
  /** The audience: an opaque string, compared byte for byte. */
  readonly identifier: string;
  readonly name: string;
  readonly scopes: readonly ResourceServerScope[];
  readonly signing_alg: SigningAlg;
  readonly token_dialect: TokenDialect;
  /** False: a client that asks for `offline_access` beside this API gets no refresh token. */
  readonly allow_offline_access: boolean;
  /** Seconds a token from the token endpoint is valid. */
  readonly token_lifetime: number;
  /** Seconds a token from the authorization endpoint is valid: it travels through a browser, so it is kept short. */
  readonly token_lifetime_for_web: number;
  /** True: a first-party client whose callback can be verified does not ask for consent. */
  readonly skip_consent_for_verifiable_first_party_clients: boolean;
};

/** The longest life of a token that travelled in a URL, in seconds (RFC 9700 §4.3.2 asks for short ones). */
export const MAX_TOKEN_LIFETIME_FOR_WEB = 7_200;

export const RESOURCE_SERVER_DEFAULTS: Omit<ResourceServer, 'identifier' | 'name'> = {
  scopes: [],
  signing_alg: 'RS256',
  token_dialect: 'rfc9068_profile',
  allow_offline_access: true,
  token_lifetime: 86_400,
  token_lifetime_for_web: MAX_TOKEN_LIFETIME_FOR_WEB,
  skip_consent_for_verifiable_first_party_clients: false,
};
