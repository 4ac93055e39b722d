/**
 * A client as registered with a tenant (RFC 7591 §2). Where the RFC has a name it is used; what only Auth0 knows keeps
 * Auth0's name, so that a tenant export can be read beside this file.
 */

/** A JWS algorithm Tacit signs with (RFC 7518 §3.1, RFC 8037 §3.1). */
export type SigningAlg = 'RS256' | 'ES256' | 'EdDSA';

export const SIGNING_ALGS: readonly SigningAlg[] = ['RS256', 'ES256', 'EdDSA'];

/** What kind of application a client is; `native` alone may vary the port of a loopback redirect (RFC 8252 §7.3). */
export type AppType = 'spa' | 'regular_web' | 'native' | 'non_interactive';

export const APP_TYPES: readonly AppType[] = ['spa', 'regular_web', 'native', 'non_interactive'];

/** How a client proves at the token endpoint who it is (RFC 7591 §2); `none` is a public client. */
export type TokenEndpointAuthMethod = 'none' | 'client_secret_basic' | 'client_secret_post';

export const TOKEN_ENDPOINT_AUTH_METHODS: readonly TokenEndpointAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
];

/** What a client may ask for in its own name, by `client_credentials`. */
type ClientGrant = { readonly audience: string; readonly scope: readonly string[] };

export type Client = {
  readonly client_id: string;
  readonly client_name: string;
  readonly app_type: AppType;
  /** False: every request needs the End-User's consent. */
  readonly is_first_party: boolean;
  /** True: the letter of OIDC Core. False: what Auth0's article and its SDKs of that time expect. */
  readonly oidc_conformant: boolean;
  readonly redirect_uris: readonly string[];
  readonly grant_types: readonly string[];
  /** Origins that may receive tokens by `web_message`. */
  readonly web_origins: readonly string[];
  /** Origins that may call `/userinfo` from a page, beside those of the redirect URIs. */
  readonly allowed_origins: readonly string[];
  readonly allowed_logout_urls: readonly string[];
  readonly id_token_signed_response_alg: SigningAlg;
  /** Seconds an ID token is valid. */
  readonly id_token_lifetime: number;
  readonly logo_uri?: string;
  readonly token_endpoint_auth_method: TokenEndpointAuthMethod;
  /** SHA-256 of the secret in base64url; a secret is long and random, so nothing slower is needed. */
  readonly client_secret_hash?: string;
  readonly client_grants: readonly ClientGrant[];
  /** The API that this client stands for where the API introspects the tokens it is sent (Auth0's name). */
  readonly resource_server_identifier?: string;
  /** Seconds a refresh token, with all that follow it, is valid. */
  readonly refresh_token_lifetime: number;
  /** Seconds a refresh token is valid without being used. */
  readonly idle_refresh_token_lifetime: number;
  /** Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way. */
  readonly refresh_token_leeway: number;
};

/** A client that names nothing but itself: code + PKCE only, the letter of OIDC, nothing allowed that was not asked for. */
export const CLIENT_DEFAULTS: Omit<Client, 'client_id' | 'client_name'> = {
  app_type: 'spa',
  is_first_party: true,
  oidc_conformant: true,
  redirect_uris: [],
  grant_types: ['authorization_code'],
  web_origins: [],
  allowed_origins: [],
  allowed_logout_urls: [],
  id_token_signed_response_alg: 'RS256',
  id_token_lifetime: 36_000,
  token_endpoint_auth_method: 'none',
  client_grants: [],
  refresh_token_lifetime: 2_592_000,
  idle_refresh_token_lifetime: 1_296_000,
  refresh_token_leeway: 0,
};
