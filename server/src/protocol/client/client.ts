/**
 * The words in which a client is described (RFC 7591 §2): its kinds, methods and algorithms. What a client is made of stands in
 * resources/client/client.ts.
 */

/** A JWS algorithm Tacit signs with (RFC 7518 §3.1, RFC 8037 §3.1). */
export type SigningAlg = 'RS256' | 'ES256' | 'EdDSA';

/** The first is the one that every tenant has keys of: all readers of tokens know it, and some know no other. */
export const SIGNING_ALGS: readonly SigningAlg[] = ['RS256', 'ES256', 'EdDSA'];

export const EVERYBODYS_SIGNING_ALG: SigningAlg = 'RS256';

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

/** `none` last: there are clients that take the first they find. */
export const TOKEN_ENDPOINT_AUTH_METHODS: readonly TokenEndpointAuthMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
];

/**
 * What a client is registered for. One that has a secret and did not choose takes it by the header and in the body: libraries send
 * it either way, some of them by both, endpoint by endpoint (RFC 6749 §2.3.1).
 */
export type RegisteredAuthMethod = TokenEndpointAuthMethod | 'client_secret_basic_or_post';

export const REGISTERED_AUTH_METHODS: readonly RegisteredAuthMethod[] = [
  'client_secret_basic_or_post',
  ...TOKEN_ENDPOINT_AUTH_METHODS,
];

/** Algorithms that a client may sign with its own key (RFC 7518 §3.1, RFC 8037 §3.1); `none` is not among them. */
export const CLIENT_SIGNING_ALGS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

/** Whether all clients know an End-User by one name, or each sector by one of its own (OIDC Core §8). */
export type SubjectType = 'public' | 'pairwise';

export const SUBJECT_TYPES: readonly SubjectType[] = ['public', 'pairwise'];

export const ASSERTION_ALGS: Readonly<Partial<Record<TokenEndpointAuthMethod, readonly string[]>>> = {
  client_secret_jwt: ['HS256'],
  private_key_jwt: CLIENT_SIGNING_ALGS,
};

/** Every algorithm that an assertion may be signed with, for discovery and registration. */
export const ASSERTION_SIGNING_ALGS: readonly string[] = Object.values(ASSERTION_ALGS).flat();

/** Whether each use of a refresh token replaces it. */
export type RotationType = 'rotating' | 'non-rotating';

export const ROTATION_TYPES: readonly RotationType[] = ['rotating', 'non-rotating'];

/** Whether refresh tokens end by themselves. */
type ExpirationType = 'expiring' | 'non-expiring';

export const EXPIRATION_TYPES: readonly ExpirationType[] = ['expiring', 'non-expiring'];

/** The longest that a refresh token may live, in seconds; one that never ends does so after as long without use. */
export const MAX_REFRESH_TOKEN_LIFETIME = 157_788_000;

/** What an export of Auth0's may name; a client can use those that this version has. */
export const GRANT_TYPES: readonly string[] = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'client_credentials',
  'password',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'http://auth0.com/oauth/grant-type/password-realm',
  'http://auth0.com/oauth/grant-type/passwordless/otp',
  'http://auth0.com/oauth/grant-type/mfa-oob',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'http://auth0.com/oauth/grant-type/mfa-recovery-code',
];
