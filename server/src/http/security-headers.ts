/**
 * The headers of every answer, in one table: a row a kind of answer (OWASP ASVS 3.4). A handler cannot leave one out,
 * because respond.ts takes its headers from here. What depends on the path instead (opener, frames, forms, readers) is in
 * openness.ts.
 */
import { asciiLowerCase } from '../protocol/octets.ts';

export type ResponseKind = 'page' | 'picture' | 'asset' | 'empty' | 'json';

type Headers = Readonly<Record<string, string>>;

/** Nothing of ours needs a device, a sensor or an advertising interface. */
const PERMISSIONS_POLICY = [
  'accelerometer=()',
  'autoplay=()',
  'browsing-topics=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
].join(', ');

const EVERYWHERE: Headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': PERMISSIONS_POLICY,
};

const INERT_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Of what holds no document: that it is opened as one, or framed, comes to nothing. */
const INERT: Headers = {
  'content-security-policy': INERT_CSP,
  'x-frame-options': 'DENY',
};

/** Headers by kind of answer. A page's CSP depends on the page and is added by `page`. */
export const SECURITY_HEADERS: Readonly<Record<ResponseKind, Headers>> = {
  page: { ...EVERYWHERE, 'content-type': 'text/html; charset=utf-8' },
  // Opened as a document it may do nothing, and has no origin to do it in.
  picture: {
    ...EVERYWHERE,
    ...INERT,
    'content-type': 'image/svg+xml',
    'content-security-policy': `${INERT_CSP}; sandbox`,
  },
  // A script or a stylesheet, of the type that its file says.
  asset: { ...EVERYWHERE, ...INERT },
  empty: { ...EVERYWHERE, ...INERT },
  json: { ...EVERYWHERE, ...INERT, 'content-type': 'application/json; charset=utf-8' },
};

/**
 * `Strict-Transport-Security` for a host that is reached by https (RFC 6797 §7.2 forbids it over http). Names below a host that
 * is itself below the base URL's can only be ours. Below a tenant's own domain, and beside the tenants at the base URL's host,
 * there may be others that are not ready for it (§11.4).
 */
export function strictTransportSecurity(baseUrl: URL, host: string): Headers {
  if (baseUrl.protocol !== 'https:') return {};
  const hostname = asciiLowerCase(host).replace(/\.?(?::[0-9]*)?$/, '');
  const below = hostname.endsWith(`.${baseUrl.hostname}`) ? '; includeSubDomains' : '';
  return { 'strict-transport-security': `max-age=31536000${below}` };
}

export type ContentSecurityPolicy = {
  /** The sources of its stylesheets (pages/look/look.ts); undefined for a document without looks. */
  readonly styles: string | undefined;
  /** Lets the one script of a form_post or web_message document run. */
  readonly scriptNonce?: string | undefined;
  /** The sources of scripts that are the same on every page (pages/scripts.ts). */
  readonly scripts?: readonly string[] | undefined;
  /** The one origin that may frame a web_message document. */
  readonly framer?: string | undefined;
  /** The addresses a page loads in frames. */
  readonly frames?: readonly string[] | undefined;
  /** The addresses of the pictures it shows. */
  readonly images?: readonly string[] | undefined;
};

/**
 * The policy of one HTML document: nothing is allowed that the document does not hold. What its forms may do, and who else may
 * frame it, is added by openness.ts.
 */
export function contentSecurityPolicy(document: ContentSecurityPolicy): string {
  const directives = [
    "default-src 'none'",
    document.styles !== undefined && `style-src ${document.styles}`,
    scriptSource(document),
    listed('img-src', document.images),
    listed('frame-src', document.frames),
    "base-uri 'none'",
    "object-src 'none'",
    document.framer !== undefined && `frame-ancestors ${sourceOf(document.framer)}`,
  ];
  return directives.filter((directive) => directive !== false).join('; ');
}

function scriptSource({ scriptNonce, scripts = [] }: ContentSecurityPolicy): string | false {
  const sources = [...(scriptNonce === undefined ? [] : [`'nonce-${scriptNonce}'`]), ...scripts];
  return sources.length > 0 && `script-src ${sources.join(' ')}`;
}

function listed(directive: string, uris: readonly string[] = []): string | false {
  const sources = [...new Set(uris.map(sourceOf))].join(' ');
  const named = sources.length <= MAX_SOURCES ? sources : [...new Set(uris.map(schemeOf))].join(' ');
  return uris.length > 0 && `${directive} ${named}`;
}

/** Characters that a directive names hosts with. Beyond it names schemes, so that a hundred clients make no header of 4 KiB. */
const MAX_SOURCES = 1_024;

function schemeOf(uri: string): string {
  return new URL(uri).protocol;
}

/** Hosts that CSP 3 §2.3.1 can spell: no IPv6 literal, and no `;` or `,` that would begin another directive or policy. */
const SOURCE_HOST = /^[a-z0-9.-]+$/;

/** The source expression for a URI: its origin, or its scheme where there is no host that CSP can name. */
function sourceOf(uri: string): string {
  const url = new URL(uri);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && SOURCE_HOST.test(url.hostname) ? url.origin : url.protocol;
}
