/**
 * Redirection endpoints (RFC 6749 §3.1.2): which URIs may be registered, and whether a request names one of them.
 * A request is compared byte for byte and never parsed: fifteen spellings that differ from a registered URI become equal
 * to it once a URL parser has touched them, so a matcher that normalises first has already lost (RFC 9700 §2.1).
 */

import { responseNameIn } from '../authorization/response-parameters.ts';
import { hostMistake } from '../host-name.ts';
import { err, ok, type Result } from '../result.ts';
import type { AppType } from './client.ts';

declare const registered: unique symbol;

/** A redirect URI that was found in the client's registration; only `matchRedirectUri` makes one. */
export type RegisteredRedirectUri = string & { readonly [registered]: true };

/** The requested URI if the client registered it, else undefined. */
export function matchRedirectUri(
  requested: string,
  client: { readonly redirect_uris: readonly string[]; readonly app_type: AppType },
): RegisteredRedirectUri | undefined {
  const found =
    client.redirect_uris.includes(requested) ||
    (client.app_type === 'native' &&
      client.redirect_uris.some((uri) => differsInLoopbackPort(uri, requested)));
  return found ? (requested as RegisteredRedirectUri) : undefined;
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)$/s;

/** RFC 8252 §7.3: a native application listens on whatever port it got, so on a loopback literal the port may vary. */
function differsInLoopbackPort(uri: string, requested: string): boolean {
  const ours = LOOPBACK.exec(uri);
  const theirs = LOOPBACK.exec(requested);
  if (!ours || !theirs) return false;
  return ours[1] === theirs[1] && ours[3] === theirs[3] && Number(theirs[2] ?? 80) <= 65_535;
}

const MAX_LENGTH = 2_048;
const UNRESERVED_AND_RESERVED = /^[A-Za-z0-9\-._~:/?[\]@!$&'()+,;=%]+$/;
const LOOPBACK_HOST = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost|127\.0\.0\.1|\[::1\])$/;
const PRIVATE_USE_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+$/;

/**
 * What is wrong with an address wherever one is registered, whoever goes there: nobody can be reached, or its query says
 * what only an answer of ours says. Undefined: nothing.
 */
function addressMistake(url: URL): string | undefined {
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const name = responseNameIn(url.search);
  return (
    (isWeb ? hostMistake(url) : undefined) ??
    (name && `has ${name} in its query, which is a name of the response`)
  );
}

/**
 * Whether a URI may be registered as a callback or a logout address; the refusal says what is wrong with it.
 * RFC 6749 §3.1.2 (absolute, no fragment), RFC 9700 §2.6 (http on loopback only), RFC 8252 §7.1 (private-use schemes).
 */
export function registrableRedirectUri(uri: string, app_type: AppType): Result<string, string> {
  if (uri.length > MAX_LENGTH) return err(`is longer than ${MAX_LENGTH} characters`);
  if (uri.includes('#')) return err('has a fragment (RFC 6749 §3.1.2)');
  if (uri.includes('*')) return err('has a wildcard: list every URI');
  if (!UNRESERVED_AND_RESERVED.test(uri))
    return err('has a character that a URI cannot hold: use ASCII, punycode, percent-encoding');
  if (!URL.canParse(uri)) return err('is not an absolute URI');
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return err('has user information before the host');
  const mistake = addressMistake(url);
  if (mistake) return err(mistake);
  const scheme = uri.slice(0, uri.indexOf(':'));
  if (scheme === 'https' || scheme === 'http') return registrableWebUri(uri, url);
  return registrablePrivateUseUri(uri, scheme, app_type);
}

function registrableWebUri(uri: string, url: URL): Result<string, string> {
  if (url.protocol === 'http:' && !LOOPBACK_HOST.test(url.hostname))
    return err('uses http: only localhost may');
  if (!isNormal(uri, url)) return err(`is not in normal form: write ${url.href}`);
  return ok(uri);
}

/** The parser's spelling, except that an explicit default port and a missing path are left as the operator wrote them. */
function isNormal(uri: string, url: URL): boolean {
  const port = url.protocol === 'https:' ? ':443' : ':80';
  const origin = `${url.protocol}//${url.host}`;
  const path = uri.startsWith(`${origin}${port}`)
    ? uri.slice(origin.length + port.length)
    : uri.slice(origin.length);
  return (
    uri.startsWith(origin) &&
    (path === url.href.slice(origin.length) || `/${path}` === url.href.slice(origin.length))
  );
}

function registrablePrivateUseUri(uri: string, scheme: string, app_type: AppType): Result<string, string> {
  if (app_type !== 'native')
    return err(`has the scheme ${scheme}: only a native client may use another than https`);
  if (!PRIVATE_USE_SCHEME.test(scheme)) {
    return err(
      `has the scheme ${scheme}: a private-use scheme is a lower-case domain name in reverse (RFC 8252 §7.1)`,
    );
  }
  if (!uri.startsWith(`${scheme}:/`)) return err('needs a path after the scheme');
  return ok(uri);
}

/** Whether a URI may be registered as one that the server itself is to ask; where it may go is judged when it goes. */
export function registrableWebAddress(uri: string): Result<string, string> {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return err('is not an http or https address');
  const mistake = addressMistake(url);
  return mistake ? err(mistake) : ok(uri);
}

/** Whether nobody but the client can be reached at the URI, so that its name on a consent page means something. */
export function isVerifiable(uri: RegisteredRedirectUri): boolean {
  return uri.startsWith('https://') && !LOOPBACK_HOST.test(new URL(uri).hostname);
}

/** What the End-User is told and what `form-action` must allow: the origin, or the scheme of a private-use URI. */
export function redirectOrigin(uri: string): string {
  const url = new URL(uri);
  return url.origin === 'null' ? url.protocol : url.origin;
}
