/**
 * The words in which an API is described (RFC 6749 §1.1, "resource server"). What it is made of stands in
 * resources/tenant/resource-server.ts.
 */
/**
 * The form of an API's tokens, in Auth0's names: RFC 9068 with Auth0's `azp` beside `client_id`, or Auth0's own; with `_authz` they
 * hold what their bearer may do there in `permissions` as well.
 */
export type TokenDialect = (typeof TOKEN_DIALECTS)[number];

export const TOKEN_DIALECTS = [
  'rfc9068_profile',
  'access_token',
  'rfc9068_profile_authz',
  'access_token_authz',
] as const;

/** What an API says about what people may do there. */
type Authorizing = { readonly enforce_policies: boolean; readonly token_dialect?: TokenDialect };

/** Whether its tokens name what their bearer may do. */
export function hasPermissions({ token_dialect = '' }: { readonly token_dialect?: string }): boolean {
  return token_dialect.endsWith('_authz');
}

/** Whether a token for somebody depends on their roles and permissions: where it does not, nobody looks for them. */
export function asksForPermissions(api: Authorizing): boolean {
  return api.enforce_policies || hasPermissions(api);
}

/** The longest life of a token that travelled in a URL, in seconds (RFC 9700 §4.3.2 asks for short ones). */
export const MAX_TOKEN_LIFETIME_FOR_WEB = 7_200;
