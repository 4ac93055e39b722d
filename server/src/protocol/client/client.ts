/**
 * A client as registered with a tenant (RFC 7591 §2). Where the RFC has a name it is used; what only Auth0 knows keeps
 * Auth0's name, so that a tenant export can be read beside this file.
 */
import type { SecondFactorPolicy } from '../tenant/tenant.ts';

/** A JWS algorithm Tacit signs with (RFC 7518 §3.1, RFC 8037 §3.1). */
export type SigningAlg = 'RS256' | 'ES256' | 'EdDSA';

export const SIGNING_ALGS: readonly SigningAlg[] = ['RS256', 'ES256', 'EdDSA'];

/** What kind of application a client is; `native` alone may vary the port of a loopback redirect (RFC 8252 §7.3). */
export type AppType = 'spa' | 'regular_web' | 'native' | 'non_interactive';

export const APP_TYPES: readonly AppType[] = ['spa', 'regular_web', 'native', 'non_interactive'];

/** How a client proves at the token endpoint who it is (RFC 7591 §2, OIDC Core §9); `none` is a public client. */
export type TokenEndpointAuthMethod =
  | 'none'
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt';

export const TOKEN_ENDPOINT_AUTH_METHODS: readonly TokenEndpointAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
];

/** Algorithms that a client may sign with its own key (RFC 7518 §3.1, RFC 8037 §3.1); `none` is not among them. */
export const CLIENT_SIGNING_ALGS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

type ClientSigningAlg = (typeof CLIENT_SIGNING_ALGS)[number];

/** Whether all clients know an End-User by one name, or each sector by one of its own (OIDC Core §8). */
export type SubjectType = 'public' | 'pairwise';

export const SUBJECT_TYPES: readonly SubjectType[] = ['public', 'pairwise'];

/** Public keys of a client as they were registered (RFC 7517 §5); each is judged when it is used. */
type JwkSet = { readonly keys: readonly unknown[] };

/** What a client that registered itself is known by afterwards (RFC 7591 §3.2.1, RFC 7592). */
type Registration = {
  readonly client_id_issued_at: number;
  /** SHA-256 of the registration access token in base64url. */
  readonly registration_access_token_hash: string;
};

/** What a client may ask for in its own name, by `client_credentials`. */
type ClientGrant = { readonly audience: string; readonly scope: readonly string[] };

export type Client = {
  readonly client_id: string;
  readonly client_name: string;
  readonly app_type: AppType;
  /** False: every request needs the End-User's consent. */
  readonly is_first_party: boolean;
  /** A page of this server itself: what it is given, nobody else is. */
  readonly is_built_in?: boolean;
  /** True: the letter of OIDC Core. False: what Auth0's article and its SDKs of that time expect. */
  readonly oidc_conformant: boolean;
  readonly redirect_uris: readonly string[];
  readonly grant_types: readonly string[];
  /** Origins that may receive tokens by `web_message`. */
  readonly web_origins: readonly string[];
  /** Origins that may call `/userinfo` from a page, beside those of the redirect URIs. */
  readonly allowed_origins: readonly string[];
  readonly allowed_logout_urls: readonly string[];
  /** Response types it registered for; absent: all that its grant types allow. */
  readonly response_types?: readonly string[];
  readonly id_token_signed_response_alg: SigningAlg;
  /** Present: /userinfo answers with a JWT signed by this algorithm (OIDC Core §5.3.2). */
  readonly userinfo_signed_response_alg?: SigningAlg;
  /** Seconds an ID token is valid. */
  readonly id_token_lifetime: number;
  readonly logo_uri?: string;
  readonly client_uri?: string;
  readonly policy_uri?: string;
  readonly tos_uri?: string;
  readonly contacts?: readonly string[];
  /** Where a login at this client begins when somebody else asks for it (OIDC Core §4). */
  readonly initiate_login_uri?: string;
  readonly token_endpoint_auth_method: TokenEndpointAuthMethod;
  /** SHA-256 of the secret in base64url; a secret is long and random, so nothing slower is needed. */
  readonly client_secret_hash?: string;
  /** The secret itself, sealed, where the client signs with it and a hash is not enough (OIDC Core §9, `client_secret_jwt`). */
  readonly client_secret_sealed?: string;
  /** The one algorithm of its assertions; absent: any that fits the method. */
  readonly token_endpoint_auth_signing_alg?: string;
  readonly jwks?: JwkSet;
  readonly jwks_uri?: string;
  /** The one algorithm of its request objects; absent: any of `CLIENT_SIGNING_ALGS`. */
  readonly request_object_signing_alg?: ClientSigningAlg;
  /** The only addresses a request object is fetched from (OIDC Core §6.2). */
  readonly request_uris: readonly string[];
  /** Seconds since the End-User last proved who they are, where a request does not say (OIDC Registration §2). */
  readonly default_max_age?: number;
  readonly default_acr_values?: readonly string[];
  readonly frontchannel_logout_uri?: string;
  readonly backchannel_logout_uri?: string;
  /** Absent: `public`. */
  readonly subject_type?: SubjectType;
  /** A document that lists the callbacks, where they stand on several hosts (OIDC Core §8.1). */
  readonly sector_identifier_uri?: string;
  readonly registration?: Registration;
  readonly client_grants: readonly ClientGrant[];
  /** The API that this client stands for where the API introspects the tokens it is sent (Auth0's name). */
  readonly resource_server_identifier?: string;
  /** When this client wants a second factor; absent: when the tenant does. */
  readonly second_factor?: SecondFactorPolicy;
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
  request_uris: [],
  client_grants: [],
  refresh_token_lifetime: 2_592_000,
  idle_refresh_token_lifetime: 1_296_000,
  refresh_token_leeway: 0,
};
