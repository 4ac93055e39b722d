/**
 * The words in which an API is described (RFC 6749 §1.1, "resource server"). What it is made of stands in
 * resources/tenant/resource-server.ts.
 */
/** The form of an API's tokens, in Auth0's names: RFC 9068 with Auth0's `azp` beside `client_id`, or Auth0's own. */
export type TokenDialect = 'rfc9068_profile' | 'access_token';

export const TOKEN_DIALECTS: readonly TokenDialect[] = ['rfc9068_profile', 'access_token'];

/** The longest life of a token that travelled in a URL, in seconds (RFC 9700 §4.3.2 asks for short ones). */
export const MAX_TOKEN_LIFETIME_FOR_WEB = 7_200;
