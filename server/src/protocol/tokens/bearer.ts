/**
 * Bearer tokens at our own resource server, /userinfo (RFC 6750).
 */
import { type OAuthError, oauthError } from '../oauth-error.ts';
import { err, ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';

const CREDENTIALS = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const MAX_LENGTH = 16_384;

/**
 * The access token of a request, from the header or a form body, never from the query (RFC 6750 §2.3); undefined when
 * there is none, a refusal when there are two.
 */
export function bearerToken(sources: {
  readonly authorization: string | undefined;
  readonly form: string | undefined;
}): Result<Secret | undefined, OAuthError> {
  const { authorization, form } = sources;
  if (authorization !== undefined && form !== undefined) {
    return err(oauthError('invalid_request', 'the access token was sent in two ways'));
  }
  if (form !== undefined) return ok(new Secret(form));
  if (authorization === undefined) return ok(undefined);
  const token = authorization.length <= MAX_LENGTH ? CREDENTIALS.exec(authorization)?.[1] : undefined;
  if (token === undefined)
    return err(oauthError('invalid_request', 'the Authorization header is not Bearer and a token'));
  return ok(new Secret(token));
}

/** What a token must have that the one which came has not (RFC 6750 §3, RFC 9470 §3). */
type Wanted = { readonly [name in 'scope' | 'max_age' | 'acr_values']?: string | undefined };

/** The WWW-Authenticate header of a refusal (RFC 6750 §3); a request without credentials is told no error code. */
export function bearerChallenge(realm: string, error?: OAuthError, wanted: Wanted = {}): string {
  const named = error ? { error: error.error, error_description: error.error_description } : {};
  const parameters = Object.entries({ realm, ...named, ...wanted });
  const said = parameters.filter(([, value]) => value !== undefined);
  return `Bearer ${said.map(([name, value]) => `${name}="${value}"`).join(', ')}`;
}
