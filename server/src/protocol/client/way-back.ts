/**
 * Where an End-User goes back to an application: its home, or an address of its own that it named. Nobody is sent to an address
 * that the client did not register (RFC 9700 §4.11.2).
 */
import { serializeParameters } from '../parameters.ts';

/** What of a client says where it is. */
type Registered = {
  readonly client_uri?: string | undefined;
  readonly initiate_login_uri?: string | undefined;
  readonly redirect_uris: readonly string[];
  readonly allowed_logout_urls: readonly string[];
};

const MAX_LENGTH = 2_048;

/** Its home page, or where it begins a login by itself (OIDC Core §4); undefined where it said neither. */
export function homeOf({ client_uri, initiate_login_uri }: Registered, issuer: string): string | undefined {
  if (client_uri !== undefined || initiate_login_uri === undefined) return client_uri;
  const separator = initiate_login_uri.includes('?') ? '&' : '?';
  return `${initiate_login_uri}${separator}${serializeParameters([['iss', issuer]])}`;
}

/**
 * The address that a client named, if it is one that it registered, byte for byte, or lies under a page that it registered:
 * the same origin, and its path or a part of that.
 */
export function addressOfClient(requested: string, client: Registered): string | undefined {
  const { client_uri, initiate_login_uri, redirect_uris, allowed_logout_urls } = client;
  const registered = [client_uri, initiate_login_uri, ...redirect_uris, ...allowed_logout_urls].filter(
    (uri) => uri !== undefined,
  );
  const isAllowed =
    requested.length <= MAX_LENGTH &&
    (registered.includes(requested) || registered.some((uri) => isUnder(requested, uri)));
  return isAllowed ? requested : undefined;
}

/** What a server may read as a way up, or as another part of the path than a browser does (CWE-22). */
const AMBIGUOUS = /\.\.|%2e|%2f|%5c|%25/i;

/** In the spelling of the parser alone: what differs from it is read otherwise by somebody (RFC 3986 §6). */
function isUnder(requested: string, registered: string): boolean {
  if (!/^https?:/.test(registered) || ![registered, requested].every((uri) => URL.canParse(uri)))
    return false;
  const { href, origin, pathname, username, password } = new URL(requested);
  const page = new URL(registered);
  if (href !== requested || username !== '' || password !== '') return false;
  if (origin !== page.origin || page.search !== '' || AMBIGUOUS.test(pathname)) return false;
  const below = page.pathname.endsWith('/') ? page.pathname : `${page.pathname}/`;
  return pathname === page.pathname || pathname.startsWith(below);
}
