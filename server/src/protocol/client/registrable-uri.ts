/**
 * Which addresses a client may register: its callbacks (RFC 6749 §3.1.2, RFC 8252 §7), the origins of its pages (RFC 6454),
 * pages that browsers are led to, and what the server itself is to ask.
 */

import { responseNameIn } from '../authorization/response-parameters.ts';
import { hostMistake } from '../host-name.ts';
import { asciiLowerCase } from '../octets.ts';
import { err, ok, type Result } from '../result.ts';
import type { AppType } from './client.ts';
import { LOOPBACK_HOST, originOf } from './redirect-uri.ts';

/** What of a client says where it may be answered. */
export type Registrant = {
  readonly app_type: AppType;
  /** Left out: it may not. */
  readonly unsafe_unclaimed_redirect_schemes?: boolean;
};

const MAX_LENGTH = 2_048;
const UNRESERVED_AND_RESERVED = /^[A-Za-z0-9\-._~:/?[\]@!$&'()+,;=%]+$/;
const CLAIMED_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+$/;

/**
 * Schemes that are no application's: of the browser itself, of its network and files, and of programs of the operating
 * system that run what they are sent. No setting opens them.
 */
const NOBODYS_SCHEMES: ReadonlySet<string> = new Set(
  [
    'javascript data vbscript blob filesystem file about view-source jar cid mid',
    'http https ws wss ftp ftps sftp ssh telnet ldap ldaps smb urn tag',
    'chrome chrome-untrusted devtools edge brave opera resource wyciwyg moz-icon',
    'mailto tel callto sms smsto mms mmsto facetime geo',
    'intent android-app content market itms itms-apps itms-services shell mk res hcp ms-msdt',
    'ms-settings ms-officecmd search search-ms ms-its its livescript mocha',
  ].flatMap((names) => names.split(' ')),
);

/**
 * What is wrong with an address wherever one is registered, whoever goes there: nobody can be reached, or its query says
 * what only an answer of ours says. Undefined: nothing.
 */
function addressMistake(url: URL): string | undefined {
  const name = responseNameIn(url.search);
  return (
    (isWeb(url) ? hostMistake(url) : undefined) ??
    (name && `has ${name} in its query, which is a name of the response`)
  );
}

/**
 * Whether a URI may be registered as a callback or a logout address; the refusal says what is wrong with it.
 * RFC 6749 §3.1.2 (absolute, no fragment), RFC 9700 §2.6 (http on loopback only), RFC 8252 §7.1 (private-use schemes).
 */
export function registrableRedirectUri(uri: string, client: Registrant): Result<string, string> {
  const url = readUri(uri);
  if (!url.ok) return url;
  return isSpelledWeb(uri) ? registrableWebUri(uri, url.value) : registrablePrivateUseUri(uri, client);
}

/** Whether a URI may be registered as a page or a picture: browsers are led there whatever the client is. */
export function registrablePage(uri: string): Result<string, string> {
  const url = readUri(uri);
  if (!url.ok) return url;
  if (isSpelledWeb(uri)) return registrableWebUri(uri, url.value);
  return err(`has the scheme ${schemeOf(uri)}: a page is at https, or at http on localhost`);
}

/** Whether a text is an origin as browsers send it (RFC 6454 §6.2); `null` is sent by everybody who hides. */
export function registrableOrigin(
  text: string,
  { app_type }: { readonly app_type: AppType },
): Result<string, string> {
  const uri = isSpelledWeb(text) ? registrablePage(text) : privateOrigin(text, app_type);
  if (!uri.ok) return uri;
  const origin = originOf(text);
  return origin === text ? ok(text) : err(`is not an origin: write ${origin}`);
}

/** Whether a URI may be registered as one that the server itself is to ask; where it may go is judged when it goes. */
export function registrableWebAddress(uri: string): Result<string, string> {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!url || !isWeb(url)) return err('is not an http or https address');
  const mistake = addressMistake(url);
  return mistake ? err(mistake) : ok(uri);
}

/** What holds for every address that browsers are led to. */
function readUri(uri: string): Result<URL, string> {
  if (uri.length > MAX_LENGTH) return err(`is longer than ${MAX_LENGTH} characters`);
  if (uri.includes('#')) return err('has a fragment (RFC 6749 §3.1.2)');
  if (uri.includes('*')) return err('has a wildcard: list every URI');
  if (!UNRESERVED_AND_RESERVED.test(uri))
    return err('has a character that a URI cannot hold: use ASCII, punycode, percent-encoding');
  if (!URL.canParse(uri)) return err('is not an absolute URI');
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return err('has user information before the host');
  const mistake = addressMistake(url);
  return mistake ? err(mistake) : ok(url);
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(':'));
}

/** Spelled so, for a request is compared byte for byte. */
function isSpelledWeb(uri: string): boolean {
  return uri.startsWith('https:') || uri.startsWith('http:');
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
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

const UNLESS =
  'unless unsafe_unclaimed_redirect_schemes of the client, or unsafe_redirects_at_registration of the tenant, opens it (RFC 8252 §7.1)';

/**
 * A domain name in reverse is claimed by whoever has the domain; any other name is anybody's on the End-User's machine, and
 * so is a bundle id in capitals, which browsers write in lower case, and a path without the slash.
 */
function registrablePrivateUseUri(
  uri: string,
  { app_type, unsafe_unclaimed_redirect_schemes }: Registrant,
): Result<string, string> {
  const scheme = schemeOf(uri);
  const mistake = schemeMistake(scheme, app_type);
  if (mistake) return err(mistake);
  if (unsafe_unclaimed_redirect_schemes) return ok(uri);
  if (!CLAIMED_SCHEME.test(scheme))
    return err(`has the scheme ${scheme}: one of its own is a lower-case domain name in reverse, ${UNLESS}`);
  if (!uri.startsWith(`${scheme}:/`)) return err(`needs a path after the scheme, ${UNLESS}`);
  return ok(uri);
}

function schemeMistake(scheme: string, app_type: AppType): string | undefined {
  if (NOBODYS_SCHEMES.has(asciiLowerCase(scheme)))
    return `has the scheme ${scheme}, which is not an application's`;
  if (app_type === 'native') return undefined;
  return `has the scheme ${scheme}: only a native client may use another than https`;
}

/**
 * Pages of an application's own scheme (`capacitor://localhost`, `chrome-extension://...`). What an origin opens is what a
 * token of its bearer opens anyway, so a scheme that nobody claimed is as good as any.
 */
function privateOrigin(text: string, app_type: AppType): Result<string, string> {
  const url = readUri(text);
  if (!url.ok) return url;
  const mistake = schemeMistake(schemeOf(text), app_type);
  if (mistake) return err(mistake);
  return originOf(text) === 'null' ? err('is not an origin: it names no host') : ok(text);
}
